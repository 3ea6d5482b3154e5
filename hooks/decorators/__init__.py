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

__all__ = ["DECORATORS", "customize", "sync"]


class DecoratorHooks(msgspec.Struct, frozen=True):
    """What is needed to serve one kind of decoration."""

    customize_request: msgspec.json.Decoder[Any]
    sync_request: msgspec.json.Decoder[Any]
    related_rules: Callable[[Any], tuple[RelatedRule, ...]]
    response: Callable[..., DecoratorResponse]


def _hooks_of(module: ModuleType) -> DecoratorHooks:
    return DecoratorHooks(
        msgspec.json.Decoder(CustomizeRequest[module.Decorated]),  # type: ignore[name-defined]  # a variable module has no types
        msgspec.json.Decoder(DecoratorRequest[module.Decorated]),  # type: ignore[name-defined]
        module.customize,
        module.sync,
    )


DECORATORS: Mapping[str, DecoratorHooks] = {"kubelet": _hooks_of(kubelet), "pods": _hooks_of(pods)}
"""By the name that stands in the URL."""

_encoder = msgspec.json.Encoder(order="deterministic")


def customize(kind: str, body: bytes) -> bytes:
    """Which other objects the decoration of one object needs to see. InvalidRequest: no such decoration, or the body is no request."""
    hooks = _of(kind)
    return _encoder.encode(CustomizeResponse(hooks.related_rules(_decoded(hooks.customize_request, body).parent)))


def sync(kind: str, body: bytes, settings: Settings, now: datetime) -> bytes:
    """The answer for one object; ``now`` (UTC) only stamps what changes. InvalidRequest as for :func:`customize`; InvalidParent: a setting cannot be used."""
    hooks = _of(kind)
    return _encoder.encode(hooks.response(_decoded(hooks.sync_request, body), settings, now=now))


def _of(kind: str) -> DecoratorHooks:
    if kind not in DECORATORS:
        raise InvalidRequest(f'no hook for "{kind}", the decorations are {", ".join(sorted(DECORATORS))}')
    return DECORATORS[kind]


def _decoded(decoder: msgspec.json.Decoder[Any], body: bytes) -> Any:
    try:
        return decoder.decode(body)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise InvalidRequest(f"the body is not a hook request: {error}") from None
