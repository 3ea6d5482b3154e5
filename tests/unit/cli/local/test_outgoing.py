"""What a run would send to others stays on this machine."""

import urllib.error
import urllib.request
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
import yaml

from hooks.cli.local.config import localized
from hooks.cli.local.outgoing import Gate

GATE = "127.0.0.1:5555"
PROXY = f"http://{GATE}"


def kept_in(text: str) -> Any:
    return yaml.safe_load(localized(text, str, Path("/run"), GATE).text)


@pytest.mark.parametrize("field", ["remote_write", "remote_read"])
def test_remote_storage_elsewhere_is_reached_through_the_gate_only(field: str) -> None:
    far, near = kept_in(f"{field}: [{{url: 'https://far.example/write', proxy_from_environment: true}}, {{url: 'http://127.0.0.1:9/write'}}]")[field]
    assert far == {"url": "https://far.example/write", "proxy_url": PROXY}
    assert near == {"url": "http://127.0.0.1:9/write"}


def test_an_alertmanager_elsewhere_gets_no_alerts() -> None:
    far, near, found = kept_in(
        "alerting: {alertmanagers: [{static_configs: [{targets: ['am.example:9093']}]}, {static_configs: [{targets: ['127.0.0.1:9093']}]}, "
        "{kubernetes_sd_configs: [{role: endpoints}]}]}"
    )["alerting"]["alertmanagers"]
    assert far["proxy_url"] == PROXY
    assert not {"proxy_url"} & {*near, *found}


@pytest.mark.parametrize(
    ("receiver", "shared"),
    [
        pytest.param("slack_configs: [{api_url: 'https://hooks.slack.example/services/x'}]", "", id="its-own-address"),
        pytest.param("slack_configs: [{channel: a}]", "slack_api_url: 'https://hooks.slack.example/services/x'", id="the-global-address"),
        pytest.param("slack_configs: [{api_url_file: /secret}]", "", id="an-address-in-a-file"),
        pytest.param("pagerduty_configs: [{routing_key: x, http_config: {no_proxy: '*', follow_redirects: true}}]", "", id="the-default-address"),
        pytest.param("webhook_configs: [{url: 'http://intranet:8080/'}]", "", id="a-host-of-the-network"),
    ],
)
def test_a_notification_is_sent_to_the_gate(receiver: str, shared: str) -> None:
    result = kept_in(f"global: {{{shared}}}\nreceivers: [{{name: a, {receiver}}}]")
    (entries,) = (value for name, value in result["receivers"][0].items() if name != "name")
    assert entries[0]["http_config"]["proxy_url"] == PROXY
    assert "no_proxy" not in entries[0]["http_config"]


def test_a_receiver_on_this_machine_is_reached() -> None:
    entry = {"api_url": "http://127.0.0.1:9099/services/local"}
    assert kept_in(yaml.safe_dump({"receivers": [{"name": "a", "slack_configs": [entry]}]}))["receivers"][0]["slack_configs"] == [entry]


def test_mail_goes_to_no_server() -> None:
    result = kept_in("global: {smtp_smarthost: 'mail.example:25'}\nreceivers: [{name: a, email_configs: [{to: x, smarthost: 'other.example:587'}]}]")
    assert (result["global"]["smtp_smarthost"], result["receivers"][0]["email_configs"][0]["smarthost"]) == (GATE, GATE)


def test_the_gate_refuses_and_tells_each_host_once_without_its_path() -> None:
    told: list[str] = []
    with closing(Gate(told.append)) as gate:
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({"http": gate.address, "https": gate.address}))
        for url in ("http://far.example/services/secret", "http://far.example/again", "https://tls.example/secret"):
            with pytest.raises((urllib.error.URLError, OSError), match="kept on this machine"):
                opener.open(url, timeout=5)
    assert told == ["far.example", "tls.example:443"]
