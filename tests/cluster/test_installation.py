"""What deploy/ installs: accepted as it stands, allowed what the controllers need, and nothing else."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from hooks.loop.controllers import Controller, controllers
from hooks.protocol import Manifest
from tests.cluster.apiserver import ApiServer
from tests.cluster.installation import REAL_CRDS, ROOT, Installation
from tests.deploy.test_chart import made

pytestmark = [pytest.mark.cluster, pytest.mark.timeout(120)]
ACCOUNT = "system:serviceaccount:promhooks:promhooks"
READ, WRITE = ("get", "list", "watch"), ("create", "patch", "update", "delete")
CONTROLLERS = controllers(yaml.safe_load(path.read_text("utf-8")) for path in sorted((ROOT / "compositecontrollers").glob("*.yaml")))


def rendered(server: ApiServer, overlay: str) -> list[Manifest]:
    """What kustomize makes of an overlay. Without Metacontroller's CRDs its controllers cannot be applied, so they are left out."""
    documents = yaml.safe_load_all(server.kubectl("kustomize", str(ROOT / "deploy" / overlay / "local")).stdout)
    return [each for each in documents if REAL_CRDS or each["kind"] not in ("CompositeController", "DecoratorController")]


@pytest.mark.parametrize("overlay", ["standalone", "addon"])
def test_an_overlay_is_applied_without_a_warning_and_again_without_a_change(server: ApiServer, overlay: str) -> None:
    if REAL_CRDS:
        server.kubectl("apply", "-f", REAL_CRDS)
    server.kubectl("apply", "-f", "-", manifests=[each for each in rendered(server, overlay) if each["kind"] == "Namespace"])
    manifests = rendered(server, overlay)
    assert server.kubectl("apply", "-f", "-", manifests=manifests).stderr == ""
    before = resource_versions(server, manifests)
    assert server.kubectl("apply", "-f", "-", manifests=manifests).stderr == ""
    assert resource_versions(server, manifests) == before


@pytest.mark.parametrize("installation", ["standalone", "addon"])
def test_the_chart_is_applied_without_a_warning(server: ApiServer, tmp_path: Path, installation: str) -> None:
    everything = ["admissionWebhooks", "serviceMonitor", "prometheusRule", "dashboards"]
    manifests = made(tmp_path, f"--set=installation={installation}", *(f"--set={name}.enabled=true" for name in everything), namespace="charted")
    server.kubectl("create", "namespace", "charted", check=False)
    applied = [each for (kind, _), each in manifests.items() if REAL_CRDS or not kind.endswith("Controller")]
    assert server.kubectl("apply", "--dry-run=server", "--validate=strict", "-f", "-", manifests=applied).stderr == ""


def resource_versions(server: ApiServer, manifests: list[Manifest]) -> list[str]:
    items = json.loads(server.kubectl("get", "-f", "-", "-o", "json", manifests=manifests).stdout)["items"]
    return [each["metadata"]["resourceVersion"] for each in items]


def pod(template: Manifest, name: str) -> Manifest:
    metadata = {**template.get("metadata", {}), "name": name, "namespace": "promhooks"}
    return {"apiVersion": "v1", "kind": "Pod", "metadata": metadata, "spec": template["spec"]}


@pytest.mark.parametrize("overlay", ["standalone", "addon"])
def test_the_pods_are_restricted(cluster: Installation, overlay: str) -> None:
    server = cluster.server
    template = next(each["spec"]["template"] for each in rendered(server, overlay) if each["kind"] == "Deployment")
    path = "/api/v1/namespaces/promhooks/pods?dryRun=All&fieldValidation=Strict"
    assert server.request("POST", path, pod(template, "ours")).status == 201
    careless = {"spec": {"containers": [{"name": "c", "image": "i"}]}}
    refused = server.request("POST", path, pod(careless, "theirs"))
    assert (refused.status, 'violates PodSecurity "restricted:latest"' in refused.body["message"]) == (403, True)


