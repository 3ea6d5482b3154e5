"""What the console makes of values: when a limit is reached, that no Secret's value is shown, and that every text can be read."""

import re
from contextlib import closing
from pathlib import Path

import pytest

import hooks.cli.console.web
from hooks.cli.console.board import Board
from hooks.cli.console.masking import masked
from hooks.cli.console.progress import crossing
from hooks.cli.console.snapshot import Snapshot
from hooks.cli.console.web.server import PortTaken, Server


@pytest.mark.parametrize(
    ("values", "limit", "expected"),
    [
        pytest.param([0.1, 0.2, 0.3], 0.5, 1040.0, id="rising"),
        pytest.param([0.9, 0.8, 0.7], 0.5, 1040.0, id="falling"),
        pytest.param([0.1, 0.1, 0.1], 0.5, 0.0, id="still"),
        pytest.param([0.3, 0.2, 0.1], 0.5, 0.0, id="away-from-it"),
        pytest.param([0.1, 0.1, 0.1001], 0.5, 0.0, id="not-soon"),
        pytest.param([0.1], 0.5, 0.0, id="too-few"),
        pytest.param([], 0.5, 0.0, id="none"),
    ],
)
def test_when_a_limit_is_reached(values: list[float], limit: float, expected: float) -> None:
    points = [(1000.0 + 10 * number, value) for number, value in enumerate(values)]
    assert crossing(points, limit) == pytest.approx(expected)


def test_no_value_of_a_secret_is_shown() -> None:
    config = {
        "basic_auth": {"username": "canary", "password": "anything"},
        "static_configs": [{"targets": ["user:canary-token@host"]}],
        "receivers": [{"slack_configs": [{"api_url": "https://hooks.example/T0", "channel": "#a"}]}],
        "interval": "30s",
    }
    assert masked(config, {"canary", "canary-token"}) == {
        "basic_auth": {"username": "(hidden)", "password": "(hidden)"},
        "static_configs": [{"targets": ["(hidden)"]}],
        "receivers": [{"slack_configs": [{"api_url": "(hidden)", "channel": "#a"}]}],
        "interval": "30s",
    }


STYLE = (Path(hooks.cli.console.web.__file__).parent / "static" / "console.css").read_text(encoding="utf-8")
LIGHT, DARK = (dict(re.findall(r"--([\w-]+): (#\w+)", part)) for part in STYLE.partition("* {")[0].split("@media"))


@pytest.mark.parametrize("palette", [LIGHT, LIGHT | DARK], ids=["light", "dark"])
@pytest.mark.parametrize("color", ["text", "soft", "faint", "accent", "bad", "waiting", "good", "idle", "unknown"])
def test_every_text_stands_out_from_what_is_behind_it(palette: dict[str, str], color: str) -> None:
    """4.5 is what WCAG 2.2 asks for (AA, 1.4.3)."""
    behind = ["page", "card", "code", *({f"{color}-back"} & palette.keys())]
    assert min(contrast(palette[color], palette[each]) for each in behind) >= 4.5


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def luminance(color: str) -> float:
    digits = color[1:] if len(color) == 7 else "".join(2 * digit for digit in color[1:])
    parts = (int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4))
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_a_taken_port_is_said() -> None:
    board = Board(Snapshot("nothing"))
    with closing(Server(board)) as first:
        port = int(first.url.rpartition(":")[2].strip("/"))
        with pytest.raises(PortTaken, match=f"port {port} of 127.0.0.1 is taken"):
            Server(board, port)
        with closing(Server(board)) as second:
            assert second.url != first.url
