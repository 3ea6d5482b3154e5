import base64
from typing import Any

import msgspec
import pytest

from hooks.assets import LIMIT, Assets, asset_of, asset_secret, references, tls_file, tls_files
from hooks.errors import InvalidObject
from hooks.kinds.references import ConfigMapKeySelector, SecretKeySelector, SecretOrConfigMap
from hooks.kinds.servicemonitor import ServiceMonitor
from hooks.names import copied_label

AUTH = {"kind": "Secret", "metadata": {"name": "auth", "namespace": "team"}, "data": {"user": "am9l", "raw": base64.b64encode(b"\xff\x00").decode()}}
AUTHORITIES = {
    "kind": "ConfigMap",
    "metadata": {"name": "ca", "namespace": "team"},
    "data": {"ca.crt": "PEM"},
    "binaryData": {"der": base64.b64encode(b"\x30\x82").decode()},
}
KNOWN = Assets.of([AUTH, AUTHORITIES, {"kind": "Namespace", "metadata": {"name": "team"}}])


def monitor(*endpoints: dict[str, Any], **metadata: Any) -> ServiceMonitor:
    manifest = {"metadata": {"name": "app", "namespace": "team", "uid": "u-1", "generation": 3, **metadata}, "spec": {"endpoints": endpoints}}
    return msgspec.convert(manifest, ServiceMonitor)


def secret_of(owner: ServiceMonitor, assets: Assets = KNOWN) -> dict[str, Any] | None:
    return asset_secret("ServiceMonitor", owner, references(owner, "team"), assets)


BASIC = {"basicAuth": {"username": {"name": "auth", "key": "user"}, "password": {"name": "auth", "key": "pw"}}}
MUTUAL = {
    "tlsConfig": {
        "ca": {"configMap": {"name": "ca", "key": "ca.crt"}},
        "cert": {"secret": {"name": "auth", "key": "user"}},
        "keySecret": {"name": "auth", "key": "raw"},
    }
}


def test_references_are_found_at_any_depth_with_their_path() -> None:
    oauth2 = {"oauth2": {"clientId": {"configMap": {"name": "c", "key": "id"}}, "proxyConnectHeader": {"X-Team": [{"name": "h", "key": "v"}]}}}
    found = references(monitor({}, BASIC, oauth2), "team")
    assert {(each.kind, each.name, each.key, each.path) for each in found} == {
        ("Secret", "auth", "user", "spec.endpoints[1].basicAuth.username"),
        ("Secret", "auth", "pw", "spec.endpoints[1].basicAuth.password"),
        ("ConfigMap", "c", "id", "spec.endpoints[2].oauth2.clientId.configMap"),
        ("Secret", "h", "v", "spec.endpoints[2].oauth2.proxyConnectHeader.X-Team[0]"),
    }


def test_a_reference_without_a_name_is_none() -> None:
    assert references(monitor({"bearerTokenSecret": {"key": ""}}), "team") == ()


@pytest.mark.parametrize(
    ("selector", "value"),
    [
        pytest.param(SecretKeySelector(name="auth", key="user"), "joe", id="secret"),
        pytest.param(SecretKeySelector(name="auth", key="pw"), None, id="no-such-key"),
        pytest.param(SecretKeySelector(name="other", key="user"), None, id="no-such-secret"),
        pytest.param(None, None, id="nothing-selected"),
    ],
)
def test_a_lenient_lookup_answers_none_for_what_is_not_there(selector: SecretKeySelector | None, value: str | None) -> None:
    assert KNOWN.secret("team", selector) == value


def test_a_choice_prefers_the_secret() -> None:
    both = SecretOrConfigMap(secret=SecretKeySelector(name="auth", key="user"), config_map=ConfigMapKeySelector(name="ca", key="ca.crt"))
    assert KNOWN.either("team", both) == "joe"
    assert KNOWN.either("team", SecretOrConfigMap(config_map=both.config_map)) == "PEM"
    assert KNOWN.either("team", SecretOrConfigMap()) is None


def test_values_are_not_found_from_another_namespace() -> None:
    assert KNOWN.secret("other", SecretKeySelector(name="auth", key="user")) is None


@pytest.mark.parametrize(
    ("selector", "sentence"),
    [
        pytest.param(SecretKeySelector(name="auth", key="pw"), 'spec.x: secret "team/auth" has no key "pw"', id="key"),
        pytest.param(SecretKeySelector(name="nix", key="pw"), 'spec.x: secret "team/nix" does not exist, create it or correct the name', id="secret"),
        pytest.param(ConfigMapKeySelector(name="ca", key="x"), 'spec.x: configmap "team/ca" has no key "x"', id="configmap-key"),
        pytest.param(SecretKeySelector(key="pw"), "spec.x: no secret is named, write its name", id="name"),
    ],
)
def test_a_strict_lookup_says_what_is_missing(selector: SecretKeySelector | ConfigMapKeySelector, sentence: str) -> None:
    assert str(KNOWN.missing("spec.x", "team", selector)) == sentence


