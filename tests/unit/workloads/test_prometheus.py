import copy
from typing import Any

import msgspec
import pytest

from hooks.errors import InvalidParent
from hooks.settings import Settings
from hooks.workloads import agent, prometheus, thanos_sidecar
from hooks.workloads.context import WorkloadContext
from hooks.workloads.slots import Slots
from tests.unit.workloads import build
from tests.unit.workloads.build import NATIVE, SIDECAR, container, containers, pod, volume

RULES = ("prometheus-main-rulefiles-0",)


def native(shard: int = 0, ctx: WorkloadContext = NATIVE, **spec: Any) -> dict[str, Any]:
    return prometheus.stateful_set(build.prometheus(**spec), shard, ctx)


def arguments(workload: dict[str, Any]) -> list[str]:
    return list(container(workload, "prometheus")["args"])


def test_natively_there_is_nothing_but_prometheus() -> None:
    assert containers(native()) == ["prometheus"]


def test_with_sidecar_there_is_a_reloader_before_and_beside_it() -> None:
    assert containers(prometheus.stateful_set(build.prometheus(), 0, SIDECAR)) == ["init-config-reloader", "prometheus", "config-reloader"]


@pytest.mark.parametrize(
    ("version", "want", "unwanted"),
    [
        pytest.param("3.12.0", "--config.auto-reload", "--enable-feature=auto-reload-config", id="flag"),
        pytest.param("3.11.9", "--enable-feature=auto-reload-config", "--config.auto-reload", id="feature"),
    ],
)
def test_natively_prometheus_watches_its_files(version: str, want: str, unwanted: str) -> None:
    got = arguments(native(version=version))
    assert want in got
    assert unwanted not in got
    assert "--config.file=/etc/prometheus/config/prometheus.yaml" in got
    assert "--config.auto-reload-interval=1s" in got


def test_a_user_who_tunes_the_interval_himself_is_heard() -> None:
    got = arguments(native(additionalArgs=[{"name": "config.auto-reload-interval", "value": "1m"}]))
    assert [argument for argument in got if "interval" in argument] == ["--config.auto-reload-interval=1m"]


def test_feature_flags_of_the_user_stand_beside_ours() -> None:
    got = arguments(native(version="3.5.0", enableFeatures=["extra-scrape-metrics"], additionalArgs=[]))
    assert [argument for argument in got if "enable-feature" in argument] == ["--enable-feature=extra-scrape-metrics", "--enable-feature=auto-reload-config"]
    by_argument = arguments(native(version="3.5.0", additionalArgs=[{"name": "enable-feature", "value": "x"}]))
    assert [argument for argument in by_argument if "enable-feature" in argument] == ["--enable-feature=auto-reload-config", "--enable-feature=x"]


def test_the_lifecycle_endpoint_is_open_only_where_it_is_needed_or_asked_for() -> None:
    assert "--web.enable-lifecycle" in arguments(prometheus.stateful_set(build.prometheus(), 0, SIDECAR))
    assert "--web.enable-lifecycle" not in arguments(native())
    assert "--web.enable-lifecycle" in arguments(native(reloadStrategy="HTTP"))


def test_natively_one_volume_holds_configuration_scrape_files_and_rules() -> None:
    sources = volume(native(), "config")["projected"]["sources"]
    assert sources[0] == {"secret": {"name": "prometheus-main", "items": [{"key": "prometheus.yaml", "path": "prometheus.yaml"}]}}
    optional = [source for source in sources[1:] if next(iter(source.values()))["optional"]]
    secrets = [source["secret"]["name"] for source in optional if "secret" in source]
    maps = [source["configMap"]["name"] for source in optional if "configMap" in source]
    assert secrets == [f"prometheus-main-scrape-{bucket}" for bucket in range(8)]
    assert maps == [f"prometheus-main-rulefiles-{index}" for index in range(4)]
    assert len(sources) == 1 + 8 + 4


