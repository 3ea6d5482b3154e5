"""docs/moving.md, word for word: from what prometheus-operator left to the hooks, back, and to native reload."""

import base64
import gzip
import json
import os
import re
import shlex
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from hooks.loop.resources import resource
from hooks.protocol import Manifest
from tests.cluster import other_operator
from tests.cluster.api import Api, Watched
from tests.cluster.apiserver import ApiServer, kubeconfig
from tests.cluster.conftest import with_crds
from tests.cluster.installation import REAL_CRDS, ROOT, Installation

pytestmark = [pytest.mark.cluster, pytest.mark.timeout(600)]
PAGE = ROOT / "docs" / "moving.md"
WORKLOADS = Path(__file__).with_name("moving.yaml")
SIDECAR = {"PROMHOOKS_RELOAD": "sidecar"}
JOBS = ("serviceMonitor/", "podMonitor/", "probe/", "scrapeConfig/")


def commands(heading: str) -> list[str]:
    """The commands of a section of the page."""
    section = re.search(rf"^## {heading}\n(.*?)(?=^## |\Z)", PAGE.read_text("utf-8"), re.MULTILINE | re.DOTALL)
    assert section, heading
    blocks = re.findall(r"^```console\n(.*?)^```", section[1], re.MULTILINE | re.DOTALL)
    return [line.removeprefix("$ ") for block in blocks for line in block.splitlines()]


class Move:
    """A cluster that somebody moves, by what the page says."""

    def __init__(self, server: ApiServer, folder: Path, other: Callable[[], None]) -> None:
        """``other``: lets the other operator work until nothing changes."""
        self.server, self.folder, self.other = server, folder, other
        self.settings: dict[str, str] = {}
        self.installation: Installation | None = None
        self.said: dict[str, str] = {}

    def follow(self, heading: str) -> None:
        """Runs every command of a section."""
        for command in commands(heading):
            self.said[command] = self.run(command)

    def run(self, command: str) -> str:
        """One command. What needs a kubelet (pods of a Deployment) or the network is done by the tests' own means."""
        if command == "kubectl apply -k deploy/standalone":
            return self._install()
        if "set env deployment/promhooks" in command:
            return self._set(command)
        if "compositecontrollers/" in command:
            return self._controllers(deleted=" delete " in command)
        program, *arguments = shlex.split(command)
        if program == "kubectl":
            return self.server.kubectl(*(str(ROOT / each) if each.endswith("/") else each for each in arguments)).stdout
        assert program == "promhooks", command
        return self.promhooks(*arguments)

    def promhooks(self, *arguments: str) -> str:
        environment = {**os.environ, "KUBECONFIG": str(self.server.kubeconfig), "PYTHONPATH": str(ROOT)}
        done = subprocess.run(
            [sys.executable, "-m", "hooks.cli", *arguments], check=False, cwd=self.folder, env=environment, capture_output=True, text=True, timeout=120
        )
        assert done.returncode == 0, f"{arguments}: {done.stdout}{done.stderr}"
        return done.stdout

    def _install(self) -> str:
        self.installation = Installation(self.server, self.folder / "promhooks", self.settings)
        self.installation.folder.mkdir(exist_ok=True)
        self.installation.apply(controllers=False)
        return ""

    def _set(self, command: str) -> str:
        """The Deployment has no pods here: its variables are those of the processes, which are started anew together, as its containers are."""
        self.server.kubectl(*shlex.split(command)[1:])
        for variable in shlex.split(command)[shlex.split(command).index("-c") + 2 :]:
            name, sign, value = variable.partition("=")
            self.settings.update({name: value}) if sign else self.settings.pop(name.rstrip("-"), None)
        assert self.installation
        if self.installation.runs("metacontroller"):
            self.installation.stop()
            self.installation.start()
        return ""

    def _controllers(self, *, deleted: bool) -> str:
        assert self.installation
        if REAL_CRDS:
            self.server.kubectl("delete" if deleted else "apply", "-f", str(self.installation.folder / "controllers"))
        if deleted:
            self.installation.stop()
        else:
            self.installation.start()
        return ""

    def children(self) -> dict[str, Manifest]:
        """The children of all workloads, by kind and name."""
        found: dict[str, Manifest] = {}
        for kind, of in other_operator.RESOURCES.items():
            for item in self.server.request("GET", f"/{'apis' if of.group else 'api'}/{of.api_version}/namespaces/monitoring/{of.resource}").body["items"]:
                if any(owner["kind"] in other_operator.WORKLOADS for owner in item["metadata"].get("ownerReferences") or ()):
                    found[f"{kind} {item['metadata']['name']}"] = item
        return found

    def templates(self) -> dict[str, Any]:
        """Pod templates and what else of the specs a StatefulSet compares, with the uid and the generation."""
        sets = {name: each for name, each in self.children().items() if name.startswith("StatefulSet")}
        return {name: (each["metadata"]["uid"], each["metadata"]["generation"], each["spec"]) for name, each in sets.items()}

    def webhooks(self) -> str:
        """What asks somebody before objects are admitted."""
        return self.server.kubectl("get", "validatingwebhookconfigurations", "-o", "name").stdout

    def settled(self) -> None:
        """The hooks have looked at every workload as it is now, everything is applied, and nothing changes any more."""
        assert self.installation
        self.installation.eventually("every workload is applied", lambda: all(map(_is_applied, self.workloads())), 120)
        self.installation.settled()

    def workloads(self) -> list[Manifest]:
        plurals = "prometheuses,prometheusagents,alertmanagers,thanosrulers"
        return list(json.loads(self.server.kubectl("-n", "monitoring", "get", plurals, "-o", "json").stdout)["items"])

    def eventually(self, what: str, probe: Any) -> None:
        assert self.installation
        self.installation.eventually(what, probe, 120)


