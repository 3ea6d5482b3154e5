"""gunicorn's worker with threads, made patient but not for ever: a client that sends slowly gets 408, and its thread is free again.

The worker reads a request on the thread that answers it, without a time limit of its own.
"""

import errno
import socket
import ssl
import time
from typing import Any

from gunicorn import http, util  # type: ignore[import-untyped]  # it has no types
from gunicorn.sock import ssl_wrap_socket  # type: ignore[import-untyped]
from gunicorn.workers.gthread import TConn, ThreadWorker  # type: ignore[import-untyped]
from werkzeug.exceptions import RequestTimeout

READ_SECONDS = 20.0
"""Time for a whole request to arrive, also for a TLS handshake."""


class _Patient:
    """A socket whose reads have a common deadline; everything else is the socket's own."""

    def __init__(self, real: socket.socket, deadline: float) -> None:
        self._real, self._deadline = real, deadline

    def recv(self, size: int) -> bytes:
        """RequestTimeout after the deadline."""
        self._real.settimeout(max(self._deadline - time.monotonic(), 0.001))
        try:
            return self._real.recv(size)
        except TimeoutError:
            raise RequestTimeout(f"the request did not arrive within {READ_SECONDS:.0f} s") from None
        finally:
            self._real.settimeout(None)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._real, name)


class _Connection(TConn):  # type: ignore[misc]  # gunicorn has no types
    initialized: bool
    sock: ssl.SSLSocket

    def init(self) -> None:
        """Called before each request."""
        if not self.initialized:
            self.initialized = True
            self.sock.settimeout(READ_SECONDS)
            if self.cfg.is_ssl:
                self.sock = ssl_wrap_socket(self.sock, self.cfg)  # reads the certificate anew
                self.sock.do_handshake()
            self.sock.settimeout(None)
            self.parser = http.get_parser(self.cfg, self.sock, self.client)
        self.parser.unreader.sock = _Patient(self.sock, time.monotonic() + READ_SECONDS)


class Worker(ThreadWorker):  # type: ignore[misc]  # gunicorn has no types
    """See the module."""

    def accept(self, listener: socket.socket) -> None:
        """Takes a new connection."""
        try:
            client, address = listener.accept()
        except OSError as error:
            if error.errno not in (errno.EAGAIN, errno.ECONNABORTED):
                raise
            return
        self.nr_conns += 1
        self.enqueue_req(_Connection(self.cfg, client, address, listener.getsockname()))

    def handle_error(self, req: Any, client: socket.socket, addr: Any, exc: Exception) -> None:
        """What a client is told whose request could not be read."""
        if isinstance(exc, RequestTimeout):
            util.write_error(client, 408, "Request Timeout", exc.description)
        else:
            super().handle_error(req, client, addr, exc)
