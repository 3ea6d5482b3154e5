"""What a scrape job needs to know about its Prometheus, as one frozen value: builders ask it, never the custom resource, and know no versions.

Together with an object's bytes and its asset's bytes it decides what the object compiles to; :func:`ScrapeContext.fingerprint` names it in the cache.
"""

import msgspec

from hooks.assets import Assets
from hooks.errors import InvalidParent
from hooks.findings.fields import CONFLICT
from hooks.kinds.base import Kind
from hooks.kinds.prometheus import Prometheus
from hooks.kinds.prometheus_common import PrometheusCommonSpec
from hooks.kinds.prometheusagent import PrometheusAgent
from hooks.kinds.scrape import AttachMetadata
from hooks.kinds.scrapeclass import ScrapeClass
from hooks.kinds.scraped import SCRAPE_KINDS
from hooks.kinds.selectors import NamespaceSelector
from hooks.kinds.tls import TLSConfig
from hooks.kinds.workload import ObjectReference
from hooks.modes import mode_of, on_every_node, prometheus_version
from hooks.prometheus_yaml.http import Fallback, authorization, http_client, tls
from hooks.prometheus_yaml.model import TLS, HTTPClient, Limits, RelabelConfig
from hooks.prometheus_yaml.relabeling import rules
from hooks.prometheus_yaml.sharding import Sharding, sharding_of
from hooks.rendering import digest
from hooks.settings import Settings
from hooks.source import Source
from hooks.versions import Feature, Version

Scraper = Prometheus | PrometheusAgent


class ClassDefaults(msgspec.Struct, frozen=True, kw_only=True):
    """A scrape class in the file's terms."""

    name: str = ""
    fallback: Fallback = Fallback()
    relabelings: tuple[RelabelConfig, ...] = ()
    metric_relabelings: tuple[RelabelConfig, ...] = ()
    attach_metadata: AttachMetadata | None = None
    fallback_scrape_protocol: str | None = None


class APIServer(msgspec.Struct, frozen=True):
    """How Prometheus reaches the Kubernetes API from outside of the cluster (``spec.apiserverConfig``)."""

    host: str
    http: HTTPClient


class ScrapeContext(msgspec.Struct, frozen=True, kw_only=True):
    """Everything about a workload that its scrape jobs depend on."""

    version: Version
    """For :func:`hooks.versions.prune` alone."""
    native: bool = False
    """Prometheus reads the file as it is; otherwise the config-reloader expands ``$(SHARD)`` and the like."""
    every_node: bool = False
    """A DaemonSet: each pod scrapes the pods of its own node (``$(NODE_NAME)``)."""
    sharding: Sharding = Sharding(shards=1)
    endpoint_slices: bool = False
    """Both the cluster and the Prometheus version know the ``endpointslice`` role."""
    role: str | None = None
    """``spec.serviceDiscoveryRole``."""
    api_server: APIServer | None = None
    ignore_namespace_selectors: bool = False
    override_honor_labels: bool = False
    override_honor_timestamps: bool = False
    namespace_label: str = ""
    """``spec.enforcedNamespaceLabel``; empty: nothing is enforced."""
    excluded: tuple[ObjectReference, ...] = ()
    enforced: Limits = Limits()
    limits_are_global: bool = True
    """The global section's limits hold for every job, so an enforced limit need not be repeated."""
    pod_target_labels: tuple[str, ...] = ()
    scrape_classes: tuple[ClassDefaults, ...] = ()
    default_class: str = ""

    @classmethod
    def of(cls, workload: Scraper, settings: Settings, assets: Assets) -> "ScrapeContext":
        """The context of ``workload``. ``assets`` hold what it references itself. InvalidParent where it contradicts itself."""
        spec, version, source = workload.spec, prometheus_version(workload, settings), Source(workload.metadata.namespace, assets)
        native = mode_of(workload, settings) == "native"
        return cls(
            version=version,
            native=native,
            every_node=on_every_node(workload),
            sharding=sharding_of(spec, settings, native),
            endpoint_slices=settings.endpoint_slices and version in Feature.ENDPOINT_SLICE,
            role=spec.service_discovery_role,
            api_server=_api_server(spec, source),
            ignore_namespace_selectors=bool(spec.ignore_namespace_selectors),
            override_honor_labels=bool(spec.override_honor_labels),
            override_honor_timestamps=bool(spec.override_honor_timestamps),
            namespace_label=spec.enforced_namespace_label or "",
            excluded=spec.excluded_from_enforcement,
            enforced=_enforced(spec),
            limits_are_global=version in Feature.GLOBAL_LIMITS,
            pod_target_labels=spec.pod_target_labels,
            scrape_classes=tuple(_class_defaults(each, source) for each in spec.scrape_classes),
            default_class=_default_class(spec.scrape_classes),
        )

    def fingerprint(self) -> str:
        """Two contexts with the same fingerprint compile every object to the same jobs."""
        return digest(repr(self).encode(errors="surrogateescape"))  # not MessagePack: a value of a Secret need not be UTF-8

    def scrape_class(self, name: str | None) -> ClassDefaults:
        """The class of that name, else the default class, else one that gives nothing."""
        found = {each.name: each for each in self.scrape_classes}
        return found.get(name or "") or found.get(self.default_class) or ClassDefaults()

    def honors_labels(self, wanted: bool | None) -> bool:
        """honor_labels of a job."""
        return bool(wanted) and not self.override_honor_labels

    def honors_timestamps(self, wanted: bool | None) -> bool | None:
        """honor_timestamps of a job; ``None`` where neither the object nor the workload says anything."""
        if wanted is None and not self.override_honor_timestamps:
            return None
        return bool(wanted) and not self.override_honor_timestamps

    def namespaces(self, selector: NamespaceSelector | None, own: str) -> tuple[str, ...] | None:
        """Where targets are looked for; ``None`` is everywhere."""
        if self.ignore_namespace_selectors:
            return (own,)
        if selector is not None and selector.any:
            return None
        return (selector.match_names if selector else ()) or (own,)

    def attaches_node(self, wanted: AttachMetadata | None) -> bool | None:
        """attach_metadata.node of a discovery; sharing out by zone needs the node's labels where pods do not carry the zone themselves."""
        if self.sharding.by_zone and not self.sharding.pod_zone_label:
            return True
        return None if wanted is None else bool(wanted.node)

    def endpoints_role(self, wanted: str | None) -> str:
        """``endpoints`` or ``endpointslice``; ``wanted`` is a ServiceMonitor's own choice."""
        return "endpointslice" if self.endpoint_slices and (wanted or self.role) == "EndpointSlice" else "endpoints"

    def namespace_rules(self, obj: Kind) -> tuple[RelabelConfig, ...]:
        """The rule that sets the enforced namespace label of ``obj``, which stands behind all of the user's own."""
        if not self.namespace_label or any(_excludes(each, obj) for each in self.excluded):
            return ()
        return (RelabelConfig(target_label=self.namespace_label, replacement=obj.metadata.namespace),)


