"""Children that another operator has made: what they hold counts, they become children again, and two managers of one are told."""

import base64
import gzip
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

import pytest
import yaml

from hooks import parents
from hooks.loop.resources import resource
from hooks.names import DESIRED_HASH
from hooks.protocol import Manifest
from hooks.settings import Settings
from tests.cluster.api import Api, Watched, collection
from tests.cluster.space import EVERYTHING, Space

pytestmark = [pytest.mark.cluster, pytest.mark.timeout(300)]
OTHER = "PrometheusOperator"
BASIC = {"username": {"name": "login", "key": "user"}, "password": {"name": "login", "key": "password"}}
KINDS = {"Secret": resource("v1", "secrets"), "ConfigMap": resource("v1", "configmaps"), "StatefulSet": resource("apps/v1", "statefulsets")}
CONFIG = """scrape_configs:
- job_name: serviceMonitor/{namespace}/web/0
  kubernetes_sd_configs:
  - role: endpoints
"""


def left_by_the_other_operator(space: Space, parent: Manifest) -> None:
    """Its children without their owner, which Metacontroller takes off them: in sidecar mode they are what it writes, but for our digest."""
    body = {"parent": {**parent, "metadata": {**parent["metadata"], "uid": "u", "generation": 1}}}
    answer = json.loads(parents.sync("prometheus", json.dumps(body).encode(), Settings(reload="sidecar"), datetime.now(UTC)))
    for child in answer["children"]:
        if child["kind"] not in KINDS:
            continue
        child["metadata"]["annotations"].pop(DESIRED_HASH)
        if "prometheus.yaml.gz" in child.get("data", {}):
            text = CONFIG.format(namespace=space.name).encode()
            child["data"]["prometheus.yaml.gz"] = base64.b64encode(gzip.compress(text)).decode()
        answered = space.cluster.server.request("POST", f"{collection(KINDS[child['kind']], space.name)}?fieldManager={OTHER}", child)
        assert answered.status == 201, answered


@contextmanager
def versions(space: Space, name: str) -> Iterator[list[Manifest]]:
    """Every version of a Secret that comes to be meanwhile."""
    server, found, listed = space.cluster.server, list[Manifest](), threading.Event()

    def keep(event: Watched) -> None:
        if event.manifest["metadata"]["name"] == name and event.manifest["metadata"]["namespace"] == space.name and not event.gone:
            found.append(event.manifest)

    threading.Thread(target=Api(f"https://{server.host}:{server.port}", server.token).follow, args=(KINDS["Secret"], keep, listed), daemon=True).start()
    assert listed.wait(30)
    yield found


def jobs(secret: Manifest) -> set[str]:
    """Names of the jobs, whichever reload the configuration is for."""
    (text,) = (gzip.decompress(base64.b64decode(value)) if key.endswith(".gz") else base64.b64decode(value) for key, value in secret["data"].items())
    return {job["job_name"] for job in yaml.safe_load(text).get("scrape_configs") or ()}


def is_child(space: Space, plural: str, name: str) -> bool:
    metadata = space.get(plural, name)["metadata"]
    return bool(metadata.get("ownerReferences")) and "controller-uid" in metadata.get("labels", {})


def config_volume(space: Space, name: str) -> set[str]:
    volumes = space.get("statefulsets", name)["spec"]["template"]["spec"]["volumes"]
    return {field for volume in volumes if volume["name"] == "config" for field in volume if field != "name"}


def made_ours(space: Space, plural: str, name: str) -> None:
    """What ``promhooks migrate take`` does: the other manager's fields are those of the one that applies."""
    metadata = space.get(plural, name)["metadata"]
    ours = next(each["manager"] for each in metadata["managedFields"] if each["operation"] == "Apply")
    theirs: dict[str, Any] = next(each for each in metadata["managedFields"] if each["manager"] == OTHER)
    kept = [each for each in metadata["managedFields"] if each["manager"] not in (ours, OTHER)]
    whole = [*kept, {**theirs, "manager": ours, "operation": "Apply"}]
    space.kubectl("patch", plural, name, "--type=json", f"--patch={json.dumps([{'op': 'replace', 'path': '/metadata/managedFields', 'value': whole}])}")


