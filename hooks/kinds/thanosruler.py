"""ThanosRuler."""

from typing import Annotated

from hooks.kinds.base import Kind
from hooks.kinds.references import SecretKeySelector
from hooks.kinds.remote_write import RemoteWrite
from hooks.kinds.schema import Bounds, Default, Duration, Int32, Items, NonEmpty
from hooks.kinds.selectors import LabelSelector
from hooks.kinds.status import ThanosRulerStatus
from hooks.kinds.tls import GRPCServerTLSConfig
from hooks.kinds.web import WebSpec
from hooks.kinds.workload import ObjectReference, RuleReference, TopologySpreadConstraint, WorkloadSpec


class ThanosRulerWeb(WebSpec, frozen=True, kw_only=True):
    """``spec.web`` of ThanosRuler."""


class ThanosRulerSpec(WorkloadSpec, frozen=True, kw_only=True):
    """``spec`` of ThanosRuler."""

    rule_selector: LabelSelector | None = None
    """PrometheusRules that count; absent means none, empty all."""
    rule_namespace_selector: LabelSelector | None = None
    """Namespaces whose PrometheusRules count; absent means the own one, empty all."""
    evaluation_interval: Annotated[Duration | None, Default("15s")] = None
    """Time between two evaluations of rules."""
    rule_query_offset: Duration | None = None
    """How far back the rules look by default. Needs Prometheus 2.53."""
    rule_concurrent_eval: Annotated[Int32 | None, Bounds(ge=1)] = None
    """Most rules evaluated at the same time."""
    rule_grace_period: Duration | None = None
    """Shortest time between an alert and its restored for-state."""
    rule_outage_tolerance: Duration | None = None
    """Longest outage after which for-states are restored."""
    resend_delay: Duration | None = None
    """Shortest time before an alert is sent again to Alertmanager."""
    query_endpoints: tuple[str, ...] = ()
    """Addresses of query endpoints; queryConfig wins."""
    query_config: SecretKeySelector | None = None
    """Reference to Thanos' configuration of query endpoints."""
    alertmanagers_url: tuple[str, ...] = ()
    """Addresses of Alertmanagers; alertmanagersConfig wins."""
    alertmanagers_config: SecretKeySelector | None = None
    """Reference to Thanos' configuration of Alertmanagers."""
    alert_query_url: str | None = None
    """Address of the query page used in links of alerts."""
    alert_drop_labels: tuple[str, ...] = ()
    """Labels that are removed from alerts."""
    alert_relabel_configs: SecretKeySelector | None = None
    """Reference to relabelings of alerts, as Thanos reads them; alertRelabelConfigFile wins."""
    alert_relabel_config_file: str | None = None
    """Path of alert relabelings in the container; wins over alertRelabelConfigs."""
    labels: dict[str, str] = {}
    """External labels of the ruler; thanos_ruler_replica is added, with the name of the pod."""
    retention: Annotated[Duration | None, Default("24h")] = None
    """How long data is kept."""
    object_storage_config: SecretKeySelector | None = None
    """Reference to Thanos' object storage configuration."""
    object_storage_config_file: str | None = None
    """Path of Thanos' object storage configuration in the container; wins over objectStorageConfig."""
    remote_write: tuple[RemoteWrite, ...] = ()
    """Endpoints that samples are sent to."""
    enforced_namespace_label: str | None = None
    """Label that gets the object's namespace as value in every metric, rule and alert; users cannot override it."""
    excluded_from_enforcement: tuple[ObjectReference, ...] = ()
    """Objects that the enforced namespace label does not apply to."""
    prometheus_rules_excluded_from_enforce: tuple[RuleReference, ...] = ()
    """Deprecated, use excludedFromEnforcement: rules that the enforced namespace label does not apply to."""
    web: ThanosRulerWeb | None = None
    """The program's own web server."""
    grpc_server_tls_config: GRPCServerTLSConfig | None = None
    """TLS settings of the gRPC server."""
    external_prefix: str | None = None
    """Path under which the ruler is reached from outside."""
    tracing_config: SecretKeySelector | None = None
    """Reference to Thanos' tracing configuration."""
    tracing_config_file: str | None = None
    """Path of Thanos' tracing configuration in the container; wins over tracingConfig."""
    enable_features: Annotated[tuple[NonEmpty, ...], Items(kind="set")] = ()
    """Feature flags of the program to switch on; they may change with any version."""
    topology_spread_constraints: tuple[TopologySpreadConstraint, ...] = ()
    """How the pods spread over zones and nodes."""


class ThanosRuler(Kind, frozen=True, kw_only=True):
    """A Thanos Ruler."""

    spec: ThanosRulerSpec = ThanosRulerSpec()
    """What is wanted."""
    status: ThanosRulerStatus | None = None
    """What was observed."""