def test_bytes_that_are_no_text_reach_the_tls_files_unchanged() -> None:
    assert tls_files(monitor(MUTUAL), "team", KNOWN) == {"1_team_ca_ca.crt": b"PEM", "0_team_auth_user": b"joe", "0_team_auth_raw": b"\xff\x00"}


def test_a_certificate_without_its_key_is_no_tls_file() -> None:
    alone = {"tlsConfig": {"cert": {"secret": {"name": "auth", "key": "user"}}}}
    assert tls_files(monitor(alone), "team", KNOWN) == {}


def test_a_file_name_too_long_for_a_key_is_shortened_and_stays_unique() -> None:
    names = {tls_file("Secret", "n" * 63, "s" * 253, key) for key in ("a", "b")}
    assert len(names) == 2
    assert all(len(name) <= 253 for name in names)


def test_no_references_no_asset_secret() -> None:
    assert secret_of(monitor({"port": "web"})) is None


def test_an_asset_secret_carries_labels_generation_and_values() -> None:
    secret = secret_of(monitor(BASIC, labels={"team": "web", "controller-uid": "x"}))
    assert secret is not None
    assert secret["metadata"]["labels"] == {
        "labels.promhooks.io/team": "web",
        "labels.promhooks.io/controller-uid": "x",
        "promhooks.io/asset-of": "ServiceMonitor",
    }
    assert secret["metadata"]["annotations"] == {"promhooks.io/generation": "3"}
    assert secret["data"] == {"0_team_auth": "", "0_team_auth_user": "am9l"}


def test_an_asset_secret_holds_only_what_is_referenced() -> None:
    secret = secret_of(monitor({"authorization": {"credentials": {"name": "auth", "key": "user"}}}))
    assert secret is not None
    assert "0_team_auth_raw" not in secret["data"]


def test_what_is_written_is_read_back_with_the_same_reasons() -> None:
    owner = monitor(BASIC, MUTUAL)
    secret = secret_of(owner)
    assert secret is not None
    secret["metadata"]["ownerReferences"] = [{"kind": "ServiceMonitor", "uid": "u-1", "controller": True}]
    asset = asset_of(msgspec.json.encode(secret))
    assert (asset.owner_uid, asset.generation) == ("u-1", 3)
    assert tls_files(owner, "team", asset.assets) == tls_files(owner, "team", KNOWN)
    assert 'has no key "pw"' in str(asset.assets.missing("spec.x", "team", SecretKeySelector(name="auth", key="pw")))


@pytest.mark.parametrize(
    "owners",
    [
        pytest.param([], id="nobody"),
        pytest.param([{"kind": "ServiceMonitor", "uid": "u-1"}], id="no-controller"),
        pytest.param([{"kind": "PodMonitor", "uid": "u-1", "controller": True}], id="another-kind"),
    ],
)
def test_a_secret_that_nobody_of_the_kind_controls_speaks_for_nobody(owners: list[dict[str, Any]]) -> None:
    secret = secret_of(monitor(BASIC))
    assert secret is not None
    secret["metadata"]["ownerReferences"] = owners
    assert asset_of(msgspec.json.encode(secret)).owner_uid == ""


def test_an_asset_secret_gives_no_values_of_another_namespace() -> None:
    secret = secret_of(monitor(BASIC))
    assert secret is not None
    secret["data"]["0_kube-system_token_token"] = "eA=="
    assert all(file.startswith(("0_team_", "1_team_")) for file in asset_of(msgspec.json.encode(secret)).assets.values if file != "0_team_auth")


def test_values_above_the_limit_of_a_secret_are_refused() -> None:
    big = Assets.of([{**AUTH, "data": {"user": base64.b64encode(b"x" * (LIMIT + 1)).decode()}}])
    with pytest.raises(InvalidObject, match="more than the 1048576 of one secret") as caught:
        secret_of(monitor(BASIC), big)
    assert caught.value.findings[0].code.id == "PH2004"


@pytest.mark.parametrize("label", ["team", "x" * 63, "app.kubernetes.io/name", f"example.com/{'x' * 63}", "argocd.argoproj.io/secret-type"])
def test_a_copied_label_is_one_of_ours_and_has_room(label: str) -> None:
    prefix, _, name = copied_label(label).partition("/")
    assert prefix == "labels.promhooks.io"
    assert len(name) <= 63
