"""A stand-in for Slack's incoming webhooks on this machine: takes messages as Slack does and keeps them."""

from collections.abc import Callable
from functools import partial
from typing import Any

import msgspec

from hooks.cli.local.loopback import Handler, LoopbackServer
from hooks.cli.local.ports import is_free

PORT = 9099
"""Where the example's Secret sends messages to: ``http://127.0.0.1:9099/services/T000/B000/local``."""


class Attachment(msgspec.Struct, frozen=True):
    """The part of a message that Alertmanager writes its title and text into."""

    title: str = ""
    text: str = ""
    color: str = ""


class Message(msgspec.Struct, frozen=True):
    """A message as Slack's incoming webhooks take it."""

    channel: str = ""
    username: str = ""
    attachments: tuple[Attachment, ...] = ()


class PortTaken(Exception):
    """Another program listens on the port."""


class Slack(LoopbackServer):
    """The running stand-in; ``received`` is called with each message, on a thread of the server."""

    def __init__(self, received: Callable[[Message], None], port: int = PORT) -> None:
        """Listens at once; PortTaken where that cannot be. Port 0 is any free one."""
        if not is_free(port):
            raise PortTaken(
                f"port {port} of 127.0.0.1, where the stand-in for Slack's webhook listens, is taken by another program; end it or give --slack-port"
            )
        super().__init__("slack", partial(_Webhook, received), port)
        self.url = f"http://{self.address}/services/T000/B000/local"


class _Webhook(Handler):
    def __init__(self, received: Callable[[Message], None], *connection: Any) -> None:
        self._received = received
        super().__init__(*connection)

    def do_POST(self) -> None:  # noqa: N802  # the base class's name
        try:
            self._received(msgspec.json.decode(self.rfile.read(int(self.headers.get("Content-Length") or 0)), type=Message))
        except msgspec.MsgspecError:
            self.answer(400, b"invalid_payload")
        else:
            self.answer(200, b"ok")
