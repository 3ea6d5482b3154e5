"""Small HTTP servers of a run, on 127.0.0.1 only."""

import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from hooks.cli.local.objects import LOOPBACK


class Handler(BaseHTTPRequestHandler):
    """Answers requests, and is silent about them."""

    def answer(self, status: int, body: bytes = b"", reason: str | None = None) -> None:
        """A whole response."""
        self.send_response(status, reason)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  # the name is the base class's
        """The terminal tells what requests mean, not that they came."""


class LoopbackServer:
    """Listens at once, until it is closed; requests are answered on threads of their own."""

    def __init__(self, name: str, handler: Callable[..., Handler], port: int = 0) -> None:
        """``handler`` makes the answerer of a connection of what the standard library gives it; port 0 is any free one."""
        self._server = _Server((LOOPBACK, port), handler)
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.1}, name=name, daemon=True)
        self._thread.start()
        self.address = f"{LOOPBACK}:{self._server.server_port}"

    def close(self) -> None:
        """Frees the port."""
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
