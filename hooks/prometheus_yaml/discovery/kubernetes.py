"""Objects of a Kubernetes API server. Source: Prometheus configuration, ``<kubernetes_sd_config>``."""

from hooks.kinds.discovery.kubernetes import KubernetesSDConfig, KubernetesSelector, NamespaceDiscovery
from hooks.prometheus_yaml.http import http_client
from hooks.prometheus_yaml.model import AttachMetadata, EndpointsSD, KubernetesSD, NamespaceNames, PodSD, RoleSelector
from hooks.source import Source

ON_A_NODE: dict[str, type[PodSD] | type[EndpointsSD]] = {"pod": PodSD, "endpoints": EndpointsSD, "endpointslice": EndpointsSD}
"""Roles whose targets run on a node and can carry its metadata; the others refuse the setting."""


def discovery(spec: KubernetesSDConfig, source: Source) -> KubernetesSD:
    """Without ``api_server`` Prometheus asks the cluster it runs in, with its own service account."""
    role = (spec.role or "").lower()
    section = KubernetesSD(
        role=role,
        namespaces=namespaces(spec.namespaces),
        api_server=spec.api_server,
        http=http_client(spec, source),
        selectors=tuple(map(selector, spec.selectors)) or None,
    )
    if spec.attach_metadata is None or role not in ON_A_NODE:
        return section
    common = {field: getattr(section, field) for field in section.__struct_fields__}
    return ON_A_NODE[role](attach_metadata=AttachMetadata(node=spec.attach_metadata.node), **common)


def namespaces(given: NamespaceDiscovery | None) -> NamespaceNames | None:
    """All namespaces where nothing is said; an empty list of names says the same and is written."""
    return None if given is None else NamespaceNames(own_namespace=given.own_namespace, names=given.names)


def selector(given: KubernetesSelector) -> RoleSelector:
    """What the API server filters before Prometheus sees it."""
    return RoleSelector(role=(given.role or "").lower(), label=given.label, field=given.field)
