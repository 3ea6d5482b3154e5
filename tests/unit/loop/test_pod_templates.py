"""Names and paths in the pods of a workload are judged before anything is made of them."""

from typing import Any

import pytest

from hooks.errors import InvalidObject
from hooks.loop.admission import check

SECRET = {"secret": {"secretName": "s", "items": [{"key": "k", "path": "../../x"}]}}


def workload(template: dict[str, Any], kind: str = "StatefulSet", **spec: Any) -> dict[str, Any]:
    return {"apiVersion": "apps/v1", "kind": kind, "metadata": {"name": "web"}, "spec": {"template": {"spec": template}, **spec}}


@pytest.mark.parametrize(
    ("manifest", "path"),
    [
        pytest.param(workload({"volumes": [{"name": "../../../x"}]}), "spec.template.spec.volumes[0].name", id="name-of-a-volume"),
        pytest.param(workload({"volumes": [{}]}, "Deployment"), "spec.template.spec.volumes[0].name", id="no-name"),
        pytest.param(workload({"volumes": [{"name": "a", **SECRET}]}), "spec.template.spec.volumes[0].secret.items[0].path", id="path-of-a-key"),
        pytest.param(
            workload({"volumes": [{"name": "a", "projected": {"sources": [{}, SECRET]}}]}, "DaemonSet"),
            "spec.template.spec.volumes[0].projected.sources[1].secret.items[0].path",
            id="path-in-a-projection",
        ),
        pytest.param(
            workload({"volumes": [{"name": "a", "configMap": {"items": [{"path": "/etc/x"}]}}]}),
            "spec.template.spec.volumes[0].configMap.items[0].path",
            id="absolute-path",
        ),
        pytest.param(
            workload({"volumes": [{"name": "a", "downwardAPI": {"items": [{"path": "..data"}]}}]}),
            "spec.template.spec.volumes[0].downwardAPI.items[0].path",
            id="path-of-the-kubelet",
        ),
        pytest.param(
            workload({"containers": [{"volumeMounts": [{"name": "a", "subPath": "a/../../b"}]}]}),
            "spec.template.spec.containers[0].volumeMounts[0].subPath",
            id="part-of-a-volume",
        ),
        pytest.param(
            workload({"initContainers": [{"volumeMounts": [{"name": "/etc"}]}]}), "spec.template.spec.initContainers[0].volumeMounts[0].name", id="mount"
        ),
        pytest.param(workload({}, volumeClaimTemplates=[{"metadata": {"name": "../x"}}]), "spec.volumeClaimTemplates[0].metadata.name", id="claim"),
    ],
)
def test_what_would_leave_a_volume_is_refused(manifest: dict[str, Any], path: str) -> None:
    with pytest.raises(InvalidObject) as refusal:
        check(manifest)
    assert refusal.value.path == path


@pytest.mark.parametrize(
    "manifest",
    [
        pytest.param(workload({"volumes": [{"name": "a", "secret": {"items": [{"key": "k", "path": "a/b..c"}]}}]}), id="a-folder-in-a-volume"),
        pytest.param(workload({"containers": [{"volumeMounts": [{"name": "a", "subPath": "prometheus-db"}]}]}), id="part-of-a-volume"),
        pytest.param({"apiVersion": "apps/v1", "kind": "StatefulSet", "metadata": {"name": "web"}, "spec": 1}, id="another-shape"),
        pytest.param(workload({"volumes": {"a": 1}, "containers": "x"}), id="lists-that-are-none"),
    ],
)
def test_what_stays_inside_passes(manifest: dict[str, Any]) -> None:
    check(manifest)
