"""Hooks of DecoratorControllers: what is added to objects that somebody else owns. Pure, as the parents are; this module is their border to bytes."""

from collections.abc import Callable, Mapping
from datetime import datetime
from types import ModuleType
from typing import Any

import msgspec

from hooks.decorators import kubelet, pods
from hooks.errors import InvalidRequest
from hooks.protocol import CustomizeRequest, CustomizeResponse, DecoratorRequest, DecoratorResponse, RelatedRule
from hooks.settings import Settings

__all__ = ["ROOMS", "customize", "sync"]


class Room(msgspec.Struct, frozen=True):
    """What is needed to serve one kind of decoration."""

    customize_request: msgspec.json.Decoder[Any]
    sync_request: msgspec.json.Decoder[Any]
    related_rules: Callable[[Any], tuple[RelatedRule, ...]]
    response: Callable[..., DecoratorResponse]


def _room(module: ModuleType) -> Room:
    return Room(
        msgspec.json.Decoder(CustomizeRequest[module.Decorated]),  # type: ignore[name-defined]  # a variable module has no types
        msgspec.json.Decoder(DecoratorRequest[module.Decorated]),  # type: ignore[name-defined]
        module.customize,
        module.sync,
    )


ROOMS: Mapping[str, Room] = {"kubelet": _room(kubelet), "pods": _room(pods)}
"""By the name that stands in the URL."""

_encoder = msgspec.json.Encoder(order="deterministic")


def customize(kind: str, body: bytes) -> bytes:
    """Which other objects the decoration of one object needs to see. InvalidRequest: no such decoration, or the body is no request."""
    room = _of(kind)
    return _encoder.encode(CustomizeResponse(room.related_rules(_decoded(room.customize_request, body).parent)))


def sync(kind: str, body: bytes, settings: Settings, now: datetime) -> bytes:
    """The answer for one object; ``now`` (UTC) only stamps what changes. InvalidRequest as for :func:`customize`; InvalidParent: a setting cannot be used."""
    room = _of(kind)
    return _encoder.encode(room.response(_decoded(room.sync_request, body), settings, now=now))


def _of(kind: str) -> Room:
    if kind not in ROOMS:
        raise InvalidRequest(f'no hook for "{kind}", the decorations are {", ".join(sorted(ROOMS))}')
    return ROOMS[kind]


def _decoded(decoder: msgspec.json.Decoder[Any], body: bytes) -> Any:
    try:
        return decoder.decode(body)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise InvalidRequest(f"the body is not a hook request: {error}") from None
