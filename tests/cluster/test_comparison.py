"""Field by field: what the real prometheus-operator deploys for large scenarios, and what the hooks deploy. ``PO`` names its binary, version 0.93."""

import gzip
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from hooks.cli.cluster import cluster
from hooks.cli.judge import judge
from hooks.cli.local.volumes import data_of
from hooks.cli.migrate.flags import environment
from hooks.kinds.registry import KINDS
from hooks.loop.resources import Resource, resource
from hooks.loop.store import controller_uid
from hooks.protocol import Manifest
from hooks.settings import Gates, Settings
from tests.cluster.api import collection
from tests.cluster.apiserver import ApiServer
from tests.cluster.conftest import with_crds
from tests.cluster.installation import ROOT
from tests.cluster.prometheus_operator import BINARY, PrometheusOperator
from tests.cluster.scenario import NAMESPACES, objects, older
from tests.conformance.comparison import differences, normalised

pytestmark = [
    pytest.mark.cluster,
    pytest.mark.timeout(600),
    pytest.mark.skipif(not BINARY, reason="there is no prometheus-operator to compare with: PO=/path/to/its/binary names one"),
]
WORKLOADS = ("Prometheus", "PrometheusAgent", "Alertmanager", "ThanosRuler")
PARENTS = tuple(resource(info.api_version, info.plural) for info in KINDS.values())
CHILDREN: Mapping[str, Resource] = {
    each.kind: each
    for each in (
        *(resource("v1", plural) for plural in ("secrets", "configmaps", "services")),
        *(resource("apps/v1", plural) for plural in ("statefulsets", "daemonsets")),
    )
}
# The versions that prometheus-operator 0.93 deploys by itself, and what it finds out about the API server.
SETTINGS = Settings(
    judge=judge(),
    reload="sidecar",
    prometheus_version="v3.13.1",
    alertmanager_version="v0.33.1",
    thanos_version="v0.42.2",
    pod_topology_labels=True,
    gates=Gates(prometheus_agent_daemon_set=True),
)
FLAGS = (f"--prometheus-config-reloader={SETTINGS.reloader.image}", "--feature-gates=PrometheusAgentDaemonSet=true")
OURS = ("promhooks.io/", "prometheus-operator-input-hash")
QUIET_SECONDS = 8.0
EXPLAINED = (
    # Targets of an HTTP or file discovery can bring the enforced label themselves, so the hooks set it in the end (docs/compatibility.md).
    r"\.yaml\.gz\.scrape_configs\[\d+\]\.relabel_configs\[\d+:\]: got \[\{'target_label': 'tenant', 'replacement': '\w+'\}\], want \[\]$",
)
"""Where the hooks differ on purpose; each is seen in every scenario."""


@pytest.fixture
def server(tmp_path: Path) -> Iterator[ApiServer]:
    with with_crds(tmp_path) as found:
        for name in NAMESPACES:
            found.kubectl("create", "namespace", name)
        yield found


@pytest.mark.parametrize("scenario", [pytest.param(tuple(objects()), id="new"), pytest.param(tuple(map(older, objects())), id="old")])
def test_the_same_is_deployed(server: ApiServer, tmp_path: Path, scenario: tuple[Manifest, ...]) -> None:
    server.kubectl("create", "-f", "-", manifests=scenario)
    theirs = deployed(server, tmp_path)
    mine = wanted(server)
    assert re.findall(r"^ +(?:restart|recreate) .*$", plan(server), re.MULTILINE) == []
    for child in theirs.values():
        path = f"{collection(CHILDREN[child['kind']], child['metadata']['namespace'])}/{child['metadata']['name']}"
        assert server.request("DELETE", path).status == 200
    accepted = {name: as_accepted(server, child) for name, child in mine.items()}
    different = list(found(accepted, theirs))
    assert len(theirs) > 20
    assert [each for each in different if not any(re.search(reason, each) for reason in EXPLAINED)] == []
    assert all(any(re.search(reason, each) for each in different) for reason in EXPLAINED)


