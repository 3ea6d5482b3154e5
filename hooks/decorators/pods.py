"""The pods of a StatefulSet of ours are told that what they mount has changed.

A kubelet looks at the volumes of a pod about once a minute, and at once when the pod itself changes. So the digest that the StatefulSet carries
(hooks/parents/delivery.py) is written into an annotation of its pods: no container restarts, and the new files are there within a second.

The pods belong to the StatefulSet, so to Metacontroller they are its attachments; only those that were told once are shown to us. No pod is ever to be
deleted or made: whatever is observed is returned, and the rights for both are not granted.

When they were told stands on the StatefulSet. Metacontroller writes it first, and gives up where the StatefulSet is no longer the one that we were shown: so
whatever was decided on what is out of date reaches no pod.
"""

from collections.abc import Collection, Iterator, Mapping
from datetime import UTC, datetime

import msgspec

from hooks.kinds.meta import ObjectMeta
from hooks.names import CONFIG_DIGEST, CONFIG_TOLD, CONFIG_TOLD_AT
from hooks.protocol import DecoratorRequest, DecoratorResponse, Manifest, RelatedRule
from hooks.settings import Settings

PAUSE_SECONDS = 2.0
"""At least so long after the pods were told, they are told again, however often their configuration changes: each time the kubelet looks at all of their
volumes."""


class Ordinals(msgspec.Struct, frozen=True):
    """How the pods are counted."""

    start: int = 0


class Spec(msgspec.Struct, frozen=True):
    """The part of a StatefulSet that says which pods it has."""

    replicas: int = 1
    ordinals: Ordinals = Ordinals()


class Status(msgspec.Struct, frozen=True, rename="camel"):
    """What its controller observed."""

    ready_replicas: int = 0


class StatefulSet(msgspec.Struct, frozen=True):
    """What is read of it."""

    metadata: ObjectMeta
    spec: Spec
    status: Status = Status()


class Pod(msgspec.Struct, frozen=True):
    """What is read of one."""

    metadata: ObjectMeta


Decorated = StatefulSet
_pod = msgspec.json.Decoder(Pod)


def customize(decorated: StatefulSet) -> tuple[RelatedRule, ...]:  # noqa: ARG001  # every decoration is asked
    """Nothing but the pods themselves."""
    return ()


def sync(request: DecoratorRequest[StatefulSet], settings: Settings, *, now: datetime) -> DecoratorResponse:  # noqa: ARG001  # no setting matters here
    """The annotations of the pods; on the StatefulSet, what they have been told and when; and when those that have to wait are due."""
    notes = request.decorated.metadata.annotations
    digest = notes.get(CONFIG_DIGEST, "")
    seen = {pod.metadata.name: pod.metadata.annotations for pod in map(_pod.decode, request.attachments.get("Pod.v1", {}).values())}
    wanted = {name: seen.get(name, {}) for name in sorted({*seen, *_reachable(request.decorated)})}
    late = {name for name, told in wanted.items() if told.get(CONFIG_DIGEST) != digest}
    wait = _wait(notes, now) if late else 0.0
    if not late or wait:
        everyone = wanted.keys() - late >= {*_names(request.decorated)}
        kept = tuple(_annotated(name, told) for name, told in wanted.items())
        return DecoratorResponse(kept, {CONFIG_TOLD: digest} if everyone else {}, wait)
    news = {CONFIG_DIGEST: digest, CONFIG_TOLD_AT: now.strftime("%Y-%m-%dT%H:%M:%S.%fZ")}
    attachments = tuple(_annotated(name, news if name in late else told) for name, told in wanted.items())
    return DecoratorResponse(attachments, {CONFIG_TOLD_AT: news[CONFIG_TOLD_AT], **_believed(request.decorated, wanted, late & seen.keys())})


def _believed(stateful_set: StatefulSet, wanted: Collection[str], late: Collection[str]) -> dict[str, str | None]:
    """What the StatefulSet says of its pods while they are being told: that they are, as long as that has come true before. It saves a write of its own.

    ``late``: those that were told before. Where the StatefulSet says already that they have been, somebody refuses it.
    """
    notes = stateful_set.metadata.annotations
    digest = notes.get(CONFIG_DIGEST, "")
    if late and notes.get(CONFIG_TOLD) == digest:
        return {CONFIG_TOLD: None}
    return {CONFIG_TOLD: digest} if CONFIG_TOLD in notes and {*wanted} >= {*_names(stateful_set)} else {}


def _names(stateful_set: StatefulSet) -> Iterator[str]:
    """Of the pods that it should have."""
    first = stateful_set.spec.ordinals.start
    return (f"{stateful_set.metadata.name}-{first + number}" for number in range(stateful_set.spec.replicas))


def _reachable(stateful_set: StatefulSet) -> tuple[str, ...]:
    """The pods that are certainly there, also those that nobody told anything yet; a pod that is being replaced would be refused."""
    return tuple(_names(stateful_set)) if stateful_set.status.ready_replicas >= stateful_set.spec.replicas else ()


def _wait(notes: Mapping[str, str], now: datetime) -> float:
    """Seconds until the pods may be told something new; ``notes`` are the annotations of the StatefulSet."""
    if CONFIG_TOLD_AT not in notes:
        return 0.0
    try:
        since = now - datetime.strptime(notes[CONFIG_TOLD_AT], "%Y-%m-%dT%H:%M:%S.%fZ").replace(tzinfo=UTC)
    except ValueError:
        return 0.0
    # A time that lies ahead is another clock's: it must not hold them back for longer than the pause.
    return min(PAUSE_SECONDS, max(0.0, PAUSE_SECONDS - since.total_seconds()))


def _annotated(name: str, annotations: Mapping[str, str]) -> Manifest:
    kept = {key: annotations[key] for key in (CONFIG_DIGEST, CONFIG_TOLD_AT) if key in annotations}
    return {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": name, "annotations": kept}}
