"""Metacontroller's part against a real API server, played by ``hooks.loop`` over a store that is the cluster itself.

``python -m tests.cluster.metacontroller KUBECONFIG FOLDER`` follows the API server with the rights of the kubeconfig's user and asks the hooks of the
CompositeControllers in FOLDER over HTTP. What it does to the API is what Metacontroller 4.17 does with ``--apply-strategy=server-side-apply``.
"""

import json
import queue
import sys
import threading
import time
from collections import Counter
from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, datetime
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from urllib.parse import urlsplit

import yaml

from hooks.errors import InvalidObject, TooEarly
from hooks.findings.fields import VALUE
from hooks.loop.answers import RefusedAnswer, customize_answer
from hooks.loop.controllers import Controller, controllers
from hooks.loop.hooks import Synced
from hooks.loop.loop import Loop
from hooks.loop.queue import Queue
from hooks.loop.reports import Event
from hooks.loop.resources import STORAGE_CLASSES, Key, Resource, resource
from hooks.loop.store import Change, Entity, Store, controller_uid
from hooks.protocol import Manifest
from tests.cluster.api import MERGE, Api, ApiError, Watched, collection

SLOWEST_RETRY = 2.0
"""Seconds; Metacontroller waits up to 1000, which no test has."""


class Mirror(Store):
    """The cluster as the watches told it. Acts go to the API server and come back as watch events, never directly."""

    def __init__(self, api: Api, plurals: dict[tuple[str, str], Resource]) -> None:
        super().__init__(lambda: datetime.now(UTC))
        self._api, self._plurals = api, plurals
        self._last: dict[Key, tuple[str, tuple[str, str]]] = {}

    def observe(self, event: Watched) -> Change | None:
        """Takes a watch event; None where it is no news."""
        key = Key.of(event.manifest)
        old = self.get(key)
        if old and not event.gone and old.manifest["metadata"]["resourceVersion"] == event.manifest["metadata"]["resourceVersion"]:
            return None
        if old:
            self._forget(key, old)
        if not event.gone:
            self._remember(key, Entity(event.manifest, {}))
        return Change(key, old.manifest if old else None, None if event.gone else event.manifest)

    def path(self, key: Key) -> str:
        """Where the API server has an object."""
        return f"{collection(self._plurals[key.group, key.kind], key.namespace)}/{key.name}"

    def apply(self, manifest: Manifest) -> Change | None:
        """Server-side apply, unless neither what is wanted nor what is observed changed since the last one."""
        key, text = Key.of(manifest), json.dumps(manifest, sort_keys=True)
        entity = self.get(key)
        if entity and _is_claimed(entity, manifest) and self._last.get(key) == (text, _life(entity.manifest)):
            return None
        try:
            self._last[key] = (text, _life(self._api.apply(self.path(key), manifest)))
        except ApiError as error:
            if error.status != 409:
                raise InvalidObject(VALUE.at("", str(error))) from None
        return None

    def delete(self, key: Key) -> tuple[Change, ...]:
        """Background deletion of just the object that was observed."""
        entity = self.get(key)
        if entity:
            options = {"preconditions": {"uid": entity.manifest["metadata"]["uid"]}, "propagationPolicy": "Background"}
            self._attempt("DELETE", self.path(key), options)
        return ()

    def write_owners(self, key: Key, owners: list[Manifest]) -> Change | None:
        """Adopts or releases a child."""
        metadata = {"ownerReferences": owners, "uid": self._entities[key].manifest["metadata"]["uid"]}
        self._attempt("PATCH", self.path(key), {"metadata": metadata}, MERGE)
        return None

    def annotate(self, key: Key, annotations: Mapping[str, str | None]) -> Change | None:
        """Writes annotations that are not as they should be; a merge patch takes those away that are null."""
        present = self._entities[key].manifest["metadata"].get("annotations") or {}
        changed = {name: value for name, value in annotations.items() if present.get(name) != value}
        if changed:
            self._attempt("PATCH", self.path(key), {"metadata": {"annotations": changed}}, MERGE)
        return None

    def write_status(self, key: Key, status: Manifest) -> Change | None:
        """Replaces the status of the live object if it differs and is still the same one."""
        observed = self._entities[key].manifest
        with suppress(_Gone):
            live = self._attempt("GET", self.path(key))
            if live["metadata"]["uid"] == observed["metadata"]["uid"] and live.get("status") != status:
                self._attempt("PUT", f"{self.path(key)}/status", {**live, "status": status})
        return None

    def tell(self, event: Event) -> None:
        """Writes an event on a parent, as ``kubectl describe`` shows it."""
        entity, namespace = self.get(event.key), event.key.namespace
        if entity is None:
            return
        about = {"apiVersion": entity.manifest["apiVersion"], "kind": event.key.kind, "namespace": namespace, "name": event.key.name}
        now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        body = {
            "metadata": {"generateName": f"{event.key.name}.", "namespace": namespace},
            "involvedObject": {**about, "uid": entity.manifest["metadata"]["uid"]},
            "type": "Warning",
            "reason": "SyncError",
            "message": f"Sync error: {event.text}"[:1024],
            "firstTimestamp": now,
            "lastTimestamp": now,
            "count": 1,
        }
        self._attempt("POST", f"/api/v1/namespaces/{namespace}/events", body)

    def _attempt(self, method: str, path: str, body: object = None, content_type: str = "application/json") -> Manifest:
        try:
            answer: Manifest = self._api.call(method, path, body, content_type)
        except ApiError as error:
            if error.status in (404, 409):
                raise _Gone(str(error)) from None
            raise RefusedAnswer(f"{method} {path}: {error}") from None
        return answer


