"""From a scrape job to its targets: what its discovery finds here, and what relabeling does to it, rule by rule."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from hooks.cli.configurations import Configuration
from hooks.cli.explain.chain import Answer, Step, World
from hooks.cli.explain.rbac import allowed
from hooks.cli.explain.relabeling import Labels, steps
from hooks.cli.explain.relabeling import Step as RuleStep
from hooks.kinds.scraped import SCRAPE_KINDS
from hooks.loop.resources import Key
from hooks.protocol import Manifest

Job = Mapping[str, Any]
SHOWN = 3
"""Targets whose relabeling is shown."""


def jobs(world: World, workload: Manifest, manifest: Manifest) -> Iterator[Step]:
    """A step per scrape job that an object became, in each shard of the workload."""
    shards = [each for each in world.configurations if each.workload == Key.of(workload)]
    found = [(shard, job) for shard in shards for job in jobs_of(shard, manifest)]
    if not found:
        yield Step(Answer.NO, "its configuration has no job of it yet")
    entries = {str(entry): entry for _, job in found for entry in job.get("kubernetes_sd_configs") or () if "api_server" not in entry}
    yield from (allowed(world, workload, entry) for entry in entries.values())
    yield from (_job(world, shard, job, of_many=len(shards) > 1) for shard, job in found)


def jobs_of(shard: Configuration, manifest: Manifest) -> Iterator[Job]:
    """The scrape jobs that an object became in a configuration."""
    wanted = SCRAPE_KINDS[manifest["kind"]].job_name(Key.of(manifest).path)
    return (job for job in shard.jobs() if job["job_name"] == wanted or job["job_name"].startswith(f"{wanted}/"))


def _job(world: World, shard: Configuration, job: Job, *, of_many: bool) -> Step:
    title = f"job {job['job_name']}{f' in shard {shard.shard}' if of_many else ''}"
    found = list(discovered(world, shard, job))
    if not found:
        elsewhere = [name for name in job if name.endswith("_sd_configs") and name != "kubernetes_sd_configs"]
        if elsewhere:
            return Step(Answer.MAYBE, f"{title}: its targets come from {', '.join(elsewhere)}, which is not asked here")
        return Step(Answer.NO, f"{title}: its discovery finds nothing here")
    done = [steps(job.get("relabel_configs") or (), labels) for labels in found]
    kept = [each for each in done if not each or each[-1].after is not None]
    dropped = [each for each in done if each and each[-1].after is None]
    text = f"{title}: {len(found)} discovered, {len(kept)} kept"
    below = [*(_target(each, labels) for each, labels in zip(done, found, strict=True) if each in kept[:SHOWN]), *_reasons(dropped)]
    return Step(Answer.YES if kept else Answer.NO if not of_many else Answer.INFO, text, tuple(below))


def discovered(world: World, shard: Configuration, job: Job) -> Iterator[Labels]:
    """The labels of each target that a job discovers here, as its relabeling sees them first."""
    own = {"job": str(job["job_name"]), "__metrics_path__": str(job.get("metrics_path", "/metrics")), "__scheme__": str(job.get("scheme", "http"))}
    parameters = {f"__param_{name}": values[0] for name, values in (job.get("params") or {}).items() if values}
    entries = job.get("kubernetes_sd_configs") or ()
    found = [group for entry in entries for group in world.groups(entry, shard.workload.namespace)]
    for group in (*found, *(job.get("static_configs") or ())):
        for target in group.get("targets") or ():
            yield {**own, **parameters, "__address__": target, **{name: str(value) for name, value in (group.get("labels") or {}).items()}}


def _target(done: tuple[RuleStep, ...], discovered: Labels) -> Step:
    final = done[-1].after if done else discovered
    labels = {name: value for name, value in (final or {}).items() if not name.startswith("__")}
    shown = ", ".join(f'{name}="{value}"' for name, value in sorted(labels.items()))
    address = (final or {}).get("__address__", "")
    return Step(Answer.YES, f"target {address} {{{shown}}}", tuple(Step(Answer.INFO, _rule(step)) for step in done if step.changed))


def _reasons(dropped: list[tuple[RuleStep, ...]]) -> Iterator[Step]:
    """The rules that dropped targets, each with how many, and the labels of one of them as that rule saw them."""
    counts = Counter(len(each) for each in dropped)
    for length, count in sorted(counts.items()):
        step = next(each for each in dropped if len(each) == length)[-1]
        names = step.rule.get("source_labels") or ()
        seen = ", ".join(f'{name}="{step.before.get(name, "")}"' for name in names)
        yield Step(Answer.NO, f"{count} dropped by rule {length}, {_words(step)}: {seen or 'it has no source labels'}")


def _rule(step: RuleStep) -> str:
    after = step.after or {}
    changes = [f'{name}="{after[name]}"' for name in after if after[name] != step.before.get(name)] + [
        f"no {name}" for name in step.before if name not in after
    ]
    return f"{_words(step)} → {', '.join(changes)}"


def _words(step: RuleStep) -> str:
    rule = step.rule
    source = f" {', '.join(rule['source_labels'])}" if rule.get("source_labels") else ""
    regex = f" matching {rule['regex']}" if rule.get("regex") not in (None, "(.*)") else ""
    return f"{rule.get('action', 'replace')}{source}{regex}"
