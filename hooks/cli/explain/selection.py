"""Who selects an object: a step per workload that could, with the reason of each that does not."""

from collections.abc import Callable, Iterable

from hooks.cli.explain.chain import Answer, Step, World, name, no
from hooks.findings import Judgement, Outcome, Severity
from hooks.loop.resources import Key
from hooks.protocol import Manifest
from hooks.selection.misses import SELECTED, SELECTORS

Chain = Callable[[World, Manifest, Manifest], Iterable[Step]]
"""What becomes of an object in the configuration of a workload that selects it: (world, workload, object) → steps."""


def selecting(world: World, manifest: Manifest, chain: Chain) -> tuple[Step, ...]:
    """A step per workload that selects objects of this kind; where there is none, a step that says so."""
    kinds = tuple(kind for kind, selected in SELECTED.items() if manifest["kind"] in selected)
    steps = tuple(_workload(world, workload, manifest, chain) for workload in world.of(*kinds))
    return steps or (Step(Answer.MAYBE, f"there is no {' or '.join(kinds)} here that could select it"),)


def _workload(world: World, workload: Manifest, manifest: Manifest, chain: Chain) -> Step:
    key = Key.of(workload)
    missed, judgement = world.miss(workload, manifest), world.judgement(key, manifest)
    below: tuple[Step, ...]
    if workload["spec"].get("paused"):
        below = (Step(Answer.NO, "spec.paused: it is paused, nothing of it changes"),)
    elif missed:
        below = (no(missed),)
    elif judgement is None:
        own = world.own(key)
        below = tuple(map(no, own)) or (Step(Answer.MAYBE, "it has not looked at the object yet"),)
    else:
        below = (Step(Answer.YES, _selected_by(workload, manifest)), *_accepted(judgement), *_followed(world, workload, manifest, judgement, chain))
    return Step(Answer.NO if any(step.answer == Answer.NO for step in below) else Answer.YES, name(workload), below)


def _followed(world: World, workload: Manifest, manifest: Manifest, judgement: Judgement, chain: Chain) -> Iterable[Step]:
    return chain(world, workload, manifest) if judgement.outcome in (Outcome.ACCEPTED, Outcome.WAITING) else ()


def _selected_by(workload: Manifest, manifest: Manifest) -> str:
    field, spec = SELECTORS[manifest["kind"]], workload["spec"]
    space = "all namespaces" if spec.get(f"{field}NamespaceSelector") == {} else "its namespace"
    labels = "everything" if spec.get(f"{field}Selector") == {} else "its labels"
    return f"spec.{field}Selector selects {labels}, spec.{field}NamespaceSelector {space}"


def _accepted(judgement: Judgement) -> Iterable[Step]:
    findings = tuple(
        Step(Answer.NO if finding.severity == Severity.ERROR else Answer.INFO, str(finding), code=finding.code.id) for finding in judgement.findings
    )
    words = {
        Outcome.ACCEPTED: (Answer.YES, "it is accepted"),
        Outcome.WAITING: (Answer.MAYBE, "the values that it references are being collected"),
        Outcome.REJECTED: (Answer.NO, "it is rejected"),
        Outcome.NOT_SELECTED: (Answer.NO, "it is not selected"),
    }
    answer, text = words[judgement.outcome]
    return (Step(answer, text, findings),)
