"""prometheus-operator's flags as settings of the hooks."""

import json

from hooks.cli.migrate.flags import default_versions, environment, settings
from hooks.cli.migrate.live import Operator, Workload
from hooks.protocol import Manifest
from hooks.settings import Settings, settings_from

FLAGS = Operator(
    "monitoring/prometheus-operator",
    1,
    (
        "--prometheus-config-reloader=registry.example/reloader:1",
        "--config-reloader-cpu-request=0",
        "--kubelet-service=kube-system/kubelet",
        "--kubelet-endpointslice=true",
        "--labels=team=infra,stage=live",
        "--localhost=127.0.0.1",
        "--feature-gates=PrometheusAgentDaemonSet=true",
        "--namespaces=web,shop",
        "--prometheus-instance-selector=team=infra",
        "--disable-unmanaged-prometheus-configuration=true",
        "--unknown",
    ),
).flags


def test_each_flag_has_its_setting() -> None:
    found = settings(FLAGS)
    assert (found.reload, found.local_host, found.labels) == ("sidecar", "127.0.0.1", {"team": "infra", "stage": "live"})
    assert (found.reloader.image, found.reloader.cpu_request, found.reloader.cpu_limit) == ("registry.example/reloader:1", "0", "10m")
    assert (found.kubelet.service, found.kubelet.endpoint_slices, found.kubelet.endpoints) == ("kube-system/kubelet", True, True)
    assert (found.namespaces, found.prometheus_instance_selector) == (("web", "shop"), "team=infra")
    assert found.gates.prometheus_agent_daemon_set
    assert not found.unmanaged_configuration


def test_a_flag_changes_its_part_of_a_variable() -> None:
    found = settings_from({"PROMHOOKS_RELOADER": '{"image": "a", "cpu_limit": "1"}'}, {"prometheus-config-reloader": "b"})
    assert (found.reloader.image, found.reloader.cpu_limit) == ("b", "1")


def test_the_variables_give_the_same_settings() -> None:
    variables = environment(settings(FLAGS))
    assert settings_from(variables) == settings(FLAGS)
    assert json.loads(variables["PROMHOOKS_RELOADER"]) == {"image": "registry.example/reloader:1", "cpu_request": "0"}


def test_versions_that_nobody_chose_are_those_that_run() -> None:
    def running(spec: Manifest, **images: str) -> Workload:
        containers = [{"name": name.replace("_", "-"), "image": image} for name, image in images.items()]
        child = {"kind": "StatefulSet", "spec": {"template": {"spec": {"containers": containers}}}}
        return Workload({"kind": "Prometheus", "spec": spec}, (child,))

    chosen = running({"version": "v3.5.0", "thanos": {}}, prometheus="quay.io/prometheus/prometheus:v3.5.0", thanos_sidecar="quay.io/thanos/thanos:v0.42.2")
    assert default_versions([chosen]) == {"thanos_version": "v0.42.2"}
    assert default_versions([running({}, prometheus="quay.io/prometheus/prometheus:v3.13.1")]) == {"prometheus_version": "v3.13.1"}


def test_defaults_need_no_variable() -> None:
    assert environment(Settings()) == {}
