"""What the console makes of values: when a limit is reached, and that no Secret's value is shown."""

import pytest

from hooks.cli.console.masking import masked
from hooks.cli.console.progress import crossing


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