def _is_applied(workload: Manifest) -> bool:
    conditions = {each["type"]: each for each in (workload.get("status") or {}).get("conditions", ())}
    found = conditions.get("Reconciled", {"observedGeneration": 0})
    return bool(found["observedGeneration"] == workload["metadata"]["generation"]) and found.get("reason") != "NotYetApplied"


class Versions:
    """Every version of every Secret and ConfigMap of the namespace, from now on."""

    def __init__(self, server: ApiServer) -> None:
        self.seen: list[Manifest] = []
        for plural in ("secrets", "configmaps"):
            listed = threading.Event()
            api = Api(server.url, server.token)
            threading.Thread(target=api.follow, args=(resource("v1", plural), self._take, listed), daemon=True).start()
            assert listed.wait(30)

    def _take(self, event: Watched) -> None:
        if not event.gone and event.manifest["metadata"]["namespace"] == "monitoring":
            self.seen.append(event.manifest)

    def of(self, kind: str, name: str) -> list[dict[str, bytes]]:
        """The data of each version of one object."""
        mine = [each for each in self.seen if each["kind"] == kind and each["metadata"]["name"] == name]
        return [{key: _decoded(key, value, kind) for key, value in (each.get("data") or {}).items()} for each in mine]


def _decoded(key: str, value: str, kind: str) -> bytes:
    content = base64.b64decode(value) if kind == "Secret" else value.encode()
    return gzip.decompress(content) if key.endswith(".gz") else content


def jobs(data: Mapping[str, bytes]) -> set[str]:
    return {job["job_name"] for job in yaml.safe_load(data["prometheus.yaml.gz"])["scrape_configs"]}


def receivers(data: Mapping[str, bytes]) -> set[str]:
    return {each["name"] for each in yaml.safe_load(data["alertmanager.yaml.gz"])["receivers"]}


def lost(versions: list[set[str]]) -> list[set[str]]:
    """What versions lack of the first."""
    return [versions[0] - each for each in versions if not versions[0] <= each]


