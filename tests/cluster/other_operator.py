"""What prometheus-operator leaves in a cluster: the children of every workload, written by updates of the field manager ``PrometheusOperator``.

The objects are those of sidecar mode, which tests/conformance proves to be its own, without what is ours alone: the label, the annotations, the asset Secrets.
"""

import copy
import json
from collections.abc import Iterator
from urllib.parse import urlencode

from hooks.cli.cluster import cluster
from hooks.kinds.registry import KINDS
from hooks.loop.resources import Key, Resource, resource
from hooks.loop.store import controller_uid
from hooks.protocol import Manifest
from hooks.settings import Settings
from tests.cluster.api import collection
from tests.cluster.apiserver import ApiServer

MANAGER = "PrometheusOperator"
FINALIZER = "monitoring.coreos.com/status-cleanup"
WORKLOADS = ("Prometheus", "PrometheusAgent", "Alertmanager", "ThanosRuler")
PARENTS: dict[str, Resource] = {info.kind: resource(info.api_version, info.plural) for info in KINDS.values()}
RESOURCES: dict[str, Resource] = {
    each.kind: each for each in (resource("v1", "secrets"), resource("v1", "configmaps"), resource("v1", "services"), resource("apps/v1", "statefulsets"))
}
DEPLOYMENT: Manifest = {
    "apiVersion": "apps/v1",
    "kind": "Deployment",
    "metadata": {"name": "prometheus-operator", "namespace": "monitoring"},
    "spec": {
        "replicas": 1,
        "selector": {"matchLabels": {"app.kubernetes.io/name": "prometheus-operator"}},
        "template": {
            "metadata": {"labels": {"app.kubernetes.io/name": "prometheus-operator"}},
            "spec": {
                "containers": [
                    {
                        "name": "prometheus-operator",
                        "image": "quay.io/prometheus-operator/prometheus-operator:v0.93.0",
                        "args": [f"--prometheus-config-reloader={Settings().reloader.image}", "--kubelet-service=kube-system/kubelet"],
                    }
                ]
            },
        },
    },
}
WEBHOOK: Manifest = {
    "apiVersion": "admissionregistration.k8s.io/v1",
    "kind": "ValidatingWebhookConfiguration",
    "metadata": {"name": "prometheus-operator-admission"},
    "webhooks": [
        {
            "name": "prometheusrulemutate.monitoring.coreos.com",
            "failurePolicy": "Ignore",
            "sideEffects": "None",
            "admissionReviewVersions": ["v1"],
            "rules": [{"apiGroups": ["monitoring.coreos.com"], "apiVersions": ["*"], "operations": ["CREATE", "UPDATE"], "resources": ["prometheusrules"]}],
            "clientConfig": {"service": {"namespace": "monitoring", "name": "prometheus-operator", "path": "/admission-prometheusrules/validate"}},
        }
    ],
}


def rendered(server: ApiServer) -> Iterator[tuple[Manifest, Manifest]]:
    """(parent, child) of every workload of a cluster, without what is ours alone."""
    loop = cluster(Settings(reload="sidecar"))
    for kind in (*PARENTS.values(), *RESOURCES.values()):
        answer = server.request("GET", collection(kind))
        for item in answer.body["items"]:
            loop.load({"apiVersion": kind.api_version, "kind": kind.kind, **item}, {})
    report = loop.converge()
    assert not report.events, report.events
    parents = {each["metadata"]["uid"]: each for each in loop.objects() if each["kind"] in WORKLOADS}
    for each in loop.objects():
        if parent := parents.get(controller_uid(each)):
            yield parent, _bare(each)


def _bare(child: Manifest) -> Manifest:
    metadata = child["metadata"]
    labels = {name: value for name, value in metadata.get("labels", {}).items() if name != "controller-uid"}
    notes = {name: value for name, value in metadata.get("annotations", {}).items() if not name.startswith("promhooks.io/")}
    return {**child, "metadata": {"name": metadata["name"], "namespace": metadata["namespace"], "labels": labels, "annotations": notes}}


def write(server: ApiServer) -> None:
    """Everything that it makes for the workloads of a cluster, and what it leaves on these."""
    for parent, child in rendered(server):
        path = f"{collection(PARENTS[parent['kind']], parent['metadata']['namespace'])}/{parent['metadata']['name']}"
        owner = {"apiVersion": parent["apiVersion"], "kind": parent["kind"], "name": parent["metadata"]["name"], "uid": parent["metadata"]["uid"]}
        # It controls all but the governing Services, which several workloads share.
        owners = [owner if child["kind"] == "Service" else {**owner, "controller": True, "blockOwnerDeletion": True}]
        update(server, {**child, "metadata": {**child["metadata"], "ownerReferences": owners}})
        live = server.request("GET", path).body
        live["metadata"]["finalizers"] = [FINALIZER]
        assert server.request("PUT", f"{path}?fieldManager={MANAGER}", live).status == 200


def update(server: ApiServer, manifest: Manifest) -> None:
    """Creates an object, or replaces it as an update does; what others labelled and annotated stays."""
    kind, key = RESOURCES[manifest["kind"]], Key.of(manifest)
    root, manager = collection(kind, key.namespace), urlencode({"fieldManager": MANAGER})
    answer = server.request("POST", f"{root}?{manager}", manifest)
    if answer.status == 409:
        live = server.request("GET", f"{root}/{key.name}").body
        merged = {**live, **copy.deepcopy(manifest), "metadata": {**live["metadata"], **_merged(live["metadata"], manifest["metadata"])}}
        if manifest["kind"] == "Service":
            merged["spec"] = {**live["spec"], **manifest["spec"]}
        answer = server.request("PUT", f"{root}/{key.name}?{manager}", merged)
    assert answer.status in (200, 201), json.dumps(answer.body)


def _merged(live: Manifest, wanted: Manifest) -> Manifest:
    return {field: {**live.get(field, {}), **wanted.get(field, {})} for field in ("labels", "annotations")}