def test_what_pods_run_on_is_taken_over_without_a_gap_and_natively_only_when_it_is_ours_alone(space: Space) -> None:
    parent = space.prometheus("zz", version="v3.13.0", nodeSelector={"disk": "fast"})
    left_by_the_other_operator(space, parent)
    before = space.get("statefulsets", "prometheus-zz")
    with versions(space, "prometheus-zz") as seen:
        space.apply(space.secret("login", user="prom", password="not-a-real-one"), space.monitor("web", basicAuth=BASIC), parent)
        space.eventually("the StatefulSet is a child", lambda: is_child(space, "statefulsets", "prometheus-zz"))
        space.eventually("so is the Secret", lambda: is_child(space, "secrets", "prometheus-zz"))
        space.eventually(
            "the monitor has its values",
            lambda: b"not-a-real-one" in gzip.decompress(space.cluster.data("secrets", space.name, "prometheus-zz")["prometheus.yaml.gz"]),
        )
        after = space.get("statefulsets", "prometheus-zz")
        assert after["spec"]["template"] == before["spec"]["template"], "no pod restarts"
        told = space.eventually(
            "it is told",
            lambda: space.condition("prometheuses", "zz", "Reconciled").get("reason") == "CoOwned" and space.condition("prometheuses", "zz", "Reconciled"),
        )
        assert f"promhooks migrate take prometheus/{space.name}/zz" in told["message"]
        space.apply(space.prometheus("zz", version="v3.13.0"))
        space.eventually("the edit was seen", lambda: space.condition("prometheuses", "zz", "Reconciled").get("observedGeneration") == 2)
        assert space.get("statefulsets", "prometheus-zz")["spec"]["template"]["spec"]["nodeSelector"] == {"disk": "fast"}, (
            "two managers: what one removes stays"
        )
        for plural, names in (("secrets", ("", "-tls-assets-0", "-web-config")), ("configmaps", ("-rulefiles-0",)), ("statefulsets", ("",))):
            for name in names:
                made_ours(space, plural, f"prometheus-zz{name}")
        space.eventually("native reload", lambda: config_volume(space, "prometheus-zz") == {"projected"})
        space.eventually("reconciled", lambda: space.is_true("prometheuses", "zz", "Reconciled"))
        assert "nodeSelector" not in space.get("statefulsets", "prometheus-zz")["spec"]["template"]["spec"]
        assert set(space.get("secrets", "prometheus-zz")["data"]) == {"prometheus.yaml"}
    assert seen
    assert [jobs(version) for version in seen] == [{f"serviceMonitor/{space.name}/web/0"}] * len(seen), "in no version is the job missing"


def test_a_paused_workload_gets_its_released_children_back_as_they_are(space: Space) -> None:
    space.apply(space.prometheus("main", paused=True))
    space.eventually("it is paused", lambda: space.get("prometheuses", "main")["status"]["paused"])
    before = space.get("statefulsets", "prometheus-main")["spec"]
    space.kubectl("label", "statefulsets", "prometheus-main", "controller-uid-")
    space.eventually("it is a child again", lambda: is_child(space, "statefulsets", "prometheus-main"))
    assert space.get("statefulsets", "prometheus-main")["spec"] == before


def test_a_bad_edit_is_told_and_changes_nothing(space: Space) -> None:
    before = space.get("statefulsets", "prometheus-main")
    space.apply(space.prometheus("main", version="latest", serviceMonitorSelector=EVERYTHING))
    told = space.eventually("it is told", lambda: space.condition("prometheuses", "main", "Reconciled").get("reason") == "InvalidConfiguration")
    assert told
    condition = space.condition("prometheuses", "main", "Reconciled")
    assert (condition["status"], condition["observedGeneration"]) == ("False", space.get("prometheuses", "main")["metadata"]["generation"])
    assert "spec.version" in condition["message"]
    assert space.get("statefulsets", "prometheus-main") == before
