"""What a running Prometheus says of an object: whether it has loaded what would be made of it, and how its targets and rules are."""

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec
import yaml

from hooks.cli.explain.chain import Answer, Step, World
from hooks.cli.explain.jobs import jobs_of
from hooks.cli.local.observer import Rule, Target
from hooks.cli.running import asked
from hooks.durations import canonical
from hooks.findings import joined
from hooks.kinds.scraped import SCRAPE_KINDS
from hooks.protocol import Manifest

_MASK = "<secret>"
"""What Prometheus shows in the place of a credential."""


class Running(msgspec.Struct, frozen=True):
    """A Prometheus at one moment."""

    url: str
    loaded: str
    """When it read the configuration that it uses."""
    is_newest: bool
    """False: what it tried to load last was refused, and what it had before goes on."""
    config: Mapping[str, Any]
    targets: tuple[Target, ...]
    rules: tuple[tuple[str, Rule], ...]
    """Each with the file that it is in."""


def running(url: str) -> Running:
    """The Prometheus at ``url``; a sentence where it does not answer."""
    runtime, config = asked(url, "status/runtimeinfo"), asked(url, "status/config")
    groups = asked(url, "rules")["groups"]
    return Running(
        url=url,
        loaded=runtime["lastConfigTime"],
        is_newest=runtime["reloadConfigSuccess"],
        config=yaml.load(config["yaml"], Loader=yaml.CSafeLoader) or {},
        targets=msgspec.convert(asked(url, "targets?state=active")["activeTargets"], tuple[Target, ...]),
        rules=tuple((group["file"], msgspec.convert(rule, Rule)) for group in groups for rule in group["rules"]),
    )


def steps(found: Running, world: World, manifest: Manifest) -> Step:
    """What it says of an object of ``world``."""
    below = [_loaded(found)]
    if manifest["kind"] in SCRAPE_KINDS:
        below += _jobs(found, world, manifest)
    elif manifest["kind"] == "PrometheusRule":
        below += _rules(found, manifest)
    return Step(Answer.NO if any(step.answer == Answer.NO for step in below) else Answer.YES, f"the Prometheus at {found.url}", tuple(below))


def _loaded(found: Running) -> Step:
    if found.is_newest:
        return Step(Answer.YES, f"it loaded its configuration at {found.loaded}")
    return Step(Answer.NO, f"it refuses the newest configuration, what it loaded at {found.loaded} goes on; its log says why")


def _jobs(found: Running, world: World, manifest: Manifest) -> Iterator[Step]:
    """A step per job that the object should be, and one per target of it."""
    made = {str(job["job_name"]): job for shard in world.configurations for job in jobs_of(shard, manifest)}
    loaded = {str(job["job_name"]): job for job in found.config.get("scrape_configs") or ()}
    for name, job in made.items():
        targets = [target for target in found.targets if target.scrape_pool == name]
        up = sum(target.health == "up" for target in targets)
        other = next(_differences(job, loaded[name]), None) if name in loaded else None
        if name not in loaded and not targets:
            yield Step(Answer.NO, f"job {name} is not loaded, or has no target yet")
        elif other:
            yield Step(Answer.NO, f"job {name} is loaded, but not as it would be now: {other}", tuple(map(_target, targets)))
        else:
            yield Step(
                Answer.YES if targets and up == len(targets) else Answer.NO, f"job {name}: {up} of {len(targets)} targets are up", tuple(map(_target, targets))
            )


def _target(target: Target) -> Step:
    if target.health == "up":
        return Step(Answer.YES, f"{target.scrape_url} was scraped at {target.last_scrape} in {target.last_scrape_duration:.3f} s")
    return Step(Answer.MAYBE if target.health == "unknown" else Answer.NO, f"{target.scrape_url}: {target.last_error or 'not scraped yet'}")


def _rules(found: Running, manifest: Manifest) -> Iterator[Step]:
    metadata = manifest["metadata"]
    # The uid in a file's name is another one where the object comes from a folder.
    start = f"{metadata.get('namespace', 'default')}-{metadata['name']}-"
    own = [rule for file, rule in found.rules if file.rpartition("/")[2].startswith(start)]
    names = {str(rule.get("alert") or rule.get("record")) for group in manifest["spec"].get("groups") or () for rule in group.get("rules") or ()}
    for rule in own:
        active = [alert.state for alert in rule.active()]
        state = f", {active.count('firing')} firing, {active.count('pending')} pending" if rule.type == "alerting" else ""
        bad = rule.health == "err"
        yield Step(Answer.NO if bad else Answer.YES, f"rule {rule.name}: {rule.last_error if bad else f'evaluation is {rule.health}'}{state}")
    for name in sorted(names - {rule.name for rule in own}):
        yield Step(Answer.NO, f"rule {name} is not loaded")


def _differences(made: Any, loaded: Any, path: str = "") -> Iterator[str]:
    """Where ``loaded`` does not say what ``made`` says; Prometheus writes defaults out, hides credentials, and has its own spelling of lengths of time."""
    if isinstance(made, Mapping) and isinstance(loaded, Mapping):
        for name, part in made.items():
            yield from _differences(part, loaded.get(name), joined(path, str(name)))
    elif isinstance(made, list) and isinstance(loaded, list) and len(made) == len(loaded):
        for index, (part, other) in enumerate(zip(made, loaded, strict=True)):
            yield from _differences(part, other, f"{path}[{index}]")
    elif loaded != _MASK and _plain(made) != _plain(loaded):
        yield f"{path} differs"


def _plain(value: Any) -> Any:
    if value in (None, "", [], {}, False):
        return None
    return (canonical(value) or value) if isinstance(value, str) else str(value)
