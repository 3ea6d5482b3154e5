"""The chart makes what kustomize makes, and each value changes what it says."""

import json
import os
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from hooks.cli.documents import documents
from hooks.cli.local.pinned import built_path
from hooks.cli.local.programs import Source, cached
from hooks.protocol import Manifest

ROOT = Path(__file__).parents[2]
CHART = ROOT / "deploy" / "charts" / "promhooks"
KUBELET = {"name": "PROMHOOKS_KUBELET", "value": '{"service":"kube-system/kubelet"}'}
pytestmark = pytest.mark.timeout(120)


def run(name: str, *arguments: str, folder: Path) -> subprocess.CompletedProcess[str]:
    if not cached(name, Source.PINNED):
        pytest.skip(f"no {name} on this machine, `promhooks programs --pinned {name}` builds it")
    environment = {"PATH": os.environ["PATH"], "HOME": str(folder)}
    return subprocess.run([str(built_path(name)), *arguments], check=False, capture_output=True, text=True, env=environment, timeout=60)


def read(text: str) -> dict[tuple[str, str], Any]:
    found: Iterator[Any] = (each[0] for each in documents(text) if isinstance(each[0], dict))
    return {(each["kind"], each["metadata"]["name"]): each for each in found}


def made(folder: Path, *flags: str, namespace: str = "promhooks") -> dict[tuple[str, str], Any]:
    done = run("helm", "template", "promhooks", str(CHART), "--namespace", namespace, *flags, folder=folder)
    assert done.returncode == 0, done.stderr
    return read(done.stdout)


def kustomized(folder: Path, resources: Sequence[str], components: Sequence[str]) -> dict[tuple[str, str], Any]:
    def there(path: str) -> str:
        return os.path.relpath(ROOT / "deploy" / path, folder)

    content = {"resources": [*map(there, resources)], "components": [*map(there, components)]}
    (folder / "kustomization.yaml").write_text(json.dumps(content))
    done = run("kubectl", "kustomize", str(folder), folder=folder)
    assert done.returncode == 0, done.stderr
    return read(done.stdout)


def comparable(objects: dict[tuple[str, str], Any]) -> dict[str, Manifest]:
    """Without what only one of the two says: the namespace itself and that of controllers, which have none; the number of the Job; the kubelet Service."""
    found = {f"{kind} {name}": each for (kind, name), each in objects.items() if kind != "Namespace"}
    for name, each in found.items():
        if name.split()[0].endswith("Controller"):
            each["metadata"].pop("namespace", None)
    text = json.dumps(found).replace("promhooks-certificates-1", "promhooks-certificates").replace(json.dumps({"env": [KUBELET]})[1:-1] + ", ", "")
    same: dict[str, Manifest] = json.loads(text)
    return same


@pytest.mark.parametrize("installation", ["standalone", "addon"])
@pytest.mark.parametrize(
    ("values", "components"),
    [
        pytest.param([], [], id="alone"),
        pytest.param(["admissionWebhooks.enabled=true"], ["components/webhooks-own-certificates"], id="own-certificates"),
        pytest.param(["admissionWebhooks.enabled=true", "admissionWebhooks.certManager.enabled=true"], ["components/webhooks-cert-manager"], id="cert-manager"),
    ],
)
def test_it_is_what_kustomize_makes(tmp_path: Path, installation: str, values: list[str], components: list[str]) -> None:
    flags = [
        f"--set={value}"
        for value in [f"installation={installation}", "serviceMonitor.enabled=true", "prometheusRule.enabled=true", "dashboards.enabled=true", *values]
    ]
    controllers = ["../compositecontrollers"] if installation == "standalone" else []
    wanted = comparable(kustomized(tmp_path, [f"{installation}/local", "mixin", *controllers], components))
    got = comparable(made(tmp_path, *flags))
    assert got.keys() == wanted.keys()
    for key, manifest in wanted.items():
        assert got[key] == manifest


