"""Status: what was observed, as the API shows it."""

from typing import Annotated

import msgspec

from hooks.kinds.base import Spec
from hooks.kinds.schema import Format, Int32, Int64, Items, Length, NonEmpty, OneOf, Required


class Condition(Spec, frozen=True, kw_only=True):
    """``status.conditions[]`` of every kind."""

    type: Annotated[NonEmpty | None, Required()] = None
    """What the condition is about."""
    status: Annotated[NonEmpty | None, Required()] = None
    """True, False, Unknown, or Degraded where a workload only partly works."""
    reason: str | None = None
    """One word in CamelCase, for programs."""
    message: str | None = None
    """A sentence that says to people why the status is what it is."""
    last_transition_time: Annotated[str | None, Format("date-time"), Required()] = None
    """When the status last changed."""
    observed_generation: Int64 | None = None
    """Generation of the object that this was said of."""


class Conditions(Spec, frozen=True, kw_only=True):
    """What is said of every object."""

    conditions: Annotated[tuple[Condition, ...], Items(kind="map", keys=("type",))] = ()
    """What is the case, one entry a type."""
    observed_generation: Int64 | None = None
    """Generation of the object that this was said of."""


class WorkloadStatus(Conditions, frozen=True, kw_only=True):
    """What is said of every workload."""

    paused: bool | None = None
    """Whether changes are being held back."""
    replicas: Int32 | None = None
    """Pods that exist and are not about to end."""
    updated_replicas: Int32 | None = None
    """Pods of the current revision."""
    available_replicas: Int32 | None = None
    """Pods that have been ready for minReadySeconds."""
    unavailable_replicas: Int32 | None = None
    """Pods that are not available."""
    selected: Int32 | None = None
    """Objects that the workload selects: monitors, rules, receivers."""
    rejected: Int32 | None = None
    """Those of them that cannot be used; the condition ConfigurationComplete names them."""


class AlertmanagerStatus(WorkloadStatus, frozen=True, kw_only=True):
    """``status`` of Alertmanager."""

    selector: str | None = None
    """Label selector of the pods in text form; the scale subresource reads it."""


class BindingCondition(Condition, frozen=True, kw_only=True):
    """``status.bindings[].conditions[]`` of AlertmanagerConfig."""

    type: Annotated[str | None, OneOf(("Accepted",)), Length(ge=1), Required()] = None
    """What the condition is about."""


class Binding(Spec, frozen=True, kw_only=True):
    """``status.bindings[]`` of AlertmanagerConfig."""

    conditions: Annotated[tuple[BindingCondition, ...], Items(kind="map", keys=("type",))] = ()
    """What is the case, one entry a type."""
    group: Annotated[str | None, OneOf(("monitoring.coreos.com",)), Required()] = None
    """API group of the workload."""
    name: Annotated[NonEmpty | None, Required()] = None
    """Name of the workload."""
    namespace: Annotated[NonEmpty | None, Required()] = None
    """Namespace of the workload."""
    resource: Annotated[str | None, OneOf(("prometheuses", "prometheusagents", "thanosrulers", "alertmanagers")), Required()] = None
    """Plural of the workload's kind, such as prometheuses."""


class ConfigurationStatus(Conditions, frozen=True, kw_only=True):
    """``status`` of AlertmanagerConfig."""

    bindings: Annotated[tuple[Binding, ...], Items(kind="map", keys=("group", "resource", "name", "namespace"))] = ()
    """Verdicts of the workloads that select this object, as prometheus-operator writes them."""


class ShardStatus(Spec, frozen=True, kw_only=True):
    """``status.shardStatuses[]`` of Prometheus."""

    available_replicas: Annotated[Int32 | None, Required()] = None
    """Pods that have been ready for minReadySeconds."""
    replicas: Annotated[Int32 | None, Required()] = None
    """Pods of the shard that exist and are not about to end."""
    shard_id: Annotated[str | None, Required()] = msgspec.field(default=None, name="shardID")
    """Number of the shard, from 0."""
    unavailable_replicas: Annotated[Int32 | None, Required()] = None
    """Pods that are not available."""
    updated_replicas: Annotated[Int32 | None, Required()] = None
    """Pods of the current revision."""


class PrometheusStatus(WorkloadStatus, frozen=True, kw_only=True):
    """``status`` of Prometheus."""

    selector: str | None = None
    """Label selector of the pods in text form; the scale subresource reads it."""
    shard_statuses: Annotated[tuple[ShardStatus, ...], Items(kind="map", keys=("shardID",))] = ()
    """Numbers of pods, one entry per shard."""
    shards: Int32 | None = None
    """Number of shards that are wanted; the scale subresource reads it."""


class ThanosRulerStatus(WorkloadStatus, frozen=True, kw_only=True):
    """``status`` of ThanosRuler."""
