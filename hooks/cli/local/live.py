"""A folder of manifests, alive: hooks, node, Slack's stand-in and terminal together."""

import time
from collections import Counter, deque
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from hooks.cli.cluster import cluster
from hooks.cli.local import pods, story
from hooks.cli.local.building import Building
from hooks.cli.local.folder import Contents, EditedFolder
from hooks.cli.local.node import Instance, Node, Workspace
from hooks.cli.local.objects import Cluster, controller_of, key_of
from hooks.cli.local.observer import Observation, observed
from hooks.cli.local.programs import Program, Source, program
from hooks.cli.local.terminal import Terminal, Tone
from hooks.cli.local.verdicts import WORKLOADS, verdicts
from hooks.cli.targets import missing
from hooks.cli.verdicts import refusals
from hooks.loop.reports import Report
from hooks.loop.resources import Key
from hooks.protocol import Manifest
from hooks.settings import Settings

OLDEST = {"prometheus": (2, 45, 0), "alertmanager": (0, 25, 0)}
"""The oldest versions that prometheus-operator supports; older ones are tried, and said so."""
_PROGRAM_OF = {"Prometheus": "prometheus", "PrometheusAgent": "prometheus", "Alertmanager": "alertmanager"}
LISTED = 20
"""Objects of one edit that are named; more are counted."""
_EDITS = 20
"""Edits that are kept for the console."""
REMINDER = 20.0
"""Seconds of silence after which the run says what it is waiting for."""
_NO_PROGRAM = f"is not started, this machine has no program for it (annotate its pod template with {pods.LOCAL_COMMAND})"


class Edit(msgspec.Struct, frozen=True):
    """What somebody changed, and all objects before and after the hooks had answered; the time is in seconds since 1970."""

    number: int
    at: float
    text: str
    before: tuple[Manifest, ...]
    after: tuple[Manifest, ...]
    refused: tuple[str, ...] = ()
    """What is refused now and was not before."""


