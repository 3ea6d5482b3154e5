from typing import Any

import pytest
import yaml

from hooks.kinds.prometheus import PrometheusSpec
from hooks.kinds.prometheusagent import PrometheusAgentSpec
from hooks.prometheus_yaml.model import RelabelConfig
from hooks.prometheus_yaml.sharding import Sharding, own_share, own_share_unless_hashed, sharding_of
from hooks.rendering import yaml_text
from hooks.settings import Gates, Settings
from hooks.shards import number_in_zone, zone_of
from tests.unit.prometheus_yaml.clusters import NATIVE, SIDECAR, workload

ZONES = "{shards: 5, shardingStrategy: {mode: Topology, topology: {values: [a, b]}}}"


def spec(text: str) -> PrometheusSpec:
    found = workload(text).spec
    assert isinstance(found, PrometheusSpec)
    return found


def read(rules: tuple[RelabelConfig, ...]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = yaml.safe_load(yaml_text(rules))
    return found


def test_targets_are_dealt_out_by_address_unless_the_user_set_the_hash() -> None:
    assert read(own_share(Sharding(shards=3))) == [
        {"source_labels": ["__address__", "__tmp_hash"], "target_label": "__tmp_hash", "regex": "(.+);", "replacement": "$1", "action": "replace"},
        {"source_labels": ["__tmp_hash"], "target_label": "__tmp_hash", "modulus": 3, "action": "hashmod"},
        {"source_labels": ["__tmp_hash", "__tmp_disable_sharding"], "regex": "$(SHARD);|.+;.+", "action": "keep"},
    ]


def test_of_an_agent_no_shard_is_kept() -> None:
    assert not sharding_of(PrometheusAgentSpec(), Settings(), native=False).retained
    assert sharding_of(PrometheusSpec(), Settings(), native=False).retained


def test_shards_that_are_kept_for_their_data_scrape_nothing() -> None:
    first, second, *_ = read(own_share(Sharding(shards=2, retained=True)))
    assert first == {"target_label": "__tmp_current_shard", "replacement": "$(SHARD)", "action": "replace"}
    assert second == {"source_labels": ["__tmp_current_shard"], "regex": "0|1", "action": "keep"}


@pytest.mark.parametrize(("pod_label", "owner"), [(True, "pod"), (False, "node")])
def test_a_target_goes_to_a_shard_of_its_zone(pod_label: bool, owner: str) -> None:
    rules = read(own_share(Sharding(shards=4, shards_per_zone=2, pod_zone_label=pod_label)))
    assert [each.get("source_labels", [""])[0] for each in rules] == [
        "__meta_kubernetes_endpointslice_endpoint_zone",
        f"__meta_kubernetes_{owner}_label_topology_kubernetes_io_zone",
        "__tmp_topology",
        "__address__",
        "__tmp_hash",
        "__tmp_hash",
    ]
    assert (rules[2]["regex"], rules[4]["modulus"], rules[5]["regex"]) == ("$(TOPOLOGY_ZONE);|.+;.+", 2, "$(INZONE_SHARD);|.+;.+")


@pytest.mark.parametrize(
    ("text", "settings", "want"),
    [
        pytest.param("{}", SIDECAR, Sharding(shards=1, needed=True), id="sidecar-always-writes-the-rules"),
        pytest.param("{}", NATIVE, Sharding(shards=1, needed=False), id="native-needs-none-for-one-shard"),
        pytest.param("{shards: 0}", SIDECAR, Sharding(shards=1), id="at-least-one"),
        pytest.param("{shards: 3}", NATIVE, Sharding(shards=3), id="several"),
        pytest.param(ZONES, SIDECAR, Sharding(shards=5, shards_per_zone=2), id="by-zone"),
        pytest.param(ZONES, Settings(reload="sidecar", gates=Gates(prometheus_topology_sharding=False)), Sharding(shards=5, retained=True), id="gate-closed"),
    ],
)
def test_how_a_workload_shares_out(text: str, settings: Settings, want: Sharding) -> None:
    assert sharding_of(spec(text), settings, native=settings.reload == "auto") == want


def test_shards_are_dealt_out_to_zones_in_turn() -> None:
    found = spec(ZONES)
    assert [zone_of(shard, found, SIDECAR) for shard in range(5)] == ["a", "b", "a", "b", "a"]
    assert [number_in_zone(shard, found, SIDECAR) for shard in range(5)] == [0, 0, 1, 1, 2]
    assert (zone_of(3, spec("{}"), SIDECAR), number_in_zone(3, spec("{}"), SIDECAR)) == ("", 3)


def test_a_users_own_hashmod_is_enough() -> None:
    hashmod = (RelabelConfig(action="hashmod", modulus=2),)
    assert own_share_unless_hashed(Sharding(shards=2), hashmod) == ()
    assert own_share_unless_hashed(Sharding(shards=1), ()) == ()
    assert own_share_unless_hashed(Sharding(shards=2), ()) == own_share(Sharding(shards=2))