def test_each_shard_has_a_configuration_of_its_own_and_shares_the_rules() -> None:
    sources = volume(native(shard=2), "config")["projected"]["sources"]
    assert sources[0]["secret"]["name"] == "prometheus-main-shard-2"
    assert sources[1]["secret"]["name"] == "prometheus-main-shard-2-scrape-0"
    assert sources[9]["configMap"]["name"] == "prometheus-main-rulefiles-0"


def test_the_slots_of_the_context_are_mounted() -> None:
    template = native(ctx=msgspec.structs.replace(NATIVE, slots=Slots(16, 4, 16)))["spec"]["template"]["spec"]
    (config, assets) = (next(each for each in template["volumes"] if each["name"] == name)["projected"]["sources"] for name in ("config", "tls-assets"))
    assert [len(config), len(assets)] == [1 + 16 + 4, 16]


def test_external_labels_can_name_the_pod() -> None:
    (variable,) = container(native(), "prometheus")["env"]
    assert variable == {"name": "POD_NAME", "valueFrom": {"fieldRef": {"fieldPath": "metadata.name"}}}


@pytest.mark.parametrize(("field", "name"), [("containers", "config-reloader"), ("initContainers", "init-config-reloader")])
def test_a_patch_for_a_reloader_is_left_out_natively_and_said_so(field: str, name: str) -> None:
    spec: dict[str, Any] = {field: [{"name": name, "resources": {"limits": {"cpu": "1"}}}]}
    assert containers(native(**spec)) == ["prometheus"]
    (finding,) = prometheus.left_out(build.prometheus(**spec), NATIVE)
    assert (finding.code.id, finding.path) == ("PH6001", f"spec.{field}[0]")
    assert prometheus.left_out(build.prometheus(**spec), SIDECAR) == ()


def test_an_own_container_runs_in_both_modes() -> None:
    mine = {"name": "proxy", "image": "proxy:1"}
    assert containers(native(containers=[mine])) == ["prometheus", "proxy"]
    assert containers(prometheus.stateful_set(build.prometheus(containers=[mine]), 0, SIDECAR))[-1] == "proxy"


def test_a_process_namespace_is_shared_only_where_a_signal_is_sent() -> None:
    spec: dict[str, Any] = {"reloadStrategy": "ProcessSignal"}
    assert pod(prometheus.stateful_set(build.prometheus(**spec), 0, SIDECAR))["shareProcessNamespace"] is True
    assert pod(native(**spec))["shareProcessNamespace"] is False


def test_a_field_that_the_version_does_not_know_is_reported() -> None:
    spec = {"version": "2.45.0", "enableRemoteWriteReceiver": True, "remoteWriteReceiverMessageVersions": ["V2.0"]}
    (finding,) = prometheus.left_out(build.prometheus(**spec), SIDECAR)
    assert (finding.code.id, finding.path) == ("PH7001", "spec.remoteWriteReceiverMessageVersions")
    assert "2.54.0" in finding.problem


def test_a_plain_custom_resource_leaves_nothing_out() -> None:
    assert prometheus.left_out(build.prometheus(), NATIVE) == ()
    assert prometheus.left_out(build.prometheus(version="2.45.0"), SIDECAR) == ()


@pytest.mark.parametrize(
    ("spec", "path"),
    [
        pytest.param({"version": "latest"}, "spec.version", id="version"),
        pytest.param({"version": "1.8.0"}, "spec.version", id="major-version"),
        pytest.param({"additionalArgs": [{"name": "config.file", "value": "/x"}]}, "spec.additionalArgs", id="argument-that-is-ours"),
        pytest.param({"additionalArgs": [{"name": "no-storage.tsdb.path"}]}, "spec.additionalArgs", id="its-negation"),
        pytest.param({"thanos": {"version": "x"}}, "spec.thanos.version", id="thanos-version"),
        pytest.param({"thanos": {"additionalArgs": [{"name": "grpc-address"}]}}, "spec.thanos.additionalArgs", id="thanos-argument"),
        pytest.param({"web": {"tlsConfig": {}}}, "spec.web.tlsConfig.keySecret", id="tls-without-key"),
        pytest.param({"web": {"tlsConfig": {"keyFile": "/k"}}}, "spec.web.tlsConfig.cert", id="tls-without-certificate"),
        pytest.param(
            {"web": {"tlsConfig": {"keyFile": "/k", "certFile": "/c", "clientAuthType": "Mandatory"}}},
            "spec.web.tlsConfig.clientAuthType",
            id="no-way-to-ask-clients",
        ),
    ],
)
def test_a_contradiction_names_its_field(spec: dict[str, Any], path: str) -> None:
    with pytest.raises(InvalidParent) as refusal:
        native(**spec)
    assert refusal.value.path == path


