"""``promhooks explain``: the whole chain from an object to what becomes of it, each step with yes or no and why."""

import sys
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import click
import msgspec

from hooks.cli.cluster import cluster, settings
from hooks.cli.explain import jobs, references, rules, running, workloads
from hooks.cli.explain.chain import Answer, Step, World, name
from hooks.cli.explain.selection import selecting
from hooks.cli.explain.text import text
from hooks.cli.local.progress import busy
from hooks.cli.manifests import ARGUMENT, Folder
from hooks.cli.objects import OBJECT, found
from hooks.cli.printing import colors
from hooks.cli.sources import Connection, cluster_options, contents
from hooks.cli.targets import of_pods, of_services
from hooks.kinds.scraped import SCRAPE_KINDS
from hooks.loop.resources import Key
from hooks.protocol import Manifest
from hooks.selection.misses import SELECTED
from hooks.settings import Settings


@click.command()
@click.argument("wanted", metavar="KIND/NAMESPACE/NAME", type=OBJECT)
@click.argument("paths", metavar="[DIR…]", nargs=-1, type=ARGUMENT)
@cluster_options
@click.option("--url", metavar="URL", help="Ask the Prometheus that runs there: what it has loaded, how its targets and rules are.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True, help="Who reads it.")
def command(wanted: Key, paths: tuple[Path, ...], url: str | None, form: str, **options: Any) -> None:
    """Say what becomes of an object of the manifests below DIR, or of a cluster, step by step: who selects it or why not, its Service and pods, its scrape
    job with the relabeling rule by rule, the file of a rule and the receivers of its alerts, the users of a Secret or Service, all that a workload selects.

    The exit code is 1 where the chain ends before its end.

    \\b
    Examples:
      promhooks explain servicemonitor/default/my-app-monitor examples/my-app
      promhooks explain promrule/monitoring/high-latency examples/my-app
      promhooks explain prometheus/monitoring/prometheus examples/my-app
      promhooks explain servicemonitor/team/web --cluster
      kubectl port-forward -n monitoring prometheus-k8s-0 9090 & promhooks explain smon/team/web --cluster --url http://localhost:9090
    """  # noqa: D301  # click reads the escape: what follows keeps its lines
    with busy("explaining"):
        connection = Connection(**options)
        seen = world(contents(paths, connection), settings())
        if connection.wanted:
            seen = msgspec.structs.replace(seen, may=connection.api().may)
        manifest = seen.by_key[found(wanted, seen.by_key)]
        answer = explained(seen, manifest)
        if url:
            answer = joined_with(answer, running.steps(running.running(url), seen, manifest))
    click.echo(text(answer) if form == "text" else msgspec.json.format(msgspec.json.encode(answer)).decode() + "\n", nl=False, color=colors())
    sys.exit(1 if answer.answer == Answer.NO else 0)


def joined_with(answer: Step, more: Step) -> Step:
    """A chain with one more step, which has to hold too."""
    holds = Answer.NO not in (answer.answer, more.answer)
    return Step(Answer.YES if holds else Answer.NO, answer.text, (*answer.below, more), answer.code)


def world(folder: Folder, chosen: Settings) -> World:
    """What a cluster with these manifests would consist of."""
    loop = cluster(chosen)
    refused = loop.apply(document.manifest for document in folder.documents)
    report = loop.converge()
    return World(loop.objects(), report.judged, (*refused, *report.events))


def explained(seen: World, manifest: Manifest) -> Step:
    """The chain of one object."""
    own = tuple(Step(Answer.NO, str(finding), code=finding.code.id) for finding in seen.own(Key.of(manifest)))
    chain = _CHAINS.get(manifest["kind"])
    below = (*own, *(chain(seen, manifest) if chain else _NO_CHAIN))
    answers = {step.answer for step in below}
    holds = not own and (Answer.YES in answers or Answer.NO not in answers)
    return Step(Answer.YES if holds else Answer.NO, name(manifest), below)


def _scraped(seen: World, manifest: Manifest) -> tuple[Step, ...]:
    return (*_targets(seen, manifest), *selecting(seen, manifest, jobs.jobs))


_CHAINS: Mapping[str, Callable[[World, Manifest], Iterable[Step]]] = {
    **dict.fromkeys(SCRAPE_KINDS, _scraped),
    "PrometheusRule": lambda seen, manifest: selecting(seen, manifest, rules.loaded),
    "AlertmanagerConfig": lambda seen, manifest: selecting(seen, manifest, rules.routed),
    **dict.fromkeys(("Secret", "ConfigMap"), references.users),
    "Service": references.monitors,
    **dict.fromkeys(SELECTED, workloads.selected),
}
_NO_CHAIN = (Step(Answer.INFO, "nothing is known about objects of this kind"),)


def _targets(seen: World, manifest: Manifest) -> tuple[Step, ...]:
    kinds = {"ServiceMonitor": of_services, "PodMonitor": of_pods}
    findings = kinds[manifest["kind"]](manifest, seen.cluster) if manifest["kind"] in kinds else ()
    return tuple(Step(Answer.NO, f"{finding.subject}: {finding}", code=finding.code.id) for finding in findings)
