"""What the terminal says of selection."""

from typing import Any

import pytest

from hooks.cli.local.verdicts import verdicts

Manifest = dict[str, Any]


def prometheus(*conditions: Manifest, **spec: Any) -> Manifest:
    metadata = {"name": "p", "namespace": "m", "uid": "u1"}
    return {"kind": "Prometheus", "metadata": metadata, "spec": spec, "status": {"conditions": list(conditions)}}


def monitor(**labels: str) -> Manifest:
    return {"kind": "ServiceMonitor", "metadata": {"name": "s", "namespace": "a", "uid": "u2", "labels": labels}, "spec": {}}


CONFIG = {
    "kind": "Secret",
    "metadata": {"name": "prometheus-p", "namespace": "m", "ownerReferences": [{"controller": True, "uid": "u1"}]},
    "stringData": {"prometheus.yaml": "scrape_configs:\n- job_name: serviceMonitor/a/s/0\n"},
}
SPACE = {"kind": "Namespace", "metadata": {"name": "a", "labels": {"tier": "web"}}}
ALL: Manifest = {"serviceMonitorSelector": {}, "serviceMonitorNamespaceSelector": {}}


@pytest.mark.parametrize(
    ("objects", "sentences"),
    [
        pytest.param([prometheus(**ALL), monitor(), CONFIG], ["selects ServiceMonitor a/s"], id="selected"),
        pytest.param(
            [prometheus(), monitor()],
            ["does not select ServiceMonitor a/s: spec.serviceMonitorNamespaceSelector does not select namespace a"],
            id="own-namespace-only",
        ),
        pytest.param(
            [prometheus(serviceMonitorNamespaceSelector={"matchLabels": {"tier": "web"}}), monitor(), SPACE],
            ["does not select ServiceMonitor a/s: there is no spec.serviceMonitorSelector, which selects nothing ({} selects everything)"],
            id="no-selector",
        ),
        pytest.param(
            [prometheus(serviceMonitorSelector={"matchLabels": {"release": "x"}}, serviceMonitorNamespaceSelector={}), monitor(release="y")],
            ["does not select ServiceMonitor a/s: its labels do not match spec.serviceMonitorSelector"],
            id="other-labels",
        ),
        pytest.param(
            [
                prometheus(
                    {"type": "Complete", "status": "False", "message": "2 rejected: ServiceMonitor a/s: x: bad; or so; PrometheusRule m/r: y: worse"}, **ALL
                ),
                monitor(),
            ],
            ["ServiceMonitor a/s: x: bad; or so", "PrometheusRule m/r: y: worse"],
            id="rejected-objects-each-on-a-line",
        ),
        pytest.param([prometheus({"type": "Available", "status": "False", "reason": "NoPodReady"})], [], id="starting-is-no-verdict"),
    ],
)
def test_verdicts(objects: list[Manifest], sentences: list[str]) -> None:
    assert list(verdicts(objects)) == [("Prometheus m/p", sentence) for sentence in sentences]