def test_the_namespace_of_the_addon_is_there_before_its_secrets(server: ApiServer) -> None:
    """The README creates it first; applying it again only labels it."""
    kinds = [each["kind"] for each in rendered(server, "addon")]
    assert kinds[0] == "Namespace"


def needed(controller: Controller) -> Iterator[tuple[str, str]]:
    """(resource, verb) that Metacontroller uses for a controller."""
    for verb in READ:
        yield f"{controller.parent.resource}.{controller.parent.group}", verb
    if not controller.decorator:
        yield f"{controller.parent.resource}.{controller.parent.group}/status", "update"
    yield f"{controller.parent.resource}.{controller.parent.group}/finalizers", "update"
    for child in controller.children:
        for verb in READ + WRITE:
            yield f"{child.resource}.{child.group}", verb


def allowed(server: ApiServer, resource: str, verb: str, namespace: str = "somewhere", name: str = "") -> bool:
    kind, _, subresource = resource.partition("/")
    plural, _, group = kind.partition(".")
    attributes = {"resource": plural, "group": group, "subresource": subresource, "verb": verb, "namespace": namespace, "name": name}
    spec = {"user": ACCOUNT, "groups": ["system:serviceaccounts", "system:authenticated"], "resourceAttributes": attributes}
    review = {"apiVersion": "authorization.k8s.io/v1", "kind": "SubjectAccessReview", "spec": spec}
    answer = server.request("POST", "/apis/authorization.k8s.io/v1/subjectaccessreviews", review)
    assert answer.status == 201, answer
    return bool(answer.body["status"]["allowed"])


@pytest.mark.parametrize("controller", CONTROLLERS, ids=lambda controller: f"{controller.name}-{controller.parent.resource}")
def test_what_a_controller_needs_is_allowed(cluster: Installation, controller: Controller) -> None:
    wanted = [*needed(controller), *(("namespaces.", verb) for verb in READ), ("events.", "create"), ("events.events.k8s.io", "create")]
    assert [each for each in wanted if not allowed(cluster.server, *each)] == []


@pytest.mark.parametrize("verb", ["get", "create", "update"])
def test_leaders_are_elected_in_our_namespace_only(cluster: Installation, verb: str) -> None:
    assert allowed(cluster.server, "leases.coordination.k8s.io", verb, "promhooks")
    assert not allowed(cluster.server, "leases.coordination.k8s.io", verb, "kube-system")


@pytest.mark.parametrize(
    ("verb", "resource"),
    [
        ("*", "*"),
        ("delete", "pods"),
        ("update", "pods"),
        ("create", "pods"),
        ("create", "pods/exec"),
        ("get", "pods/log"),
        ("create", "serviceaccounts/token"),
        ("create", "serviceaccounts"),
        ("impersonate", "users"),
        ("impersonate", "serviceaccounts"),
        ("create", "clusterroles.rbac.authorization.k8s.io"),
        ("bind", "clusterroles.rbac.authorization.k8s.io"),
        ("escalate", "clusterroles.rbac.authorization.k8s.io"),
        ("create", "clusterrolebindings.rbac.authorization.k8s.io"),
        ("update", "roles.rbac.authorization.k8s.io"),
        ("update", "nodes"),
        ("get", "nodes/proxy"),
        ("create", "namespaces"),
        ("update", "namespaces"),
        ("delete", "namespaces"),
        ("create", "deployments.apps"),
        ("deletecollection", "secrets"),
        ("deletecollection", "statefulsets.apps"),
        ("create", "persistentvolumeclaims"),
        ("delete", "persistentvolumeclaims"),
        ("update", "customresourcedefinitions.apiextensions.k8s.io"),
        ("update", "compositecontrollers.metacontroller.k8s.io"),
        ("create", "prometheuses.monitoring.coreos.com"),
        ("update", "prometheuses.monitoring.coreos.com"),
        ("delete", "prometheuses.monitoring.coreos.com"),
        ("patch", "servicemonitors.monitoring.coreos.com"),
        ("delete", "prometheusrules.monitoring.coreos.com"),
        ("create", "mutatingwebhookconfigurations.admissionregistration.k8s.io"),
        ("create", "certificatesigningrequests.certificates.k8s.io"),
    ],
)
def test_nothing_else_is_allowed(cluster: Installation, verb: str, resource: str) -> None:
    kind, _, subresource = resource.partition("/")
    kind = kind if "." in kind or kind == "*" else f"{kind}."
    assert not allowed(cluster.server, f"{kind}/{subresource}" if subresource else kind, verb)


