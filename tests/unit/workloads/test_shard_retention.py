from datetime import UTC, datetime
from typing import Any

import pytest

from hooks.errors import InvalidParent
from hooks.settings import Settings
from hooks.workloads.shard_retention import DEADLINE, NEVER, Fate, fate
from tests.unit.workloads.build import prometheus

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)
RETAIN = {"shardRetentionPolicy": {"whenScaled": "Retain"}}


@pytest.mark.parametrize(
    ("spec", "annotations", "want"),
    [
        pytest.param({}, {}, Fate(delete=True), id="no-policy"),
        pytest.param(RETAIN, {}, Fate(delete=False, deadline="2026-01-02T12:00:00Z"), id="default-retention-of-a-day"),
        pytest.param({**RETAIN, "retention": "2h"}, {}, Fate(delete=False, deadline="2026-01-01T14:00:00Z"), id="own-retention"),
        pytest.param({**RETAIN, "retentionSize": "1GB"}, {}, Fate(delete=False, deadline=NEVER), id="by-size-only"),
        pytest.param(RETAIN, {DEADLINE: "2026-01-01T13:00:00Z"}, Fate(delete=False, deadline="2026-01-01T13:00:00Z"), id="not-yet"),
        pytest.param(RETAIN, {DEADLINE: "2026-01-01T11:00:00Z"}, Fate(delete=True, deadline="2026-01-01T11:00:00Z"), id="over"),
        pytest.param(RETAIN, {DEADLINE: NEVER}, Fate(delete=False, deadline=NEVER), id="never"),
        pytest.param(RETAIN, {DEADLINE: "tomorrow"}, Fate(delete=False, deadline="tomorrow"), id="unreadable-deadline-keeps-the-data"),
    ],
)
def test_fate_of_a_shard_after_scaling_down(spec: dict[str, Any], annotations: dict[str, str], want: Fate) -> None:
    assert fate(prometheus(**spec), annotations, Settings(), NOON) == want


def test_a_period_that_is_no_duration_is_refused() -> None:
    policy = {"whenScaled": "Retain", "retain": {"retentionPeriod": "soon"}}
    with pytest.raises(InvalidParent, match=r"shardRetentionPolicy\.retain\.retentionPeriod"):
        fate(prometheus(shardRetentionPolicy=policy), {}, Settings(), NOON)
