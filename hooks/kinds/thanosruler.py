"""DOC module thanosruler"""

from typing import Annotated

from hooks.kinds.base import Kind, Spec
from hooks.kinds.references import SecretKeySelector
from hooks.kinds.remote_write import RemoteWrite
from hooks.kinds.schema import Bounds, Default, Duration, Int32, Items, NonEmpty
from hooks.kinds.selectors import LabelSelector
from hooks.kinds.status import ThanosRulerStatus
from hooks.kinds.thanos import GRPCServerTLSConfig
from hooks.kinds.web import WebHTTPConfig, WebTLSConfig
from hooks.kinds.workload import ObjectReference, RuleReference, TopologySpreadConstraint, WorkloadSpec


class ThanosRulerWeb(Spec, frozen=True, kw_only=True):
    """DOC ThanosRuler.spec.web"""

    http_config: WebHTTPConfig | None = None
    tls_config: WebTLSConfig | None = None


class ThanosRulerSpec(WorkloadSpec, frozen=True, kw_only=True):
    """DOC ThanosRuler.spec"""

    alert_drop_labels: tuple[str, ...] = ()
    alert_query_url: str | None = None
    alert_relabel_config_file: str | None = None
    alert_relabel_configs: SecretKeySelector | None = None
    alertmanagers_config: SecretKeySelector | None = None
    alertmanagers_url: tuple[str, ...] = ()
    enable_features: Annotated[tuple[NonEmpty, ...], Items(kind="set")] = ()
    enforced_namespace_label: str | None = None
    evaluation_interval: Annotated[Duration | None, Default("15s")] = None
    excluded_from_enforcement: tuple[ObjectReference, ...] = ()
    external_prefix: str | None = None
    grpc_server_tls_config: GRPCServerTLSConfig | None = None
    labels: dict[str, str] = {}
    object_storage_config: SecretKeySelector | None = None
    object_storage_config_file: str | None = None
    prometheus_rules_excluded_from_enforce: tuple[RuleReference, ...] = ()
    query_config: SecretKeySelector | None = None
    query_endpoints: tuple[str, ...] = ()
    remote_write: tuple[RemoteWrite, ...] = ()
    resend_delay: Duration | None = None
    retention: Annotated[Duration | None, Default("24h")] = None
    rule_concurrent_eval: Annotated[Int32 | None, Bounds(ge=1)] = None
    rule_grace_period: Duration | None = None
    rule_namespace_selector: LabelSelector | None = None
    rule_outage_tolerance: Duration | None = None
    rule_query_offset: Duration | None = None
    rule_selector: LabelSelector | None = None
    topology_spread_constraints: tuple[TopologySpreadConstraint, ...] = ()
    tracing_config: SecretKeySelector | None = None
    tracing_config_file: str | None = None
    web: ThanosRulerWeb | None = None


class ThanosRuler(Kind, frozen=True, kw_only=True):
    """DOC ThanosRuler"""

    spec: ThanosRulerSpec = ThanosRulerSpec()
    status: ThanosRulerStatus | None = None
