"""What native pods mount ahead: few at first, more in steps, never fewer again."""

import pytest

from hooks.workloads import prometheus
from hooks.workloads.context import WorkloadContext
from hooks.workloads.slots import FIRST, Slots, mounted, slots
from tests.unit.workloads import build

NOTHING = Slots()


@pytest.mark.parametrize(
    ("used", "before", "wanted"),
    [
        pytest.param(NOTHING, NOTHING, Slots(8, 4, 4), id="the-first-step-of-a-new-workload"),
        pytest.param(Slots(8, 4, 4), FIRST, Slots(8, 4, 4), id="within-a-step-nothing-changes"),
        pytest.param(Slots(9, 4, 4), FIRST, Slots(16, 4, 4), id="one-more-than-there-are"),
        pytest.param(Slots(17, 5, 5), FIRST, Slots(64, 16, 16), id="the-next-step-of-each"),
        pytest.param(Slots(0, 130, 0), FIRST, Slots(8, 192, 4), id="beyond-the-last-step-its-multiples"),
        pytest.param(Slots(2, 1, 1), Slots(64, 32, 4), Slots(64, 32, 4), id="what-is-mounted-stays"),
    ],
)
def test_steps(used: Slots, before: Slots, wanted: Slots) -> None:
    assert slots(used, before) == wanted


def test_what_is_mounted_is_read_from_the_observed_pods() -> None:
    shards = [
        prometheus.stateful_set(build.prometheus(), shard, WorkloadContext(mode="native", slots=each)) for shard, each in enumerate((FIRST, Slots(16, 4, 4)))
    ]
    assert mounted(shards) == Slots(16, 4, 4)


def test_pods_with_a_sidecar_have_no_slots() -> None:
    assert mounted([prometheus.stateful_set(build.prometheus(), 0, WorkloadContext(tls_asset_secrets=("a",)))]).scrape == 0
