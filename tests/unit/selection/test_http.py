from typing import Any

import msgspec
import pytest

from hooks.assets import Assets
from hooks.kinds.remote_write import RemoteWrite
from hooks.kinds.servicemonitor import Endpoint
from hooks.selection import http, references
from hooks.source import Source

NOWHERE = Source("team", Assets())


@pytest.mark.parametrize(
    "endpoint",
    [
        pytest.param({}, id="nothing"),
        pytest.param({"bearerTokenSecret": {"key": ""}, "bearerTokenFile": "/token"}, id="a-token-without-a-name-is-none"),
        pytest.param({"authorization": {"type": "Token", "credentials": {"key": ""}}}, id="credentials-without-a-name-are-none"),
        pytest.param({"tlsConfig": {"certFile": "/crt", "keyFile": "/key", "ca": {}}}, id="files"),
        pytest.param({"tlsConfig": {"minVersion": "TLS12", "maxVersion": "TLS12"}}, id="one-tls-version"),
        pytest.param({"proxyFromEnvironment": True}, id="proxy-of-the-environment"),
    ],
)
def test_settings_that_prometheus_takes_are_taken(endpoint: dict[str, Any]) -> None:
    part = msgspec.convert(endpoint, Endpoint)
    assert not [*http.findings(part, "endpoint", NOWHERE), *references.findings(part, "endpoint", NOWHERE)]


@pytest.mark.parametrize(
    ("remote", "path"),
    [
        pytest.param({"bearerToken": "x", "bearerTokenFile": "/token"}, "r.bearerTokenFile", id="two-tokens"),
        pytest.param({"authorization": {"credentialsFile": "/token"}, "sigv4": {}}, "r.sigv4", id="authorization-and-sigv4"),
        pytest.param({"oauth2": {"tokenUrl": "http://x", "clientId": {"secret": {"name": "a", "key": "b"}}}}, "r.oauth2.clientId.secret", id="client-id"),
        pytest.param({"sigv4": {"accessKey": {"name": "a", "key": "b"}}}, "r.sigv4", id="half-a-key-pair"),
    ],
)
def test_settings_that_prometheus_refuses_are_refused_at_the_field(remote: dict[str, Any], path: str) -> None:
    part = msgspec.convert(remote, RemoteWrite)
    found = [*references.findings(part, "r", NOWHERE), *http.findings(part, "r", NOWHERE)]
    assert path in {finding.path for finding in found}


def test_no_value_of_a_secret_gets_into_a_message() -> None:
    known = Assets.of([{"kind": "Secret", "metadata": {"name": "auth", "namespace": "team"}, "data": {"ca": "Y2FuYXJ5"}}])
    endpoint = msgspec.convert({"tlsConfig": {"ca": {"secret": {"name": "auth", "key": "ca"}}}}, Endpoint)
    (found,) = http.findings(endpoint, "endpoint", Source("team", known))
    assert "canary" not in str(found)
