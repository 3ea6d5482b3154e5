"""Probe."""

from typing import Annotated

import msgspec

from hooks.kinds.base import Kind, Spec
from hooks.kinds.http import BasicAuth, OAuth2, SafeAuthorization, SafeTLSConfig
from hooks.kinds.references import SecretKeySelector
from hooks.kinds.relabeling import RelabelConfig
from hooks.kinds.schema import Count, Default, Duration, IntOrString, Items, MapType, NonEmpty, OneOf, Pattern, Required
from hooks.kinds.selectors import LabelSelector, NamespaceSelector
from hooks.kinds.status import ConfigurationStatus


class ProbeParam(Spec, frozen=True, kw_only=True):
    """``spec.params[]`` of Probe."""

    name: Annotated[NonEmpty | None, Required()] = None
    """Name of the parameter."""
    values: Annotated[tuple[NonEmpty, ...], Items(ge=1)] = ()
    """Its values."""


class Prober(Spec, frozen=True, kw_only=True):
    """``spec.prober`` of Probe."""

    no_proxy: str | None = None
    """Comma-separated hosts and networks that are reached without the proxy; needs proxyUrl. Needs Prometheus 2.43 or Alertmanager 0.26."""
    path: Annotated[str | None, Default("/probe")] = None
    """HTTP path of the prober; /probe when absent."""
    proxy_connect_header: Annotated[dict[str, tuple[SecretKeySelector, ...]], MapType("atomic")] = {}
    """Headers of the CONNECT request to the proxy. Needs Prometheus 2.43 or Alertmanager 0.26."""
    proxy_from_environment: bool | None = None
    """Take the proxy from the container's environment (HTTP_PROXY and so on); excludes proxyUrl. Needs Prometheus 2.43 or Alertmanager 0.26."""
    proxy_url: Annotated[str | None, Pattern("^(http|https|socks5)://.+$")] = None
    """Address of the HTTP proxy."""
    scheme: Annotated[str | None, OneOf(("http", "https", "HTTP", "HTTPS"))] = None
    """HTTP or HTTPS."""
    url: Annotated[NonEmpty | None, Required()] = None
    """Host and port of the prober."""


class ProbeIngress(Spec, frozen=True, kw_only=True):
    """``spec.targets.ingress`` of Probe."""

    namespace_selector: NamespaceSelector | None = None
    """Namespaces that are searched; the object's own when absent."""
    relabeling_configs: tuple[RelabelConfig, ...] = ()
    """Relabeling of the targets before the scrape."""
    selector: LabelSelector | None = None
    """Ingress objects that count, by label."""


class ProbeStaticConfig(Spec, frozen=True, kw_only=True):
    """``spec.targets.staticConfig`` of Probe."""

    labels: dict[str, str] = {}
    """Labels of all these targets."""
    relabeling_configs: tuple[RelabelConfig, ...] = ()
    """Relabeling of the targets before the scrape."""
    static: tuple[str, ...] = ()
    """Addresses that are probed."""


class ProbeTargets(Spec, frozen=True, kw_only=True):
    """``spec.targets`` of Probe."""

    ingress: ProbeIngress | None = None
    """Hosts of Ingress objects."""
    static_config: ProbeStaticConfig | None = None
    """Fixed list of addresses; wins over ingress."""


class ProbeSpec(Spec, frozen=True, kw_only=True):
    """``spec`` of Probe."""

    authorization: SafeAuthorization | None = None
    """Authorization header of the requests; excludes basicAuth and oauth2."""
    basic_auth: BasicAuth | None = None
    """HTTP basic authentication; excludes authorization and oauth2."""
    bearer_token_secret: SecretKeySelector | None = None
    """Deprecated, use authorization: reference to a Secret's key with the token, in the object's namespace."""
    convert_classic_histograms_to_nhcb: bool | None = msgspec.field(default=None, name="convertClassicHistogramsToNHCB")
    """Store classic histograms as native ones with custom buckets. Needs Prometheus 3.0."""
    enable_http2: bool | None = None
    """Whether HTTP/2 may be used. Needs Prometheus 2.35."""
    fallback_scrape_protocol: Annotated[
        str | None, OneOf(("PrometheusProto", "OpenMetricsText0.0.1", "OpenMetricsText1.0.0", "PrometheusText0.0.4", "PrometheusText1.0.0"))
    ] = None
    """Format to assume when a target sends no usable Content-Type. Needs Prometheus 3.0."""
    follow_redirects: bool | None = None
    """Whether HTTP redirects are followed; true when absent."""
    interval: Duration | None = None
    """Time between two scrapes; the one of the Prometheus when absent."""
    job_name: str | None = None
    """Job name of the metrics."""
    keep_dropped_targets: Count | None = None
    """How many targets dropped by relabeling are kept in memory to be shown; 0 means no limit. Needs Prometheus 2.47."""
    label_limit: Count | None = None
    """A sample with more labels fails the scrape. Needs Prometheus 2.27."""
    label_name_length_limit: Count | None = None
    """A sample with a longer label name, in bytes, fails the scrape. Needs Prometheus 2.27."""
    label_value_length_limit: Count | None = None
    """A sample with a longer label value, in bytes, fails the scrape. Needs Prometheus 2.27."""
    metric_relabelings: tuple[RelabelConfig, ...] = ()
    """Relabeling of the samples before they are stored."""
    module: str | None = None
    """Module of the prober."""
    native_histogram_bucket_limit: Count | None = None
    """A native histogram with more buckets is made coarser, or the scrape fails. Needs Prometheus 2.45."""
    native_histogram_min_bucket_factor: Annotated[
        IntOrString | None, Pattern("^(\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))(([KMGTPE]i)|[numkMGTPE]|([eE](\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))))?$")
    ] = None
    """Smallest factor between two buckets of a native histogram; finer ones are merged. Needs Prometheus 2.50."""
    oauth2: OAuth2 | None = None
    """OAuth 2.0 client credentials; excludes basicAuth and authorization. Needs Prometheus 2.27."""
    params: Annotated[tuple[ProbeParam, ...], Items(ge=1, kind="map", keys=("name",))] = ()
    """Further parameters; not module or target."""
    prober: Prober | None = None
    """The prober, for instance the blackbox exporter."""
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
    scrape_timeout: Duration | None = None
    """Time after which a scrape is given up; not longer than the interval."""
    target_limit: Count | None = None
    """More targets than this make all scrapes of the job fail. Needs Prometheus 2.21."""
    targets: ProbeTargets | None = None
    """What is probed."""
    tls_config: SafeTLSConfig | None = None
    """TLS settings of the client."""


class Probe(Kind, frozen=True, kw_only=True):
    """What to probe through a prober, such as the blackbox exporter."""

    spec: ProbeSpec = ProbeSpec()
    """What is wanted."""
    status: ConfigurationStatus | None = None
    """What was observed."""
