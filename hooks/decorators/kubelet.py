"""The kubelet Service: made for its namespace, and filled with the addresses of the nodes. Both are decorated.

Nobody writes a custom resource for it, so the namespace stands for the wish (``settings.kubelet.service``). Endpoints belong to the Service, as the
cluster's own controllers have it: they go when it goes.
"""

from collections.abc import Sequence
from datetime import datetime

import msgspec

from hooks.errors import InvalidObject, InvalidParent
from hooks.kinds.base import Kind
from hooks.kinds.selectors import LabelSelector
from hooks.names import LEFT_OUT
from hooks.protocol import DecoratorRequest, DecoratorResponse, Manifest, Objects, RelatedRule
from hooks.selection import label_query
from hooks.selection.labels import matches
from hooks.settings import Settings
from hooks.workloads import kubelet

SLICES = "EndpointSlice.discovery.k8s.io/v1"

_node = msgspec.json.Decoder(kubelet.Node)


class Decorated(Kind, frozen=True, kw_only=True):
    """A Namespace or a Service."""


def customize(decorated: Decorated) -> tuple[RelatedRule, ...]:
    """For the Service: all nodes, and the slices that it has already, whoever made them."""
    if decorated.kind == "Namespace":
        return ()
    own = LabelSelector(match_labels={kubelet.SERVICE_NAME: decorated.metadata.name, kubelet.SLICE_MANAGER: kubelet.MANAGER})
    return (
        RelatedRule(api_version="v1", resource="nodes", label_selector=LabelSelector()),
        RelatedRule(api_version="discovery.k8s.io/v1", resource="endpointslices", namespace=decorated.metadata.namespace, label_selector=own),
    )


def sync(request: DecoratorRequest[Decorated], settings: Settings, *, now: datetime) -> DecoratorResponse:  # noqa: ARG001  # nothing here has a time
    """The Service for its namespace; the endpoints for the Service, and on it which nodes are left out; nothing for any other."""
    decorated = request.decorated
    namespace, _, name = settings.kubelet.service.partition("/")
    if decorated.kind == "Namespace":
        wanted = bool(name) and decorated.metadata.name == namespace
        return DecoratorResponse(attachments=(kubelet.service(namespace, name, settings),) if wanted else ())
    if decorated.key != settings.kubelet.service:
        return DecoratorResponse(attachments=())
    nodes = _nodes(request.related, settings)
    left_out = "; ".join(kubelet.problems(nodes, settings.kubelet.node_address_priority))
    return DecoratorResponse(attachments=_endpoints(request, nodes, settings), annotations={LEFT_OUT: left_out or None})


def _endpoints(request: DecoratorRequest[Decorated], nodes: Sequence[kubelet.Node], settings: Settings) -> tuple[Manifest, ...]:
    service = request.decorated.metadata
    found = kubelet.endpoints(nodes, settings.kubelet.node_address_priority)
    existing = [msgspec.json.decode(raw) for raw in request.related.get(SLICES, {}).values()]
    slices = kubelet.endpoint_slices(service.namespace, service.name, found, existing, settings) if settings.kubelet.endpoint_slices else ()
    classic = (kubelet.classic_endpoints(service.namespace, service.name, found, settings),) if settings.kubelet.endpoints else ()
    return (*_used(slices, request.attachments), *classic)


def _used(slices: tuple[Manifest, ...], attached: Objects) -> tuple[Manifest, ...]:
    """An empty slice goes, which only one that is ours already can: another's is emptied first, and so becomes ours."""
    own = attached.get(SLICES, {})
    return tuple(each for each in slices if each["endpoints"] or f"{each['metadata']['namespace']}/{each['metadata']['name']}" not in own)


def _nodes(related: Objects, settings: Settings) -> tuple[kubelet.Node, ...]:
    try:
        selector = label_query.selector(settings.kubelet.selector, "PROMHOOKS_KUBELET.selector")
    except InvalidObject as problem:
        raise InvalidParent(*problem.findings) from None
    nodes = map(_node.decode, related.get("Node.v1", {}).values())
    return tuple(node for node in nodes if matches(selector, node.metadata.labels))
