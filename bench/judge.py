"""``python -m bench.judge [MONITORS] [RULES]``: what the last judge adds to a sync (10,000 ServiceMonitors, 2,000 PrometheusRules unless given).

Processor time of both processes, and the questions that were asked: all of them when nothing is known yet, a few when one object has changed.
"""

import gc
import os
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import click
import msgspec

from bench.folder import files
from bench.monitors import Manifest, asset, service_monitor
from hooks import parents
from hooks.cli.judge import Process
from hooks.cli.local.pinned import built_path
from hooks.judge import ABSENT, Answer, Judge, Question
from hooks.protocol import Manifest as Child
from hooks.settings import Settings

NOW = datetime(2026, 1, 1, tzinfo=UTC)
TIMES = 5
SELECTING: dict[str, Child] = {f"{kind}{suffix}": {} for kind in ("serviceMonitor", "rule") for suffix in ("Selector", "NamespaceSelector")}
PARENT = {
    "apiVersion": "monitoring.coreos.com/v1",
    "kind": "Prometheus",
    "metadata": {"namespace": "monitoring", "name": "main", "uid": "u", "generation": 1},
    "spec": {"version": "v3.16.0", "scrapeInterval": "30s", "evaluationInterval": "30s", **SELECTING},
}


class Counting(Judge):
    """Counts what passes to the judge behind it."""

    def __init__(self, judge: Judge) -> None:
        """As present as that one is."""
        self._judge, self.asked = judge, 0

    @property
    def versions(self) -> dict[str, str]:
        """Those of the one behind."""
        return self._judge.versions

    def answer(self, question: Question) -> Answer | None:
        """That of the one behind."""
        self.asked += 1
        return self._judge.answer(question)


@click.command()
@click.argument("monitors", default=10_000)
@click.argument("rules", default=2_000)
def main(monitors: int, rules: int) -> None:
    """Print the figures."""
    first, second = request(monitors, rules), request(monitors, rules, changed=True)
    process = Process(built_path("judge"), seconds=60)
    judge = Counting(process)
    click.echo(f"{monitors} ServiceMonitors, {rules} PrometheusRules; of the processor, both processes")
    told("cold", measured(first, ABSENT), measured(first, judge), judge)
    told("nothing changed", best(first, first, ABSENT), best(first, first, judge), judge)
    told("one of each changed", best(first, second, ABSENT), best(first, second, judge), judge)
    process.close()


def told(name: str, alone: float, judged: float, judge: "Counting") -> None:
    """A row; the questions are those of the last sync."""
    click.echo(f"{name:<20} {alone:6.2f} s alone, {judged:6.2f} s judged: {judged / alone:4.2f} times, {judge.asked} questions")


def best(first: bytes, second: bytes, judge: Judge) -> float:
    """Seconds for the second request after the first: the shortest of a few, as the others waited for what else runs on the machine."""
    return min([measured(body, judge) for _ in range(TIMES) for body in (first, second)][1::2])


def measured(body: bytes, judge: Judge) -> float:
    """Seconds of the processor for one sync."""
    if isinstance(judge, Counting):
        judge.asked = 0
    gc.collect()
    start = time.process_time() + children_seconds()
    parents.sync("prometheus", body, Settings(judge=judge), NOW)
    return time.process_time() + children_seconds() - start


def children_seconds() -> float:
    """What the processes have used that this one has started and that still run (Linux)."""
    pids = (pid for each in Path("/proc/self/task").glob("*/children") for pid in each.read_text().split())
    fields = (Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split() for pid in pids)
    return sum((int(found[11]) + int(found[12])) / os.sysconf("SC_CLK_TCK") for found in fields)


def request(monitors: int, rules: int, *, changed: bool = False) -> bytes:
    """The body of a sync request; ``changed``: one monitor and one rule are others."""
    related: dict[str, dict[str, Child]] = {"ServiceMonitor.monitoring.coreos.com/v1": {}, "Secret.v1": {}, "PrometheusRule.monitoring.coreos.com/v1": {}}
    for group, each in objects(monitors, rules):
        related[group][f"{each['metadata']['namespace']}/{each['metadata']['name']}"] = each
    if changed:
        monitor = next(iter(related["ServiceMonitor.monitoring.coreos.com/v1"].values()))
        monitor["spec"]["endpoints"][0]["interval"] = "45s"
        rule = next(iter(related["PrometheusRule.monitoring.coreos.com/v1"].values()))
        rule["spec"]["groups"][0]["interval"] = "45s"
    return msgspec.json.encode({"parent": PARENT, "children": {}, "related": related})


def objects(monitors: int, rules: int) -> Iterator[tuple[str, Child]]:
    """(group, object): monitors with their assets, and rules."""
    for number in range(monitors):
        monitor: Manifest = service_monitor(number)
        yield "ServiceMonitor.monitoring.coreos.com/v1", monitor
        if (made := asset(monitor)) is not None:
            yield "Secret.v1", made
    for _, manifests in files(0, rules):
        yield from (("PrometheusRule.monitoring.coreos.com/v1", each) for each in manifests if each["kind"] == "PrometheusRule")


if __name__ == "__main__":
    main()
