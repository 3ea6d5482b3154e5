"""What is told of two observations."""

import pytest

from hooks.cli.local.observer import Alert, Observation, Received, Target
from hooks.cli.local.story import told, waiting

TARGET = Target("pool", "http://127.0.0.1:8080/metrics", {"job": "my-app", "pod": "my-app-1"}, "up")
DOWN = Target(TARGET.scrape_pool, TARGET.scrape_url, TARGET.labels, "down", "connection refused")
PENDING, FIRING = (Alert({"alertname": "Slow"}, state, "7.5e-01") for state in ("pending", "firing"))
RECEIVED = Received({"alertname": "Slow"}, ({"name": "slack"},), {})


@pytest.mark.parametrize(
    ("before", "after", "sentences"),
    [
        pytest.param(Observation(), Observation(targets=(TARGET,)), ["target up: job=my-app pod=my-app-1 (http://127.0.0.1:8080/metrics)"], id="up"),
        pytest.param(
            Observation(targets=(TARGET,)),
            Observation(targets=(DOWN,)),
            ["target down: job=my-app pod=my-app-1 (http://127.0.0.1:8080/metrics): connection refused"],
            id="down",
        ),
        pytest.param(Observation(targets=(TARGET,)), Observation(), ["target gone: job=my-app pod=my-app-1 (http://127.0.0.1:8080/metrics)"], id="gone"),
        pytest.param(Observation(), Observation(alerts=(PENDING,)), ["alert Slow is pending, its value is 0.75"], id="pending"),
        pytest.param(Observation(alerts=(PENDING,)), Observation(alerts=(FIRING,)), ["alert Slow is firing, its value is 0.75"], id="firing"),
        pytest.param(Observation(alerts=(FIRING,)), Observation(), ["alert Slow is resolved"], id="resolved"),
        pytest.param(Observation(alerts=(PENDING,)), Observation(), ["alert Slow is no longer pending"], id="calm-again"),
        pytest.param(Observation(), Observation(received=(RECEIVED,)), ["received Slow, it goes to slack"], id="at-alertmanager"),
        pytest.param(Observation(loaded="1"), Observation(loaded="2"), ["reloaded its configuration without a restart"], id="reloaded"),
        pytest.param(Observation(), Observation(loaded="1"), [], id="first-load-is-no-reload"),
        pytest.param(
            Observation(loaded="1"),
            Observation(loaded="1", refusal="bad regex"),
            ["refuses its new configuration and goes on with the last good one: bad regex"],
            id="refused",
        ),
        pytest.param(Observation(targets=(TARGET,), alerts=(FIRING,)), Observation(targets=(TARGET,), alerts=(FIRING,)), [], id="nothing"),
    ],
)
def test_steps(before: Observation, after: Observation, sentences: list[str]) -> None:
    assert [sentence for sentence, _ in told(before, after)] == sentences


def test_a_pending_alert_says_how_long_it_still_has_to_hold() -> None:
    pending = Alert({"alertname": "Slow"}, "pending", "1", fires_at=1_000_120.0)
    assert waiting(Observation(alerts=(pending,)), 1_000_040.0) == "Slow fires in 1:20 if it stays so"
    assert waiting(Observation(alerts=(FIRING,)), 1_000_040.0) == ""


def test_many_targets_are_counted() -> None:
    targets = tuple(Target("pool", f"http://127.0.0.1:{port}/metrics", {"job": "a"}, "up") for port in range(8000, 8200))
    assert [sentence for sentence, _ in told(Observation(), Observation(targets=targets))] == [
        "200 targets up, the first is job=a (http://127.0.0.1:8000/metrics)"
    ]
