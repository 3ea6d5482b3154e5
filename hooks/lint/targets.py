"""Monitors beside each other: targets that are scraped twice."""

import json
from collections.abc import Iterator

from hooks.findings import Finding
from hooks.findings.lint import SAME_TARGETS
from hooks.lint.world import Endpoint, World

_CHOOSING = frozenset(["keep", "drop", "keepequal", "dropequal"])
Target = tuple[str, str, str, str, str]


def findings(world: World) -> Iterator[Finding]:
    """About endpoints that scrape the same port and path of the same Service for the same workload."""
    first: dict[Target, list[Endpoint]] = {}
    for endpoint in world.endpoints:
        if any(str(rule.get("action", "replace")).lower() in _CHOOSING for rule in endpoint.spec.get("relabelings") or ()):
            continue  # which targets are left is decided there
        others = [(target, other) for target in _targets(endpoint) for other in first.get(target, ()) if _together(endpoint, other)]
        if others:
            (namespace, service, port, path, _), other = others[0]
            problem = f"{other.subject} {other.path} scrapes port {port} of Service {namespace}/{service} at {path} too"
            yield SAME_TARGETS.at(endpoint.path, problem, "remove one of them").about(endpoint.subject)
        for target in _targets(endpoint):
            first.setdefault(target, []).append(endpoint)


def _targets(endpoint: Endpoint) -> Iterator[Target]:
    spec = endpoint.spec
    port = spec.get("port") or spec.get("targetPort")
    for service in endpoint.services if port else ():
        metadata = service["metadata"]
        yield (
            metadata.get("namespace") or "default",
            metadata["name"],
            str(port),
            spec.get("path") or "/metrics",
            json.dumps(spec.get("params"), sort_keys=True),
        )


def _together(endpoint: Endpoint, other: Endpoint) -> bool:
    """Whether one workload scrapes both, or none is known."""
    if not endpoint.workloads and not other.workloads:
        return True
    return any(each in other.workloads for each in endpoint.workloads)
