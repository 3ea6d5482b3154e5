from typing import Any

import pytest

from hooks.assets import Assets
from hooks.errors import InvalidParent
from hooks.prometheus_yaml.thanos_ruler import remote_write_file
from hooks.settings import Settings
from hooks.source import Source
from tests.unit.workloads.build import ruler

SOURCE = Source("monitoring", Assets.of(()))


def written(version: str, **remote: Any) -> tuple[str, list[str]]:
    text, dropped = remote_write_file(ruler(version=version, remoteWrite=[{"url": "http://store", **remote}]), Settings(), SOURCE)
    return text, [drop.path for drop in dropped]


def test_nothing_to_send_is_an_empty_list() -> None:
    assert remote_write_file(ruler(), Settings(), SOURCE) == ("remote_write: []\n", ())


@pytest.mark.parametrize(
    ("version", "text", "dropped"),
    [
        pytest.param("0.38.0", 'remote_write:\n- url: "http://store"\n  round_robin_dns: true\n', [], id="known"),
        pytest.param("0.37.9", 'remote_write:\n- url: "http://store"\n', ["remote_write[0].round_robin_dns"], id="not-yet-known"),
    ],
)
def test_a_field_that_the_version_does_not_read_is_left_out_and_named(version: str, text: str, dropped: list[str]) -> None:
    assert written(version, roundRobinDNS=True) == (text, dropped)


def test_what_no_thanos_reads_is_left_out_of_the_newest() -> None:
    assert written("0.42.4", sigv4={"region": "x", "externalId": "y"}) == (
        'remote_write:\n- url: "http://store"\n  sigv4:\n    region: x\n',
        ["remote_write[0].sigv4.external_id"],
    )


@pytest.mark.parametrize(
    ("version", "remote", "path"),
    [
        pytest.param("0.23.0", {}, "spec.remoteWrite", id="too-old-for-remote-write"),
        pytest.param("0.39.0", {"azureAd": {"managedIdentity": {}}}, "spec.remoteWrite[0].azureAd.managedIdentity.clientId", id="identity-without-a-name"),
    ],
)
def test_what_the_version_cannot_do_names_its_field(version: str, remote: dict[str, Any], path: str) -> None:
    with pytest.raises(InvalidParent) as refusal:
        written(version, **remote)
    assert refusal.value.path == path
