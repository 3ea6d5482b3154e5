"""What a workload does, to be compared before and after: its pods, and what its Prometheus says when its address is known."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import click
import httpx2
import msgspec

from hooks.cli.migrate.live import Workload
from hooks.protocol import Manifest
from hooks.rendering import digest

_SECONDS = 10.0


class Loaded(msgspec.Struct, frozen=True):
    """What a Prometheus or ThanosRuler has: targets by scrape pool, and its rules."""

    targets: dict[str, int] = {}
    rules: tuple[str, ...] = ()


class Observed(msgspec.Struct, frozen=True):
    """One workload at one time."""

    templates: dict[str, tuple[str, str]]
    """By StatefulSet or DaemonSet: its uid, and a digest of its pod template."""
    pods: dict[str, str]
    """By name: the uid, and how often its containers were started again."""
    loaded: Loaded | None = None


def observed(workload: Workload, pods: Sequence[Manifest], url: str | None) -> Observed:
    """What a workload does now; ``pods`` are those of its namespace."""
    sets = [child for child in workload.children if child["kind"] in ("StatefulSet", "DaemonSet")]
    uids = {each["metadata"]["uid"] for each in sets}
    own = [pod for pod in pods if any(owner["uid"] in uids for owner in pod["metadata"].get("ownerReferences") or ())]
    templates = {each["metadata"]["name"]: (str(each["metadata"]["uid"]), _digest(each["spec"]["template"])) for each in sets}
    return Observed(templates, {pod["metadata"]["name"]: f"{pod['metadata']['uid']} {_restarts(pod)}" for pod in own}, loaded(url) if url else None)


def _digest(template: Manifest) -> str:
    return digest(msgspec.json.encode(template, order="deterministic"))


def _restarts(pod: Manifest) -> int:
    return sum(int(each.get("restartCount", 0)) for each in (pod.get("status") or {}).get("containerStatuses") or ())


def loaded(url: str) -> Loaded:
    """What the server at ``url`` has."""
    pools = [str(target["scrapePool"]) for target in _asked(url, "/api/v1/targets?state=active").get("activeTargets", ())]
    groups = _asked(url, "/api/v1/rules").get("groups", ())
    rules = sorted(f"{group['file'].rpartition('/')[2]} {group['name']} {rule['name']}" for group in groups for rule in group["rules"])
    return Loaded({pool: pools.count(pool) for pool in sorted(set(pools))}, tuple(rules))


def _asked(url: str, path: str) -> Mapping[str, Any]:
    try:
        answer = httpx2.get(url.rstrip("/") + path, timeout=_SECONDS).raise_for_status().json()
    except (httpx2.HTTPError, ValueError) as error:
        raise click.ClickException(f"{url}: {error}") from None
    data: Mapping[str, Any] = answer["data"]
    return data


def changes(before: Observed, now: Observed) -> Iterator[str]:
    """What is not as it was; nothing where all is well."""
    for name, (uid, template) in before.templates.items():
        if name not in now.templates:
            yield f"{name} is gone"
        elif now.templates[name][0] != uid:
            yield f"{name} was made anew"
        elif now.templates[name][1] != template:
            yield f"the pod template of {name} has changed, its pods start anew"
    for name, pod in before.pods.items():
        if now.pods.get(name) != pod:
            yield f"pod {name} has restarted" if name in now.pods else f"pod {name} is gone"
    if before.loaded and now.loaded:
        yield from _loads(before.loaded, now.loaded)


def _loads(before: Loaded, now: Loaded) -> Iterator[str]:
    for pool in sorted({*before.targets, *now.targets}):
        if before.targets.get(pool, 0) != now.targets.get(pool, 0):
            yield f"{pool}: {before.targets.get(pool, 0)} targets before, {now.targets.get(pool, 0)} now"
    for word, rules in (("missing", set(before.rules) - set(now.rules)), ("new", set(now.rules) - set(before.rules))):
        if rules:
            yield f"{len(rules)} rules are {word}: {', '.join(sorted(rules)[:5])}"
