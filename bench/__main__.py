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
from hooks.kinds.prometheus import Prometheus
from hooks.kinds.servicemonitor import ServiceMonitor
from hooks.prometheus_yaml import servicemonitor
from hooks.prometheus_yaml.context import ScrapeContext
from hooks.settings import Settings

NOW = datetime(2026, 1, 1, tzinfo=UTC)
SIDECAR, NATIVE = Settings(reload="sidecar"), Settings()
GROUP = "ServiceMonitor.monitoring.coreos.com/v1"
PROMETHEUS = {
    "apiVersion": "monitoring.coreos.com/v1",
    "kind": "Prometheus",
    "metadata": {"name": "main", "namespace": "monitoring", "uid": "00000000-0000-4000-8000-ffffffffffff", "generation": 1},
    "spec": {"version": "v3.13.2", "serviceMonitorSelector": {}, "serviceMonitorNamespaceSelector": {}, "scrapeInterval": "30s", "evaluationInterval": "30s"},
}


@click.command()
@click.argument("count", default=10_000)
@click.option("--sample", default=200, help="How many objects the plain way is measured with; the time is scaled up, because it takes minutes for all.")
def main(count: int, sample: int) -> None:
    """Print the figures."""
    changed = {count // 2: {"interval": "45s"}}
    requests = {"cold": _request(count), "one changed": _request(count, changed), "one broken": _request(count, changed | {count // 3: {"port": 80}})}
    plain = _plain(_request(min(sample, count))) * count / min(sample, count)
    click.echo(f"{count} ServiceMonitors, a request of {len(requests['cold']) / 1e6:.1f} MB")
    for mode, settings in (("native", NATIVE), ("sidecar", SIDECAR)):
        for state, request in requests.items():
            seconds, size, verdict = _measured(request, settings)
            click.echo(
                f"{mode:<8} {state:<12} {seconds:7.2f} s  {plain / seconds:5.0f} times faster than json + PyYAML  {size / 1e6:5.1f} MB of answer  {verdict}"
            )
    click.echo(f"{'json + PyYAML':<21} {plain:7.2f} s  (no cache, measured with {sample})")
    click.echo(f"{'memory at its peak':<21} {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:7.0f} MB, the three requests included")


def _request(count: int, changes: dict[int, dict[str, Any]] | None = None) -> bytes:
    """The body of a sync request, without ever holding all of its objects."""
    monitors, secrets = [], []
    for number in range(count):
        monitor = service_monitor(number)
        secrets += [_member(each) for each in (asset(monitor),) if each is not None]
        monitors.append(_member(_with(monitor, (changes or {}).get(number, {}))))
    related = b'"%s":{%s},"Secret.v1":{%s}' % (GROUP.encode(), b",".join(monitors), b",".join(secrets))
    return b'{"parent":%s,"children":{},"related":{%s}}' % (msgspec.json.encode(PROMETHEUS), related)


def _member(obj: dict[str, Any]) -> bytes:
    return b'"%s":%s' % (f"{obj['metadata']['namespace']}/{obj['metadata']['name']}".encode(), msgspec.json.encode(obj))


def _with(monitor: dict[str, Any], change: dict[str, Any]) -> dict[str, Any]:
    monitor["spec"]["endpoints"][0].update(change)
    return monitor


def _measured(body: bytes, settings: Settings) -> tuple[float, int, str]:
    """Seconds of the processor (what else runs on the machine does not count), bytes of the answer, the beginning of what ConfigurationComplete says."""
    gc.collect()
    start = time.process_time()
    answer, rejected = _sync(body, settings)
    return time.process_time() - start, len(answer), rejected.partition(":")[0]


def _sync(body: bytes, settings: Settings) -> tuple[bytes, str]:
    answer = parents.sync("prometheus", body, settings, NOW)
    conditions = {each["type"]: each.get("message", "") for each in msgspec.json.decode(answer)["status"]["conditions"]}
    return answer, conditions["ConfigurationComplete"]


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
