"""Parents are synced until nothing changes: what Metacontroller does with a sync, on the objects of a store."""

import logging
from collections import Counter
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

import msgspec

from hooks.errors import InvalidObject, InvalidParent, InvalidRequest, NotOurs, TooEarly
from hooks.findings import Finding
from hooks.findings.files import RESTLESS
from hooks.findings.workloads import UNSERVED
from hooks.loop import children, decorators
from hooks.loop.answers import AnsweredRule, RefusedAnswer, customize_answer, sync_answer
from hooks.loop.controllers import Controller
from hooks.loop.hooks import Hooks
from hooks.loop.queue import Queue
from hooks.loop.related import related
from hooks.loop.reports import Event, Judged, Report, net
from hooks.loop.resources import Key
from hooks.loop.store import Change, Entity, Store
from hooks.protocol import Manifest

log = logging.getLogger("promhooks.loop")

MAX_SYNCS = 25
"""Syncs of one parent within one :meth:`Loop.converge` before it counts as restless."""

Done = tuple[tuple[Change, ...], tuple[Finding, ...]]
"""What a sync changed, and what went wrong."""


class Loop:
    """A cluster's worth of objects, and the hooks that act on them. Edits and :meth:`converge` may alternate for as long as the process lives."""

    def __init__(self, controllers: Iterable[Controller], hooks: Hooks, clock: Callable[[], datetime]) -> None:
        """An empty cluster with these controllers; ``clock`` (UTC) gives the time of creations and of conditions."""
        self._hooks, self._clock = hooks, clock
        self._store = Store(clock)
        self._queue = Queue(controllers, self._store)
        self._rules: dict[Key, tuple[tuple[str, int], tuple[AnsweredRule, ...]]] = {}
        self._events: dict[Key, Event] = {}
        self._judged: dict[Key, Judged] = {}
        self._due: dict[Key, datetime] = {}

    def apply(self, manifests: Iterable[Manifest]) -> tuple[Event, ...]:
        """Creates or replaces objects. Returns those that an API server would refuse; they stay as they were."""
        refused: list[Event] = []
        for manifest in manifests:
            try:
                self._notice(self._store.replace(manifest))
            except InvalidObject as problem:
                refused.append(Event(_best_key(manifest), problem.findings))
            else:
                self._add_namespace(Key.of(manifest).namespace)
        return tuple(refused)

    def load(self, manifest: Manifest, applied: Manifest) -> None:
        """Takes an object as an API server has it, with uid, owners and status; ``applied`` is the part that was applied as a child."""
        self._notice(self._store.load(manifest, applied))

    def delete(self, key: Key) -> None:
        """Deletes an object and what it owned; one that is not there is no error. A namespace loses only what was written about it, as long as it is used."""
        for change in self._store.delete(key):
            self._notice(change)
        if key.kind == "Namespace" and any(other.namespace == key.name for other, _ in self._store.entities()):
            self._add_namespace(key.name)

    def report_status(self, key: Key, status: Manifest) -> None:
        """Tells the loop what became of a child, e.g. that its pods are ready; nothing happens where the child is gone."""
        if self._store.get(key):
            self._notice(self._store.write_status(key, status))

    def get(self, key: Key) -> Manifest | None:
        """One object as it is stored."""
        entity = self._store.get(key)
        return entity.manifest if entity else None

    def objects(self, kind: str | None = None) -> tuple[Manifest, ...]:
        """The objects of a kind, or all, by group, kind, namespace and name."""
        return tuple(entity.manifest for key, entity in self._store.entities() if kind is None or key.kind == kind)

    def ask_all_again(self) -> None:
        """Every parent has a reason to be synced, as after a new start of the hooks."""
        self._rules.clear()
        for key, _ in self._store.entities():
            self._queue.add(key)

    def converge(self) -> Report:
        """Syncs parents until none has a reason to be synced; gives up on one that never comes to rest, and says so."""
        self._wake_due()
        changes, counts, restless = list[Change](), Counter[Key](), dict[Key, Event]()
        settled = -1
        while settled < len(changes):
            settled = len(changes)
            self._retry()
            for controller, key in self._queue.waiting():
                if counts[key] == MAX_SYNCS:
                    restless[key] = _restless(key, changes)
                    continue
                counts[key] += 1
                changes.extend(self._synced(controller, key))
        return Report(
            changes=net(changes),
            events=tuple(event for _, event in sorted(self._events.items())),
            judged=tuple(judged for _, judged in sorted(self._judged.items())),
            unsettled=tuple(event for _, event in sorted(restless.items())),
            syncs=counts.total(),
            resync_after=min(((due - self._clock()).total_seconds() for due in self._due.values()), default=None),
        )

    def _retry(self) -> None:
        """Parents with an error are asked again after every change elsewhere, as back-off would do sooner or later."""
        for key in self._events:
            self._queue.add(key)

    def _wake_due(self) -> None:
        now = self._clock()
        for key in [key for key, due in self._due.items() if due <= now]:
            del self._due[key]
            self._queue.add(key)

    def _notice(self, change: Change | None) -> None:
        if change is None:
            return
        if change.new is None:
            self._forget(change.key)
        self._queue.notice(change)

    def _forget(self, key: Key) -> None:
        for memory in (self._events, self._judged, self._due, self._rules):
            memory.pop(key, None)
        self._queue.forget(key)

    def _add_namespace(self, name: str) -> None:
        """A namespace that is used exists: nobody should have to write it down to try something."""
        if name and self._store.get(Key("", "Namespace", "", name)) is None:
            self._notice(self._store.replace({"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": name}}))

    def _synced(self, controller: Controller, key: Key) -> tuple[Change, ...]:
        """What one sync of a parent changed. What is wrong is kept as its event; with an error, children and status stay as they are."""
        entity = self._store.get(key)
        if entity is None:
            return ()
        changes, problems = self._attempt(controller, key, entity)
        for change in changes:
            self._notice(change)
        self._events.pop(key, None)
        if problems:
            self._events[key] = Event(key, problems)
        return changes

    def _attempt(self, controller: Controller, key: Key, parent: Entity) -> Done:
        try:
            return self._sync(controller, key, parent)
        except InvalidParent as error:
            return (), error.findings
        except NotOurs:
            return (), ()
        except TooEarly as error:
            self._due[key] = self._clock() + timedelta(seconds=error.seconds)
            return (), ()
        except (InvalidRequest, RefusedAnswer) as error:
            return (), (UNSERVED.at("", str(error)),)
        except Exception as error:  # the server would answer 500 and go on with the other parents
            log.exception("%s: unexpected error", key)
            return (), (UNSERVED.at("", f"unexpected {type(error).__name__}", "see the log"),)

    def _sync(self, controller: Controller, key: Key, parent: Entity) -> Done:
        manifest = parent.manifest
        if controller.decorator:
            return self._decorate(controller, key, parent)
        observed, ownership = children.claimed(controller, manifest, self._store)
        body = _request(controller, parent, observed, related(self._rules_of(controller, key, parent), self._store))
        synced = self._hooks.sync(controller.kind, body, self._clock())
        answer, desired = sync_answer(synced.body, controller, manifest)
        self._judged[key] = Judged(key, synced.findings if synced.served else (), synced.judgements)
        self._ask_again(key, answer.resync_after_seconds)
        # A parent that is being deleted gets a status; its children go with it.
        changes, problems = ((), ()) if children.is_deleted(manifest) else children.written(manifest, observed, desired, self._store)
        status = self._store.write_status(key, {**(answer.status or {}), "observedGeneration": manifest["metadata"].get("generation", 0)})
        return (*ownership, *changes, *([status] if status else [])), problems if synced.served else (*synced.findings, *problems)

    def _decorate(self, controller: Controller, key: Key, parent: Entity) -> Done:
        observed = decorators.attached(controller, parent.manifest, self._store)
        body = _request(controller, parent, observed, related(self._rules_of(controller, key, parent), self._store))
        answer, desired = decorators.decorate_answer(self._hooks.sync(controller.kind, body, self._clock()).body, controller, parent.manifest)
        self._ask_again(key, answer.resync_after_seconds)
        annotated = self._store.annotate(key, answer.annotations)
        changes, problems = children.written(parent.manifest, observed, desired, self._store)
        return (*([annotated] if annotated else []), *changes), problems

    def _ask_again(self, key: Key, seconds: float) -> None:
        self._due.pop(key, None)
        if seconds > 0:
            self._due[key] = self._clock() + timedelta(seconds=seconds)

    def _rules_of(self, controller: Controller, key: Key, parent: Entity) -> tuple[AnsweredRule, ...]:
        """The rules of a parent, asked for once per generation: a hook must do with those of an older status, which Metacontroller keeps for 20 minutes."""
        metadata = parent.manifest["metadata"]
        state, known = (metadata["uid"], metadata.get("generation", 0)), self._rules.get(key)
        if known and known[0] == state:
            return known[1]
        rules: tuple[AnsweredRule, ...] = ()
        if controller.has_customize:
            body = msgspec.json.encode({"controller": controller.document, "parent": parent.raw})
            rules = customize_answer(self._hooks.customize(controller.kind, body))
        self._queue.watch(key, rules)
        self._rules[key] = (state, rules)
        return rules


