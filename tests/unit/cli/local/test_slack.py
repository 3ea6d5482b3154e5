"""The stand-in takes what Slack takes."""

from collections.abc import Iterator
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from hooks.cli.local.slack import Attachment, Message, PortTaken, Slack


@pytest.fixture
def received() -> list[Message]:
    return []


@pytest.fixture
def slack(received: list[Message]) -> Iterator[Slack]:
    made = Slack(received.append, port=0)
    yield made
    made.close()


def test_a_message_arrives_with_channel_title_and_text(slack: Slack, received: list[Message]) -> None:
    body = '{"channel": "#alerts", "username": "am", "attachments": [{"title": "느림", "text": "a\\nb", "color": "danger", "mrkdwn_in": []}]}'
    with urlopen(Request(slack.url, data=body.encode())) as answer:
        assert answer.read() == b"ok"
    assert received == [Message("#alerts", "am", (Attachment("느림", "a\nb", "danger"),))]


def test_what_is_no_message_is_refused(slack: Slack, received: list[Message]) -> None:
    with pytest.raises(HTTPError) as raised:
        urlopen(Request(slack.url, data=b"{"))
    raised.value.close()
    assert raised.value.code == 400
    assert received == []


def test_a_taken_port_is_said(slack: Slack) -> None:
    port = int(slack.url.split(":")[2].split("/")[0])
    with pytest.raises(PortTaken, match=f"port {port} of 127.0.0.1"):
        Slack(print, port)