@pytest.fixture
def move(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Move]:
    folder = tmp_path_factory.mktemp("moving")
    with with_crds(folder) as server:
        server.kubectl("apply", "-f", str(WORKLOADS))
        found = Move(server, folder, lambda: other_operator.write(server))
        found.other()
        server.kubectl("apply", "-f", "-", manifests=[other_operator.DEPLOYMENT, other_operator.WEBHOOK])
        yield found
        if found.installation:
            found.installation.stop()


def test_moving(move: Move) -> None:
    """One story, because each part begins where the last one ended."""
    before, webhooks, versions = move.templates(), move.webhooks(), Versions(move.server)
    assert len(before) == 5
    assert webhooks
    looks(move, before)
    takes_over(move, before, versions)
    what_is_removed_goes(move)
    gives_back(move, move.templates(), webhooks)
    goes_native(move)


def looks(move: Move, before: dict[str, Any]) -> None:
    move.follow("Look first")
    said = move.said["promhooks migrate plan"]
    assert "deployment monitoring/prometheus-operator: prometheus-operator, runs" in said
    assert "setting PROMHOOKS_RELOAD=sidecar" in said
    verdicts = re.findall(r"^(\w+/monitoring/\w+): (.*?) \(", said, re.MULTILINE)
    assert [name for name, _ in verdicts] == [
        "alertmanager/monitoring/main",
        "prometheus/monitoring/k8s",
        "prometheusagent/monitoring/edge",
        "thanosruler/monitoring/rules",
    ]
    assert {verdict for _, verdict in verdicts} <= {"pods notice nothing", "reload, no restart"}, said
    assert move.templates() == before
    assert move.promhooks("migrate", "plan", "--kubeconfig", str(reader(move))) == said


def reader(move: Move) -> Path:
    """The kubeconfig of somebody who may only read."""
    for what in (
        "clusterrole reader --verb=get,list --resource=*.*",
        "serviceaccount reader",
        "clusterrolebinding reader --clusterrole=reader --serviceaccount=default:reader",
    ):
        move.server.kubectl("create", *what.split())
    path = move.folder / "reader"
    path.write_text(json.dumps(kubeconfig(move.server, move.server.kubectl("create", "token", "reader").stdout.strip())))
    return path


def takes_over(move: Move, before: dict[str, Any], versions: Versions) -> None:
    move.follow("Take over")
    move.eventually(
        "the hooks have applied everything", lambda: all("promhooks.io/desired" in json.dumps(each["metadata"]) for each in move.children().values())
    )
    move.settled()
    assert move.templates() == before
    for name, child in move.children().items():
        assert "PrometheusOperator" not in {each["manager"] for each in child["metadata"]["managedFields"]}, name
        assert child["metadata"]["labels"]["controller-uid"] in {owner["uid"] for owner in child["metadata"]["ownerReferences"]}, name
    configurations = [jobs(each) for each in versions.of("Secret", "prometheus-k8s")]
    assert len(configurations[0]) >= 6
    assert lost(configurations) == []
    assert lost([receivers(each) for each in versions.of("Secret", "alertmanager-main-generated")]) == []
    assert lost([set(each) for each in versions.of("ConfigMap", "prometheus-k8s-rulefiles-0")]) == []
    assert "as before" in move.said["promhooks migrate status"]
    assert move.webhooks() == ""
    assert not any(
        each["metadata"].get("finalizers") for each in json.loads(move.server.kubectl("get", "prometheuses,alertmanagers", "-A", "-o", "json").stdout)["items"]
    )


