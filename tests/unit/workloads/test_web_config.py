import base64
from typing import Any

import msgspec
import pytest

from hooks.errors import InvalidParent
from hooks.kinds.alertmanager import ClusterTLS
from hooks.kinds.prometheus_common import PrometheusWeb
from hooks.settings import Settings
from hooks.workloads import cluster_tls, web_config
from tests.unit.workloads import build

KEY = {"keySecret": {"name": "tls", "key": "tls.key"}}
CERT = {"cert": {"secret": {"name": "tls", "key": "tls.crt"}}}


def web(**fields: Any) -> PrometheusWeb:
    return msgspec.convert(fields, PrometheusWeb)


def test_nothing_configured_is_an_empty_file() -> None:
    assert web_config.text(None, "/web") == ""
    assert web_config.text(web(pageTitle="x"), "/web") == ""


def test_references_become_paths_below_the_folder() -> None:
    text = web_config.text(web(tlsConfig={**KEY, **CERT}), "/web")
    assert text == "tls_server_config:\n  cert_file: /web/secret/tls-cert/tls.crt\n  key_file: /web/secret/tls-key/tls.key\n"


def test_a_file_of_the_user_is_not_mounted_a_second_time() -> None:
    configured = web(tlsConfig={"keyFile": "/mine/key", "certFile": "/mine/cert"})
    assert "key_file: /mine/key" in web_config.text(configured, "/web")
    assert [volume["name"] for volume in web_config.mounted(configured, "/web", "main-web-config").volumes] == ["web-config"]


def test_certificates_are_mounted_as_whole_folders_so_that_renewals_arrive() -> None:
    mounts = web_config.mounted(web(tlsConfig={**KEY, **CERT}), "/web", "main-web-config").mounts
    assert [mount["mountPath"] for mount in mounts if "subPath" not in mount] == ["/web/secret/tls-key", "/web/secret/tls-cert"]


def test_headers_have_the_names_of_the_protocol() -> None:
    text = web_config.text(web(httpConfig={"http2": False, "headers": {"xFrameOptions": "Deny", "xXSSProtection": "1"}}), "/web")
    assert text == 'http_server_config:\n  http2: false\n  headers:\n    X-Frame-Options: deny\n    X-XSS-Protection: "1"\n'


@pytest.mark.parametrize(
    ("tls", "path"),
    [
        pytest.param({**KEY, **CERT, "keyFile": "/k"}, "spec.web.tlsConfig.keyFile", id="key-twice"),
        pytest.param({**KEY, **CERT, "certFile": "/c"}, "spec.web.tlsConfig.certFile", id="certificate-twice"),
        pytest.param(
            {**KEY, **CERT, "client_ca": {"secret": {"name": "a", "key": "b"}}, "clientCAFile": "/a"}, "spec.web.tlsConfig.clientCAFile", id="ca-twice"
        ),
        pytest.param({**KEY}, "spec.web.tlsConfig.cert", id="no-certificate"),
        pytest.param({**CERT}, "spec.web.tlsConfig.keySecret", id="no-key"),
        pytest.param({**KEY, "cert": {"secret": {"key": "tls.crt"}}}, "spec.web.tlsConfig.cert", id="certificate-of-a-nameless-secret"),
        pytest.param(
            {**KEY, "cert": {"secret": {"name": "a", "key": "b"}, "configMap": {"name": "a", "key": "b"}}}, "spec.web.tlsConfig.cert", id="two-sources"
        ),
    ],
)
def test_tls_that_cannot_work_names_its_field(tls: dict[str, Any], path: str) -> None:
    with pytest.raises(InvalidParent) as refusal:
        web_config.text(web(tlsConfig=tls), "/web")
    assert refusal.value.path == path


def test_the_secret_is_there_even_with_nothing_in_it() -> None:
    secret = web_config.web_config_secret(build.prometheus(), "/web", Settings())
    assert secret["metadata"]["name"] == "prometheus-main-web-config"
    assert base64.b64decode(secret["data"]["web-config.yaml"]) == b""


def test_both_sides_of_a_cluster_have_folders_of_their_own() -> None:
    tls = msgspec.convert({"server": {**KEY, **CERT}, "client": {**KEY, **CERT, "serverName": "am"}}, ClusterTLS)
    assert cluster_tls.text(tls, "/tls") == (
        "tls_server_config:\n"
        "  cert_file: /tls/server_tls/secret/tls-cert/tls.crt\n"
        "  key_file: /tls/server_tls/secret/tls-key/tls.key\n"
        "tls_client_config:\n"
        "  key_file: /tls/client_tls/secret/tls-key/tls.key\n"
        "  cert_file: /tls/client_tls/secret/tls-cert/tls.crt\n"
        "  server_name: am\n"
    )


def test_a_plain_cluster_has_an_empty_file() -> None:
    secret = cluster_tls.cluster_tls_secret(build.alertmanager(), Settings())
    assert secret["metadata"]["name"] == "alertmanager-main-cluster-tls-config"
    assert base64.b64decode(secret["data"]["cluster-tls-config.yaml"]) == b""