class Live:
    """One local run. ``read`` after an edit, ``tick`` twice a second, ``close`` at the end."""

    def __init__(self, folder: Path, workspace: Workspace, terminal: Terminal, settings: Settings, source: Source | None) -> None:
        """Finds the programs that the folder needs; processes start with the first ``read``."""
        self._terminal, self._source = terminal, source
        self._folder = EditedFolder(folder)
        self._programs: dict[str, Program] = {}
        self._building = Building(workspace.files / "logs", terminal)
        for name in sorted({_PROGRAM_OF[key.kind] for key in self._folder.read().objects if key.kind in WORKLOADS}):
            self.program(name)
        self._loop = cluster(settings, lambda: datetime.now(UTC))
        self._node = Node(workspace, folder, self.program, terminal.say)
        self._applied: dict[Key, Manifest] = {}
        self._observations: dict[tuple[str, int], Observation] = {}
        self._reminded: dict[tuple[str, int], float] = {}
        self._statuses: dict[Key, Manifest] = {}
        self._resync: float | None = None
        self.contents = Contents()
        """The folder as it was read last."""
        self.report = Report()
        """What the hooks said last."""
        self.objects: tuple[Manifest, ...] = ()
        self.edits: deque[Edit] = deque(maxlen=_EDITS)

    def program(self, name: str) -> Program:
        """The program of a name; the first time it is looked for and told."""
        if name not in self._programs:
            found = self._programs[name] = program(name, self._source)
            self._terminal.say(name, f"version {found.version} ({found.path})")
            if found.version < OLDEST[name]:
                self._terminal.say(name, f"older than {_dotted(OLDEST[name])}, the first version that is supported", Tone.WAITING)
                if self._source is None:
                    self._building.begin(name)
            if found.note:
                self._terminal.say(name, found.note)
        return self._programs[name]

    def read(self) -> None:
        """Takes the folder as it is now."""
        now, before = time.time(), self.objects
        known = refusals(self.report.judged, self.report.events)
        contents = self._folder.read()
        objects = {key: self._of_this_machine(key, manifest) for key, manifest in contents.objects.items()}
        changed = {key: manifest for key, manifest in objects.items() if self._applied.get(key) != manifest}
        gone = [key for key in self._applied if key not in objects]
        for key in gone:
            self._loop.delete(key)
        refused = self._loop.apply(changed.values())
        text = _edit(changed, gone, first=not self._applied) if changed or gone else ""
        if text:
            self._terminal.say("folder", text)
        self._applied, self.contents = objects, contents
        self._terminal.standing("wrong", ((str(found.place), found.text) for found in contents.findings), Tone.BAD)
        self._terminal.standing("refused", ((str(event.key), event.text) for event in refused), Tone.BAD)
        self._converge()
        if text:
            self.edits.append(Edit(self.edits[-1].number + 1 if self.edits else 1, now, text, before, self.objects, self._new_refusals(known)))

    def _new_refusals(self, known: Collection[str]) -> tuple[str, ...]:
        return tuple(each for each in refusals(self.report.judged, self.report.events) if each not in known)

    def restart_commands(self, edited: Sequence[str]) -> None:
        """Starts local commands anew: a program does not notice by itself that its files were edited."""
        self._node.restart_commands(edited)

    def _of_this_machine(self, key: Key, manifest: Manifest) -> Manifest:
        """A workload with the version of the program that is here, so that it is configured for that."""
        if key.kind not in WORKLOADS:
            return manifest
        spec, actual = manifest.get("spec") or {}, self.program(_PROGRAM_OF[key.kind]).version
        asked = spec.get("version", str(actual))
        told = [(str(key), f"asks for version {asked}; this run has {actual} and configures that")] if asked.removeprefix("v") != str(actual) else []
        self._terminal.standing(f"version {key}", told)
        return {**manifest, "spec": {**spec, "version": f"v{actual}"}}

    def _converge(self) -> None:
        self.report = report = self._loop.converge()
        self.objects = objects = self._loop.objects()
        self._node.apply(objects)
        self._resync = time.monotonic() + report.resync_after if report.resync_after else None
        said = tuple(verdicts(report.judged, objects))
        for tone in Tone:
            self._terminal.standing(f"verdicts {tone.name}", (verdict.line for verdict in said if verdict.tone is tone), tone)
        hints = ((str(finding.subject), str(finding)) for finding in missing(self._node.cluster, complete=True))
        self._terminal.standing("hints", hints, Tone.WAITING)
        self._terminal.standing("events", ((str(event.key), f"is wrong, everything stays as it was: {event.text}") for event in report.events), Tone.BAD)
        self._terminal.standing("unsettled", ((str(event.key), event.text) for event in report.unsettled))
        self._terminal.standing("pods", ((name, _NO_PROGRAM) for name in pods.not_runnable(objects)))
        self._terminal.standing("containers", _idle_containers(self._node.cluster.of("Pod")))

    def tick(self) -> None:
        """Looks after processes, and tells what they did since the last time."""
        if self._resync and self._resync <= time.monotonic():
            self._converge()
        self._node.tick()
        self._building.tick()
        for instance in self._node.instances():
            now = observed(instance) if instance.kind else None
            if now is not None:
                self._observed(instance, now)
        self._report_statuses()

    def _observed(self, instance: Instance, now: Observation) -> None:
        name, life = instance.pod.partition("/")[2], (instance.pod, instance.pid)
        if life not in self._observations:
            self._terminal.say(name, f"ready, open {instance.page}" if instance.page else f"ready at {instance.url}/")
        for sentence, tone in story.told(self._observations.get(life, Observation()), now):
            self._terminal.say(name, sentence, tone)
            self._reminded[life] = time.monotonic()
        self._observations[life] = now
        if time.monotonic() - self._reminded.get(life, 0.0) > REMINDER and (left := story.waiting(now, time.time())):
            self._terminal.say(name, f"waiting: {left}", Tone.WAITING)
            self._reminded[life] = time.monotonic()

    def _report_statuses(self) -> None:
        """Tells the hooks how many pods of each StatefulSet answer, as its controller would in its status."""
        running = {instance.pod for instance in self._node.instances() if (instance.pod, instance.pid) in self._observations}
        owners = [controller_of(pod)["name"] for pod in self._node.cluster.of("Pod") if key_of(pod) in running]
        for manifest in self._node.cluster.of("StatefulSet"):
            status = _status(manifest, owners.count(manifest["metadata"]["name"]))
            if (manifest.get("status") or {}) != status and self._statuses.get(Key.of(manifest)) != status:
                self._statuses[Key.of(manifest)] = status
                self._loop.report_status(Key.of(manifest), status)
                self._resync = time.monotonic()

    @property
    def pods(self) -> Cluster:
        """Everything that is there, the pods and where their ports are among it."""
        return self._node.cluster

    def observations(self) -> Iterator[tuple[Instance, Observation | None]]:
        """Each running program with what it said last, None where it has not answered yet."""
        return ((instance, self._observations.get((instance.pod, instance.pid))) for instance in self._node.instances())

    def close(self) -> None:
        """Ends every process."""
        self._building.stop()
        self._node.stop()


def _idle_containers(running: Iterable[Manifest]) -> Iterator[tuple[str, str]]:
    for pod in running:
        if names := pods.idle_containers(pod):
            yield pod["metadata"]["name"], f"runs without {', '.join(names)}, which this machine has no program for"


def _status(stateful_set: Manifest, ready: int) -> Manifest:
    return {
        "observedGeneration": stateful_set["metadata"].get("generation", 0),
        "replicas": stateful_set["spec"].get("replicas", 1),
        "updatedReplicas": ready,
        "readyReplicas": ready,
        "availableReplicas": ready,
    }


def _edit(changed: Mapping[Key, Manifest], gone: Sequence[Key], *, first: bool) -> str:
    """What was read, or what an edit did."""
    if first:
        return f"{len(changed)} objects read: {_listed(changed)}"
    return "; ".join(part for part in (f"changed: {_listed(changed)}" if changed else "", f"removed: {_listed(gone)}" if gone else "") if part)


def _listed(keys: Iterable[Key]) -> str:
    """The objects by name, or counted by kind where there are many."""
    named = sorted(keys)
    if len(named) <= LISTED:
        return ", ".join(map(str, named))
    return ", ".join(f"{count} {kind}" for kind, count in sorted(Counter(key.kind for key in named).items()))


def _dotted(version: tuple[int, ...]) -> str:
    return ".".join(map(str, version))
