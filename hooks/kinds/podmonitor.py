"""PodMonitor."""

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
    """``spec.podMetricsEndpoints[]`` of PodMonitor."""

    authorization: SafeAuthorization | None = None
    """Authorization header of the requests; excludes basicAuth and oauth2."""
    basic_auth: BasicAuth | None = None
    """HTTP basic authentication; excludes authorization and oauth2."""
    bearer_token_secret: SecretKeySelector | None = None
    """Deprecated, use authorization: reference to a Secret's key with the token, in the object's namespace."""
    enable_http2: bool | None = None
    """Whether HTTP/2 may be used. Needs Prometheus 2.35."""
    filter_running: bool | None = None
    """Leave out pods that have failed or succeeded; true when absent."""
    follow_redirects: bool | None = None
    """Whether HTTP redirects are followed; true when absent."""
    honor_labels: bool | None = None
    """Whether labels of the scraped samples win over the labels of the target."""
    honor_timestamps: bool | None = None
    """Whether timestamps in the scraped samples are kept; true when absent."""
    interval: Duration | None = None
    """Time between two scrapes; the one of the Prometheus when absent."""
    metric_relabelings: tuple[RelabelConfig, ...] = ()
    """Relabeling of the samples before they are stored."""
    no_proxy: str | None = None
    """Comma-separated hosts and networks that are reached without the proxy; needs proxyUrl. Needs Prometheus 2.43 or Alertmanager 0.26."""
    oauth2: OAuth2 | None = None
    """OAuth 2.0 client credentials; excludes basicAuth and authorization. Needs Prometheus 2.27."""
    params: dict[str, tuple[str, ...]] = {}
    """Parameters of the HTTP request."""
    path: str | None = None
    """HTTP path; /metrics when absent."""
    port: str | None = None
    """Name of the container's port; wins over portNumber and targetPort."""
    port_number: Annotated[Int32 | None, Bounds(ge=1, le=65535)] = None
    """Number of the container's port."""
    proxy_connect_header: Annotated[dict[str, tuple[SecretKeySelector, ...]], MapType("atomic")] = {}
    """Headers of the CONNECT request to the proxy. Needs Prometheus 2.43 or Alertmanager 0.26."""
    proxy_from_environment: bool | None = None
    """Take the proxy from the container's environment (HTTP_PROXY and so on); excludes proxyUrl. Needs Prometheus 2.43 or Alertmanager 0.26."""
    proxy_url: Annotated[str | None, Pattern("^(http|https|socks5)://.+$")] = None
    """Address of the HTTP proxy."""
    relabelings: tuple[RelabelConfig, ...] = ()
    """Relabeling of the targets before the scrape."""
    scheme: Annotated[str | None, OneOf(("http", "https", "HTTP", "HTTPS"))] = None
    """HTTP or HTTPS."""
    scrape_timeout: Duration | None = None
    """Time after which a scrape is given up; not longer than the interval."""
    target_port: IntOrString | None = None
    """Deprecated, use port or portNumber."""
    tls_config: SafeTLSConfig | None = None
    """TLS settings of the client."""
    track_timestamps_staleness: bool | None = None
    """Whether series with timestamps of their own become stale when they vanish. Needs Prometheus 2.48."""


class PodMonitorSpec(Spec, frozen=True, kw_only=True):
    """``spec`` of PodMonitor."""

    attach_metadata: AttachMetadata | None = None
    """Which metadata of Kubernetes objects discovery adds to the targets."""
    body_size_limit: ByteSize | None = None
    """Uncompressed response bodies above this size fail the scrape; 0 means no limit. Needs Prometheus 2.28."""
    convert_classic_histograms_to_nhcb: bool | None = msgspec.field(default=None, name="convertClassicHistogramsToNHCB")
    """Store classic histograms as native ones with custom buckets. Needs Prometheus 3.0."""
    fallback_scrape_protocol: Annotated[
        str | None, OneOf(("PrometheusProto", "OpenMetricsText0.0.1", "OpenMetricsText1.0.0", "PrometheusText0.0.4", "PrometheusText1.0.0"))
    ] = None
    """Format to assume when a target sends no usable Content-Type. Needs Prometheus 3.0."""
    job_label: str | None = None
    """Label whose value becomes the job label."""
    keep_dropped_targets: Count | None = None
    """How many targets dropped by relabeling are kept in memory to be shown; 0 means no limit. Needs Prometheus 2.47."""
    label_limit: Count | None = None
    """A sample with more labels fails the scrape. Needs Prometheus 2.27."""
    label_name_length_limit: Count | None = None
    """A sample with a longer label name, in bytes, fails the scrape. Needs Prometheus 2.27."""
    label_value_length_limit: Count | None = None
    """A sample with a longer label value, in bytes, fails the scrape. Needs Prometheus 2.27."""
    namespace_selector: NamespaceSelector | None = None
    """Namespaces that are searched; the object's own when absent."""
    native_histogram_bucket_limit: Count | None = None
    """A native histogram with more buckets is made coarser, or the scrape fails. Needs Prometheus 2.45."""
    native_histogram_min_bucket_factor: Annotated[
        IntOrString | None, Pattern("^(\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))(([KMGTPE]i)|[numkMGTPE]|([eE](\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))))?$")
    ] = None
    """Smallest factor between two buckets of a native histogram; finer ones are merged. Needs Prometheus 2.50."""
    pod_metrics_endpoints: tuple[PodMetricsEndpoint, ...] = ()
    """What is scraped of each pod."""
    pod_target_labels: tuple[str, ...] = ()
    """Labels of the pod that are copied to its targets."""
    sample_limit: Count | None = None
    """A scrape with more samples fails."""
    scrape_class: NonEmpty | None = None
    """Name of the scrape class that is applied; the default class when absent."""
    scrape_classic_histograms: bool | None = None
    """Scrape a classic histogram also where a native one is exposed. Needs Prometheus 2.45."""
    scrape_native_histograms: bool | None = None
    """Scrape native histograms. Needs Prometheus 3.8."""
    scrape_protocols: Annotated[
        tuple[Annotated[str, OneOf(("PrometheusProto", "OpenMetricsText0.0.1", "OpenMetricsText1.0.0", "PrometheusText0.0.4", "PrometheusText1.0.0"))], ...],
        Items(kind="set"),
    ] = ()
    """Formats asked for, in the order of preference. Needs Prometheus 2.49."""
    selector: Annotated[LabelSelector | None, Required()] = None
    """Pods that count, by label."""
    selector_mechanism: Annotated[str | None, OneOf(("RelabelConfig", "RoleSelector"))] = None
    """Whether objects are picked by relabeling (RelabelConfig) or already by the API server (RoleSelector)."""
    target_limit: Count | None = None
    """More targets than this make all scrapes of the job fail. Needs Prometheus 2.21."""


class PodMonitor(Kind, frozen=True, kw_only=True):
    """What to scrape of pods."""

    spec: PodMonitorSpec = PodMonitorSpec()
    """What is wanted."""
    status: ConfigurationStatus | None = None
    """What was observed."""
