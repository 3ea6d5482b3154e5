"""``python -m bench.cluster``: what a change costs from the API server to the configuration, side by side, as one table and as JSON."""

import json
import os
import shutil
import signal
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from bench.cluster.contestants import Contestant, Floor, PrometheusOperator, Promhooks
from bench.cluster.run import Plan, Row, Run, table, tell
from bench.cluster.scenarios import NAMESPACES, SCENARIOS, Scenario, collection
from hooks.kinds.registry import KINDS
from tests.cluster.apiserver import ApiServer, running, wait_for_crds
from tests.cluster.conftest import CRDS
from tests.cluster.installation import REAL, REAL_CRDS

METACONTROLLER_CRDS = ("compositecontrollers.metacontroller.k8s.io", "decoratorcontrollers.metacontroller.k8s.io")
WRITERS, PART = 8, 50
"""Threads that fill the cluster, and objects that each of them writes before it can be ended."""


@click.command()
@click.option("--scenario", type=click.Choice([*SCENARIOS]), default="monitors", show_default=True)
@click.option("--count", default=1000, show_default=True, help="Objects in the cluster.")
@click.option("--rounds", default=7, show_default=True, type=click.IntRange(min=1), help="How often each change is made.")
@click.option("--limit", default=300.0, show_default=True, help="Seconds after which a wait is given up.")
@click.option("--restarts/--no-restarts", default=True, help="Kill hooks and Metacontroller at the end, and wait until all is synced again.")
@click.option("--only", multiple=True, help="Contestants to run: floor, sidecar, native, operator; all unless given.")
@click.option("--json", "target", type=click.Path(dir_okay=False, path_type=Path), help="Where the figures are written as well.")
def main(scenario: str, only: Sequence[str], target: Path | None, **given: Any) -> None:
    """Print the table. METACONTROLLER, METACONTROLLER_CRDS: the real one; PO: a prometheus-operator."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))  # as an exception, it ends what was started
    plan = Plan(SCENARIOS[scenario], **given)
    host = f"Metacontroller: {Path(REAL).name if REAL else 'the stand-in of tests/cluster'}"
    click.echo(f"{plan.count} {plan.scenario.name}; {host}; {os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}")
    rows: dict[str, Row] = {}
    with tempfile.TemporaryDirectory(prefix="promhooks-bench-") as folder:
        seed = _seed(Path(folder), plan.scenario, plan.count)
        for label, make in _contestants(plan.scenario).items():
            if not only or label in only:
                with _cluster(Path(folder) / label, seed) as server:
                    own = server.folder / label
                    own.mkdir()
                    rows[label] = Run(label, make(server, own), server, plan).measure()
    click.echo(table(rows))
    if target:
        target.write_text(json.dumps({"scenario": scenario, **given, "metacontroller": host, "rows": rows}, indent=1) + "\n", encoding="utf-8")


def _contestants(scenario: Scenario) -> dict[str, Callable[[ApiServer, Path], Contestant]]:
    operator = os.environ.get("PO", "")
    return {
        # The stand-in watches only what our controllers name.
        **({"floor": lambda server, own: Floor(server, own, scenario)} if REAL else {}),
        "sidecar": lambda server, own: Promhooks(server, own, scenario, "sidecar"),
        "native": lambda server, own: Promhooks(server, own, scenario, "auto"),
        **({"operator": lambda server, own: PrometheusOperator(server, own, operator)} if operator else {}),
    }


def _seed(folder: Path, scenario: Scenario, count: int) -> Path:
    """An etcd that holds the CRDs and all objects, written once and copied for each contestant."""
    made = folder / "seed"
    made.mkdir()
    with running(made) as server:
        server.kubectl("apply", "-f", str(CRDS))
        if REAL_CRDS:
            server.kubectl("apply", "-f", REAL_CRDS)
        wait_for_crds(server, *(info.crd_name for info in KINDS.values()), *(METACONTROLLER_CRDS if REAL_CRDS else ()))
        for name in ("monitoring", *(f"bench-{number}" for number in range(NAMESPACES))):
            server.request("POST", "/api/v1/namespaces", {"metadata": {"name": name}})
        plurals = {"Secret": "secrets", "Prometheus": "prometheuses", "Alertmanager": "alertmanagers"}
        requests = [
            (collection(each["apiVersion"], plurals.get(each["kind"], scenario.plural), each["metadata"]["namespace"]), each)
            for each in (*scenario.objects(count), scenario.parent)
        ]
        with ThreadPoolExecutor(WRITERS) as pool:
            list(pool.map(lambda part: _create(server, part), [requests[start : start + PART] for start in range(0, len(requests), PART)]))
    tell("seed", f"{len(requests)} objects are there")
    return made / "etcd"


def _create(server: ApiServer, requests: Sequence[tuple[str, Any]]) -> None:
    connection = server.connection()
    for path, body in requests:
        answer = server.request_on(connection, "POST", path, body)
        if answer.status != 201:
            raise click.ClickException(f"POST {path}: {answer.status} {answer.body}")
    connection.close()


@contextmanager
def _cluster(folder: Path, seed: Path) -> Iterator[ApiServer]:
    folder.mkdir()
    shutil.copytree(seed, folder / "etcd")
    with running(folder) as server:
        yield server


if __name__ == "__main__":
    main()
