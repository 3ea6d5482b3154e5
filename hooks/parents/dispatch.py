"""The border between bytes and types: whose hooks answer for which kind, and Metacontroller's v2 messages as JSON."""

from collections.abc import Callable, Mapping
from datetime import datetime
from types import ModuleType
from typing import Any, TypeVar

import msgspec

from hooks import status
from hooks.decoding import mismatch, shallow
from hooks.errors import InvalidParent, InvalidRequest
from hooks.findings.fields import REQUIRED, TYPE
from hooks.kinds.unknown import unknown_fields
from hooks.parents import (
    alertmanager,
    alertmanagerconfig,
    podmonitor,
    probe,
    prometheus,
    prometheusagent,
    prometheusrule,
    scope,
    scrapeconfig,
    servicemonitor,
    thanosruler,
    untouched,
)
from hooks.parents.delivery import announced
from hooks.parents.malformed import misfit
from hooks.protocol import CustomizeResponse, Manifest, Objects, RelatedRule, SyncRequest, SyncResponse
from hooks.settings import Settings

T = TypeVar("T")


class ParentHooks(msgspec.Struct, frozen=True):
    """What is needed to serve one kind of parent."""

    parent: msgspec.json.Decoder[Any]
    related_rules: Callable[[Any], tuple[RelatedRule, ...]]
    response: Callable[..., SyncResponse]


class _Message(msgspec.Struct, frozen=True):
    """A customize or sync request, whose parent is not decoded yet."""

    parent: msgspec.Raw
    children: Objects = {}
    related: Objects = {}
    finalizing: bool = False


_manifest: msgspec.json.Decoder[Manifest] = msgspec.json.Decoder(Manifest)
_message: msgspec.json.Decoder[_Message] = msgspec.json.Decoder(_Message)


def _hooks_of(module: ModuleType) -> ParentHooks:
    return ParentHooks(msgspec.json.Decoder(module.Parent), module.customize, module.sync)


PARENTS: Mapping[str, ParentHooks] = {
    module.__name__.rpartition(".")[2]: _hooks_of(module)
    for module in (alertmanager, alertmanagerconfig, podmonitor, probe, prometheus, prometheusagent, prometheusrule, scrapeconfig, servicemonitor, thanosruler)
}
"""By the name that stands in the URL: ``prometheus``, ``servicemonitor`` …"""

_encoder = msgspec.json.Encoder(order="deterministic")
"""The same answer is the same bytes, in whatever order the maps of a request came."""


def customize(kind: str, body: bytes) -> bytes:
    """The customize answer for one parent. InvalidRequest: no such kind, not JSON; InvalidParent: the parent is not of its type."""
    hooks = _of(kind)
    return _encoder.encode(CustomizeResponse(hooks.related_rules(_parent(hooks, _received(body)))))


def sync(kind: str, body: bytes, settings: Settings, now: datetime) -> bytes:
    """The sync answer for one parent; ``now`` (UTC) only stamps conditions that flip. Errors as for :func:`customize`."""
    return encoded(sync_response(kind, body, settings, now))


def sync_response(kind: str, body: bytes, settings: Settings, now: datetime) -> SyncResponse:
    """:func:`sync` before it is encoded."""
    request = sync_request(kind, body)
    if reason := scope.outside(request.parent, settings):
        return scope.response(request, reason, now)
    if request.parent.metadata.deletion_timestamp:
        return untouched.response(request, untouched.being_deleted(request.parent.metadata.finalizers), now)
    request = msgspec.structs.replace(request, related=scope.visible(request.related, request.parent.metadata.namespace, settings))
    try:
        return _with_before(announced(_of(kind).response(request, settings, now=now), request, settings, now), request.parent)
    except InvalidParent:
        raise
    except (AttributeError, LookupError, TypeError, ValueError):
        found = misfit(type(request.parent).__name__, body)
        if found is None:
            raise
        raise found from None


def sync_request(kind: str, body: bytes) -> SyncRequest[Any]:
    """What is asked: the parent as its type, everything else as it came. Errors as for :func:`customize`."""
    hooks, message = _of(kind), _received(body)
    parent = _parent(hooks, message)
    manifest = _decoded(_manifest, message.parent)
    return SyncRequest(parent, message.children, message.related, message.finalizing, unknown_fields(type(parent), manifest))


def _with_before(response: SyncResponse, parent: Any) -> SyncResponse:
    before = status.before(response.status.get("conditions", ()), status.of(parent.status))
    return msgspec.structs.replace(response, uid=parent.metadata.uid, before=before)


def encoded(response: SyncResponse) -> bytes:
    """A sync answer as JSON, without what was judged on the way."""
    return _encoder.encode(response.answer)


def _of(kind: str) -> ParentHooks:
    if kind not in PARENTS:
        raise InvalidRequest(f'no hook for "{kind}", the parents are {", ".join(sorted(PARENTS))}')
    return PARENTS[kind]


def _received(body: bytes) -> _Message:
    try:
        return _decoded(_message, body)
    except msgspec.ValidationError as error:
        raise InvalidRequest(f"the body is not a hook request: {error}") from None
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise InvalidRequest(f"the body is not JSON: {error}") from None


def _parent(hooks: ParentHooks, message: _Message) -> Any:
    try:
        parent = _decoded(hooks.parent, message.parent)
    except msgspec.ValidationError as error:
        path, reason = mismatch(error)
        raise InvalidParent(TYPE.at(path, reason)) from None
    for field in ("namespace", "name"):
        if not getattr(parent.metadata, field):
            raise InvalidParent(REQUIRED.at(f"metadata.{field}", "is missing, a parent has a name and lives in a namespace"))
    return parent


def _decoded(decoder: msgspec.json.Decoder[T], body: bytes | msgspec.Raw) -> T:
    try:
        return decoder.decode(body)
    except RecursionError:
        return decoder.decode(shallow(bytes(body)))