def what_is_removed_goes(move: Move) -> None:
    server = move.server
    server.kubectl("-n", "monitoring", "delete", "prometheusrule", "slow")
    server.kubectl("-n", "monitoring", "label", "prometheus", "k8s", "stage-")
    removed = json.dumps([{"op": "remove", "path": f"/spec/{field}"} for field in ("containers", "volumes", "nodeSelector")])
    server.kubectl("-n", "monitoring", "patch", "prometheus", "k8s", "--type=json", "-p", removed)
    rules = "ConfigMap prometheus-k8s-rulefiles-0"
    move.eventually("the file of the rule is gone", lambda: not any("slow" in key for key in move.children()[rules]["data"]))
    move.settled()
    children = move.children()
    for name in (each for each in children if each.startswith("StatefulSet prometheus-k8s")):
        pod = children[name]["spec"]["template"]["spec"]
        assert "stage" not in children[name]["metadata"]["labels"]
        assert "nodeSelector" not in pod
        assert "extra" not in {each["name"] for each in (*pod["containers"], *pod["volumes"])}


def gives_back(move: Move, before: dict[str, Any], webhooks: str) -> None:
    move.follow("Go back")
    assert move.templates() == before
    for name, child in move.children().items():
        assert "promhooks" not in json.dumps(child["metadata"]), name
        assert "controller-uid" not in child["metadata"].get("labels", {}), name
    assert move.webhooks() == webhooks
    assert "ConfigurationComplete" not in json.dumps([each["status"] for each in move.workloads()])
    assets = move.server.kubectl("-n", "monitoring", "get", "secrets", "-l", "promhooks.io/asset-of", "-o", "name").stdout
    assert assets == ""
    move.other()
    assert {name: spec["template"] for name, (_, _, spec) in move.templates().items()} == {name: spec["template"] for name, (_, _, spec) in before.items()}


def goes_native(move: Move) -> None:
    move.follow("Take over")
    move.settled()
    move.follow("Native reload")
    secret = "Secret prometheus-k8s"
    move.eventually("the configuration is native", lambda: "prometheus.yaml" in move.children()[secret]["data"])
    move.settled()
    children = move.children()
    assert "prometheus.yaml.gz" not in children[secret]["data"]
    pod = children["StatefulSet prometheus-k8s"]["spec"]["template"]["spec"]
    assert "config-reloader" not in {each["name"] for each in pod["containers"]}
    config = next(each for each in pod["volumes"] if each["name"] == "config")
    assert set(config) == {"name", "projected"}
    assert "PrometheusOperator" not in json.dumps([each["status"] for each in move.workloads()])


def test_one_workload_at_a_time_also_when_its_children_were_let_go(move: Move) -> None:
    """The worst order: the controllers see everything before anything was taken."""
    before, names = move.templates(), set(move.children())
    move.settings |= SIDECAR | {"PROMHOOKS_CONTROLLER_ID": "promhooks"}
    move.run("kubectl apply -k deploy/standalone")
    move.run("kubectl apply -f compositecontrollers/")
    move.eventually("Metacontroller lets go of what it does not know", lambda: "StatefulSet alertmanager-main" not in move.children())
    said = move.promhooks("migrate", "take", "alertmanager/main", "--namespace", "monitoring", "--controller-id", "promhooks", "--yes")
    assert "StatefulSet monitoring/alertmanager-main: labels, ownerReferences, managedFields" in said
    mine = {name for name in names if "alertmanager" in name}
    move.eventually("it is applied", lambda: all("promhooks.io/desired" in json.dumps(move.children().get(name, {})) for name in mine))
    assert move.templates()["StatefulSet alertmanager-main"][0] == before["StatefulSet alertmanager-main"][0]
    assert move.templates()["StatefulSet alertmanager-main"][2]["template"] == before["StatefulSet alertmanager-main"][2]["template"]
    others = json.loads(move.server.kubectl("-n", "monitoring", "get", "statefulsets", "-o", "json").stdout)["items"]
    untouched = [each["metadata"]["name"] for each in others if "promhooks.io/desired" not in each["metadata"].get("annotations", {})]
    assert len(untouched) == 4
