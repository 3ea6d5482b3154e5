"""alertmanager.yaml: what is read, what Alertmanager would refuse, what a version does not know."""

import json
from pathlib import Path

import pytest
import yaml

from hooks.alertmanager_yaml import document
from hooks.findings import Finding, errors
from hooks.findings.alerting import PASSED_ON
from hooks.findings.versions import DROPPED
from hooks.rendering import yaml_text
from hooks.versions import NEWEST_ALERTMANAGER as NEWEST
from hooks.versions import Version

SECRET = "hunter2"
LOCATION = "time_intervals[0].time_intervals[0].location"
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
        pytest.param(with_routes("{group_by: ['']}"), "route.routes[0].group_by", id="label-without-a-name"),
        pytest.param(with_routes("{match_re: {team: null}}"), "route.routes[0].match_re.team", id="no-expression-at-all"),
        pytest.param(with_routes("{match_re: {team: '~'}}"), "route.routes[0].match_re", id="null-in-quotes"),
        pytest.param(with_receiver("rocketchat_configs: [{token: 'null', token_id: a}]"), "receivers[0].rocketchat_configs[0].token", id="null-for-a-token"),
        pytest.param(with_routes("{match_re: {team: '(?!a)'}}"), "route.routes[0].match_re", id="lookaround"),
        pytest.param(NULL + "inhibit_rules: [{source_match_re: {a: null}}]", "inhibit_rules[0].source_match_re.a", id="no-expression-in-an-inhibition"),
        pytest.param(with_receiver("webhook_configs: [{url: 'http://host:port/path'}]"), "receivers[0].webhook_configs[0].url", id="port-is-no-number"),
        pytest.param(with_receiver("webhook_configs: [{url: 'http://a', timeout: 1d}]"), "receivers[0].webhook_configs[0].timeout", id="days-for-go"),
        pytest.param(with_receiver("webex_configs: [{room_id: r}]"), "receivers[0].webex_configs[0].http_config", id="webex-without-authorization"),
        pytest.param(with_routes("{group_by: [a, '...']}"), "route.routes[0].group_by", id="every-label-and-one"),
        pytest.param(with_routes("{mute_time_intervals: [night]}"), "route.routes[0].mute_time_intervals[0]", id="unknown-interval"),
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
        pytest.param(with_routes("null"), "route.routes[0]", id="no-route-where-one-is-due"),
        pytest.param(with_receiver("pushover_configs: [{user_key: a, token: b, retry: 1}]"), "receivers[0].pushover_configs[0].retry", id="no-unit"),
        *(
            pytest.param(NULL + f"time_intervals: [{{name: n, time_intervals: [{{location: {zone}}}]}}]", LOCATION, id=f"zone-{index}")
            for index, zone in enumerate(("europe/berlin", "../etc", "/etc", "Europe/Berlin ."))
        ),
        *(
            pytest.param(f"{NULL}event_recorder: {text}", f"event_recorder{path}", id=f"event-recorder{path}")
            for text, path in (
                ("1", ""),
                ("{outputs: []}", ".outputs"),
                ("{stdout_outputs: [{}]}", ".stdout_outputs[0].name"),
                ("{stdout_outputs: [{name: a}, {name: a}]}", ".stdout_outputs[1].name"),
                ("{file_outputs: [{name: a}]}", ".file_outputs[0].path"),
                ("{webhook_outputs: [{name: a}]}", ".webhook_outputs[0].url"),
                ("{webhook_outputs: [{name: a, url: <secret>}]}", ".webhook_outputs[0].url"),
                ("{webhook_outputs: [{name: a, url: 'http://a', batch_max_events: 1}]}", ".webhook_outputs[0].batch_max_events"),
                ("{kafka_outputs: [{name: a, topic: b}]}", ".kafka_outputs[0].brokers"),
                ("{kafka_outputs: [{name: a, topic: b, brokers: [a], acks: some}]}", ".kafka_outputs[0].acks"),
            )
        ),
    ],
)
def test_what_alertmanager_refuses_is_refused_with_its_path_and_without_values(text: str, path: str) -> None:
    found = errors(document.loaded(text, NEWEST)[1])
    assert path in {finding.path for finding in found}
    assert SECRET not in "".join(map(str, found))


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(with_receiver("webhook_configs: [{url: <secret>}]"), id="a-shown-address"),
        pytest.param("global: {slack_api_url: <secret>}\n" + NULL, id="a-shown-default"),
        pytest.param(with_receiver("webhook_configs: [{url: 'http://a', timeout: 1}]"), id="nanoseconds"),
        pytest.param(NULL + "time_intervals: [{name: n, time_intervals: [{location: America/Argentina/Ushuaia}, {location: Etc/GMT+1}]}]", id="time-zones"),
        pytest.param(NULL + "event_recorder: {stdout_outputs: [{name: a}], file_outputs: [{name: a, path: /a}]}", id="one-name-for-two-types"),
    ],
)
def test_what_alertmanager_takes_is_taken(text: str) -> None:
    assert errors(document.loaded(text, NEWEST)[1]) == ()


