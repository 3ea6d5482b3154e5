"""Of many monitors only the changed one is compiled: seen in the counters of the memory, not in time."""

from collections.abc import Iterable

import pytest

from hooks.memo import Uses
from hooks.prometheus_yaml import compiled
from hooks.settings import Settings
from tests.unit.prometheus_yaml.clusters import EVERYTHING, NATIVE, SIDECAR, Manifest, manifest, related, workload, written

COUNT = 1000
ENDPOINT = "{selector: {matchLabels: {app: web}}, endpoints: [{port: metrics, interval: 30s}]}"
OTHER = ENDPOINT.replace("30s", "45s")


def uses(objects: Iterable[Manifest], settings: Settings) -> Uses:
    """What a sync found remembered, and what it compiled."""
    before = compiled.uses()
    written(workload(f"{EVERYTHING[:-1]}, version: 3.13.2, enforcedSampleLimit: 4711}}"), related(ServiceMonitor=objects), settings)
    return Uses(compiled.uses().hits - before.hits, compiled.uses().misses - before.misses)


@pytest.mark.parametrize("settings", [SIDECAR, NATIVE], ids=["sidecar", "native"])
def test_one_changed_monitor_of_many_is_the_only_one_that_is_compiled(settings: Settings) -> None:
    monitors = [manifest(ENDPOINT, f"web-{number}") for number in range(COUNT)]
    changed = [*monitors[:500], manifest(OTHER, "web-500", resourceVersion="2"), *monitors[501:]]
    assert uses(monitors, settings) == Uses(0, COUNT)
    assert uses(changed, settings) == Uses(COUNT - 1, 1)
    assert uses(changed[1:], settings) == Uses(COUNT - 1, 0)