def plan(server: ApiServer) -> str:
    """What ``promhooks migrate plan`` says."""
    variables = {**os.environ, **environment(SETTINGS), "KUBECONFIG": str(server.kubeconfig)}
    command = [sys.executable, "-m", "hooks.cli", "migrate", "plan"]
    return subprocess.run(command, check=True, cwd=ROOT, env=variables, capture_output=True, text=True, timeout=120).stdout


def deployed(server: ApiServer, folder: Path) -> dict[str, Manifest]:
    """What prometheus-operator makes of it, once nothing changes any more."""
    assert BINARY
    operator = PrometheusOperator(server, folder, BINARY, FLAGS)
    operator.start()
    try:
        since, last, deadline = time.monotonic(), children(server), time.monotonic() + 300
        while time.monotonic() < deadline:
            time.sleep(0.5)
            now = children(server)
            if now != last:
                since, last = time.monotonic(), now
            elif now and time.monotonic() - since > QUIET_SECONDS:
                break
        return last
    finally:
        operator.stop()


def children(server: ApiServer) -> dict[str, Manifest]:
    """The children of all workloads, by kind and name."""
    everything = [{"kind": kind, **item} for kind, of in CHILDREN.items() for item in server.request("GET", collection(of)).body["items"]]
    owned = [each for each in everything if any(owner["kind"] in WORKLOADS for owner in each["metadata"].get("ownerReferences") or ())]
    return {f"{each['kind']} {each['metadata']['name']}": each for each in owned}


def wanted(server: ApiServer) -> dict[str, Manifest]:
    """What the hooks want, without a look at what is there already."""
    loop = cluster(SETTINGS)
    there = children(server)
    for kind in (*PARENTS, *CHILDREN.values(), resource("v1", "namespaces"), resource("storage.k8s.io/v1", "storageclasses")):
        for item in server.request("GET", collection(kind)).body["items"]:
            if f"{kind.kind} {item['metadata']['name']}" not in there:
                loop.load({"apiVersion": kind.api_version, "kind": kind.kind, **item}, {})
    report = loop.converge()
    assert not report.events, report.events
    uids = {each["metadata"]["uid"] for each in loop.objects() if each["kind"] in WORKLOADS}
    return {f"{each['kind']} {each['metadata']['name']}": each for each in loop.objects() if controller_uid(each) in uids}


def as_accepted(server: ApiServer, child: Manifest) -> Manifest:
    """With the API server's defaults."""
    metadata = {name: value for name, value in child["metadata"].items() if name in ("name", "namespace", "labels", "annotations", "ownerReferences")}
    answer = server.request("POST", f"{collection(CHILDREN[child['kind']], metadata['namespace'])}?dryRun=All", {**child, "metadata": metadata})
    assert answer.status == 201, answer.body
    return dict(answer.body)


def found(mine: Mapping[str, Manifest], theirs: Mapping[str, Manifest]) -> Iterator[str]:
    """Every difference that is not explained."""
    for name in sorted({*mine, *theirs}):
        if name not in mine or name not in theirs:
            yield f"{name}: only {'theirs' if name in theirs else 'ours'}"
        else:
            yield from (f"{name} {each}" for each in differences(bare(mine[name]), bare(theirs[name])))


def bare(child: Manifest) -> dict[str, Any]:
    """What counts: labels, annotations, spec, and what files say."""
    metadata = child["metadata"]
    labels = {name: value for name, value in metadata.get("labels", {}).items() if name != "controller-uid"}
    notes = {name: value for name, value in metadata.get("annotations", {}).items() if not name.startswith(OURS)}
    owners = [each["kind"] for each in metadata["ownerReferences"]]
    claims = [{**each, "status": None} for each in child.get("spec", {}).get("volumeClaimTemplates", ())]
    spec = {**child.get("spec", {}), **({"volumeClaimTemplates": claims} if claims else {})}
    files = {key: content(key, value) for key, value in data_of(child).items()} if "data" in child else {}
    return {"labels": labels, "annotations": notes, "owners": owners, "spec": normalised(spec), "data": files}


def content(key: str, value: bytes) -> Any:
    said = (gzip.decompress(value) if key.endswith(".gz") else value).decode()
    return yaml.safe_load(said) if key.endswith((".yaml", ".yaml.gz")) else said
