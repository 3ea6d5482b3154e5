"""The generated Secret of an Alertmanager: the user's configuration with the AlertmanagerConfigs."""

import base64
import cProfile
import gzip
import json
from typing import Any

import msgspec
import pytest
import yaml

from hooks import names
from hooks.alertmanager_yaml.secret import KEY, KEY_GZ, Generated, Given, configuration
from hooks.errors import InvalidParent
from hooks.findings import Outcome
from hooks.findings.alerting import CONTAINER_FILE, PASSED_ON
from hooks.findings.versions import DROPPED
from hooks.kinds.alertmanager import Alertmanager
from hooks.names import ASSET_GENERATION, ASSET_OF
from hooks.protocol import Manifest, Objects
from hooks.rendering import gzipped
from hooks.versions import Version

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


def made(parent: Alertmanager, secret: Manifest | None = None, objects: Objects | None = None, version: str = "0.33.1", before: str = "") -> Generated:
    given = Given(Version.parse(version), secret, objects or {}, before={KEY_GZ: gzipped(before.encode())} if before else {})
    return configuration(parent, given)


def text(found: Generated) -> str:
    return gzip.decompress(found.data[KEY_GZ]).decode()


def written(found: Generated) -> Any:
    return yaml.safe_load(text(found))


def outcomes(found: Generated) -> dict[str, Outcome]:
    return {each.subject.key: each.outcome for each in found.judgements}


def test_without_a_secret_every_alert_goes_nowhere() -> None:
    assert written(made(alertmanager())) == {"route": {"receiver": "null"}, "receivers": [{"name": "null"}]}


def test_what_the_user_wrote_stays_and_other_keys_are_copied() -> None:
    found = made(alertmanager(), secret(**{KEY: USER, "x.tmpl": "hello"}))
    assert text(found) == USER
    assert found.data["x.tmpl"] == b"hello"
    assert KEY not in found.data


def test_a_broken_configuration_is_named_by_secret_key_and_place() -> None:
    with pytest.raises(InvalidParent) as refused:
        made(alertmanager(configSecret="mine"), secret(**{KEY: "route: {receiver: nobody}"}))
    (finding,) = refused.value.findings
    assert (finding.origin, finding.path) == ('secret "own/mine", key alertmanager.yaml', "route.receiver")
    assert "nobody" not in str(finding)


def test_what_the_version_does_not_read_is_left_out_of_the_user_s_own_file_too() -> None:
    found = made(alertmanager(), secret(**{KEY: "route: {receiver: own, labels: {team: web}}\nreceivers: [{name: own}]\n"}), version="0.33.1")
    assert written(found)["route"] == {"receiver": "own"}
    assert [(finding.code, finding.path) for finding in found.findings] == [(DROPPED, "route.labels")]


def test_what_nobody_here_knows_stays_as_it_is_and_is_named() -> None:
    file = "route: {receiver: own}\nreceivers: [{name: own, webhook_configs: [{url: 'http://a', newer: 1}]}]\n"
    found = made(alertmanager(), secret(**{KEY: file}), version="0.99.0")
    assert text(found) == file
    assert [(finding.code, finding.path) for finding in found.findings] == [(PASSED_ON, "receivers[0].webhook_configs[0].newer")]


def test_routes_of_alertmanagerconfigs_come_first_and_see_their_namespace_only() -> None:
    parent = alertmanager(alertmanagerConfigSelector={}, alertmanagerConfigNamespaceSelector={})
    found = written(made(parent, secret(**{KEY: USER}), related(config("team", "a"))))
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
    found = written(made(parent, objects=related(config(namespace, "a"))))
    assert ("matchers" in found["route"]["routes"][0]) is confined


FILES = [{"name": "r", "telegramConfigs": [{"chatID": 1, "botTokenFile": "/var/run/secrets/kubernetes.io/serviceaccount/token"}]}]


