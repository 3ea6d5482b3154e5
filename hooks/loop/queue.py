"""Which parents have a reason to be synced: the event handlers and work queues of Metacontroller, as one queue in a fixed order."""

import heapq
from collections.abc import Iterable, Iterator
from typing import Any

from hooks.loop.answers import AnsweredRule
from hooks.loop.controllers import Controller
from hooks.loop.related import concerns, labels_of, watched
from hooks.loop.resources import CLUSTER_SCOPED, Key, group_of
from hooks.loop.store import Change, Store, controller_uid
from hooks.protocol import Manifest
from hooks.selection.labels import matches


class Queue:
    """Parents that wait for a sync, each once, and the rules by which other objects wake them."""

    def __init__(self, controllers: Iterable[Controller], store: Store) -> None:
        """An empty queue for the parents of these controllers."""
        self._controllers = tuple(controllers)
        self._by_parent = {(controller.parent.group, controller.parent.kind): index for index, controller in enumerate(self._controllers)}
        self._store = store
        self._heap: list[tuple[int, Key]] = []
        self._waiting: set[Key] = set()
        self._rules: dict[Key, tuple[AnsweredRule, ...]] = {}
        self._watched: dict[Key, frozenset[Key]] = {}
        self._watchers: dict[Key, set[Key]] = {}

    def waiting(self) -> Iterator[tuple[Controller, Key]]:
        """Takes one parent after the other until none waits; who is woken meanwhile comes too."""
        while self._heap:
            index, key = heapq.heappop(self._heap)
            self._waiting.discard(key)
            yield self._controllers[index], key

    def add(self, key: Key) -> None:
        """Queues an object that is a parent and matches its controller's selector; nothing for any other object."""
        index, entity = self._by_parent.get((key.group, key.kind)), self._store.get(key)
        if index is None or entity is None or key in self._waiting:
            return
        selector = self._controllers[index].label_selector
        if selector is None or matches(selector, entity.labels):
            self._waiting.add(key)
            heapq.heappush(self._heap, (index, key))

    def watch(self, key: Key, rules: tuple[AnsweredRule, ...]) -> None:
        """From now on a parent is woken by what these rules mean. Refused: a rule for a kind that nobody serves."""
        places = watched(rules)
        for place in self._watched.get(key, ()):
            self._watchers[place].discard(key)
        for place in places:
            self._watchers.setdefault(place, set()).add(key)
        self._watched[key], self._rules[key] = places, rules

    def forget(self, key: Key) -> None:
        """A parent is gone."""
        self.watch(key, ())
        del self._watched[key], self._rules[key]

    def notice(self, change: Change) -> None:
        """Queues every parent that a change concerns: itself, its owner, and those whose rules mean it as it was or as it is."""
        manifests = [manifest for manifest in (change.old, change.new) if manifest is not None]
        if not self._only_status(change):
            self.add(change.key)
        for manifest in manifests:
            self._add_owner(manifest)
        for parent in self._watching(change.key) - self._waiting:
            if any(concerns(rule, change.key, labels_of(manifest), self._store) for rule in self._rules[parent] for manifest in manifests):
                self.add(parent)

    def _watching(self, key: Key) -> set[Key]:
        return self._watchers.get(key, set()) | self._watchers.get(Key(key.group, key.kind, "", ""), set())

    def _only_status(self, change: Change) -> bool:
        index = self._by_parent.get((change.key.group, change.key.kind))
        if index is None or change.old is None or change.new is None or not self._controllers[index].ignore_status_changes:
            return False
        return _seen(change.old) == _seen(change.new)

    def _add_owner(self, child: Manifest) -> None:
        uid = controller_uid(child)
        for owner in child["metadata"].get("ownerReferences") or ():
            namespace = "" if owner["kind"] in CLUSTER_SCOPED else child["metadata"].get("namespace", "")
            key = Key(group_of(owner["apiVersion"]), owner["kind"], namespace, owner["name"])
            entity = self._store.get(key)
            if uid and owner["uid"] == uid and entity and entity.manifest["metadata"]["uid"] == uid:
                self.add(key)


def _seen(manifest: Manifest) -> tuple[Any, ...]:
    """What counts of a parent under ``ignoreStatusChanges``."""
    metadata = manifest["metadata"]
    return metadata["uid"], metadata.get("generation"), metadata.get("labels"), metadata.get("annotations")
