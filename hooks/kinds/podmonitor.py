"""DOC module podmonitor"""

from typing import Annotated

import msgspec

from hooks.kinds.base import Kind, Spec
from hooks.kinds.http import BasicAuth, OAuth2, SafeAuthorization, SafeTLSConfig
from hooks.kinds.references import SecretKeySelector
from hooks.kinds.relabeling import RelabelConfig
from hooks.kinds.schema import Bounds, ByteSize, Count, Duration, Int32, IntOrString, Items, MapType, NonEmpty, OneOf, Pattern, Required
from hooks.kinds.scrape import AttachMetadata
from hooks.kinds.selectors import LabelSelector, NamespaceSelector
from hooks.kinds.status import ConfigurationStatus


class PodMetricsEndpoint(Spec, frozen=True, kw_only=True):
    """DOC PodMonitor.spec.podMetricsEndpoints[]"""

    authorization: SafeAuthorization | None = None
    basic_auth: BasicAuth | None = None
    bearer_token_secret: SecretKeySelector | None = None
    enable_http2: bool | None = None
    filter_running: bool | None = None
    follow_redirects: bool | None = None
    honor_labels: bool | None = None
    honor_timestamps: bool | None = None
    interval: Duration | None = None
    metric_relabelings: tuple[RelabelConfig, ...] = ()
    no_proxy: str | None = None
    oauth2: OAuth2 | None = None
    params: dict[str, tuple[str, ...]] = {}
    path: str | None = None
    port: str | None = None
    port_number: Annotated[Int32 | None, Bounds(ge=1, le=65535)] = None
    proxy_connect_header: Annotated[dict[str, tuple[SecretKeySelector, ...]], MapType("atomic")] = {}
    proxy_from_environment: bool | None = None
    proxy_url: Annotated[str | None, Pattern("^(http|https|socks5)://.+$")] = None
    relabelings: tuple[RelabelConfig, ...] = ()
    scheme: Annotated[str | None, OneOf(("http", "https", "HTTP", "HTTPS"))] = None
    scrape_timeout: Duration | None = None
    target_port: IntOrString | None = None
    tls_config: SafeTLSConfig | None = None
    track_timestamps_staleness: bool | None = None


class PodMonitorSpec(Spec, frozen=True, kw_only=True):
    """DOC PodMonitor.spec"""

    attach_metadata: AttachMetadata | None = None
    body_size_limit: ByteSize | None = None
    convert_classic_histograms_to_nhcb: bool | None = msgspec.field(default=None, name="convertClassicHistogramsToNHCB")
    fallback_scrape_protocol: Annotated[
        str | None, OneOf(("PrometheusProto", "OpenMetricsText0.0.1", "OpenMetricsText1.0.0", "PrometheusText0.0.4", "PrometheusText1.0.0"))
    ] = None
    job_label: str | None = None
    keep_dropped_targets: Count | None = None
    label_limit: Count | None = None
    label_name_length_limit: Count | None = None
    label_value_length_limit: Count | None = None
    namespace_selector: NamespaceSelector | None = None
    native_histogram_bucket_limit: Count | None = None
    native_histogram_min_bucket_factor: Annotated[
        IntOrString | None, Pattern("^(\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))(([KMGTPE]i)|[numkMGTPE]|([eE](\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))))?$")
    ] = None
    pod_metrics_endpoints: tuple[PodMetricsEndpoint, ...] = ()
    pod_target_labels: tuple[str, ...] = ()
    sample_limit: Count | None = None
    scrape_class: NonEmpty | None = None
    scrape_classic_histograms: bool | None = None
    scrape_native_histograms: bool | None = None
    scrape_protocols: Annotated[
        tuple[Annotated[str, OneOf(("PrometheusProto", "OpenMetricsText0.0.1", "OpenMetricsText1.0.0", "PrometheusText0.0.4", "PrometheusText1.0.0"))], ...],
        Items(kind="set"),
    ] = ()
    selector: Annotated[LabelSelector | None, Required()] = None
    selector_mechanism: Annotated[str | None, OneOf(("RelabelConfig", "RoleSelector"))] = None
    target_limit: Count | None = None


class PodMonitor(Kind, frozen=True, kw_only=True):
    """DOC PodMonitor"""

    spec: PodMonitorSpec = PodMonitorSpec()
    status: ConfigurationStatus | None = None
