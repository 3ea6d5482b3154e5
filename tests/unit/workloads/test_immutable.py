import copy
from typing import Any

import pytest

from hooks.protocol import Manifest
from hooks.workloads.immutable import with_observed
from hooks.workloads.prometheus import stateful_set
from tests.unit.workloads.build import NATIVE, prometheus


def claim(size: str, name: str | None = None, **metadata: Any) -> Manifest:
    return {"metadata": {**({"name": name} if name else {}), **metadata}, "spec": {"resources": {"requests": {"storage": size}}}}


def desired(template: Manifest | None = None, **spec: Any) -> Manifest:
    return stateful_set(prometheus(**({"storage": {"volumeClaimTemplate": template}} if template else {}), **spec), 0, NATIVE)


def admitted(wanted: Manifest) -> Manifest:
    """What the API server makes of it: defaults in the claim templates."""
    live = copy.deepcopy(wanted)
    for each in live["spec"].get("volumeClaimTemplates", ()):
        each |= {"apiVersion": "v1", "kind": "PersistentVolumeClaim", "status": {"phase": "Pending"}}
        each["spec"]["volumeMode"] = "Filesystem"
    return live


@pytest.mark.parametrize("size", ["1Gi", "1024Mi", "1073741824"])
def test_the_same_storage_in_other_words_is_no_change(size: str) -> None:
    assert with_observed(desired(claim(size)), admitted(desired(claim("1Gi")))) == (desired(claim(size)), ())


def test_a_first_stateful_set_is_what_was_desired() -> None:
    assert with_observed(desired(claim("1Gi")), None) == (desired(claim("1Gi")), ())


def test_growing_storage_keeps_the_template_and_names_claim_and_size() -> None:
    got, kept = with_observed(desired(claim("2Gi")), admitted(desired(claim("1Gi"))))
    assert got["spec"]["volumeClaimTemplates"][0]["spec"]["resources"]["requests"]["storage"] == "1Gi"
    assert [each.reason for each in kept] == ["StorageResizePending"]
    assert "prometheus-main-db-prometheus-main-<n> to 2Gi" in kept[0].message
    assert "--cascade=orphan" in kept[0].message


@pytest.mark.parametrize(
    ("changed", "field", "value"),
    [
        pytest.param(desired(serviceName="mine"), "serviceName", "prometheus-operated", id="service"),
        pytest.param(desired(podManagementPolicy="OrderedReady"), "podManagementPolicy", "Parallel", id="pod-management"),
    ],
)
def test_an_immutable_field_stays_and_is_reported(changed: Manifest, field: str, value: str) -> None:
    got, kept = with_observed(changed, admitted(desired()))
    assert got["spec"][field] == value
    assert [each.reason for each in kept] == ["RecreateRequired"]
    assert field in kept[0].message


def test_a_label_on_the_claim_template_cannot_be_changed_later() -> None:
    got, kept = with_observed(desired(claim("1Gi", labels={"team": "a"})), admitted(desired(claim("1Gi"))))
    assert "labels" not in got["spec"]["volumeClaimTemplates"][0]["metadata"]
    assert [each.reason for each in kept] == ["RecreateRequired"]


def test_the_mutable_rest_follows_the_desired_state() -> None:
    got, _ = with_observed(desired(claim("2Gi"), replicas=3), admitted(desired(claim("1Gi"))))
    assert got["spec"]["replicas"] == 3


def test_pods_keep_the_labels_of_a_selector_that_stays() -> None:
    live = admitted(desired())
    live["spec"]["selector"]["matchLabels"] = {"prometheus": "main", "app": "prometheus"}
    got, kept = with_observed(desired(), live)
    assert got["spec"]["selector"]["matchLabels"] == {"prometheus": "main", "app": "prometheus"}
    assert got["spec"]["template"]["metadata"]["labels"]["app"] == "prometheus"
    assert "spec.selector" in kept[0].message


@pytest.mark.parametrize(
    ("later", "before"),
    [
        pytest.param(desired(claim("1Gi")), desired(), id="claim-comes-too-late"),
        pytest.param(desired(), desired(claim("1Gi")), id="claim-is-taken-away"),
        pytest.param(desired(claim("1Gi", name="new")), desired(claim("1Gi", name="old")), id="claim-is-renamed"),
        pytest.param(desired(claim("1Gi"), volumes=[{"name": "x"}]), desired(volumes=[{"name": "x"}]), id="beside-volumes-of-the-user"),
        pytest.param(desired(claim("1Gi"), thanos={"objectStorageConfigFile": "/f"}), desired(thanos={"objectStorageConfigFile": "/f"}), id="with-thanos"),
    ],
)
def test_no_pod_starts_anew_for_a_claim_that_it_cannot_have(later: Manifest, before: Manifest) -> None:
    got, kept = with_observed(later, admitted(before))
    assert got["spec"]["template"] == before["spec"]["template"]
    assert got["spec"].get("volumeClaimTemplates") == admitted(before)["spec"].get("volumeClaimTemplates")
    assert [each.reason for each in kept] == ["RecreateRequired"]


@pytest.mark.parametrize(
    ("later", "before", "steps"),
    [
        pytest.param(
            desired(claim("1Gi")), desired(), ["--cascade=orphan", "copy the data", "kubectl delete pod prometheus-main-<n>"], id="claim-comes-too-late"
        ),
        pytest.param(
            desired({**claim("1Gi"), "spec": {"storageClassName": "fast"}}),
            desired({**claim("1Gi"), "spec": {"storageClassName": "fsat"}}),
            ["--cascade=orphan", "kubectl delete pvc prometheus-main-db-prometheus-main-<n> --wait=false", "kubectl delete pod prometheus-main-<n>"],
            id="misspelt-class",
        ),
    ],
)
def test_the_advice_is_complete(later: Manifest, before: Manifest, steps: list[str]) -> None:
    (kept,) = with_observed(later, admitted(before))[1]
    places = [kept.message.index(step) for step in steps]
    assert places == sorted(places)


def test_nothing_given_is_changed() -> None:
    wanted, live = desired(claim("2Gi")), admitted(desired(claim("1Gi")))
    before = copy.deepcopy((wanted, live))
    with_observed(wanted, live)
    assert (wanted, live) == before
