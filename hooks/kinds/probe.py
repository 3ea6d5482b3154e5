"""Probe."""

from typing import Annotated

from hooks.kinds.base import Kind, Spec
from hooks.kinds.http import Proxy
from hooks.kinds.references import SecretKeySelector
from hooks.kinds.relabeling import RelabelConfig
from hooks.kinds.schema import Default, Duration, Items, NonEmpty, Required, Scheme
from hooks.kinds.scrape import JobSpec
from hooks.kinds.selectors import LabelSelector, NamespaceSelector
from hooks.kinds.status import ConfigurationStatus


class ProbeParam(Spec, frozen=True, kw_only=True):
    """``spec.params[]`` of Probe."""

    name: Annotated[NonEmpty | None, Required()] = None
    """Name of the parameter, unique in the list."""
    values: Annotated[tuple[NonEmpty, ...], Items(ge=1)] = ()
    """Values of the parameter, each sent once."""


class Prober(Proxy, frozen=True, kw_only=True):
    """``spec.prober`` of Probe."""

    path: Annotated[str | None, Default("/probe")] = None
    """HTTP path of the prober; /probe when absent."""
    scheme: Scheme | None = None
    """Protocol of the prober: http or https; http when absent."""
    url: Annotated[NonEmpty | None, Required()] = None
    """Host and port of the prober, such as blackbox-exporter:9115."""


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

    static: tuple[str, ...] = ()
    """Addresses that are probed, in the form that the module expects."""
    labels: dict[str, str] = {}
    """Labels of all these targets."""
    relabeling_configs: tuple[RelabelConfig, ...] = ()
    """Relabeling of the targets before the scrape."""


class ProbeTargets(Spec, frozen=True, kw_only=True):
    """``spec.targets`` of Probe."""

    static_config: ProbeStaticConfig | None = None
    """Fixed list of addresses; wins over ingress."""
    ingress: ProbeIngress | None = None
    """Ingress objects whose hosts and paths are probed."""


class ProbeSpec(JobSpec, frozen=True, kw_only=True):
    """``spec`` of Probe."""

    job_name: str | None = None
    """Value of the job label."""
    prober: Prober | None = None
    """The prober, for instance the blackbox exporter."""
    module: str | None = None
    """Module of the prober that is used, such as http_2xx; it says how to probe."""
    targets: ProbeTargets | None = None
    """What is probed: fixed addresses or the hosts of Ingress objects."""
    params: Annotated[tuple[ProbeParam, ...], Items(ge=1, kind="map", keys=("name",))] = ()
    """Further parameters; not module or target."""
    interval: Duration | None = None
    """Time between two scrapes; the one of the Prometheus when absent."""
    bearer_token_secret: SecretKeySelector | None = None
    """Deprecated, use authorization: reference to a Secret's key with the token, in the object's namespace."""
    enable_http2: bool | None = None
    """Whether HTTP/2 may be used. Needs Prometheus 2.35."""
    follow_redirects: bool | None = None
    """Whether HTTP redirects are followed; true when absent."""
    metric_relabelings: tuple[RelabelConfig, ...] = ()
    """Relabeling of the samples before they are stored."""


class Probe(Kind, frozen=True, kw_only=True):
    """What to probe through a prober, such as the blackbox exporter."""

    spec: ProbeSpec = ProbeSpec()
    """What is wanted."""
    status: ConfigurationStatus | None = None
    """What was observed."""
