"""Kubernetes service discovery of a ScrapeConfig."""

from collections.abc import Iterator

from hooks.findings import Finding, quoted
from hooks.findings.scraping import OWN_SERVER, ROLE
from hooks.kinds.discovery.kubernetes import KubernetesSDConfig, KubernetesSelector
from hooks.kinds.tls import SafeTLSConfig
from hooks.selection import label_query, urls

_SELECTABLE = {
    "pod": ("Pod",),
    "service": ("Service",),
    "endpointslice": ("Pod", "Service", "EndpointSlice"),
    "endpoints": ("Pod", "Service", "Endpoints"),
    "node": ("Node",),
    "ingress": ("Ingress",),
}
"""Role → the objects whose watch it can narrow (Prometheus documentation: ``<kubernetes_sd_config>``)."""


def findings(found: KubernetesSDConfig, path: str) -> Iterator[Finding]:
    """Why Prometheus could not watch what ``found`` asks for."""
    yield from urls.malformed(found.api_server or "", f"{path}.apiServer")
    if found.api_server is not None and found.namespaces is not None and found.namespaces.own_namespace:
        yield OWN_SERVER.at(f"{path}.namespaces.ownNamespace", "another apiServer has no own namespace", "name the namespaces instead")
    for name in _of_a_server(found) if found.api_server is None else ():
        yield OWN_SERVER.at(f"{path}.{name}", "the cluster's own API server is reached in its own way", "set apiServer too or remove it")
    for index, selector in enumerate(found.selectors):
        yield from _selector(selector, found.role or "", f"{path}.selectors[{index}]")


def _of_a_server(found: KubernetesSDConfig) -> tuple[str, ...]:
    """The settings of the HTTP client that say something: Prometheus refuses them without an API server that they are for."""
    settings = {
        "authorization": found.authorization,
        "basicAuth": found.basic_auth,
        "oauth2": found.oauth2,
        "tlsConfig": found.tls_config if found.tls_config != SafeTLSConfig() else None,
        "proxyUrl": found.proxy_url,
        "proxyFromEnvironment": found.proxy_from_environment or None,
        "followRedirects": None if found.follow_redirects else found.follow_redirects,
        "enableHTTP2": None if found.enable_http2 else found.enable_http2,
    }
    return tuple(name for name, value in settings.items() if value is not None)


def _selector(selector: KubernetesSelector, role: str, path: str) -> Iterator[Finding]:
    allowed = _SELECTABLE.get(role.lower())
    if allowed is None:
        yield ROLE.at(path, f"{quoted(role)} is no role", f"set the role of the discovery to one of {', '.join(sorted(_SELECTABLE))}")
    elif (selector.role or "").lower() not in (each.lower() for each in allowed):
        yield ROLE.at(f"{path}.role", f"{role} takes selectors for {', '.join(allowed)} only", "change it")
    if selector.field is not None:
        yield from label_query.malformed_fields(selector.field, f"{path}.field")
    if selector.label is not None:
        yield from label_query.malformed_labels(selector.label, f"{path}.label")