@pytest.mark.parametrize(
    ("mode", "strategy", "namespace", "allowed"),
    [
        (None, None, "own", False),
        (None, None, "team", False),
        (None, "None", "team", True),
        (None, "OnNamespaceExceptForAlertmanagerNamespace", "own", True),
        (None, "OnNamespaceExceptForAlertmanagerNamespace", "team", False),
        ("FromAlertmanagerConfigMatcherStrategy", "OnNamespace", "own", False),
        ("AllowAll", "OnNamespace", "team", True),
        ("DenyAll", "None", "own", False),
    ],
)
def test_files_of_the_container_are_named_only_by_those_who_may(mode: str | None, strategy: str | None, namespace: str, allowed: bool) -> None:
    spec: dict[str, Any] = {"alertmanagerConfigSelector": {}, "alertmanagerConfigNamespaceSelector": {}}
    spec |= {"alertmanagerConfigFileSystemMode": mode} if mode else {}
    spec |= {"alertmanagerConfigMatcherStrategy": {"type": strategy}} if strategy else {}
    found = made(alertmanager(**spec), objects=related(config(namespace, "a", receivers=FILES)))
    codes = [(finding.code, finding.path) for each in found.judgements for finding in each.findings]
    assert codes == ([] if allowed else [(CONTAINER_FILE, "spec.receivers[0].telegramConfigs[0].botTokenFile")])


def test_the_root_may_name_files_unless_nobody_may() -> None:
    objects = related(config("own", "root", receivers=FILES))
    assert made(alertmanager(alertmanagerConfiguration={"name": "root"}), objects=objects).findings == ()
    with pytest.raises(InvalidParent):
        made(alertmanager(alertmanagerConfiguration={"name": "root"}, alertmanagerConfigFileSystemMode="DenyAll"), objects=objects)


def test_one_alertmanagerconfig_that_cannot_be_written_does_not_hold_up_the_others() -> None:
    parent = alertmanager(alertmanagerConfigSelector={})
    mail = config("own", "mail", receivers=[{"name": "r", "emailConfigs": [{"to": "a@example.com"}]}])
    found = made(parent, objects=related(mail, config("own", "web")))
    assert outcomes(found) == {"own/mail": Outcome.REJECTED, "own/web": Outcome.ACCEPTED}
    assert [receiver["name"] for receiver in written(found)["receivers"]] == ["null", "own/web/r"]


def test_a_default_of_the_global_section_makes_a_receiver_whole() -> None:
    parent = alertmanager(alertmanagerConfigSelector={})
    mail = config("own", "mail", receivers=[{"name": "r", "emailConfigs": [{"to": "a@example.com"}]}])
    base = secret(**{KEY: "global: {smtp_smarthost: 'smtp.example.com:587', smtp_from: a}\n" + USER})
    assert outcomes(made(parent, base, related(mail))) == {"own/mail": Outcome.ACCEPTED}


NEEDY = config("own", "needy", receivers=[{"name": "r", "webhookConfigs": [{"urlSecret": {"name": "s", "key": "url"}}]}])


def asset(generation: str) -> Objects:
    metadata = {
        "name": asset_name(),
        "namespace": "own",
        "labels": {ASSET_OF: "AlertmanagerConfig"},
        "annotations": {ASSET_GENERATION: generation},
        "ownerReferences": [{"controller": True, "kind": "AlertmanagerConfig", "uid": "uid-needy"}],
    }
    values = {"0_own_s": "", "0_own_s_url": base64.b64encode(b"https://example.com/needy").decode()}
    return {"Secret.v1": {f"own/{asset_name()}": msgspec.Raw(json.dumps({"kind": "Secret", "metadata": metadata, "data": values}).encode())}}


def asset_name() -> str:
    return names.asset_secret("AlertmanagerConfig", "needy")


def test_an_alertmanagerconfig_waits_for_the_values_it_refers_to() -> None:
    found = made(alertmanager(alertmanagerConfigSelector={}), objects=related(NEEDY))
    assert outcomes(found) == {"own/needy": Outcome.WAITING}


