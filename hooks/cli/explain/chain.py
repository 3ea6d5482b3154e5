"""The chain as data: steps with an answer each, and everything that they are read from."""

import enum
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from typing import Any

import msgspec

from hooks.cli.configurations import Configuration, configurations
from hooks.cli.local.discovery import Group, groups
from hooks.cli.local.objects import Cluster, key_of, labels_of, namespace_of
from hooks.cli.local.pods import expected_pods, node
from hooks.findings import Finding, Judgement, Subject
from hooks.loop.reports import Event, Judged
from hooks.loop.resources import Key
from hooks.protocol import Manifest
from hooks.selection.misses import miss


class Answer(enum.StrEnum):
    """Whether a step of the chain holds."""

    YES = "yes"
    NO = "no"
    MAYBE = "maybe"
    """It depends on something that is not seen here."""
    INFO = "info"
    """There is nothing to hold."""


class Step(msgspec.Struct, frozen=True):
    """One step: whether it holds, in one sentence, and the steps that it consists of."""

    answer: Answer
    text: str
    below: tuple["Step", ...] = ()
    code: str = ""
    """The code of the finding that the step tells, if it does."""


def no(finding: Finding) -> Step:
    """The step at which a chain ends."""
    return Step(Answer.NO, str(finding), code=finding.code.id)


class World(msgspec.Struct, frozen=True, dict=True):
    """All objects of a folder or cluster, and what the hooks said of them."""

    objects: tuple[Manifest, ...]
    judged: tuple[Judged, ...]
    events: tuple[Event, ...] = ()
    ports: Mapping[tuple[str, int], int] = {}
    """Where pods are reached on this machine, where they run on it: (pod's key, container port) → local port."""
    may: Callable[[str, str, str, str, str], bool | None] | None = None
    """Asks the API server whether a user may do something (user, verb, API group, resource, namespace); it may not say."""

    @cached_property
    def cluster(self) -> Cluster:
        """The objects, and the pods that a cluster would make of them where it shows none."""
        has_pods = any(manifest["kind"] == "Pod" for manifest in self.objects)
        return Cluster((*self.objects, *(() if has_pods else (*expected_pods(self.objects), node()))), self.ports)

    @cached_property
    def configurations(self) -> tuple[Configuration, ...]:
        """What the pods of each workload read."""
        return configurations(self.objects)

    def groups(self, entry: Mapping[str, Any], own_namespace: str) -> list[Group]:
        """What an entry of ``kubernetes_sd_configs`` finds here; most jobs of a namespace have the same one."""
        key = f"{own_namespace} {entry}"
        if key not in self._groups:
            self._groups[key] = groups(entry, self.cluster, own_namespace)
        return self._groups[key]

    @cached_property
    def _groups(self) -> dict[str, list[Group]]:
        return {}

    @cached_property
    def spaces(self) -> Mapping[str, Mapping[str, str]]:
        """The labels of the namespaces."""
        return {each["metadata"]["name"]: labels_of(each) for each in self.objects if each["kind"] == "Namespace"}

    @cached_property
    def by_key(self) -> Mapping[Key, Manifest]:
        """The objects by their keys."""
        return {Key.of(manifest): manifest for manifest in self.objects}

    def of(self, *kinds: str) -> Iterator[Manifest]:
        """The objects of some kinds."""
        return (manifest for kind in kinds for manifest in self.cluster.of(kind))

    def own(self, key: Key) -> tuple[Finding, ...]:
        """What an object says of itself, and why it could not be served."""
        return self._own.get(key, ())

    @cached_property
    def _own(self) -> Mapping[Key, tuple[Finding, ...]]:
        found: dict[Key, tuple[Finding, ...]] = {}
        for key, findings in (*((event.key, event.findings) for event in self.events), *((judged.parent, judged.findings) for judged in self.judged)):
            found[key] = (*found.get(key, ()), *findings)
        return found

    def judgement(self, workload: Key, manifest: Manifest) -> Judgement | None:
        """What a workload made of an object; None where it did not look at it."""
        return self._judgements.get((workload, Key.of(manifest)))

    @cached_property
    def _judgements(self) -> Mapping[tuple[Key, Key], Judgement]:
        return {(judged.parent, Key.of_subject(each.subject)): each for judged in self.judged for each in judged.judgements}

    def miss(self, workload: Manifest, manifest: Manifest) -> Finding | None:
        """Why a workload does not select an object."""
        return miss(workload, manifest, self.spaces.get(namespace_of(manifest), {}))


def name(manifest: Manifest) -> str:
    """``Kind namespace/name``."""
    return f"{manifest['kind']} {key_of(manifest)}"


def subject(manifest: Manifest) -> Subject:
    """What a finding about the object is about."""
    return Subject(manifest["apiVersion"], manifest["kind"], namespace_of(manifest), manifest["metadata"]["name"])
