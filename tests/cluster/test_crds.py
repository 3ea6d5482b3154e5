"""The CRDs in a real API server: accepted, explained, printed, scaled, defaulted, and as strict as the reference's, no more and no less."""

import json
import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from hooks.cli.validation import problems
from hooks.kinds.prometheus import PrometheusSpec
from hooks.kinds.registry import KINDS
from hooks.loop.defaults import defaulted
from tests.cluster.apiserver import Answer, ApiServer, running, wait_for_crds
from tests.cluster.mutations import mutations
from tests.conformance.cases import CRDS as REFERENCE
from tests.unit.kinds.test_corpus import CASES, custom_resources, without_empty_parts
from tools.crdgen.docs import description

pytestmark = pytest.mark.cluster
CRDS = Path(__file__).parents[2] / "crds"
DEPLOY = CRDS.parent / "deploy"
Manifest = dict[str, Any]

MONITOR = {
    "apiVersion": "monitoring.coreos.com/v1",
    "kind": "ServiceMonitor",
    "metadata": {"name": "web", "namespace": "default"},
    "spec": {"selector": {}, "endpoints": [{"port": "web"}]},
}
PROMETHEUS = {
    "apiVersion": "monitoring.coreos.com/v1",
    "kind": "Prometheus",
    "metadata": {"name": "main", "namespace": "default"},
    "spec": {"version": "v3.13.2", "replicas": 2},
}
ALERTMANAGER = PROMETHEUS | {"kind": "Alertmanager", "spec": {"replicas": 3}}


def needs_corpus() -> pytest.MarkDecorator:
    return pytest.mark.skipif(not CASES.exists(), reason=f"no conformance corpus in {CASES}")


@pytest.fixture(scope="module")
def reference(tmp_path_factory: pytest.TempPathFactory, server: ApiServer) -> Iterator[ApiServer]:
    """A second API server, with the CRDs of the reference; after ``server``, which knows whether there are programs at all."""
    with running(tmp_path_factory.mktemp("reference")) as started:
        for path in sorted((CASES.parent / REFERENCE).glob("*.json")):
            if path.stem != "alertmanagerconfig-full":
                started.kubectl("apply", "-f", str(path))
        wait_for_crds(started, *(info.crd_name for info in KINDS.values()))
        yield started


@pytest.fixture(scope="module")
def samples() -> list[Manifest]:
    """The different custom resources of the corpus, with a name and a namespace, which some of them lack."""
    found = (sample for path in sorted(CASES.glob("*/*.json")) for sample in custom_resources(json.loads(path.read_bytes())["inputs"]))
    named = (sample | {"metadata": sample.get("metadata", {}) | {"name": "sample", "namespace": "default"}} for sample in found)
    return [json.loads(text) for text in sorted({json.dumps(sample, sort_keys=True) for sample in named})]


@pytest.fixture(scope="module")
def answers(server: ApiServer, samples: list[Manifest]) -> list[Answer]:
    """What the API server with our CRDs answers to each of the samples."""
    return created(server, samples)


def created(server: ApiServer, manifests: list[Manifest]) -> list[Answer]:
    """What the API server would answer to each; nothing is stored."""
    with closing(server.connection()) as connection:
        return [server.request_on(connection, "POST", collection(manifest) + "?dryRun=All&fieldValidation=Strict", manifest) for manifest in manifests]


def collection(manifest: Manifest) -> str:
    """The path of a kind's objects."""
    return f"/apis/{manifest['apiVersion']}/namespaces/default/{KINDS[manifest['kind']].plural}"


def written_by_users(manifest: Manifest) -> Manifest:
    """An object without the metadata, to which the API server adds, and without the status, which it drops when an object is created."""
    return {name: value for name, value in manifest.items() if name not in {"metadata", "status"}}


