"""What the hooks answered, read as strictly as Metacontroller reads v2 answers (its pkg/hooks/webhook.go), and a little stricter.

Stricter: it lets two children with one name pass (the last wins), and children of kinds that are not declared (never observed, never deleted). Both are
always our mistake, so both are errors here.
"""

import json
from collections.abc import Mapping
from typing import Any, TypeVar

import msgspec

from hooks.loop.controllers import Controller
from hooks.loop.resources import Key, group_of
from hooks.protocol import Manifest, RelatedRule

T = TypeVar("T")


class RefusedAnswer(ValueError):
    """An answer that Metacontroller would not take: the parent is left as it is and gets an event."""


class SyncAnswer(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="camel"):
    """The answer of a sync hook."""

    status: Manifest | None = None
    children: tuple[Manifest, ...] | None = None
    resync_after_seconds: float = 0.0
    finalized: bool = False


class AnsweredRule(RelatedRule, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="camel"):
    """One rule of a customize answer."""


class _CustomizeAnswer(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="camel"):
    related_resources: tuple[AnsweredRule, ...] | None = None


def customize_answer(body: bytes) -> tuple[AnsweredRule, ...]:
    """The rules of a customize answer; the combinations that Metacontroller forbids are refused."""
    rules = converted(body, _CustomizeAnswer).related_resources or ()
    for rule in rules:
        if rule.names and (rule.label_selector is not None or rule.namespace_selector is not None):
            raise RefusedAnswer(f"customize: a rule for {rule.resource} has both names and a selector")
        if rule.namespace and rule.namespace_selector is not None:
            raise RefusedAnswer(f"customize: a rule for {rule.resource} has both a namespace and a namespace selector")
    return rules


def sync_answer(body: bytes, controller: Controller, parent: Manifest) -> tuple[SyncAnswer, dict[Key, Manifest]]:
    """A sync answer and its children by key, complete with namespace and the label by which they are found again."""
    answer = converted(body, SyncAnswer)
    children: dict[Key, Manifest] = {}
    for index, child in enumerate(answer.children or ()):
        complete = _child(child, f"children[{index}]", controller, parent)
        key = Key.of(complete)
        if key in children:
            raise RefusedAnswer(f"children[{index}]: {key} is there twice")
        children[key] = complete
    return answer, children


def _child(child: Manifest, path: str, controller: Controller, parent: Manifest) -> Manifest:
    metadata = child.get("metadata")
    if not child.get("apiVersion") or not child.get("kind") or not isinstance(metadata, Mapping) or not metadata.get("name"):
        raise RefusedAnswer(f"{path}: a child needs apiVersion, kind and metadata.name")
    declared = {(resource.group, resource.kind) for resource in controller.children}
    if (group_of(child["apiVersion"]), child["kind"]) not in declared:
        raise RefusedAnswer(f"{path}: {child['kind']} is not among the childResources of {controller.name}")
    namespace, own, uid = metadata.get("namespace"), parent["metadata"]["namespace"], parent["metadata"]["uid"]
    if namespace and namespace != own:
        raise RefusedAnswer(f"{path}: {child['kind']} {metadata['name']} is in namespace {namespace}, children live in their parent's, {own}")
    labels = metadata.get("labels") or {}
    if not all(isinstance(value, str) for value in labels.values()):
        raise RefusedAnswer(f"{path}: invalid labels on {child['kind']} {metadata['name']}")
    if labels.get("controller-uid", uid) != uid:
        raise RefusedAnswer(f"{path}: labels on {child['kind']} {metadata['name']} don't match parent selector")
    return {**child, "metadata": {**metadata, "namespace": own, "labels": {**labels, "controller-uid": uid}}}


def converted(body: bytes, answer: type[T]) -> T:
    """An answer of a hook as its type. RefusedAnswer: an unknown or duplicate field, or no JSON."""
    try:
        return msgspec.convert(json.loads(body, object_pairs_hook=_unique), answer)
    except (msgspec.ValidationError, ValueError) as error:
        raise RefusedAnswer(f"the hook's answer: {error}") from None


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    values = dict(pairs)
    if len(values) != len(pairs):
        names = [name for name, _ in pairs]
        raise ValueError(f"duplicate field {next(name for name in names if names.count(name) > 1)!r}")
    return values