def test_uploaded_blocks_are_compacted_only_afterwards_where_both_programs_can() -> None:
    upload = {"objectStorageConfig": {"name": "bucket", "key": "config"}}
    meta = "--storage.tsdb.delay-compact-file.path=/prometheus/thanos.shipper.json"
    assert meta in arguments(native(version="3.9.0", thanos=upload))
    old = arguments(native(version="3.9.0", thanos={**upload, "version": "0.41.0"}))
    assert meta not in old
    assert "--storage.tsdb.max-block-duration=2h" in old


def test_thanos_gets_each_cipher_suite_and_each_curve_as_a_flag_of_its_own() -> None:
    tls = {"certFile": "/c", "keyFile": "/k", "cipherSuites": ["A", "B"], "curves": ["X25519", "CurveP256"]}
    got = container(native(thanos={"version": "0.42.0", "grpcServerTlsConfig": tls}), "thanos-sidecar")["args"]
    assert [argument for argument in got if "ciphers" in argument or "curves" in argument] == [
        "--grpc-server-tls-ciphers=A",
        "--grpc-server-tls-ciphers=B",
        "--grpc-server-tls-curves=X25519",
        "--grpc-server-tls-curves=CurveP256",
    ]
    older = build.prometheus(thanos={"version": "0.41.0", "grpcServerTlsConfig": tls})
    assert [finding.path for finding in prometheus.left_out(older, NATIVE)] == [
        "spec.thanos.grpcServerTlsConfig.cipherSuites",
        "spec.thanos.grpcServerTlsConfig.curves",
    ]


@pytest.mark.parametrize(
    ("version", "want"),
    [
        pytest.param("2.31.0", [], id="none-yet"),
        pytest.param("2.32.0", ["--enable-feature=extra-scrape-metrics"], id="a-flag"),
        pytest.param("3.9.1", ["--enable-feature=extra-scrape-metrics"], id="the-last-flag"),
        pytest.param("3.10.0", [], id="in-the-file"),
    ],
)
def test_extra_scrape_metrics_are_asked_for_as_the_version_wants_it(version: str, want: list[str]) -> None:
    got = arguments(prometheus.stateful_set(build.prometheus(version=version, extraScrapeMetrics=True), 0, SIDECAR))
    assert [argument for argument in got if "extra-scrape-metrics" in argument] == want


def test_a_share_of_the_volume_is_no_limit_for_a_version_that_cannot_read_it() -> None:
    older = build.prometheus(version="3.10.0", retentionPercentage=80)
    assert "--storage.tsdb.retention.time=24h" in arguments(prometheus.stateful_set(older, 0, SIDECAR))
    assert [finding.path for finding in prometheus.left_out(older, SIDECAR)] == ["spec.retentionPercentage"]
    assert prometheus.left_out(build.prometheus(version="3.11.0", retentionPercentage=80), SIDECAR) == ()


def test_labels_of_the_host_are_not_inherited() -> None:
    resource = msgspec.convert({"metadata": {"name": "main", "labels": {"controller-uid": "x", "team": "a"}}}, type(build.prometheus()))
    metadata = prometheus.stateful_set(resource, 0, NATIVE)["metadata"]
    assert metadata["labels"]["team"] == "a"
    assert "controller-uid" not in metadata["labels"]


