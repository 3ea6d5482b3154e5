"""``python -m bench [COUNT]``: one Prometheus and COUNT ServiceMonitors (10,000 unless given), from the bytes of a request to the bytes of its answer."""

import gc
import json
import resource
import time
from datetime import UTC, datetime
from typing import Any

import click
import msgspec
import yaml

from bench.monitors import asset, service_monitor
from hooks import parents
from hooks.assets import Assets
from hooks.cli.lanes import GARBAGE
from hooks.kinds.prometheus import Prometheus
from hooks.kinds.servicemonitor import ServiceMonitor
from hooks.prometheus_yaml import servicemonitor
from hooks.prometheus_yaml.context import ScrapeContext
from hooks.settings import Settings

NOW = datetime(2026, 1, 1, tzinfo=UTC)
SIDECAR, NATIVE = Settings(reload="sidecar"), Settings()
GROUP = "ServiceMonitor.monitoring.coreos.com/v1"
METADATA = {"namespace": "monitoring", "uid": "00000000-0000-4000-8000-ffffffffffff", "generation": 1}
SPEC = {"version": "v3.13.2", "serviceMonitorSelector": {}, "serviceMonitorNamespaceSelector": {}, "scrapeInterval": "30s", "evaluationInterval": "30s"}
PROMETHEUS = {"apiVersion": "monitoring.coreos.com/v1", "kind": "Prometheus"}


class State(msgspec.Struct, frozen=True):
    """What a request says beside COUNT monitors."""

    changes: dict[int, dict[str, Any]] = {}
    """Number of a monitor → fields of its first endpoint."""
    statuses: bool = False
    """Every monitor has just got a status."""
    waiting: bool = False
    """Those with credentials have been edited, their values are being collected."""
    workload: str = "main"
    spec: dict[str, Any] = {}
    """More of the Prometheus."""
    children: tuple[dict[str, Any], ...] = ()
    """Observed."""


@click.command()
@click.argument("count", default=10_000)
@click.option("--sample", default=200, help="How many objects the plain way is measured with; the time is scaled up, because it takes minutes for all.")
def main(count: int, sample: int) -> None:
    """Print the figures."""
    gc.set_threshold(*GARBAGE)
    changed = {count // 2: {"interval": "45s"}}
    states = {
        "cold": State(),
        "one changed": State(changed),
        "one broken": State(changed | {count // 3: {"port": 80}}),
        "statuses just written": State(statuses=True),
    }
    plain = _plain(_request(min(sample, count), State())) * count / min(sample, count)
    click.echo(f"{count} ServiceMonitors, a request of {len(_request(count, State())) / 1e6:.1f} MB")
    for mode, settings in (("native", NATIVE), ("sidecar", SIDECAR)):
        answer = b""
        for name, state in states.items():
            seconds, answer, verdict = _measured(_request(count, state), settings)
            _print(mode, name, seconds, plain, f"{len(answer) / 1e6:5.1f} MB of answer  {verdict}")
        waiting = State(waiting=True, children=tuple(msgspec.json.decode(answer)["children"]))
        _print(mode, "a tenth waiting", _measured(_request(count, waiting), settings)[0], plain)
        four = [_request(count, State(workload=f"main-{number}", spec={"enforcedLabelLimit": 64})) for number in range(4)]
        for name in ("four workloads, cold", "four workloads, warm"):
            _print(mode, name, sum(_measured(each, settings)[0] for each in four), plain)
    click.echo(f"{'json + PyYAML':<30} {plain:7.2f} s  (no cache, measured with {sample})")
    click.echo(f"{'memory at its peak':<30} {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:7.0f} MB, the requests included")


def _print(mode: str, name: str, seconds: float, plain: float, more: str = "") -> None:
    click.echo(f"{mode:<8} {name:<21} {seconds:7.2f} s  {plain / seconds:5.0f} times faster than json + PyYAML  {more}".rstrip())


def _request(count: int, state: State) -> bytes:
    """The body of a sync request, without ever holding all of its objects."""
    monitors, secrets = [], []
    for number in range(count):
        monitor = service_monitor(number)
        made = asset(monitor)
        secrets += [] if made is None else [_member(made)]
        monitors.append(_member(_monitor(number, monitor, state, referring=made is not None)))
    related = b'"%s":{%s},"Secret.v1":{%s}' % (GROUP.encode(), b",".join(monitors), b",".join(secrets))
    children = b",".join(_member({**each, "metadata": {**each["metadata"], "namespace": "monitoring"}}) for each in state.children if each["kind"] == "Secret")
    parent = {**PROMETHEUS, "metadata": {**METADATA, "name": state.workload}, "spec": {**SPEC, **state.spec}}
    return b'{"parent":%s,"children":{"Secret.v1":{%s}},"related":{%s}}' % (msgspec.json.encode(parent), children, related)


def _monitor(number: int, monitor: dict[str, Any], state: State, *, referring: bool) -> dict[str, Any]:
    monitor["spec"]["endpoints"][0].update(state.changes.get(number, {}))
    if state.waiting and referring:
        monitor["metadata"]["generation"] += 1
    if state.statuses:
        monitor["metadata"]["resourceVersion"] = str(9_000_000 + number)
        monitor["status"] = {"conditions": [{"type": "Accepted", "status": "True", "observedGeneration": monitor["metadata"]["generation"]}]}
    return monitor


def _member(obj: dict[str, Any]) -> bytes:
    return b'"%s":%s' % (f"{obj['metadata']['namespace']}/{obj['metadata']['name']}".encode(), msgspec.json.encode(obj))


def _measured(body: bytes, settings: Settings) -> tuple[float, bytes, str]:
    """Seconds of the processor (what else runs on the machine does not count), the answer, the beginning of what ConfigurationComplete says."""
    gc.collect()
    start = time.process_time()
    answer = parents.sync("prometheus", body, settings, NOW)
    seconds = time.process_time() - start
    conditions = {each["type"]: each.get("message", "") for each in msgspec.json.decode(answer)["status"]["conditions"]}
    return seconds, answer, conditions["ConfigurationComplete"].partition(":")[0]


def _plain(body: bytes) -> float:
    """The same jobs with the standard library's JSON and PyYAML's C emitter, without our emitter and our memory."""
    start = time.process_time()
    request = json.loads(body)
    ctx = ScrapeContext.of(msgspec.convert(request["parent"], Prometheus), SIDECAR, Assets())
    monitors = (msgspec.convert(each, ServiceMonitor) for _, each in sorted(request["related"][GROUP].items()))
    jobs = [msgspec.to_builtins(job) for monitor in monitors for job in servicemonitor.jobs(monitor, ctx, Assets())]
    yaml.dump({"scrape_configs": jobs}, Dumper=getattr(yaml, "CSafeDumper", yaml.SafeDumper), sort_keys=False)
    return time.process_time() - start


if __name__ == "__main__":
    main()
