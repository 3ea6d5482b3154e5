"""The HTTP client settings that most discoveries share: each setting that a discovery's schema has arrives in its section."""

import msgspec
import pytest
import yaml

from hooks.kinds.scrapeconfig import ScrapeConfigSpec
from tests.unit.prometheus_yaml.discovery.sections import section

REQUIRED = {
    "azureSDConfigs": "subscriptionID: s",
    "consulSDConfigs": "server: s",
    "digitalOceanSDConfigs": "{}",
    "dockerSDConfigs": "host: tcp://s",
    "dockerSwarmSDConfigs": "{host: tcp://s, role: Nodes}",
    "eurekaSDConfigs": "server: http://s",
    "hetznerSDConfigs": "role: hcloud",
    "httpSDConfigs": "url: http://s",
    "ionosSDConfigs": "datacenterID: d",
    "kubernetesSDConfigs": "role: Pod",
    "kumaSDConfigs": "server: http://s",
    "lightSailSDConfigs": "region: r",
    "linodeSDConfigs": "{}",
    "nomadSDConfigs": "server: http://s",
    "puppetDBSDConfigs": "{url: http://s, query: q}",
    "scalewaySDConfigs": "{accessKey: a, projectID: p, role: Instance, secretKey: {name: login, key: secret}}",
}
"""Every discovery that asks a server over HTTP, with what it cannot do without."""

SETTINGS = {
    "basicAuth": (
        "{username: {name: login, key: user}, password: {name: login, key: password}}",
        "basic_auth: {username: alice, password: p4ss}",
    ),
    "authorization": (
        "{type: Token, credentials: {name: login, key: token}}",
        "authorization: {type: Token, credentials: t0k3n}",
    ),
    "oauth2": (
        "{clientId: {secret: {name: login, key: id}}, clientSecret: {name: login, key: secret}, tokenUrl: http://t, scopes: [a], endpointParams: {b: c}}",
        "oauth2: {client_id: id-1, client_secret: s3cr3t, token_url: http://t, scopes: [a], endpoint_params: {b: c}}",
    ),
    "tlsConfig": (
        "{ca: {secret: {name: tls, key: ca}}, cert: {secret: {name: tls, key: crt}}, keySecret: {name: tls, key: key}, minVersion: TLS12, maxVersion: TLS13}",
        """
        tls_config:
          ca_file: /etc/prometheus/certs/0_shop_tls_ca
          cert_file: /etc/prometheus/certs/0_shop_tls_crt
          key_file: /etc/prometheus/certs/0_shop_tls_key
          min_version: TLS12
          max_version: TLS13
        """,
    ),
    "followRedirects": ("false", "follow_redirects: false"),
    "enableHTTP2": ("false", "enable_http2: false"),
    "proxyUrl": ("http://proxy", "proxy_url: http://proxy"),
    "noProxy": ("internal", "no_proxy: internal"),
    "proxyFromEnvironment": ("false", "proxy_from_environment: false"),
    "proxyConnectHeader": ("{X-A: [{name: login, key: header}]}", "proxy_connect_header: {X-A: [h3ader]}"),
}
"""Setting → (its value in the ScrapeConfig, what Prometheus reads)."""


def settings_of(discovery: str) -> list[str]:
    fields = {field.encode_name: field.type for field in msgspec.structs.fields(ScrapeConfigSpec)}
    entry = fields[discovery].__args__[0]
    return [field.encode_name for field in msgspec.structs.fields(entry) if field.encode_name in SETTINGS]


ROWS = [pytest.param(discovery, setting, id=f"{discovery}-{setting}") for discovery in REQUIRED for setting in settings_of(discovery)]


@pytest.mark.parametrize(("discovery", "setting"), ROWS)
def test_setting_arrives(discovery: str, setting: str) -> None:
    given, want = SETTINGS[setting]
    without = section(discovery, REQUIRED[discovery])
    got = section(discovery, yaml.safe_dump(yaml.safe_load(REQUIRED[discovery]) | {setting: yaml.safe_load(given)}))
    assert {name: value for name, value in got.items() if without.get(name) != value} == yaml.safe_load(want)


@pytest.mark.parametrize("discovery", REQUIRED)
def test_without_settings_nothing_is_said_about_the_client(discovery: str) -> None:
    client = {"basic_auth", "authorization", "oauth2", "tls_config", "follow_redirects", "enable_http2", "proxy_url", "no_proxy"}
    assert not client & section(discovery, REQUIRED[discovery]).keys()


@pytest.mark.parametrize(("version", "arrives"), [("2.42.0", False), ("2.43.0", True)])
def test_proxy_exceptions_came_with_2_43(version: str, arrives: bool) -> None:
    assert ("no_proxy" in section("httpSDConfigs", "{url: http://s, noProxy: internal}", version)) is arrives
