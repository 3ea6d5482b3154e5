import json
import logging
import sys

from hooks.cli.logs import JsonLines


def formatted(level: int, message: str, *, bug: bool = False) -> str:
    return JsonLines().format(logging.getLogger("promhooks").makeRecord("promhooks", level, __file__, 1, message, (), sys.exc_info() if bug else None))


def test_a_line_is_an_object() -> None:
    line = json.loads(formatted(logging.INFO, "two\nlines"))
    assert (line["level"], line["logger"], line["message"]) == ("info", "promhooks", "two\nlines")
    assert "\n" not in formatted(logging.INFO, "two\nlines")


def test_of_a_bug_the_place_is_told_but_not_its_words() -> None:
    values = {"known": "value"}
    try:
        values["a-secret-value"]
    except KeyError:
        line = formatted(logging.ERROR, "unexpected", bug=True)
    assert "a-secret-value" not in line
    assert json.loads(line)["exception"] == "KeyError"
    assert "test_logs.py" in json.loads(line)["at"][0]
