"""alertmanager.yaml: what is read, what Alertmanager would refuse, what a version does not know."""

import json

import pytest
import yaml

from hooks.alertmanager_yaml import document
from hooks.errors import InvalidObject
from hooks.versions import Version

SECRET = "hunter2"
NULL = "route: {receiver: x}\nreceivers: [{name: x}]\n"


def with_receiver(text: str) -> str:
    return f"route: {{receiver: x}}\nreceivers: [{{name: x, {text}}}]\n"


def with_routes(text: str, more: str = "") -> str:
    return f"route: {{receiver: x, routes: [{text}]}}\nreceivers: [{{name: x}}]\n{more}"


@pytest.mark.parametrize(
    ("text", "path"),
    [
        pytest.param("nothing", "", id="not-a-mapping"),
        pytest.param("receivers: [{name: x}]", "route", id="no-route"),
        pytest.param("route: {}\nreceivers: [{name: x}]", "route.receiver", id="no-receiver-at-the-root"),
        pytest.param("route: {receiver: y}\nreceivers: [{name: x}]", "route.receiver", id="unknown-receiver"),
        pytest.param("route: {receiver: x, matchers: [a=b]}\nreceivers: [{name: x}]", "route.matchers", id="matchers-at-the-root"),
        pytest.param("route: {receiver: x}\nreceivers: [{name: x}, {name: x}]", "receivers[1].name", id="receiver-twice"),
        pytest.param(NULL + "colour: red", "colour", id="unknown-field"),
        pytest.param(NULL + "route: {receiver: x}", "route", id="field-twice"),
        pytest.param(with_routes("{matchers: ['a b']}"), "route.routes[0].matchers[0]", id="no-matcher"),
        pytest.param(with_routes("{matchers: ['a=~(']}"), "route.routes[0].matchers[0]", id="broken-regular-expression"),
        pytest.param(with_routes("{group_wait: soon}"), "route.routes[0].group_wait", id="no-duration"),
        pytest.param(with_routes("{repeat_interval: 0s}"), "route.routes[0].repeat_interval", id="repeated-all-the-time"),
        pytest.param(with_routes("{group_by: [a, '...']}"), "route.routes[0].group_by", id="every-label-and-one"),
        pytest.param(with_routes("{mute_time_intervals: [night]}"), "route.routes[0].mute_time_intervals", id="unknown-interval"),
        pytest.param(
            with_routes("{}", "time_intervals: [{name: n, time_intervals: [{months: [mai]}]}]"), "time_intervals[0].time_intervals[0].months[0]", id="no-month"
        ),
        pytest.param(
            with_routes("{}", "time_intervals: [{name: n, time_intervals: [{times: [{start_time: '9:00', end_time: '10:00'}]}]}]"),
            "time_intervals[0].time_intervals[0].times[0]",
            id="no-time-of-day",
        ),
        pytest.param(with_receiver("slack_configs: [{channel: c}]"), "receivers[0].slack_configs[0].api_url", id="slack-without-any-address"),
        pytest.param(with_receiver("email_configs: [{to: a, from: b}]"), "receivers[0].email_configs[0].smarthost", id="email-without-a-server"),
        pytest.param(with_receiver(f"webhook_configs: [{{url: {SECRET}, max_alerts: many}}]"), "receivers[0].webhook_configs[0].max_alerts", id="no-number"),
        pytest.param(
            with_receiver(f"opsgenie_configs: [{{api_key: {SECRET}, api_key_file: /f}}]"), "receivers[0].opsgenie_configs[0].api_key_file", id="two-keys"
        ),
        pytest.param(
            with_receiver(f"pushover_configs: [{{user_key: {SECRET}, token: {{a: {SECRET}}}}}]"), "receivers[0].pushover_configs[0].token", id="secret-is-a-map"
        ),
    ],
)
def test_what_alertmanager_refuses_is_refused_with_its_path_and_without_values(text: str, path: str) -> None:
    with pytest.raises(InvalidObject) as refused:
        document.loaded(text)
    assert refused.value.path == path
    assert SECRET not in str(refused.value)


@pytest.mark.parametrize(
    "matcher",
    ["a=b", 'a="b c"', "a!~'x'", '{a="b",c=~"d|e"}', '"my label"="x"', "größe=x", 'a=~"[a-z]+\\\\.x"', "a="],
)
def test_matchers_of_both_syntaxes_pass(matcher: str) -> None:
    document.loaded(with_routes("{matchers: [" + json.dumps(matcher) + "]}"))


def rendered(text: str, version: str) -> tuple[object, list[str]]:
    written, dropped = document.rendered(document.parsed(text), Version.parse(version))
    return yaml.safe_load(written), [drop.path for drop in dropped]


def test_a_field_that_the_version_does_not_know_is_left_out_and_reported() -> None:
    text = "receivers: [{name: x, webhook_configs: [{url: 'http://a', timeout: 90s}]}]"
    assert rendered(text, "0.28.0") == ({"receivers": [{"name": "x", "webhook_configs": [{"url": "http://a", "timeout": "1m30s"}]}], "templates": []}, [])
    assert rendered(text, "0.27.0") == (
        {"receivers": [{"name": "x", "webhook_configs": [{"url": "http://a"}]}], "templates": []},
        ["receivers[0].webhook_configs[0].timeout"],
    )


def test_a_field_of_a_signature_follows_the_version_too() -> None:
    text = "receivers: [{name: x, sns_configs: [{topic_arn: t, sigv4: {region: r, use_fips_sts_endpoint: true}}]}]"
    assert rendered(text, "0.28.0")[1] == []
    assert rendered(text, "0.27.0")[1] == ["receivers[0].sns_configs[0].sigv4.use_fips_sts_endpoint"]


def test_a_value_wins_over_the_file_that_holds_it() -> None:
    text = "receivers: [{name: x, opsgenie_configs: [{api_key: k, api_key_file: /f}]}]"
    assert rendered(text, "0.30.0")[0] == {"receivers": [{"name": "x", "opsgenie_configs": [{"api_key": "k"}]}], "templates": []}


@pytest.mark.parametrize(
    ("text", "version"),
    [
        pytest.param("route: {receiver: x, routes: [{matchers: [a=b]}]}", "0.21.0", id="matchers-would-be-lost"),
        pytest.param("receivers: [{name: x, discord_configs: [{webhook_url: 'http://a'}]}]", "0.24.0", id="integration-of-a-later-version"),
        pytest.param("receivers: [{name: x, telegram_configs: [{chat_id: 1, bot_token_file: /f}]}]", "0.25.0", id="what-is-left-is-incomplete"),
        pytest.param("global: {http_config: {http_headers: {Host: {values: [a]}}}}", "0.30.0", id="header-of-the-client"),
        pytest.param("receivers: [{name: x, webhook_configs: [{url: '{{ broken-'}]}]", "0.30.0", id="broken-template"),
    ],
)
def test_what_cannot_be_brought_to_the_version_is_refused(text: str, version: str) -> None:
    with pytest.raises(InvalidObject):
        rendered(text, version)