class _Gone(RefusedAnswer):
    """What was observed is not so any more; a watch event will tell."""


def _is_claimed(entity: Entity, desired: Manifest) -> bool:
    """Whether the parent of ``desired`` observes what is there as its child; what was released is always applied."""
    uid = controller_uid(desired)
    return controller_uid(entity.manifest) == uid and entity.labels.get("controller-uid") == uid


def _life(manifest: Manifest) -> tuple[str, str]:
    """What Metacontroller compares of a child: generation where there is one, else the resourceVersion."""
    metadata = manifest["metadata"]
    return metadata["uid"], str(metadata.get("generation") or metadata["resourceVersion"])


class HttpHooks:
    """Asks the hooks where the CompositeControllers say that they are."""

    def __init__(self, url: str, watched: Mapping[tuple[str, str], Resource]) -> None:
        self._watched = watched
        self._connection = HTTPConnection(urlsplit(url).netloc, timeout=60)

    def customize(self, kind: str, body: bytes) -> bytes:
        """A rule for a kind that is not watched would find nothing, so it is an error here."""
        answer = self._answer(f"/{kind}/customize", body)
        for rule in customize_answer(answer):
            if resource(rule.api_version, rule.resource) not in self._watched.values():
                raise RefusedAnswer(f"customize: {rule.resource} are not watched")
        return answer

    def sync(self, kind: str, body: bytes, now: datetime) -> Synced:
        """The server has a clock of its own."""
        return Synced(self._answer(f"/{kind}/sync", body))

    def _answer(self, path: str, body: bytes) -> bytes:
        try:
            self._connection.request("POST", path, body, {"Content-Type": "application/json"})
            response = self._connection.getresponse()
            answer = response.read()
        except (HTTPException, OSError) as error:
            self._connection.close()
            raise RefusedAnswer(f"POST {path}: {error}") from None
        if response.status == 429:
            raise TooEarly(float(response.headers["Retry-After"]))
        if response.status != 200:
            raise RefusedAnswer(f"remote error: {response.status}: {answer.decode(errors='replace')}")
        return answer


class Watches:
    """Which kinds are watched, and their events in one queue."""

    def __init__(self, url: str, token: str, plurals: dict[tuple[str, str], Resource]) -> None:
        self._url, self._token, self._plurals = url, token, plurals
        self.events: queue.Queue[Watched] = queue.Queue()

    def watch(self, kind: Resource) -> None:
        """Returns when the first list is in the queue."""
        self._plurals[kind.group, kind.kind] = kind
        listed = threading.Event()
        threading.Thread(target=Api(self._url, self._token).follow, args=(kind, self.events.put, listed), daemon=True).start()
        if not listed.wait(30):
            raise RefusedAnswer(f"{kind.resource} cannot be listed")


class Driver(Loop):
    """The loop over the cluster: woken by watches, asking again after errors."""

    def __init__(self, found: tuple[Controller, ...], hooks: HttpHooks, mirror: Mirror, watches: Watches) -> None:
        super().__init__(found, hooks, lambda: datetime.now(UTC))
        self._store: Mirror = mirror
        self._queue = Queue(found, mirror)
        self._watches = watches
        self._tries: Counter[Key] = Counter()
        self._retries: dict[Key, float] = {}
        self._told: dict[Key, str] = {}

    def run(self) -> None:
        """For ever."""
        while True:
            self._take()
            events = {event.key: event for event in self.converge().events}
            now = time.monotonic()
            for key in [key for key in self._tries if key not in events]:
                del self._tries[key]
            for event in events.values():
                self._again(event, now)
            for key in [key for key, due in self._retries.items() if due <= now]:
                del self._retries[key]
                self._queue.add(key)

    def _take(self) -> None:
        """What happened meanwhile; waits a moment where nothing did."""
        with suppress(queue.Empty):
            self._see(self._watches.events.get(timeout=0.1))
            while True:
                self._see(self._watches.events.get_nowait())

    def _see(self, event: Watched) -> None:
        self._notice(self._store.observe(event))

    def _again(self, event: Event, now: float) -> None:
        if event.key in self._retries:
            return
        self._tries[event.key] += 1
        self._retries[event.key] = now + min(0.005 * 2 ** self._tries[event.key], SLOWEST_RETRY)
        if self._told.get(event.key) != event.text:
            self._told[event.key] = event.text
            sys.stdout.write(f"{event}\n")
            sys.stdout.flush()
            with suppress(RefusedAnswer, OSError):
                self._store.tell(event)


def main(kubeconfig: Path, folder: Path) -> None:
    """Runs until it is ended."""
    given = json.loads(kubeconfig.read_text("utf-8"))
    url, token = given["clusters"][0]["cluster"]["server"], given["users"][0]["user"]["token"]
    documents = [yaml.safe_load(path.read_text("utf-8")) for path in sorted(folder.glob("*.yaml"))]
    found = controllers(documents)
    plurals: dict[tuple[str, str], Resource] = {}
    watches = Watches(url, token, plurals)
    for kind in dict.fromkeys(
        [
            resource("v1", "namespaces"),
            resource("v1", "nodes"),
            STORAGE_CLASSES,
            *(kind for controller in found for kind in (controller.parent, *controller.children)),
        ]
    ):
        watches.watch(kind)
    hooks = HttpHooks(documents[0]["spec"]["hooks"]["sync"]["webhook"]["url"], plurals)
    Driver(found, hooks, Mirror(Api(url, token), plurals), watches).run()


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
