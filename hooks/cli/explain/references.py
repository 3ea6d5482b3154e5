"""Who uses a Secret, a ConfigMap or a Service."""

from collections.abc import Iterator

import msgspec

from hooks.assets import references
from hooks.cli import targets
from hooks.cli.explain.chain import Answer, Step, World, name
from hooks.cli.local.objects import key_of, namespace_of
from hooks.kinds.base import Kind
from hooks.kinds.registry import KINDS
from hooks.names import alertmanager_secret
from hooks.protocol import Manifest


def users(world: World, manifest: Manifest) -> tuple[Step, ...]:
    """The custom resources that reference a Secret or ConfigMap, with the fields."""
    found = tuple(_users(world, manifest))
    return found or (Step(Answer.NO, "no custom resource here references it"),)


def _users(world: World, manifest: Manifest) -> Iterator[Step]:
    for manager in world.of("Alertmanager"):
        written = manager["spec"].get("configSecret") or alertmanager_secret(manager["metadata"]["name"])
        if (manifest["kind"], key_of(manifest)) == ("Secret", f"{namespace_of(manager)}/{written}"):
            yield Step(Answer.YES, f"{name(manager)} takes its configuration from it")
    for user in world.of(*KINDS):
        if namespace_of(user) == namespace_of(manifest):
            obj: Kind = msgspec.convert(user, KINDS[user["kind"]].type)
            wanted = [each for each in references(obj, namespace_of(user)) if (each.kind, each.name) == (manifest["kind"], manifest["metadata"]["name"])]
            if wanted:
                yield Step(Answer.YES, name(user), tuple(Step(Answer.INFO, f"{each.path}: key {each.key}") for each in wanted))


def monitors(world: World, service: Manifest) -> tuple[Step, ...]:
    """The ServiceMonitors that select a Service, and what else its targets need."""
    selecting = [monitor for monitor in world.of("ServiceMonitor") if service in targets.selected(monitor, world.cluster, "Service")]
    own = [finding for monitor in selecting[:1] for finding in targets.of_services(monitor, world.cluster) if _about(finding.subject, service)]
    return (
        *(Step(Answer.YES, f"{name(monitor)} selects it") for monitor in selecting),
        *(Step(Answer.NO, str(finding), code=finding.code.id) for finding in own),
        *(() if selecting else (Step(Answer.NO, "no ServiceMonitor here selects it"),)),
    )


def _about(subject: object, manifest: Manifest) -> bool:
    return str(subject) == f"{manifest['kind']} {key_of(manifest)}"