class Inputs(msgspec.Struct, frozen=True):
    """What a whole file is made from beside the custom resource and its jobs. ``assets`` hold what the resource references itself."""

    ctx: ScrapeContext
    settings: Settings
    assets: Assets

    @classmethod
    def of(cls, workload: Scraper, settings: Settings, assets: Assets) -> "Inputs":
        """With the context of ``workload``."""
        return cls(ScrapeContext.of(workload, settings, assets), settings, assets)


def _excludes(reference: ObjectReference, obj: Kind) -> bool:
    same = reference.resource == SCRAPE_KINDS[type(obj).__name__].plural and reference.namespace == obj.metadata.namespace
    return same and (not reference.name or reference.name == obj.metadata.name)


def _api_server(spec: PrometheusCommonSpec, source: Source) -> APIServer | None:
    config = spec.apiserver_config
    return None if config is None else APIServer(config.host or "", http_client(config, source))


def _enforced(spec: PrometheusCommonSpec) -> Limits:
    return Limits(
        sample_limit=spec.enforced_sample_limit or None,
        target_limit=spec.enforced_target_limit or None,
        label_limit=spec.enforced_label_limit or None,
        label_name_length_limit=spec.enforced_label_name_length_limit or None,
        label_value_length_limit=spec.enforced_label_value_length_limit or None,
        keep_dropped_targets=spec.enforced_keep_dropped_targets or None,
        body_size_limit=spec.enforced_body_size_limit or None,
    )


def _default_class(classes: tuple[ScrapeClass, ...]) -> str:
    defaults = [each.name or "" for each in classes if each.default]
    if len(defaults) > 1:
        raise InvalidParent(CONFLICT.at("spec.scrapeClasses", f"{' and '.join(defaults)} are both the default", "keep one"))
    return defaults[0] if defaults else ""


def _class_defaults(part: ScrapeClass, source: Source) -> ClassDefaults:
    return ClassDefaults(
        name=part.name or "",
        fallback=Fallback(tls(part.tls_config, source), _paths(part.tls_config), authorization(part.authorization, source)),
        relabelings=rules(part.relabelings),
        metric_relabelings=rules(part.metric_relabelings),
        attach_metadata=part.attach_metadata,
        fallback_scrape_protocol=part.fallback_scrape_protocol,
    )


def _paths(part: TLSConfig | None) -> TLS | None:
    return None if part is None else TLS(ca_file=part.ca_file or None, cert_file=part.cert_file or None, key_file=part.key_file or None)
