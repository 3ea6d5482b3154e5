"""What becomes of the StatefulSet of a shard after scaling down: its data may still be asked for.

A retained StatefulSet stays a child, with the deadline as annotation; its shard number is beyond the modulus, so it has no targets any more.
"""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

import msgspec

from hooks.durations import duration
from hooks.errors import InvalidParent
from hooks.findings.fields import DURATION
from hooks.kinds.prometheus import Prometheus, PrometheusSpec
from hooks.settings import Settings

DEADLINE = "operator.prometheus.io/deletion-deadline"
"""Annotation of a retained StatefulSet: when it may go (RFC 3339)."""
NEVER = "0001-01-01T00:00:00Z"
_FORMAT = "%Y-%m-%dT%H:%M:%SZ"


class Fate(msgspec.Struct, frozen=True):
    """Whether the StatefulSet goes, and the deadline that its annotation says while it stays."""

    delete: bool
    deadline: str = ""


def fate(prometheus: Prometheus, annotations: Mapping[str, str], settings: Settings, now: datetime) -> Fate:
    """Of a StatefulSet with these annotations, whose shard is no longer wanted. InvalidParent where the retention is no duration.

    A deadline that cannot be read keeps the data: somebody wrote it by hand, and deleting cannot be undone.
    """
    policy = prometheus.spec.shard_retention_policy
    if not settings.gates.prometheus_shard_retention_policy or policy is None or policy.when_scaled != "Retain":
        return Fate(delete=True)
    if DEADLINE not in annotations:
        return Fate(delete=False, deadline=_deadline(prometheus.spec, now))
    return Fate(delete=_expired(annotations[DEADLINE], now), deadline=annotations[DEADLINE])


def _deadline(spec: PrometheusSpec, now: datetime) -> str:
    period = _period(spec)
    return (now.astimezone(UTC) + period).strftime(_FORMAT) if period else NEVER


def _period(spec: PrometheusSpec) -> timedelta | None:
    """How long the data counts; None where only its size is limited."""
    retain = spec.shard_retention_policy.retain if spec.shard_retention_policy else None
    if retain is None and spec.retention_size and not spec.retention:
        return None
    path, text = ("spec.shardRetentionPolicy.retain.retentionPeriod", retain.retention_period or "") if retain else ("spec.retention", spec.retention or "24h")
    period = duration(text)
    if period is None:
        raise InvalidParent(DURATION.at(path, f'"{text}" is not a duration', "write it like 24h or 30d"))
    return period


def _expired(deadline: str, now: datetime) -> bool:
    try:
        due = datetime.fromisoformat(deadline)
    except ValueError:
        return False
    return deadline != NEVER and due.tzinfo is not None and now > due
