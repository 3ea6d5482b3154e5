"""A change is live within five seconds: twenty edits each of a ServiceMonitor, a rule and the configuration of an Alertmanager. The table is printed."""

import base64
import re
import time
from collections.abc import Sequence

import pytest
from msgspec.structs import replace

from hooks.protocol import Manifest
from tests.node.latency import HEAD, Chain, Steps, measured, percentile, row
from tests.node.world import World, ready, restarts

pytestmark = [pytest.mark.node, pytest.mark.timeout(1200)]
EDITS = 20
LIMIT_SECONDS = 5.0
MOST_SYNCS = 4
"""The edit itself; what is observed of the Secret, of the StatefulSet that announces it, and of the pods that were told."""
MONITORS = "/apis/monitoring.coreos.com/v1/namespaces"
SECRETS = "/api/v1/namespaces/monitoring/secrets"
CONFIG_MAPS = "/api/v1/namespaces/monitoring/configmaps"


def with_limit(number: int) -> Manifest:
    return {"spec": {"sampleLimit": 10_000 + number}}


def with_rule(number: int) -> Manifest:
    return {"spec": {"groups": [{"name": "edit", "rules": [{"record": "edit", "expr": f"vector({number})"}]}]}}


def with_receiver(number: int) -> Manifest:
    text = f"route: {{receiver: none, repeat_interval: {number + 60}m}}\nreceivers: [{{name: none}}]\n"
    return {"data": {"alertmanager.yaml": base64.b64encode(text.encode()).decode()}}


LOADED = "last_reload_success_timestamp_seconds"
MONITOR = Chain(
    name="ServiceMonitor → Prometheus",
    edited=f"{MONITORS}/default/servicemonitors/my-app-monitor",
    edit=with_limit,
    written=tuple(f"{SECRETS}/prometheus-prometheus{part}" for part in ("", *(f"-scrape-{bucket}" for bucket in range(4)))),
    pod="prometheus-prometheus-0",
    volume="kubernetes.io~projected/config",
    port=9090,
    metric=f"prometheus_config_{LOADED}",
)
RULE = replace(
    MONITOR,
    name="PrometheusRule → Prometheus",
    edited=f"{MONITORS}/monitoring/prometheusrules/edit",
    edit=with_rule,
    written=tuple(f"{CONFIG_MAPS}/prometheus-prometheus-rulefiles-{number}" for number in range(4)),
)
ALERTMANAGER = Chain(
    name="Secret → Alertmanager",
    edited=f"{SECRETS}/alertmanager-prometheus-alertmanager",
    edit=with_receiver,
    written=(f"{SECRETS}/alertmanager-prometheus-alertmanager-generated",),
    pod="alertmanager-prometheus-alertmanager-0",
    volume="kubernetes.io~secret/config-volume",
    port=9093,
    metric=f"alertmanager_config_{LOADED}",
)
CHAINS = (MONITOR, RULE, ALERTMANAGER)


@pytest.fixture(autouse=True)
def _at_rest(world: World) -> None:
    world.eventually("all is ready", lambda: len([pod for pod in world.pods("monitoring") if ready(pod)]) == 2, 120)
    rule = {"apiVersion": "monitoring.coreos.com/v1", "kind": "PrometheusRule", "metadata": {"name": "edit", "namespace": "monitoring"}, **with_rule(0)}
    world.server.kubectl("apply", "-f", "-", manifests=[rule])


def test_a_change_is_live_within_five_seconds(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    shown(world, capsys, "", CHAINS)


def test_an_edit_costs_few_syncs(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    time.sleep(5)
    before = syncs(world)
    measured(world, MONITOR, 0)
    time.sleep(5)
    cost = syncs(world) - before
    with capsys.disabled():
        print(f"\nsyncs of the Prometheus for one edit of a ServiceMonitor: {cost:.0f}")
    assert cost <= MOST_SYNCS


def syncs(world: World) -> float:
    """Answered sync calls for Prometheus objects, of both replicas."""
    names = [pod["metadata"]["name"] for pod in world.pods("promhooks")]
    text = "".join(str(world.ask("promhooks", name, 9998, "/metrics")) for name in names)
    return sum(float(count) for count in re.findall(r'^promhooks_hook_calls_total\{hook="sync",kind="prometheus",outcome="ok"\} (\S+)$', text, re.MULTILINE))


def test_a_change_is_live_within_five_seconds_among_a_thousand_monitors(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    world.server.kubectl("apply", "--server-side", "-f", "-", manifests=[monitor(number) for number in range(1000)])
    try:
        last = "job_name: serviceMonitor/default/many-999/0"
        folder = world.node.volume(world.get(f"/api/v1/namespaces/monitoring/pods/{MONITOR.pod}")["metadata"]["uid"], MONITOR.volume)
        world.eventually("all are in the pod", lambda: any(last in path.read_text() for path in folder.glob("*.yaml")), 300)
        shown(world, capsys, ", 1,000 monitors", CHAINS[:2])
    finally:
        world.server.kubectl("-n", "default", "delete", "servicemonitors", "--selector=many=yes", "--wait=false")


def monitor(number: int) -> Manifest:
    metadata = {"name": f"many-{number}", "namespace": "default", "labels": {"release": "prometheus", "many": "yes"}}
    spec = {"selector": {"matchLabels": {"app": f"many-{number}"}}, "endpoints": [{"port": "web"}]}
    return {"apiVersion": "monitoring.coreos.com/v1", "kind": "ServiceMonitor", "metadata": metadata, "spec": spec}


def shown(world: World, capsys: pytest.CaptureFixture[str], place: str, chains: Sequence[Chain]) -> None:
    """Measures, prints the table, and judges it."""
    before = restarts(world.pods("monitoring"))
    found = {f"{chain.name}{place}": series(world, chain) for chain in chains}
    with capsys.disabled():
        print("\n".join(["", HEAD, *(row(name, steps) for name, steps in found.items())]))
    slow = {name: percentile(sorted(each.loaded for each in steps), 99) for name, steps in found.items()}
    assert [f"{name}: {seconds:.2f} s" for name, seconds in slow.items() if seconds > LIMIT_SECONDS] == []
    assert restarts(world.pods("monitoring")) == before


def series(world: World, chain: Chain) -> list[Steps]:
    return [measured(world, chain, number) for number in range(1, EDITS + 1)]
