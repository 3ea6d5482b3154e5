"""A stand-in for Slack's incoming webhooks on this machine: takes messages as Slack does and keeps them."""

import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import msgspec

from hooks.cli.local.objects import LOOPBACK
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


class Slack:
    """The running stand-in; ``received`` is called with each message, on a thread of the server."""

    def __init__(self, received: Callable[[Message], None], port: int = PORT) -> None:
        """Listens at once; PortTaken where that cannot be. Port 0 is any free one."""
        if not is_free(port):
            raise PortTaken(
                f"port {port} of 127.0.0.1, where the stand-in for Slack's webhook listens, is taken by another program; end it or give --slack-port"
            )
        self._server = _Server((LOOPBACK, port), received)
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.1}, name="slack", daemon=True)
        self._thread.start()
        self.url = f"http://{LOOPBACK}:{self._server.server_port}/services/T000/B000/local"

    def close(self) -> None:
        """Frees the port."""
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, address: tuple[str, int], received: Callable[[Message], None]) -> None:
        super().__init__(address, _Webhook)
        self.received = received


class _Webhook(BaseHTTPRequestHandler):
    server: _Server

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        try:
            self.server.received(msgspec.json.decode(body, type=Message))
        except msgspec.MsgspecError:
            self._answer(400, b"invalid_payload")
        else:
            self._answer(200, b"ok")

    def _answer(self, status: int, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 the name is the base class's
        """The terminal shows messages, not requests."""
