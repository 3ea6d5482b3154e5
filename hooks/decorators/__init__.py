"""Hooks of DecoratorControllers: what is added to objects that somebody else owns. Pure, as the parents are; :func:`sync` is their border to bytes."""

from collections.abc import Callable, Mapping
from datetime import datetime
from types import ModuleType
from typing import Any

import msgspec

from hooks.decorators import pods
from hooks.errors import InvalidRequest
from hooks.protocol import DecoratorRequest, DecoratorResponse

__all__ = ["ROOMS", "sync"]


class Room(msgspec.Struct, frozen=True):
    """What is needed to serve one kind of decoration."""

    request: msgspec.json.Decoder[Any]
    response: Callable[..., DecoratorResponse]


def _room(module: ModuleType) -> Room:
    return Room(msgspec.json.Decoder(DecoratorRequest[module.Decorated]), module.sync)  # type: ignore[name-defined]  # a variable module has no types


ROOMS: Mapping[str, Room] = {"pods": _room(pods)}
"""By the name that stands in the URL."""

_encoder = msgspec.json.Encoder(order="deterministic")


def sync(kind: str, body: bytes, now: datetime) -> bytes:
    """The answer for one object; ``now`` (UTC) only stamps what changes. InvalidRequest: no such decoration, or the body is no request."""
    if kind not in ROOMS:
        raise InvalidRequest(f'no hook for "{kind}", the decorations are {", ".join(sorted(ROOMS))}')
    try:
        request = ROOMS[kind].request.decode(body)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise InvalidRequest(f"the body is not a hook request: {error}") from None
    return _encoder.encode(ROOMS[kind].response(request, now=now))