def test_kustomize_too_can_let_write_in_some_namespaces_only(tmp_path: Path) -> None:
    found = kustomized(tmp_path, ["standalone/local", "standalone/namespace"], ["components/namespaces"])
    assert [name for kind, name in found if kind == "ClusterRoleBinding"] == ["promhooks", "promhooks-kubelet", "promhooks-pods"]
    bindings = [each for (kind, name), each in found.items() if kind == "RoleBinding" and name != "promhooks"]
    assert [each["roleRef"]["name"] for each in bindings] == ["promhooks-pods-writing", "promhooks-writing"]
    assert all(each["subjects"] == found["ClusterRoleBinding", "promhooks"]["subjects"] for each in bindings)


def test_it_has_no_fault(tmp_path: Path) -> None:
    done = run("helm", "lint", "--strict", str(CHART), folder=tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_value_that_does_not_exist_is_refused(tmp_path: Path) -> None:
    done = run("helm", "template", str(CHART), "--set=replicas=3", folder=tmp_path)
    assert (done.returncode != 0, "replicas" in done.stderr) == (True, True)


def hooks(objects: dict[tuple[str, str], Any]) -> Any:
    return objects["Deployment", "promhooks"]["spec"]["template"]["spec"]["initContainers"][0]


def variables(objects: dict[tuple[str, str], Any]) -> dict[str, str]:
    return {each["name"]: each["value"] for each in hooks(objects).get("env", ())}


def test_another_namespace_is_named_everywhere(tmp_path: Path) -> None:
    found = made(tmp_path, "--set=installation=addon", "--set=admissionWebhooks.enabled=true", namespace="monitoring")
    text = json.dumps(list(found.values()))
    assert "promhooks.svc" not in text.replace("promhooks.monitoring.svc", "").replace("promhooks-webhooks.monitoring.svc", "")
    assert '"namespace": "promhooks"' not in text
    assert found["CronJob", "promhooks-certificates"]["spec"]["jobTemplate"]["spec"]["template"]["spec"]["containers"][0]["args"][1] == "--namespace=monitoring"


def test_settings_become_variables(tmp_path: Path) -> None:
    flags = ["--set=settings.reload=sidecar", '--set-json=settings.reloader={"cpu_limit": "0"}', "--set=namespaces={a,b}", "--set=pokePods=false"]
    found = made(tmp_path, *flags, "--set=kubeletService.enabled=false")
    assert variables(found) == {
        "PROMHOOKS_NAMESPACES": "a,b",
        "PROMHOOKS_POKE_PODS": "false",
        "PROMHOOKS_RELOAD": "sidecar",
        "PROMHOOKS_RELOADER": '{"cpu_limit":"0"}',
    }
    assert not {("ClusterRole", "promhooks-pods"), ("DecoratorController", "promhooks-kubelet")} & found.keys()
    assert found["RoleBinding", "promhooks-writing"]["metadata"]["namespace"] in {"a", "b"}
    assert ("ClusterRoleBinding", "promhooks-writing") not in found


def test_pods_are_as_the_values_say(tmp_path: Path) -> None:
    image = ["--set=image.registry=registry.example.com", "--set=image.digest=sha256:abc", "--set=replicaCount=3", "--set=nodeSelector.disk=fast"]
    found = made(tmp_path, *image, "--set=extraArgs={--workers=4}", "--set=networkPolicy.apiServerPorts={16443}", "--set=podLabels.team=obs")
    deployment = found["Deployment", "promhooks"]
    assert (deployment["spec"]["replicas"], deployment["spec"]["template"]["spec"]["nodeSelector"]) == (3, {"disk": "fast"})
    assert deployment["spec"]["template"]["metadata"]["labels"] == {"app.kubernetes.io/name": "promhooks", "team": "obs"}
    assert hooks(found)["image"] == "registry.example.com/promhooks/promhooks@sha256:abc"
    assert hooks(found)["args"][-1] == "--workers=4"
    assert [port["port"] for port in found["NetworkPolicy", "promhooks"]["spec"]["egress"][0]["ports"]] == [16443, 53, 53]


def test_the_crds_can_be_left_out(tmp_path: Path) -> None:
    with_crds = made(tmp_path, "--include-crds")
    assert len([name for kind, name in with_crds if kind == "CustomResourceDefinition"]) == 10
    assert made(tmp_path, "--include-crds", "--set=crds.install=false").keys() == made(tmp_path).keys()