def test_while_one_waits_its_last_good_part_stays_and_the_others_go_on() -> None:
    parent = alertmanager(alertmanagerConfigSelector={})
    before = made(parent, secret(**{KEY: USER}), {**related(NEEDY, config("own", "web")), **asset("0")})
    assert outcomes(before) == {"own/needy": Outcome.ACCEPTED, "own/web": Outcome.ACCEPTED}
    other = config("own", "web", receivers=[{"name": "r", "webhookConfigs": [{"url": "https://example.com/other"}]}])
    after = made(parent, secret(**{KEY: USER}), related(NEEDY, other), before=text(before))
    receivers = {each["name"]: each for each in written(after)["receivers"]}
    assert receivers["own/needy/r"]["webhook_configs"] == [{"url": "https://example.com/needy"}]
    assert receivers["own/web/r"]["webhook_configs"] == [{"url": "https://example.com/other"}]
    assert written(after)["route"] == written(before)["route"]
    again = made(parent, secret(**{KEY: USER}), related(NEEDY, other), before=text(after))
    assert text(again) == text(after)


def test_what_waits_is_kept_beside_other_settings_for_all() -> None:
    parent = alertmanager(alertmanagerConfigSelector={})
    before = made(parent, secret(**{KEY: USER}), {**related(NEEDY), **asset("0")})
    after = written(made(parent, secret(**{KEY: "global: {resolve_timeout: 1m}\n" + USER}), related(NEEDY), before=text(before)))
    assert (after["global"], after["receivers"]) == ({"resolve_timeout": "1m"}, written(before)["receivers"])


def test_an_alertmanagerconfig_can_be_the_root() -> None:
    parent = alertmanager(alertmanagerConfiguration={"name": "root", "global": {"resolveTimeout": "90s"}})
    found = written(made(parent, objects=related(config("own", "root"))))
    assert found["global"] == {"resolve_timeout": "1m30s"}
    assert found["route"] == {"receiver": "own/root/r"}


@pytest.mark.parametrize(
    ("client", "path"),
    [
        pytest.param({"authorization": {"type": "Bearer"}}, "authorization.credentials", id="no-credentials"),
        pytest.param({"tlsConfig": {"cert": {"secret": {"name": "s", "key": "cert"}}}}, "tlsConfig.keySecret", id="certificate-without-key"),
        pytest.param({"noProxy": "local"}, "noProxy", id="no-proxy-without-a-proxy"),
        pytest.param({"proxyUrl": "http://host:port"}, "proxyUrl", id="proxy-that-is-no-url"),
    ],
)
def test_a_global_client_that_alertmanager_would_refuse_is_refused(client: dict[str, Any], path: str) -> None:
    parent = alertmanager(alertmanagerConfiguration={"name": "root", "global": {"httpConfig": client}})
    with pytest.raises(InvalidParent) as refusal:
        made(parent, objects=related(config("own", "root")))
    assert f"spec.alertmanagerConfiguration.global.httpConfig.{path}" in {finding.path for finding in refusal.value.findings}


def test_judging_many_is_linear_and_remembers_what_has_not_changed() -> None:
    """Work is counted, not timed: one function call for each thing that is looked at."""
    parent = alertmanager(alertmanagerConfigSelector={})
    routes = ", ".join("{receiver: own}" for _ in range(300))
    base = secret(**{KEY: f"route: {{receiver: own, routes: [{routes}]}}\nreceivers: [{{name: own}}]\n"})

    def calls(count: int, prefix: str) -> int:
        objects = related(*(config("own", f"{prefix}{index}") for index in range(count)))
        profile = cProfile.Profile()
        profile.runcall(made, parent, base, objects)
        return sum(entry.callcount for entry in profile.getstats())

    calls(1, "warm")
    none, few, many, again = calls(0, "a"), calls(50, "b"), calls(200, "c"), calls(200, "c")
    assert many - none < 4.4 * (few - none)
    assert again - none < 0.3 * (many - none)
