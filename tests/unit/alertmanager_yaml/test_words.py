"""Words that Alertmanager keeps for itself: each that we know, and each that we leave to users, as its own code has them."""

from collections.abc import Iterator

import pytest

from hooks.alertmanager_yaml import document
from hooks.cli.judge import Process
from hooks.findings import errors
from hooks.judge import Question
from hooks.versions import NEWEST_ALERTMANAGER
from tests import judging

VICTOROPS = ("routing_key", "message_type", "state_message", "entity_display_name", "monitoring_tool", "entity_id", "entity_state", "api_key", "team")
HEADERS = (
    *("Authorization", "Host", "Content-Encoding", "Content-Length", "Content-Type", "User-Agent", "Connection", "Keep-Alive", "Accept", "Cookie"),
    *("Proxy-Authenticate", "Proxy-Authorization", "WWW-Authenticate", "Accept-Encoding", "X-Prometheus-Remote-Write-Version", "X-Team"),
    *("X-Prometheus-Remote-Read-Version", "X-Prometheus-Scrape-Timeout-Seconds", "X-Amz-Date", "X-Amz-Security-Token", "X-Amz-Content-Sha256"),
)
TYPES = ("team", "teams", "user", "escalation", "schedule", "group", "")
PARSE_MODES = ("Markdown", "MarkdownV2", "HTML", "markdown", "text")
FLAGS = ("y", "Y", "yes", "on", "True", "n", "off", "NO", "1", "t", "'true'")


@pytest.fixture(scope="module")
def judge() -> Iterator[Process]:
    with judging.judge() as found:
        yield found


@pytest.mark.parametrize(
    "receiver",
    [
        *(f"victorops_configs: [{{api_key: a, routing_key: b, custom_fields: {{{word}: c}}}}]" for word in VICTOROPS),
        *(f"webhook_configs: [{{url: 'http://a', http_config: {{http_headers: {{{word}: {{values: [a]}}}}}}}}]" for word in HEADERS),
        *(f"opsgenie_configs: [{{api_key: a, responders: [{{id: b, type: '{word}'}}]}}]" for word in TYPES),
        *(f"telegram_configs: [{{bot_token: a, chat_id: 1, parse_mode: {word}}}]" for word in PARSE_MODES),
        *(f"webhook_configs: [{{url: 'http://a', send_resolved: {word}}}]" for word in FLAGS),
    ],
)
def test_a_word_is_refused_where_alertmanager_refuses_it(receiver: str, judge: Process) -> None:
    text = f"route: {{receiver: x}}\nreceivers: [{{name: x, {receiver}}}]\n"
    answer = judge.answer(Question(ask="alertmanager", text=text))
    assert answer is not None
    assert bool(errors(document.loaded(text, NEWEST_ALERTMANAGER)[1])) == bool(answer.problems), answer.problems