def test_every_schema_is_structural(server: ApiServer) -> None:
    names = [info.crd_name for info in KINDS.values()]
    crds = json.loads(server.kubectl("get", "crd", "-o", "json", *names).stdout)["items"]
    conditions = {crd["metadata"]["name"]: {condition["type"]: condition["status"] for condition in crd["status"]["conditions"]} for crd in crds}
    assert set(conditions) == set(names)
    assert all(states == {"NamesAccepted": "True", "Established": "True"} for states in conditions.values()), conditions


def test_applying_again_changes_nothing(server: ApiServer) -> None:
    again = server.kubectl("apply", "-f", str(CRDS))
    assert again.stdout.count(" unchanged") == len(KINDS)
    assert again.stderr == ""


def is_narrowed(theirs: Manifest) -> bool:
    """Spellings that the reference no longer takes, and that stored objects may have: tools/apidiff/differences.yaml."""
    return any(f"{field}: Unsupported value" in theirs.get("message", "") for field in ("].role", "].availability"))


@needs_corpus()
def test_the_same_objects_are_accepted_as_with_the_reference(answers: list[Answer], reference: ApiServer, samples: list[Manifest]) -> None:
    pairs = zip(samples, answers, created(reference, samples), strict=True)
    differing = [(sample, ours.body, theirs.body) for sample, ours, theirs in pairs if ours.status != theirs.status]
    assert len(samples) > 500
    assert [each for each in differing if not is_narrowed(each[2])] == []


@needs_corpus()
def test_objects_are_filled_in_as_our_own_defaulting_does(answers: list[Answer], samples: list[Manifest]) -> None:
    accepted = [(sample, answer.body) for sample, answer in zip(samples, answers, strict=True) if answer.status == 201]
    differing = [(sample, body) for sample, body in accepted if written_by_users(body) != written_by_users(defaulted(sample))]
    assert len(accepted) > 300
    assert differing == []


@needs_corpus()
def test_validation_without_a_cluster_agrees_with_the_server(answers: list[Answer], samples: list[Manifest]) -> None:
    differing = [(answer.body, problems(sample)) for sample, answer in zip(samples, answers, strict=True) if (answer.status == 201) != (not problems(sample))]
    assert differing == []


@needs_corpus()
def test_broken_objects_are_judged_alike_by_both_servers_and_without_one(server: ApiServer, reference: ApiServer, samples: list[Manifest]) -> None:
    broken = list(mutations(samples, 800, seed=1))
    verdicts = zip(broken, created(server, broken), created(reference, broken), strict=True)
    differing = [
        (sample, ours.body, theirs.body, problems(sample))
        for sample, ours, theirs in verdicts
        if not ((ours.status == theirs.status or is_narrowed(theirs.body)) and (ours.status == 201) == (not problems(sample)))
    ]
    assert differing == []


@pytest.mark.parametrize(
    ("spec", "sentence"),
    [
        pytest.param({"scrapeInterval": "5x"}, "spec.scrapeInterval: Invalid value", id="pattern"),
        pytest.param({"logLevel": "loud"}, "spec.logLevel: Unsupported value", id="enum"),
        pytest.param({"replicas": "two"}, "spec.replicas: Invalid value", id="type"),
        pytest.param({"remoteWrite": [{}]}, "spec.remoteWrite[0].url: Required value", id="required"),
        pytest.param({"minReadySeconds": -1}, "spec.minReadySeconds: Invalid value", id="bound"),
        pytest.param({"scrapeClasses": [{"name": "a"}, {"name": "a"}]}, "spec.scrapeClasses[1]: Duplicate value", id="map key"),
        pytest.param({"shardingStrategy": {"topology": {}}}, "topology can only be defined when mode is set", id="CEL"),
        pytest.param({"scrapeIntervall": "5s"}, 'unknown field "spec.scrapeIntervall"', id="unknown field"),
    ],
)
def test_a_wrong_value_gives_the_servers_own_error(server: ApiServer, spec: Manifest, sentence: str) -> None:
    (refused,) = created(server, [PROMETHEUS | {"spec": spec}])
    assert refused.status in {400, 422}
    assert sentence in refused.body["message"]
    assert problems(PROMETHEUS | {"spec": spec})


