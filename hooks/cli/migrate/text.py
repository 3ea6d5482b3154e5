"""What ``promhooks migrate`` prints."""

from collections.abc import Iterator, Sequence

from hooks.cli.migrate.differences import Effect
from hooks.cli.migrate.flags import environment
from hooks.cli.migrate.live import Operator, Workload
from hooks.cli.migrate.ownership import FINALIZER, UID, Managers, is_applied
from hooks.cli.migrate.planning import Plan
from hooks.cli.migrate.verification import Observed
from hooks.loop.resources import Key
from hooks.names import CONTROLLER_ID
from hooks.protocol import Manifest
from hooks.settings import Settings

EFFECTS = {
    Effect.NOTHING: "pods notice nothing",
    Effect.RELOAD: "reload, no restart",
    Effect.RESTART: "pods start anew, one after the other",
    Effect.RECREATE: "cannot be changed in place: a StatefulSet would have to be made anew",
}
_WORDS = {Effect.NOTHING: "-", Effect.RELOAD: "reload", Effect.RESTART: "restart", Effect.RECREATE: "recreate"}


def around(operators: Sequence[Operator], webhooks: Sequence[Manifest], kubelet: Sequence[Manifest], settings: Settings) -> Iterator[str]:
    """What stands around the workloads, and the settings that the plan was made with."""
    for operator in operators:
        yield f"deployment {operator.place}: prometheus-operator, " + ("runs; stop it before taking all" if operator.replicas else "is stopped")
    for webhook in webhooks:
        yield f"{webhook['kind']} {webhook['metadata']['name']}: asks prometheus-operator; take --all deletes it and keeps a copy"
    for each in kubelet:
        yield f"{Key.of(each)}: addresses of kubelets, goes on with PROMHOOKS_KUBELET"
    for name, value in environment(settings).items():
        yield f"setting {name}={value}"


def plan(found: Plan) -> Iterator[str]:
    """One workload: the verdict, then each difference with what it means."""
    if found.problem:
        yield f"{found.workload.name}: would not be served: {found.problem}"
        return
    yield f"{found.workload.name}: {EFFECTS[found.effect]} ({len(found.workload.children)} objects)"
    for child in found.children:
        for each in child.differences:
            yield f"  {_WORDS[each.effect]:<9}{child.key}: {each.path + ': ' if each.path else ''}{each.change}"


def state(workload: Workload, managers: Managers) -> Iterator[str]:
    """One workload: whose its objects are."""
    metadata = workload.parent["metadata"]
    taken = [child for child in workload.children if _label(child) == metadata["uid"]]
    shared = [child for child in workload.children if any(each["manager"] == managers.theirs for each in child["metadata"].get("managedFields") or ())]
    applied = sum(map(is_applied, workload.children))
    identity = (metadata.get("annotations") or {}).get(CONTROLLER_ID)
    yield f"{workload.name}: {len(taken)} of {len(workload.children)} objects taken, {applied} applied by the hooks" + (
        f", controller id {identity}" if identity else ""
    )
    for child in workload.children:
        if child not in taken:
            yield f"  {Key.of(child)}: has not the label {UID} of its owner"
    for child in shared:
        yield f"  {Key.of(child)}: {managers.theirs} has fields of it"
    if FINALIZER in (metadata.get("finalizers") or ()):
        yield f"  finalizer {FINALIZER}: a deletion would wait for ever"


def _label(child: Manifest) -> str:
    return str((child["metadata"].get("labels") or {}).get(UID, ""))


def unchanged(now: Observed) -> str:
    """That all is as it was, and what that means."""
    counts = {"pod template": len(now.templates), "pod": len(now.pods)}
    if now.loaded:
        counts |= {"target": sum(now.loaded.targets.values()), "rule": len(now.loaded.rules)}
    return "as before: " + ", ".join(f"{count} {noun}{'' if count == 1 else 's'}" for noun, count in counts.items())
