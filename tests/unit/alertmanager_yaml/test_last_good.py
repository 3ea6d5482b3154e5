"""A change that Alertmanager would refuse takes no route and no receiver away (PH5902)."""

from typing import Any

import pytest

from hooks.alertmanager_yaml.secret import KEY, Generated
from hooks.findings import Outcome
from hooks.findings.alerting import LAST_GOOD
from hooks.protocol import Objects
from tests.unit.alertmanager_yaml.test_secret import NEEDY, USER, alertmanager, asset, config, made, related, secret, text, written

SELECTING: dict[str, Any] = {"alertmanagerConfigSelector": {}, "alertmanagerConfigNamespaceSelector": {}}
BAD = config("team", "a", receivers=[{"name": "r", "emailConfigs": [{}]}])
TELEGRAM = config("team", "a", receivers=[{"name": "r", "telegramConfigs": [{"chatID": 1, "botTokenFile": "/token"}]}])
SLACK = config("team", "a", receivers=[{"name": "r", "slackConfigs": [{"channel": "x"}]}])
RULED = config("team", "a", inhibitRules=[{"sourceMatch": [{"name": "a", "value": "b"}], "targetMatch": [{"name": "c", "value": "d"}], "equal": ["e"]}])


def changed(before: dict[str, Any], base: str = USER, later: str = "", version: str = "0.33.1", **spec: Any) -> tuple[Generated, Generated]:
    """What is made of an object, and what of it when it has become bad; ``spec`` is what the Alertmanager says then."""
    free = {"alertmanagerConfigMatcherStrategy": {"type": "None"}} if "alertmanagerConfigFileSystemMode" in spec or "free" in spec else {}
    first = made(alertmanager(**SELECTING, **free), secret(**{KEY: base}), related(before))
    spec.pop("free", None)
    then = made(alertmanager(**SELECTING, **free | spec), secret(**{KEY: later or base}), related(BAD), version=version, before=text(first))
    return first, then


@pytest.mark.parametrize("good", [config("team", "a"), RULED], ids=["route", "inhibition"])
def test_one_that_becomes_bad_keeps_its_routes_and_receivers_and_says_so(good: dict[str, Any]) -> None:
    first, then = changed(good)
    assert text(then) == text(first)
    (judgement,) = then.judgements
    assert (judgement.outcome, judgement.findings[-1].code) == (Outcome.REJECTED, LAST_GOOD)


def test_and_goes_on_to_keep_them() -> None:
    parent = alertmanager(**SELECTING)
    _, then = changed(config("team", "a"))
    assert text(made(parent, secret(**{KEY: USER}), related(BAD), before=text(then))) == text(then)


def test_what_was_never_good_has_nothing_to_keep() -> None:
    found = made(alertmanager(**SELECTING), secret(**{KEY: USER}), related(BAD), before=USER)
    assert written(found)["receivers"] == [{"name": "own"}]
    assert LAST_GOOD not in {finding.code for each in found.judgements for finding in each.findings}


def test_one_that_is_gone_keeps_nothing() -> None:
    before = made(alertmanager(**SELECTING), secret(**{KEY: USER}), related(config("team", "a"), config("team", "b")))
    found = made(alertmanager(**SELECTING), secret(**{KEY: USER}), related(config("team", "b")), before=text(before))
    assert [each["name"] for each in written(found)["receivers"]] == ["own", "team/b/r"]


def test_an_old_one_sees_no_more_alerts_than_it_may_now() -> None:
    first, then = changed(config("team", "a"), free=True, alertmanagerConfigMatcherStrategy={"type": "OnNamespace"})
    assert "matchers" not in written(first)["route"]["routes"][0]
    assert written(then)["route"]["routes"][0]["matchers"] == ['namespace="team"']


def test_an_old_one_names_no_file_when_nobody_may_any_more() -> None:
    first, then = changed(TELEGRAM, alertmanagerConfigFileSystemMode="DenyAll")
    assert "/token" in text(first)
    assert "/token" not in text(then)


def test_an_old_one_that_needs_a_default_that_is_gone_goes() -> None:
    first, then = changed(SLACK, base="global: {slack_api_url: 'https://example.com'}\n" + USER, later=USER)
    assert "team/a/r" in text(first)
    assert "team/a/r" not in text(then)


def test_an_old_one_is_read_by_the_version_of_now() -> None:
    _, then = changed(config("team", "a", route={"receiver": "r", "activeTimeIntervals": ["t"]}, muteTimeIntervals=[{"name": "t"}]), version="0.23.0")
    assert "active_time_intervals" not in text(then)
    assert "team/a/r" in text(then)


def test_a_missing_secret_takes_no_receiver_away_nor_its_values() -> None:
    parent = alertmanager(**SELECTING)
    before = made(parent, secret(**{KEY: USER}), {**related(NEEDY), **asset("0")})
    missing: Objects = {"Secret.v1": {key: type(raw)(bytes(raw).replace(b'"0_own_s_url"', b'"x"')) for key, raw in asset("0")["Secret.v1"].items()}}
    found = made(parent, secret(**{KEY: USER}), {**related(NEEDY), **missing}, before=text(before))
    assert "https://example.com/needy" in text(found)


def test_a_text_that_somebody_else_wrote_there_is_not_believed() -> None:
    forged = USER.replace("receivers:", "receivers:\n# AlertmanagerConfig team/a\n- name: team/a/r\n  webhook_configs: [{url: 1}]\n#")
    assert "webhook_configs" not in text(made(alertmanager(**SELECTING), secret(**{KEY: USER}), related(BAD), before=forged))
