"""Which objects a rule means (Metacontroller: docs/src/api/customize.md, hook version v2)."""

from collections.abc import Iterable, Iterator, Mapping

from hooks.kinds.selectors import LabelSelector
from hooks.loop.answers import AnsweredRule, RefusedAnswer
from hooks.loop.resources import STORAGE_CLASSES, Key, Resource, resource
from hooks.loop.store import Entity, Store
from hooks.protocol import Manifest
from hooks.selection.labels import matches


def watched(rules: Iterable[AnsweredRule]) -> frozenset[Key]:
    """Where a change can matter to rules: the keys of objects they name, and for every other rule its kind, as a key without a name.

    RefusedAnswer: a rule for a kind that nobody serves.
    """
    return frozenset(key for rule in rules for key in _watched(rule, _resource(rule)))


def _watched(rule: AnsweredRule, kind: Resource) -> Iterator[Key]:
    exact = rule.names and rule.namespace and kind.namespaced
    yield from (Key(kind.group, kind.kind, rule.namespace, name) for name in rule.names) if exact else (Key(kind.group, kind.kind, "", ""),)


def related(rules: Iterable[AnsweredRule], store: Store) -> dict[str, dict[str, Entity]]:
    """The union of what the rules mean, as messages group it. A kind that a rule names is there even when nothing was found.

    Except for what the cluster brings, see :data:`STORAGE_CLASSES`.
    """
    groups: dict[str, dict[str, Entity]] = {}
    for rule in rules:
        kind = _resource(rule)
        if kind == STORAGE_CLASSES and not store.of_kind(kind.group, kind.kind):
            continue
        group = groups.setdefault(kind.messages_key, {})
        group.update({key.path: entity for key, entity in _candidates(rule, kind, store) if _means(rule, key, entity.labels, store)})
    return groups


def concerns(rule: AnsweredRule, key: Key, labels: Mapping[str, str], store: Store) -> bool:
    """Whether a rule means an object with these labels: its change wakes the parent."""
    kind = _resource(rule)
    return (kind.group, kind.kind) == (key.group, key.kind) and _means(rule, key, labels, store)


def _resource(rule: AnsweredRule) -> Resource:
    try:
        kind = resource(rule.api_version, rule.resource)
    except ValueError as error:
        raise RefusedAnswer(f"customize: {error}") from None
    if rule.namespace_selector is not None and not kind.namespaced:
        raise RefusedAnswer(f"customize: a rule for {rule.resource} has a namespace selector, but they have no namespaces")
    return kind


def _candidates(rule: AnsweredRule, kind: Resource, store: Store) -> Iterator[tuple[Key, Entity]]:
    """Named objects are looked up, everything else is walked."""
    if rule.names and rule.namespace and kind.namespaced:
        keys = (Key(kind.group, kind.kind, rule.namespace, name) for name in rule.names)
        yield from ((key, entity) for key in keys if (entity := store.get(key)))
    else:
        yield from store.of_kind(kind.group, kind.kind).items()


def _means(rule: AnsweredRule, key: Key, labels: Mapping[str, str], store: Store) -> bool:
    if rule.names and key.name not in rule.names:
        return False
    if rule.namespace and key.namespace and key.namespace != rule.namespace:
        return False
    if rule.namespace_selector is not None and not _in_namespace(rule.namespace_selector, key.namespace, store):
        return False
    return rule.label_selector is None or matches(rule.label_selector, labels)


def _in_namespace(selector: LabelSelector, namespace: str, store: Store) -> bool:
    entity = store.get(Key("", "Namespace", "", namespace))
    return entity is not None and matches(selector, entity.labels)


def labels_of(manifest: Manifest) -> Mapping[str, str]:
    """The labels of an object."""
    return manifest["metadata"].get("labels") or {}
