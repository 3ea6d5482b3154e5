"""From a rule to who is told: which workload loads it, in which file, and which receivers its alerts reach."""

from collections.abc import Iterator
from typing import Any

import yaml

from hooks.cli.configurations import Configuration
from hooks.cli.explain.chain import Answer, Step, World, name
from hooks.cli.local.objects import key_of, labels_of, namespace_of
from hooks.cli.routing import Route, receivers, tree
from hooks.loop.resources import Key
from hooks.names import ALERTMANAGER_CONFIG_FILE
from hooks.protocol import Manifest
from hooks.workloads.alertmanager_flags import SERVICE


def loaded(world: World, workload: Manifest, rule: Manifest) -> Iterator[Step]:
    """The file in which the workload finds the rules, and what becomes of each alert."""
    shards = [each for each in world.configurations if each.workload == Key.of(workload)]
    file = next((file for shard in shards for file in shard.files if file.endswith(f"-{rule['metadata'].get('uid')}.yaml")), None)
    if file is None:
        yield Step(Answer.NO, "its rule files do not hold it yet")
        return
    yield Step(Answer.YES, f"loaded from {file}")
    text = next(shard.files[file] for shard in shards if file in shard.files)
    managers = [(manager, _tree(world, manager)) for manager in alertmanagers(world, workload)]
    for group in (yaml.load(text, Loader=yaml.CSafeLoader) or {}).get("groups") or ():
        for each in group.get("rules") or ():
            if "alert" in each:
                yield _alert(workload, rule, each, managers)
            else:
                yield Step(Answer.INFO, f"records {each['record']}")


def _alert(workload: Manifest, rule: Manifest, alert: dict[str, Any], managers: list[tuple[Manifest, Route | None]]) -> Step:
    text = f"alert {alert['alert']}, after {alert.get('for') or 'its first evaluation'}"
    if not managers:
        return Step(Answer.NO if not workload["spec"].get("alerting") else Answer.MAYBE, f"{text}: no Alertmanager of this {workload['kind']} is found here")
    labels = {"alertname": alert["alert"], "namespace": namespace_of(rule), **{key: str(value) for key, value in (alert.get("labels") or {}).items()}}
    below = tuple(
        Step(Answer.YES, f"{name(manager)}: {', '.join(receivers(route, labels))}")
        if route
        else Step(Answer.MAYBE, f"{name(manager)}: its configuration is not seen here")
        for manager, route in managers
    )
    return Step(Answer.YES, f"{text}, with only its own labels", below)


def alertmanagers(world: World, workload: Manifest) -> Iterator[Manifest]:
    """The Alertmanagers behind the Services that ``spec.alerting`` names."""
    for endpoints in (workload["spec"].get("alerting") or {}).get("alertmanagers") or ():
        space = endpoints.get("namespace") or namespace_of(workload)
        service = world.cluster.find("Service", space, endpoints.get("name", ""))
        selector = (service or {}).get("spec", {}).get("selector") or {}
        for manager in world.of("Alertmanager"):
            pods = [pod for pod in world.cluster.within("Pod", (space,)) if labels_of(pod).get("alertmanager") == manager["metadata"]["name"]]
            governing = service is not None and service["metadata"]["name"] == SERVICE
            if namespace_of(manager) == space and (governing or any(selector and selector.items() <= labels_of(pod).items() for pod in pods)):
                yield manager


def _tree(world: World, manager: Manifest) -> Route | None:
    found: Configuration | None = next((each for each in world.configurations if each.workload == Key.of(manager)), None)
    return tree(found.files.get(ALERTMANAGER_CONFIG_FILE, "")) if found else None


def routed(world: World, manager: Manifest, config: Manifest) -> Iterator[Step]:
    """The routes that an AlertmanagerConfig became."""
    route, own = _tree(world, manager), f"{key_of(config)}/"
    mine = [each for each in route.children if each.receiver.startswith(own)] if route else []
    if not mine:
        yield Step(Answer.NO, "its configuration has no route of it")
    for each in mine:
        yield Step(Answer.YES, f"alerts with {each.condition or 'any labels'} go to {', '.join(each.reached())}")