@pytest.mark.parametrize(
    ("verb", "resource", "answer"), [("delete", "pods", "no"), ("patch", "pods", "yes"), ("delete", "prometheuses", "no"), ("patch", "statefulsets", "yes")]
)
def test_kubectl_says_the_same(cluster: Installation, verb: str, resource: str, answer: str) -> None:
    asked = cluster.server.kubectl("auth", "can-i", verb, resource, f"--as={ACCOUNT}", "--all-namespaces", check=False)
    assert asked.stdout.strip() == answer, asked.stderr


@pytest.mark.parametrize("overlay", ["standalone", "addon"])
def test_who_takes_the_rights_to_pods_away_takes_one_file_away(server: ApiServer, overlay: str) -> None:
    roles = [each for each in rendered(server, overlay) if each["kind"] in ("Role", "ClusterRole")]
    granted = {role["metadata"]["name"]: rule["verbs"] for role in roles for rule in role["rules"] if "pods" in rule["resources"]}
    assert granted == {"promhooks-pods": ["get", "list", "watch"], "promhooks-pods-writing": ["patch"]}
    in_the_file = yaml.safe_load_all((ROOT / "deploy" / overlay / "local" / "rbac-pods.yaml").read_text("utf-8"))
    assert {each["metadata"]["name"] for each in in_the_file} == granted.keys()


def test_the_hooks_of_the_addon_have_no_rights_and_no_token(server: ApiServer) -> None:
    manifests = rendered(server, "addon")
    subjects = json.dumps([each["subjects"] for each in manifests if each["kind"].endswith("Binding")])
    assert '"namespace": "promhooks"' not in subjects
    deployment = next(each for each in manifests if each["kind"] == "Deployment")
    assert deployment["spec"]["template"]["spec"]["automountServiceAccountToken"] is False


@pytest.mark.parametrize("overlay", ["standalone", "addon"])
def test_no_two_programs_of_a_pod_want_the_same_port(server: ApiServer, overlay: str) -> None:
    spec = next(each["spec"]["template"]["spec"] for each in rendered(server, overlay) if each["kind"] == "Deployment")
    containers = (*spec.get("initContainers", ()), *spec["containers"])
    wanted = [
        (container["name"], port)
        for container in containers
        for port in {
            *(str(each["containerPort"]) for each in container.get("ports", ())),
            *re.findall(r"(?:^|=)(?:[0-9.]+)?:(\d+)$", "\n".join(container["args"]), re.MULTILINE),
        }
    ]
    assert len({port for _, port in wanted}) == len(wanted), wanted


def test_both_installations_run_the_same_image(server: ApiServer) -> None:
    images = {
        container["image"]
        for overlay in ("standalone", "addon")
        for each in rendered(server, overlay)
        if each["kind"] == "Deployment"
        for containers in ("initContainers", "containers")
        for container in each["spec"]["template"]["spec"].get(containers, ())
        if container["name"] == "hooks"
    }
    assert len(images) == 1


@pytest.mark.parametrize("path", sorted(Path(ROOT / "compositecontrollers").glob("*.yaml")), ids=lambda path: path.stem)
def test_a_controller_is_as_metacontroller_takes_it(cluster: Installation, path: Path) -> None:
    if not REAL_CRDS:
        pytest.skip("METACONTROLLER_CRDS names no CRDs of Metacontroller")
    assert cluster.server.kubectl("apply", "--dry-run=server", "--validate=strict", "-f", str(path)).stderr == ""
