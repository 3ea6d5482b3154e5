"""The generated Secret of an Alertmanager: the user's configuration with the AlertmanagerConfigs."""

import base64
import gzip
import json
from typing import Any

import msgspec
import pytest
import yaml

from hooks.alertmanager_yaml.secret import KEY, KEY_GZ, generated, judged
from hooks.alertmanager_yaml.selected import Selection, selected
from hooks.errors import InvalidParent
from hooks.kinds.alertmanager import Alertmanager
from hooks.protocol import Manifest, Objects
from hooks.versions import Version

VERSION = Version.parse("0.33.1")
USER = "route: {receiver: own}\nreceivers: [{name: own}]\n"


def alertmanager(**spec: Any) -> Alertmanager:
    return msgspec.convert({"metadata": {"name": "main", "namespace": "own"}, "spec": spec}, Alertmanager)


def secret(**data: str) -> Manifest:
    return {"data": {key: base64.b64encode(value.encode()).decode() for key, value in data.items()}}


def config(namespace: str, name: str, **spec: Any) -> dict[str, Any]:
    receivers = [{"name": "r", "webhookConfigs": [{"url": "https://example.com"}]}]
    return {"metadata": {"name": name, "namespace": namespace, "uid": f"uid-{name}"}, "spec": {"route": {"receiver": "r"}, "receivers": receivers, **spec}}


def related(*configs: dict[str, Any]) -> Objects:
    objects = {f"{item['metadata']['namespace']}/{item['metadata']['name']}": msgspec.Raw(json.dumps(item).encode()) for item in configs}
    return {"AlertmanagerConfig.monitoring.coreos.com/v1alpha1": objects}


def written(data: dict[str, bytes]) -> Any:
    return yaml.safe_load(gzip.decompress(data[KEY_GZ]))


def test_without_a_secret_every_alert_goes_nowhere() -> None:
    assert written(generated(alertmanager(), None, VERSION)) == {"route": {"receiver": "null"}, "receivers": [{"name": "null"}]}


def test_what_the_user_wrote_stays_and_other_keys_are_copied() -> None:
    data = generated(alertmanager(), secret(**{KEY: USER, "x.tmpl": "hello"}), VERSION)
    assert gzip.decompress(data[KEY_GZ]).decode() == USER
    assert data["x.tmpl"] == b"hello"
    assert KEY not in data


def test_a_broken_configuration_is_named_by_secret_key_and_place() -> None:
    with pytest.raises(InvalidParent) as refused:
        generated(alertmanager(configSecret="mine"), secret(**{KEY: "route: {receiver: nobody}"}), VERSION)
    assert str(refused.value) == 'secret "own/mine", key alertmanager.yaml: route.receiver: there is no receiver "nobody", add it or name another'


def test_routes_of_alertmanagerconfigs_come_first_and_see_their_namespace_only() -> None:
    parent = alertmanager(alertmanagerConfigSelector={}, alertmanagerConfigNamespaceSelector={})
    selection = selected(parent, related(config("team", "a")), VERSION)
    found = written(generated(parent, secret(**{KEY: USER}), VERSION, selection))
    assert found["route"]["routes"] == [{"receiver": "team/a/r", "matchers": ['namespace="team"'], "continue": True}]
    assert [receiver["name"] for receiver in found["receivers"]] == ["own", "team/a/r"]


@pytest.mark.parametrize(
    ("strategy", "namespace", "confined"),
    [
        ("OnNamespace", "own", True),
        ("None", "team", False),
        ("OnNamespaceExceptForAlertmanagerNamespace", "own", False),
        ("OnNamespaceExceptForAlertmanagerNamespace", "team", True),
    ],
)
def test_the_strategy_decides_whose_alerts_a_route_sees(strategy: str, namespace: str, confined: bool) -> None:
    parent = alertmanager(alertmanagerConfigSelector={}, alertmanagerConfigNamespaceSelector={}, alertmanagerConfigMatcherStrategy={"type": strategy})
    found = written(generated(parent, None, VERSION, selected(parent, related(config(namespace, "a")), VERSION)))
    assert ("matchers" in found["route"]["routes"][0]) is confined


def test_one_alertmanagerconfig_that_cannot_be_written_does_not_hold_up_the_others() -> None:
    parent = alertmanager(alertmanagerConfigSelector={})
    mail = config("own", "mail", receivers=[{"name": "r", "emailConfigs": [{"to": "a@example.com"}]}])
    selection = judged(parent, None, VERSION, selected(parent, related(mail, config("own", "web")), VERSION))
    assert [item.key for item in selection.rejected] == ["own/mail"]
    assert [receiver["name"] for receiver in written(generated(parent, None, VERSION, selection))["receivers"]] == ["null", "own/web/r"]


def test_an_alertmanagerconfig_waits_for_the_values_it_refers_to() -> None:
    parent = alertmanager(alertmanagerConfigSelector={})
    needy = config("own", "needy", receivers=[{"name": "r", "webhookConfigs": [{"urlSecret": {"name": "s", "key": "url"}}]}])
    assert selected(parent, related(needy), VERSION) == Selection(waiting=("own/needy",))


def test_an_alertmanagerconfig_can_be_the_root() -> None:
    parent = alertmanager(alertmanagerConfiguration={"name": "root", "global": {"resolveTimeout": "90s"}})
    found = written(generated(parent, None, VERSION, selected(parent, related(config("own", "root")), VERSION)))
    assert found["global"] == {"resolve_timeout": "1m30s"}
    assert found["route"] == {"receiver": "own/root/r"}


@pytest.mark.parametrize(
    ("client", "path"),
    [
        pytest.param({"authorization": {"type": "Bearer"}}, "authorization.credentials", id="no-credentials"),
        pytest.param({"tlsConfig": {"cert": {"secret": {"name": "s", "key": "cert"}}}}, "tlsConfig", id="certificate-without-key"),
        pytest.param({"noProxy": "local", "proxyConnectHeader": {"a": [{"name": "s", "key": "k"}]}}, "", id="header-for-no-proxy"),
    ],
)
def test_a_global_client_that_alertmanager_would_refuse_is_refused(client: dict[str, Any], path: str) -> None:
    parent = alertmanager(alertmanagerConfiguration={"name": "root", "global": {"httpConfig": client}})
    with pytest.raises(InvalidParent) as refusal:
        generated(parent, None, VERSION, selected(parent, related(config("own", "root")), VERSION))
    assert f"spec.alertmanagerConfiguration.global.httpConfig.{path}".rstrip(".") in str(refusal.value)
