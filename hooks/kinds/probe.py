"""DOC module probe"""

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
    """DOC Probe.spec.params[]"""

    name: Annotated[NonEmpty | None, Required()] = None
    values: Annotated[tuple[NonEmpty, ...], Items(ge=1)] = ()


class Prober(Spec, frozen=True, kw_only=True):
    """DOC Probe.spec.prober"""

    no_proxy: str | None = None
    path: Annotated[str | None, Default("/probe")] = None
    proxy_connect_header: Annotated[dict[str, tuple[SecretKeySelector, ...]], MapType("atomic")] = {}
    proxy_from_environment: bool | None = None
    proxy_url: Annotated[str | None, Pattern("^(http|https|socks5)://.+$")] = None
    scheme: Annotated[str | None, OneOf(("http", "https", "HTTP", "HTTPS"))] = None
    url: Annotated[NonEmpty | None, Required()] = None


class ProbeIngress(Spec, frozen=True, kw_only=True):
    """DOC Probe.spec.targets.ingress"""

    namespace_selector: NamespaceSelector | None = None
    relabeling_configs: tuple[RelabelConfig, ...] = ()
    selector: LabelSelector | None = None


class ProbeStaticConfig(Spec, frozen=True, kw_only=True):
    """DOC Probe.spec.targets.staticConfig"""

    labels: dict[str, str] = {}
    relabeling_configs: tuple[RelabelConfig, ...] = ()
    static: tuple[str, ...] = ()


class ProbeTargets(Spec, frozen=True, kw_only=True):
    """DOC Probe.spec.targets"""

    ingress: ProbeIngress | None = None
    static_config: ProbeStaticConfig | None = None


class ProbeSpec(Spec, frozen=True, kw_only=True):
    """DOC Probe.spec"""

    authorization: SafeAuthorization | None = None
    basic_auth: BasicAuth | None = None
    bearer_token_secret: SecretKeySelector | None = None
    convert_classic_histograms_to_nhcb: bool | None = msgspec.field(default=None, name="convertClassicHistogramsToNHCB")
    enable_http2: bool | None = None
    fallback_scrape_protocol: Annotated[
        str | None, OneOf(("PrometheusProto", "OpenMetricsText0.0.1", "OpenMetricsText1.0.0", "PrometheusText0.0.4", "PrometheusText1.0.0"))
    ] = None
    follow_redirects: bool | None = None
    interval: Duration | None = None
    job_name: str | None = None
    keep_dropped_targets: Count | None = None
    label_limit: Count | None = None
    label_name_length_limit: Count | None = None
    label_value_length_limit: Count | None = None
    metric_relabelings: tuple[RelabelConfig, ...] = ()
    module: str | None = None
    native_histogram_bucket_limit: Count | None = None
    native_histogram_min_bucket_factor: Annotated[
        IntOrString | None, Pattern("^(\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))(([KMGTPE]i)|[numkMGTPE]|([eE](\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))))?$")
    ] = None
    oauth2: OAuth2 | None = None
    params: Annotated[tuple[ProbeParam, ...], Items(ge=1, kind="map", keys=("name",))] = ()
    prober: Prober | None = None
    sample_limit: Count | None = None
    scrape_class: NonEmpty | None = None
    scrape_classic_histograms: bool | None = None
    scrape_native_histograms: bool | None = None
    scrape_protocols: Annotated[
        tuple[Annotated[str, OneOf(("PrometheusProto", "OpenMetricsText0.0.1", "OpenMetricsText1.0.0", "PrometheusText0.0.4", "PrometheusText1.0.0"))], ...],
        Items(kind="set"),
    ] = ()
    scrape_timeout: Duration | None = None
    target_limit: Count | None = None
    targets: ProbeTargets | None = None
    tls_config: SafeTLSConfig | None = None


class Probe(Kind, frozen=True, kw_only=True):
    """DOC Probe"""

    spec: ProbeSpec = ProbeSpec()
    status: ConfigurationStatus | None = None
