"""Metacontroller's hook messages, version v2 (its docs/src/api/hook.md, customize.md and compositecontroller.md)."""

from collections.abc import Mapping
from typing import Any, Generic, TypeVar

import msgspec

from hooks.findings import Finding, Judgement
from hooks.kinds.selectors import LabelSelector

P = TypeVar("P")

Manifest = dict[str, Any]
"""A Kubernetes object as a plain dict that looks like its manifest."""

Objects = Mapping[str, Mapping[str, msgspec.Raw]]
"""Observed or related objects, not yet decoded: ``<Kind>.<apiVersion>`` → ``namespace/name`` → JSON. Each is decoded on its own."""


class CustomizeRequest(msgspec.Struct, Generic[P], frozen=True):
    """Which other objects does this parent need to see?"""

    parent: P


class RelatedRule(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, rename="camel"):
    """One answer to it. No ``namespace`` and no ``namespace_selector`` means every namespace; see hooks/parents/related.py for how to build one."""

    api_version: str
    resource: str
    namespace: str = ""
    names: tuple[str, ...] = ()
    label_selector: LabelSelector | None = None
    namespace_selector: LabelSelector | None = None


class CustomizeResponse(msgspec.Struct, frozen=True, rename="camel"):
    """The answer to a customize request."""

    related_resources: tuple[RelatedRule, ...]


class SyncRequest(msgspec.Struct, Generic[P], frozen=True):
    """Given what is observed, what should exist?"""

    parent: P
    children: Objects = {}
    related: Objects = {}
    finalizing: bool = False
    unknown: tuple[Finding, ...] = ()
    """Fields of the parent that its type does not have; nothing that a caller sends."""


class DecoratorRequest(msgspec.Struct, Generic[P], frozen=True):
    """What should be added to an object that somebody else owns? (docs/src/api/decoratorcontroller.md)"""

    decorated: P = msgspec.field(name="object")
    attachments: Objects = {}
    related: Objects = {}


class DecoratorResponse(msgspec.Struct, frozen=True, rename="camel", omit_defaults=True):
    """What should be added. An observed attachment that is not listed is deleted; the object's other annotations and its status stay as they are.

    An annotation that is ``None`` goes.
    """

    attachments: tuple[Manifest, ...] = msgspec.field(name="attachments")
    annotations: dict[str, str | None] = {}
    resync_after_seconds: float = 0.0


class WireAnswer(msgspec.Struct, frozen=True, rename="camel", omit_defaults=True):
    """What should exist, as Metacontroller reads it. An observed child that is not listed is deleted; ``status`` replaces the whole status."""

    children: tuple[Manifest, ...] = msgspec.field(name="children")
    status: Manifest = msgspec.field(name="status")
    resync_after_seconds: float = 0.0


class SyncResponse(WireAnswer, frozen=True, rename="camel", omit_defaults=True):
    """The answer, and beside it what was judged on the way, as data: for the commands, never sent to Metacontroller."""

    findings: tuple[Finding, ...] = ()
    """About the parent itself."""
    judgements: tuple[Judgement, ...] = ()
    """About the other objects that it looked at, in their order."""
    served: bool = True
    """False: nothing is changed for the parent, ``findings`` say why."""
    uid: str = ""
    """The parent's."""
    before: tuple[Manifest, ...] = ()
    """Conditions of the old status that ``status`` contradicts for a reason that passes by itself (hooks/patience.py)."""

    @property
    def answer(self) -> WireAnswer:
        """What Metacontroller gets."""
        return WireAnswer(self.children, self.status, self.resync_after_seconds)