def test_outputs_of_the_event_recorder_have_names_since_they_need_them() -> None:
    written, _ = rendered(NULL + "event_recorder: {file_outputs: [{name: a, path: /a}]}", "0.34.0")
    assert written == {**yaml.safe_load(NULL), "templates": [], "event_recorder": {"file_outputs": [{"path": "/a"}]}}
    assert errors(document.loaded(NULL + "event_recorder: {file_outputs: [{path: /a}]}", Version.parse("0.34.0"))[1]) == ()


def test_everything_that_is_wrong_is_told_not_the_first_thing_only() -> None:
    text = with_receiver("slack_configs: [{channel: c, actions: [{type: button}]}], webhook_configs: [{url: 'x', max_alerts: -1}]")
    assert {finding.path for finding in document.loaded(text)[1]} == {
        "receivers[0].slack_configs[0].api_url",
        "receivers[0].slack_configs[0].actions[0].text",
        "receivers[0].slack_configs[0].actions[0].url",
        "receivers[0].webhook_configs[0].url",
        "receivers[0].webhook_configs[0].max_alerts",
    }


@pytest.mark.parametrize(
    "matcher",
    ["a=b", 'a="b c"', "a!~'x'", '{a="b",c=~"d|e"}', '"my label"="x"', "größe=x", 'a=~"[a-z]+\\\\.x"', "a=", "{a=b", 'a="x"}', '{a="b",}', 'a="\\u00e9"', ""],
)
def test_matchers_of_both_syntaxes_pass(matcher: str) -> None:
    assert document.loaded(with_routes("{matchers: [" + json.dumps(matcher) + "]}"))[1] == ()


@pytest.mark.parametrize("matcher", ['{a="b",,}', '"a"=b"c"', 'a="b"c', "{{a=b}", "a b=c", '"a', 'a="b\\"', "=b"])
def test_what_neither_syntax_takes_is_refused(matcher: str) -> None:
    assert [finding.path for finding in document.loaded(with_routes("{matchers: [" + json.dumps(matcher) + "]}"))[1]] == ["route.routes[0].matchers[0]"]


def rendered(text: str, version: str) -> tuple[object, list[Finding]]:
    kept, found = document.loaded(text, Version.parse(version))
    assert errors(found) == ()
    return yaml.safe_load(yaml_text(kept)), list(found)


def test_a_field_that_the_version_does_not_know_is_left_out_and_reported() -> None:
    text = with_receiver("webhook_configs: [{url: 'http://a', timeout: 1m30s}]")
    written, found = rendered(text, "0.28.0")
    assert (yaml.safe_load(text) | {"templates": []}, []) == (written, found)
    written, found = rendered(text, "0.27.0")
    assert "timeout" not in str(written)
    assert [(finding.code, finding.path) for finding in found] == [(DROPPED, "receivers[0].webhook_configs[0].timeout")]


def test_a_field_of_a_signature_follows_the_version_too() -> None:
    text = with_receiver("sns_configs: [{topic_arn: t, sigv4: {region: r, use_fips_sts_endpoint: true}}]")
    assert rendered(text, "0.28.0")[1] == []
    assert [finding.path for finding in rendered(text, "0.27.0")[1]] == ["receivers[0].sns_configs[0].sigv4.use_fips_sts_endpoint"]


