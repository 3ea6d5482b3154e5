"""Kubernetes service discovery of a ScrapeConfig."""

from hooks.errors import InvalidObject
from hooks.kinds.discovery.kubernetes import KubernetesSDConfig, KubernetesSelector
from hooks.kinds.tls import SafeTLSConfig
from hooks.selection import http, label_query
from hooks.selection.context import SelectionContext
from hooks.source import Source

_SELECTABLE = {
    "pod": ("Pod",),
    "service": ("Service",),
    "endpointslice": ("Pod", "Service", "EndpointSlice"),
    "endpoints": ("Pod", "Service", "Endpoints"),
    "node": ("Node",),
    "ingress": ("Ingress",),
}
"""Role → the objects whose watch it can narrow (Prometheus documentation: ``<kubernetes_sd_config>``)."""
_OF_A_SERVER = (
    ("authorization", "authorization", None),
    ("basic_auth", "basicAuth", None),
    ("oauth2", "oauth2", None),
    ("tls_config", "tlsConfig", SafeTLSConfig()),
    ("proxy_url", "proxyUrl", None),
    ("proxy_from_environment", "proxyFromEnvironment", False),
    ("follow_redirects", "followRedirects", True),
    ("enable_http2", "enableHTTP2", True),
)
"""Settings of the HTTP client, and what says nothing: Prometheus refuses them without an API server that they are for."""


def check(found: KubernetesSDConfig, path: str, ctx: SelectionContext, source: Source) -> None:  # noqa: ARG001  every check takes the context
    """InvalidObject where Prometheus could not watch what ``found`` asks for."""
    http.check(found, path, source)
    if found.api_server is not None and found.namespaces is not None and found.namespaces.own_namespace:
        raise InvalidObject(f"{path}.namespaces.ownNamespace", "another apiServer has no own namespace, name the namespaces instead")
    for attribute, name, default in _OF_A_SERVER if found.api_server is None else ():
        if getattr(found, attribute) not in (None, default):
            raise InvalidObject(f"{path}.{name}", "the cluster's own API server is reached in its own way, set apiServer too or remove it")
    for index, selector in enumerate(found.selectors):
        _check_selector(selector, found.role or "", f"{path}.selectors[{index}]")


def _check_selector(selector: KubernetesSelector, role: str, path: str) -> None:
    allowed = _SELECTABLE.get(role.lower())
    if allowed is None:
        raise InvalidObject(path, f'"{role}" is no role, set the role of the discovery to one of {", ".join(sorted(_SELECTABLE))}')
    if (selector.role or "").lower() not in (each.lower() for each in allowed):
        raise InvalidObject(f"{path}.role", f"{role} takes selectors for {', '.join(allowed)} only, change it")
    if selector.field is not None:
        label_query.check_fields(selector.field, f"{path}.field")
    if selector.label is not None:
        label_query.check_labels(selector.label, f"{path}.label")
