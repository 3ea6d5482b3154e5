"""What a workload selects, and what it does not with the nearest misses."""

from collections.abc import Iterator

from hooks.cli.explain.chain import Answer, Step, World, name, no
from hooks.findings import Outcome
from hooks.loop.resources import Key
from hooks.protocol import Manifest
from hooks.selection.misses import SELECTED

_ANSWERS = {Outcome.ACCEPTED: Answer.YES, Outcome.WAITING: Answer.MAYBE, Outcome.REJECTED: Answer.NO, Outcome.NOT_SELECTED: Answer.NO}


def selected(world: World, workload: Manifest) -> Iterator[Step]:
    """A step per kind that the workload may select."""
    if workload["spec"].get("paused"):
        yield Step(Answer.NO, "spec.paused: it is paused, nothing of it changes")
    for kind in SELECTED[workload["kind"]]:
        steps = tuple(_object(world, workload, manifest) for manifest in world.of(kind))
        used = sum(step.answer in (Answer.YES, Answer.MAYBE) for step in steps)
        yield Step(Answer.YES if used else Answer.INFO, f"{used} of {len(steps)} {kind} objects", steps)
    for configuration in (each for each in world.configurations if each.workload == Key.of(workload)):
        bytes_of = sum(len(text.encode()) for text in configuration.files.values())
        yield Step(Answer.INFO, f"{configuration.pods} reads {len(configuration.files)} files, {bytes_of:,} bytes")


def _object(world: World, workload: Manifest, manifest: Manifest) -> Step:
    judgement, missed = world.judgement(Key.of(workload), manifest), world.miss(workload, manifest)
    if judgement:
        return Step(_ANSWERS[judgement.outcome], f"{name(manifest)}: {judgement.outcome}", tuple(map(no, judgement.findings)))
    return Step(Answer.NO, f"{name(manifest)}: {missed}", code=missed.code.id) if missed else Step(Answer.MAYBE, f"{name(manifest)}: not looked at yet")
