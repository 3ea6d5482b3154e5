"""DOC module status"""

from typing import Annotated

import msgspec

from hooks.kinds.base import Spec
from hooks.kinds.schema import Format, Int32, Int64, Items, Length, NonEmpty, OneOf, Required


class Condition(Spec, frozen=True, kw_only=True):
    """DOC Alertmanager.status.conditions[]"""

    last_transition_time: Annotated[str | None, Format("date-time"), Required()] = None
    message: str | None = None
    observed_generation: Int64 | None = None
    reason: str | None = None
    status: Annotated[NonEmpty | None, Required()] = None
    type: Annotated[NonEmpty | None, Required()] = None


class AlertmanagerStatus(Spec, frozen=True, kw_only=True):
    """DOC Alertmanager.status"""

    available_replicas: Int32 | None = None
    conditions: Annotated[tuple[Condition, ...], Items(kind="map", keys=("type",))] = ()
    observed_generation: Int64 | None = None
    paused: bool | None = None
    replicas: Int32 | None = None
    selector: str | None = None
    unavailable_replicas: Int32 | None = None
    updated_replicas: Int32 | None = None


class BindingCondition(Spec, frozen=True, kw_only=True):
    """DOC AlertmanagerConfig.status.bindings[].conditions[]"""

    last_transition_time: Annotated[str | None, Format("date-time"), Required()] = None
    message: str | None = None
    observed_generation: Int64 | None = None
    reason: str | None = None
    status: Annotated[NonEmpty | None, Required()] = None
    type: Annotated[str | None, OneOf(("Accepted",)), Length(ge=1), Required()] = None


class Binding(Spec, frozen=True, kw_only=True):
    """DOC AlertmanagerConfig.status.bindings[]"""

    conditions: Annotated[tuple[BindingCondition, ...], Items(kind="map", keys=("type",))] = ()
    group: Annotated[str | None, OneOf(("monitoring.coreos.com",)), Required()] = None
    name: Annotated[NonEmpty | None, Required()] = None
    namespace: Annotated[NonEmpty | None, Required()] = None
    resource: Annotated[str | None, OneOf(("prometheuses", "prometheusagents", "thanosrulers", "alertmanagers")), Required()] = None


class ConfigurationStatus(Spec, frozen=True, kw_only=True):
    """DOC AlertmanagerConfig.status"""

    bindings: Annotated[tuple[Binding, ...], Items(kind="map", keys=("group", "resource", "name", "namespace"))] = ()
    conditions: Annotated[tuple[Condition, ...], Items(kind="map", keys=("type",))] = ()
    observed_generation: Int64 | None = None


class ShardStatus(Spec, frozen=True, kw_only=True):
    """DOC Prometheus.status.shardStatuses[]"""

    available_replicas: Annotated[Int32 | None, Required()] = None
    replicas: Annotated[Int32 | None, Required()] = None
    shard_id: Annotated[str | None, Required()] = msgspec.field(default=None, name="shardID")
    unavailable_replicas: Annotated[Int32 | None, Required()] = None
    updated_replicas: Annotated[Int32 | None, Required()] = None


class PrometheusStatus(Spec, frozen=True, kw_only=True):
    """DOC Prometheus.status"""

    available_replicas: Int32 | None = None
    conditions: Annotated[tuple[Condition, ...], Items(kind="map", keys=("type",))] = ()
    observed_generation: Int64 | None = None
    paused: bool | None = None
    replicas: Int32 | None = None
    selector: str | None = None
    shard_statuses: Annotated[tuple[ShardStatus, ...], Items(kind="map", keys=("shardID",))] = ()
    shards: Int32 | None = None
    unavailable_replicas: Int32 | None = None
    updated_replicas: Int32 | None = None


class ThanosRulerStatus(Spec, frozen=True, kw_only=True):
    """DOC ThanosRuler.status"""

    available_replicas: Int32 | None = None
    conditions: Annotated[tuple[Condition, ...], Items(kind="map", keys=("type",))] = ()
    observed_generation: Int64 | None = None
    paused: bool | None = None
    replicas: Int32 | None = None
    unavailable_replicas: Int32 | None = None
    updated_replicas: Int32 | None = None
