"""kube-prometheus, deployed by the real prometheus-operator, taken over by docs/moving.md and given back.

``PO`` names the operator's binary, ``KUBE_PROMETHEUS`` a checkout; nothing of it is part of this project.
"""

import json
import os
import re
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from hooks.cli.local.programs import MissingProgram
from hooks.kinds.registry import KINDS
from hooks.protocol import Manifest
from tests.cluster.apiserver import running, wait_for_crds
from tests.cluster.prometheus_operator import BINARY, PrometheusOperator
from tests.cluster.test_moving import Move, Versions, gives_back, goes_native, takes_over, what_is_removed_goes

CHECKOUT = os.environ.get("KUBE_PROMETHEUS")
pytestmark = [
    pytest.mark.cluster,
    pytest.mark.timeout(900),
    pytest.mark.skipif(
        not (BINARY and CHECKOUT), reason="there is nothing to take over: PO=/path/to/prometheus-operator KUBE_PROMETHEUS=/path/to/its/checkout"
    ),
]
QUIET_SECONDS = 8.0
SLOW: Manifest = {
    "apiVersion": "monitoring.coreos.com/v1",
    "kind": "PrometheusRule",
    "metadata": {"name": "slow", "namespace": "monitoring"},
    "spec": {"groups": [{"name": "slow", "rules": [{"alert": "Slow", "expr": "up == 0"}]}]},
}
ADDED = {
    "metadata": {"labels": {"stage": "test"}},
    "spec": {"containers": [{"name": "extra", "image": "busybox"}], "volumes": [{"name": "extra", "emptyDir": {}}]},
}


@pytest.fixture
def move(tmp_path: Path) -> Iterator[Move]:
    manifests = Path(str(CHECKOUT)) / "manifests"
    try:
        with running(tmp_path) as server:
            server.kubectl("apply", "--server-side", "-f", str(manifests / "setup"))
            wait_for_crds(server, *(info.crd_name for info in KINDS.values()))
            server.kubectl("apply", "-f", str(applied(manifests, tmp_path / "kube-prometheus")))
            server.kubectl("apply", "-f", "-", manifests=[SLOW])
            server.kubectl("-n", "monitoring", "patch", "prometheus", "k8s", "--type=merge", "-p", json.dumps(ADDED))
            found = Move(server, tmp_path, lambda: operate(found, manifests))
            found.other()
            yield found
            if found.installation:
                found.installation.stop()
    except MissingProgram as error:
        pytest.skip(str(error))


def applied(manifests: Path, folder: Path) -> Path:
    """The manifests without what needs an API server of its own behind the aggregator."""
    folder.mkdir()
    for path in manifests.glob("*.yaml"):
        if "apiService" not in path.name:
            shutil.copy(path, folder)
    return folder


def operate(move: Move, manifests: Path) -> None:
    """The real operator with the flags of the Deployment, until nothing changes any more."""
    assert BINARY
    deployment = yaml.safe_load((manifests / "prometheusOperator-deployment.yaml").read_text("utf-8"))
    flags = [flag for flag in deployment["spec"]["template"]["spec"]["containers"][0]["args"] if not flag.startswith("--kubelet")]
    operator = PrometheusOperator(move.server, move.folder, BINARY, flags)
    operator.start()
    try:
        rest(move)
    finally:
        operator.stop()


def rest(move: Move) -> None:
    """Returns once the children have not changed for a while."""
    since, last, deadline = time.monotonic(), move.children(), time.monotonic() + 120
    while time.monotonic() - since < QUIET_SECONDS or len(move.templates()) < 2:
        assert time.monotonic() < deadline, "prometheus-operator does not come to rest"
        time.sleep(0.5)
        now = move.children()
        if now != last:
            since, last = time.monotonic(), now


def test_moving_kube_prometheus(move: Move) -> None:
    before, webhooks, versions = move.templates(), move.webhooks(), Versions(move.server)
    plan = move.promhooks("migrate", "plan")
    assert set(re.findall(r"^\w+/monitoring/\w+: (.*?) \(", plan, re.MULTILINE)) <= {"pods notice nothing", "reload, no restart"}, plan
    move.settings |= dict(re.findall(r"^setting (\w+)=(.*)$", plan, re.MULTILINE))
    takes_over(move, before, versions)
    what_is_removed_goes(move)
    gives_back(move, move.templates(), webhooks)
    goes_native(move)
