import re

import pytest

from hooks import metrics
from hooks.memo import Uses
from hooks.protocol import Manifest, SyncResponse


def value(series: str) -> float:
    found = re.search(rf"^{re.escape(series)} (\S+)$", metrics.exposition().decode(), re.MULTILINE)
    return float(found[1]) if found else 0.0


def condition(kind: str, status: str, reason: str = "") -> Manifest:
    return {"type": kind, "status": status, "reason": reason}


@pytest.mark.parametrize(
    ("told", "counted"),
    [
        pytest.param(condition("Accepted", "False", "InvalidConfiguration"), 1, id="not-accepted"),
        pytest.param(condition("ConfigurationComplete", "False", "InvalidConfiguration"), 1, id="something-left-out"),
        pytest.param(condition("Accepted", "True", "InvalidConfiguration"), 0, id="accepted"),
        pytest.param(condition("Available", "False", "InvalidConfiguration"), 0, id="another-condition"),
    ],
)
def test_rejections_are_counted_by_kind_and_reason(told: Manifest, counted: int) -> None:
    series = 'promhooks_rejected_total{kind="servicemonitor",reason="InvalidConfiguration"}'
    before = value(series)
    metrics.count_answer("servicemonitor", SyncResponse(children=(), status={"conditions": [told]}))
    assert value(series) - before == counted


def test_a_workload_that_cannot_be_served_is_counted() -> None:
    series = 'promhooks_rejected_total{kind="prometheus",reason="InvalidConfiguration"}'
    before = value(series)
    metrics.count_answer(
        "prometheus", SyncResponse(children=(), status={"conditions": [condition("Reconciled", "False", "InvalidConfiguration")]}, served=False)
    )
    assert value(series) - before == 1


def test_the_size_of_a_configuration_is_observed() -> None:
    before = value('promhooks_config_bytes_sum{kind="prometheus"}')
    children = ({"kind": "Secret", "data": {"a": "x" * 100, "b": "y" * 20}}, {"kind": "StatefulSet", "spec": {}})
    metrics.count_answer("prometheus", SyncResponse(children=children, status={}))
    assert value('promhooks_config_bytes_sum{kind="prometheus"}') - before == 120


def test_the_cache_is_counted_by_what_it_did_since() -> None:
    before = value('promhooks_scrape_objects_total{cache="hit"}'), value('promhooks_scrape_objects_total{cache="miss"}')
    metrics.count_cache(Uses(10, 5), Uses(14, 6))
    assert value('promhooks_scrape_objects_total{cache="hit"}') - before[0] == 4
    assert value('promhooks_scrape_objects_total{cache="miss"}') - before[1] == 1