def test_explain_shows_the_fields_and_our_text(server: ApiServer) -> None:
    text = server.kubectl("explain", "prometheus.spec.remoteWrite").stdout
    assert "remoteWrite <[]Object>" in text
    assert "queueConfig\t<Object>" in text
    assert description(PrometheusSpec, "remote_write") in " ".join(text.split())


def test_the_component_serves_alertmanagerconfig_v1beta1(server: ApiServer, tmp_path: Path) -> None:
    shutil.copytree(DEPLOY / "components/alertmanagerconfig-v1beta1", tmp_path / "component")
    shutil.copy(CRDS / "monitoring.coreos.com_alertmanagerconfigs.yaml", tmp_path / "crd.yaml")
    (tmp_path / "kustomization.yaml").write_text("{resources: [crd.yaml], components: [component]}")
    built = server.kubectl("apply", "--dry-run=server", "-o", "json", "-k", str(tmp_path))
    versions = {version["name"]: (version["served"], version["storage"]) for version in json.loads(built.stdout)["spec"]["versions"]}
    assert versions == {"v1alpha1": (True, True), "v1beta1": (True, False)}
    assert built.stderr == ""


def test_get_shows_the_columns(server: ApiServer) -> None:
    server.kubectl("apply", "-f", "-", manifests=[PROMETHEUS, MONITOR])
    shown = ["NAME", "VERSION", "DESIRED", "READY", "RECONCILED", "AVAILABLE", "AGE", "SELECTED", "REJECTED", "COMPLETE"]
    assert server.kubectl("get", "prom", "main").stdout.split("\n")[0].split() == shown
    server.kubectl("annotate", "prom", "main", "operator.prometheus.io/controller-id=blue")
    header, row = server.kubectl("get", "prom", "main", "-o", "wide").stdout.strip().split("\n")
    assert header.split()[-3:] == ["COMPLETE", "REASON", "CONTROLLER"]
    assert row.split()[-1] == "blue"
    assert server.kubectl("get", "smon", "web").stdout.split("\n")[0].split() == ["NAME", "ACCEPTED", "AGE"]
    assert {"prometheus.monitoring.coreos.com/main", "servicemonitor.monitoring.coreos.com/web"} <= set(
        server.kubectl("get", "prometheus-operator", "-o", "name").stdout.split()
    )


@pytest.mark.parametrize(
    ("manifest", "field"),
    [
        pytest.param(PROMETHEUS, "shards", id="Prometheus"),
        pytest.param(PROMETHEUS | {"apiVersion": "monitoring.coreos.com/v1alpha1", "kind": "PrometheusAgent", "spec": {}}, "shards", id="PrometheusAgent"),
        pytest.param(ALERTMANAGER, "replicas", id="Alertmanager"),
    ],
)
def test_scale(server: ApiServer, manifest: Manifest, field: str) -> None:
    server.kubectl("apply", "-f", "-", manifests=[manifest])
    server.kubectl("scale", "--replicas=4", f"{KINDS[manifest['kind']].plural}/main")
    scaled = json.loads(server.kubectl("get", KINDS[manifest["kind"]].plural, "main", "-o", "json").stdout)
    assert scaled["spec"][field] == 4


def test_status_is_a_subresource(server: ApiServer) -> None:
    server.kubectl("apply", "-f", "-", manifests=[MONITOR])
    path = collection(MONITOR) + "/web"
    stored = server.request("GET", path).body
    status = {"observedGeneration": 1, "conditions": [{"type": "Accepted", "status": "True", "lastTransitionTime": "2026-01-31T12:00:00Z"}]}
    ignored = server.request("PUT", path, stored | {"status": status}).body
    written = server.request("PUT", f"{path}/status", ignored | {"status": status}).body
    assert "status" not in ignored
    assert without_empty_parts(written["status"]) == status