def test_labels_of_the_owner_do_not_hide_what_a_stateful_set_is() -> None:
    own = {"app.kubernetes.io/name": "kube-prometheus-stack", "app.kubernetes.io/managed-by": "Helm", "managed-by": "us", "cost": "1", "release": "x"}
    resource = msgspec.convert({"metadata": {"name": "main", "labels": own, "annotations": {"by": "me", "on": "x"}}}, type(build.prometheus()))
    ctx = WorkloadContext(settings=Settings(labels={"cost": "7"}, annotations={"by": "us"}))
    metadata = prometheus.stateful_set(resource, 0, ctx)["metadata"]
    assert metadata["labels"] | {"app.kubernetes.io/name": "prometheus", "cost": "7", "release": "x"} == metadata["labels"]
    assert metadata["labels"]["app.kubernetes.io/managed-by"] == metadata["labels"]["managed-by"] == "prometheus-operator"
    assert metadata["annotations"] | {"by": "us", "on": "x"} == metadata["annotations"]


def test_settings_label_the_pods_and_their_selector() -> None:
    ctx = WorkloadContext(settings=Settings(labels={"cost": "7"}, annotations={"by": "us"}))
    got = prometheus.stateful_set(build.prometheus(), 0, ctx)
    assert got["spec"]["selector"]["matchLabels"]["cost"] == "7"
    assert got["spec"]["template"]["metadata"]["labels"]["cost"] == "7"
    assert got["metadata"]["annotations"]["by"] == "us"


def test_a_daemon_set_has_no_storage_and_knows_its_node() -> None:
    got = agent.daemon_set(build.agent(mode="DaemonSet"), SIDECAR)
    assert "/prometheus" not in {mount["mountPath"] for mount in container(got, "prometheus")["volumeMounts"]}
    assert "NODE_NAME" in {variable["name"] for variable in container(got, "config-reloader")["env"]}


def test_an_agent_mounts_no_rules() -> None:
    sources = volume(agent.stateful_set(build.agent(), 0, NATIVE), "config")["projected"]["sources"]
    assert not [source for source in sources if "configMap" in source]
    assert sources[0]["secret"]["name"] == "prom-agent-main"


def test_the_input_is_not_changed() -> None:
    resource = build.prometheus(affinity={"nodeAffinity": {}}, containers=[{"name": "prometheus", "env": [{"name": "A", "value": "1"}]}])
    before = copy.deepcopy(resource)
    prometheus.stateful_set(resource, 0, SIDECAR)
    assert resource == before


@pytest.mark.parametrize(
    ("spec", "want"),
    [
        pytest.param({}, [], id="no-sidecar"),
        pytest.param({"thanos": {}}, ["prometheus-main-thanos-prometheus-http-client-file"], id="sidecar"),
        pytest.param({"thanos": {"version": "0.23.0"}}, [], id="sidecar-that-cannot-read-it"),
    ],
)
def test_each_secret_that_a_sidecar_mounts_is_there(spec: dict[str, Any], want: list[str]) -> None:
    resource = build.prometheus(**spec)
    mounted = [each["secret"]["secretName"] for each in pod(prometheus.stateful_set(resource, 0, NATIVE))["volumes"] if "thanos" in each["name"]]
    assert mounted == [secret["metadata"]["name"] for secret in thanos_sidecar.secrets(resource, Settings())] == want


@pytest.mark.parametrize(
    ("name", "want"),
    [
        pytest.param("dotted.name", "secret-dotted-name", id="dots"),
        pytest.param("a" * 80, "secret-" + "a" * 56, id="too-long"),
        pytest.param("a" * 55 + "-b", "secret-" + "a" * 55, id="cut-at-a-dash"),
    ],
)
def test_a_volume_is_named_after_its_secret(name: str, want: str) -> None:
    assert volume(native(secrets=[name]), want)["secret"] == {"secretName": name}
