"""docs/versions.md names the versions that are really pinned and deployed."""

from pathlib import Path

import pytest

from hooks.cli.local.pinned import pinned_version
from hooks.settings import Settings
from hooks.versions import NEWEST_ALERTMANAGER, NEWEST_PROMETHEUS
from tools.crdgen.output import API_VERSION

PAGE = (Path(__file__).parents[2] / "docs/versions.md").read_text(encoding="utf-8")


def row(start: str) -> str:
    return next(line for line in PAGE.splitlines() if line.startswith(start))


@pytest.mark.parametrize(
    ("start", "programs"),
    [
        pytest.param("| Prometheus | 3.4", ["prometheus-3.4", "prometheus-3.12"], id="older-prometheus"),
        pytest.param("| Prometheus, promtool | 3.", ["prometheus", "promtool"], id="prometheus"),
        pytest.param("| amtool |", ["amtool"], id="amtool"),
        pytest.param("| Alertmanager | 0.3", ["alertmanager"], id="alertmanager"),
        pytest.param("| etcd, kube-apiserver |", ["etcd", "kube-apiserver"], id="kubernetes"),
    ],
)
def test_what_is_tried_is_what_is_pinned(start: str, programs: list[str]) -> None:
    assert all(pinned_version(name) in row(start) for name in programs)


def test_known_and_default_versions_are_those_of_the_code() -> None:
    settings = Settings()
    assert f"| {NEWEST_PROMETHEUS.major}.{NEWEST_PROMETHEUS.minor} | {settings.prometheus_version.removeprefix('v')} |" in row("| Prometheus | 2.45")
    assert f"| {NEWEST_ALERTMANAGER.major}.{NEWEST_ALERTMANAGER.minor} | {settings.alertmanager_version.removeprefix('v')} |" in row("| Alertmanager | 0.22")
    assert f"| {settings.thanos_version.removeprefix('v')} |" in row("| Thanos (sidecar")
    assert f"| {API_VERSION} |" in row("| prometheus-operator's API")