def _request(controller: Controller, parent: Entity, observed: dict[Key, Entity], found: dict[str, dict[str, Entity]]) -> bytes:
    groups: dict[str, dict[str, msgspec.Raw]] = {resource.messages_key: {} for resource in controller.children}
    for key, child in observed.items():
        groups[f"{key.kind}.{child.manifest['apiVersion']}"][key.path] = child.raw
    request = {
        "controller": controller.document,
        "object" if controller.decorator else "parent": parent.raw,
        "attachments" if controller.decorator else "children": groups,
        "related": {group: {path: entity.raw for path, entity in entities.items()} for group, entities in found.items()},
        "finalizing": False,
    }
    return msgspec.json.encode(request)


def _best_key(manifest: Manifest) -> Key:
    """How to speak of an object that may lack everything."""
    try:
        return Key.of(manifest)
    except (KeyError, TypeError, AttributeError):
        return Key("", str(manifest.get("kind") or "object"), "", "without a name")


def _restless(key: Key, changes: list[Change]) -> Event:
    """Why a parent was given up: the object that changed most among the last changes."""
    last = Counter(change.key for change in changes[-2 * MAX_SYNCS :]).most_common(1)
    changing = f", {last[0][0]} keeps changing" if last else ""
    return Event(key, (RESTLESS.at("", f"does not come to rest after {MAX_SYNCS} syncs{changing}"),))