@pytest.mark.parametrize(
    ("text", "version"),
    [
        pytest.param(with_routes("{matchers: [a=b]}"), "0.21.0", id="matchers-would-be-lost"),
        pytest.param(with_receiver("discord_configs: [{webhook_url: 'http://a'}]"), "0.24.0", id="integration-of-a-later-version"),
        pytest.param(with_receiver("telegram_configs: [{chat_id: 1, bot_token_file: /f}]"), "0.25.0", id="what-is-left-is-incomplete"),
        pytest.param(NULL + "global: {http_config: {http_headers: {Host: {values: [a]}}}}", "0.30.0", id="header-of-the-client"),
        pytest.param(with_receiver("webhook_configs: [{url: '{{ broken-'}]"), "0.30.0", id="broken-template"),
        pytest.param(with_routes("{matchers: ['a=~(?<n>b)']}"), "0.27.0", id="named-group-of-a-later-go"),
        pytest.param(with_routes("{matchers: ['größe=x']}"), "0.26.0", id="label-name-of-a-later-version"),
        pytest.param(with_receiver("mattermost_configs: [{text: a}]") + "global: {mattermost_webhook_url: 'http://a'}", "0.31.0", id="default-is-not-read"),
        pytest.param(with_receiver("slack_configs: [{update_message: true}]") + "global: {slack_api_url: 'http://a'}", "0.34.2", id="update-would-panic"),
        pytest.param(with_routes("{}", "time_intervals: [{name: n, time_intervals: [{weekdays: ['friday:monday']}]}]"), "0.34.2", id="week-that-wraps"),
    ],
)
def test_what_cannot_be_brought_to_the_version_is_refused(text: str, version: str) -> None:
    assert errors(document.loaded(text, Version.parse(version))[1])


def test_an_unknown_field_passes_only_where_the_version_is_newer_than_any_that_is_known() -> None:
    text = with_receiver("webhook_configs: [{url: 'http://a', colour: red}], shape: {round: [1, x]}")
    assert {finding.path for finding in errors(document.loaded(text, NEWEST)[1])} == {"receivers[0].shape", "receivers[0].webhook_configs[0].colour"}
    written, found = rendered(text, "0.36.0")
    assert written == yaml.safe_load(text) | {"templates": []}
    assert {(finding.code, finding.path) for finding in found} == {(PASSED_ON, "receivers[0].shape"), (PASSED_ON, "receivers[0].webhook_configs[0].colour")}


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        pytest.param("- " * 50_000, "nested more than 100 levels deep", id="deep-list"),
        pytest.param("a: &a [x]\n" + "".join(f"b{n}: &b{n} [{', '.join([f'*b{n - 1}' if n else '*a'] * 20)}]\n" for n in range(9)), "unfold", id="aliases"),
        pytest.param("a0: &a0 x\n" + "".join(f"a{n}: &a{n} {'[' * 90}*a{n - 1}{']' * 90}\n" for n in range(1, 60)), "nested more than 100", id="alias-chain"),
        pytest.param("route: &r {receiver: x, routes: [*r]}\n", "stands inside of what it names", id="a-route-in-itself"),
        pytest.param("route: " + "{receiver: x, routes: [" * 400 + "{receiver: x}" + "]}" * 400, "nested more than 100 levels deep", id="deep-routes"),
    ],
)
def test_a_file_that_would_fill_or_end_the_process_is_refused(text: str, problem: str) -> None:
    assert problem in str(document.loaded(text)[1][0])


EVERY_FIELD = Path(__file__).with_name("every_field.yaml").read_text(encoding="utf-8")
UNREAD_BY_0_27 = Path(__file__).with_name("every_field.unread-by-0.27.txt").read_text(encoding="utf-8")


def test_every_field_of_the_newest_version_passes() -> None:
    assert document.loaded(EVERY_FIELD, NEWEST)[1] == ()


def test_an_older_version_is_told_field_by_field_what_it_does_not_read() -> None:
    found = document.loaded(EVERY_FIELD, Version.parse("0.27.0"))[1]
    assert "".join(f"{finding.code.id} {finding.path}: {finding.problem}\n" for finding in found) == UNREAD_BY_0_27
