"""A new default version restarts nothing by itself (PH6201)."""

from datetime import UTC, datetime
from typing import Any

import msgspec
import pytest

from hooks import parents
from hooks.protocol import Manifest
from hooks.settings import Reloader, Settings

NOW = datetime(2026, 1, 1, tzinfo=UTC)
OLD = Settings(prometheus_version="v3.10.0", alertmanager_version="v0.30.0", thanos_version="v0.41.0", reloader=Reloader(image="reloader:v0.80.0"))
SPECS: dict[str, dict[str, Any]] = {
    "Prometheus": {"thanos": {}, "serviceMonitorSelector": {}},
    "PrometheusAgent": {"serviceMonitorSelector": {}},
    "Alertmanager": {},
    "ThanosRuler": {"queryEndpoints": ["query:10901"], "ruleSelector": {}},
}
VERSIONS = {"PrometheusAgent": "v1alpha1"}


def answer(kind: str, settings: Settings, before: list[Manifest], spec: dict[str, Any], annotations: dict[str, str]) -> Any:
    version = f"monitoring.coreos.com/{VERSIONS.get(kind, 'v1')}"
    metadata = {"name": "main", "namespace": "mon", "uid": "1", "generation": 1, "annotations": annotations}
    children = {"StatefulSet.apps/v1": {f"mon/{each['metadata']['name']}": each for each in before if each["kind"] == "StatefulSet"}}
    body = {"parent": {"apiVersion": version, "kind": kind, "metadata": metadata, "spec": {**SPECS[kind], **spec}}, "children": children, "related": {}}
    return msgspec.json.decode(parents.sync(kind.lower(), msgspec.json.encode(body), settings, NOW))


def pods(found: Any) -> Manifest:
    """What decides whether pods restart."""
    return next(dict(each["spec"]["template"]) for each in found["children"] if each["kind"] == "StatefulSet")


def images(found: Any) -> list[str]:
    return [each["image"] for each in pods(found)["spec"]["containers"]]


@pytest.mark.parametrize("kind", SPECS)
def test_an_upgrade_of_the_hooks_leaves_the_pods_alone(kind: str) -> None:
    before = answer(kind, OLD, [], {}, {})
    after = answer(kind, Settings(), before["children"], {}, {})
    assert pods(after) == pods(before)
    assert images(answer(kind, Settings(), [], {}, {})) != images(before)


@pytest.mark.parametrize(
    ("settings", "spec", "annotations"),
    [
        pytest.param(Settings(), {"version": "v3.11.0"}, {}, id="the-custom-resource-says-which"),
        pytest.param(Settings(prometheus_version="v3.11.0"), {}, {}, id="the-settings-say-which"),
        pytest.param(Settings(), {}, {"promhooks.io/follow-defaults": "true"}, id="the-defaults-are-asked-for"),
    ],
)
def test_who_wants_another_version_gets_it(settings: Settings, spec: dict[str, Any], annotations: dict[str, str]) -> None:
    before = answer("PrometheusAgent", OLD, [], {}, {})
    wanted = spec.get("version") or settings.prometheus_version
    assert any(image.endswith(f":{wanted}") for image in images(answer("PrometheusAgent", settings, before["children"], spec, annotations)))


@pytest.mark.parametrize("kind", SPECS)
def test_a_workload_may_have_the_defaults_of_a_release_whatever_runs(kind: str) -> None:
    wanted = {"promhooks.io/follow-defaults": "0.92"}
    fresh, after = answer(kind, Settings(), [], {}, wanted), answer(kind, Settings(), answer(kind, OLD, [], {}, {})["children"], {}, wanted)
    assert pods(after)["spec"] == pods(fresh)["spec"]
    assert {image.rpartition(":")[2] for image in images(after)} <= {"v3.12.0", "v0.33.0", "v0.41.0", "v0.92.1"}
    assert "OlderDefaultVersion" not in str(after["status"])


def test_what_somebody_has_chosen_wins_over_a_release() -> None:
    wanted = {"promhooks.io/follow-defaults": "0.92"}
    assert images(answer("PrometheusAgent", Settings(prometheus_version="v3.11.0"), [], {}, wanted))[0].endswith(":v3.11.0")
    assert images(answer("PrometheusAgent", Settings(), [], {"version": "v3.16.0"}, wanted))[0].endswith(":v3.16.0")


def test_an_image_without_a_version_is_known_by_its_label() -> None:
    spec = {"image": "registry/prometheus:stable"}
    before = answer("PrometheusAgent", OLD, [], spec, {})
    assert pods(answer("PrometheusAgent", Settings(), before["children"], spec, {})) == pods(before)
