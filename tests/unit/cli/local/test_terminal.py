"""What a person reads, in terminals of several widths."""

import pytest

from hooks.cli.local.terminal import Terminal, Tone, laid_out

URL = "http://127.0.0.1:9090/consoles/index.html?with=a-rather-long-query"


def test_a_narrow_terminal_breaks_lines_between_words_and_never_inside_of_an_address() -> None:
    lines = laid_out("prometheus-prometheus-0", f"ready, open {URL} and look at the targets that it scrapes", 80)
    assert sum(URL in text for _, text in lines) == 1
    assert " ".join(text for _, text in lines if text).split() == f"ready, open {URL} and look at the targets that it scrapes".split()


def test_a_step_is_one_line_where_nobody_limits_the_width() -> None:
    assert len(laid_out("prometheus-prometheus-0", f"ready, open {URL} " * 5, 0)) == 1


def test_what_is_wrong_is_said_once_and_mended_when_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    terminal = Terminal()
    for lines in ([("rule.yaml:2", "bad")], [("rule.yaml:2", "bad")], []):
        terminal.standing("wrong", lines, Tone.BAD)
    assert [line.split()[1:] for line in capsys.readouterr().out.splitlines()] == [["rule.yaml:2", "bad"], ["rule.yaml:2", "mended"]]


def test_many_lines_about_one_thing_are_counted(capsys: pytest.CaptureFixture[str]) -> None:
    Terminal().standing("verdicts", (("Prometheus a/b", f"selects {number:03}") for number in range(200)))
    shown = capsys.readouterr().out.splitlines()
    assert len(shown) == 21
    assert shown[-1].endswith("and 180 more like these")
