"""gunicorn's worker with threads, which gives a thread to a request only when it is there.

gunicorn reads a request on the thread that answers it, so somebody who connects often and sends slowly takes all of them. Here the loop of the worker
takes in handshakes and requests without waiting for any, with a time limit, a limit for each and one for all together; who is slowest makes room.
"""

import errno
import re
import selectors
import socket
import ssl
import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import Any

from gunicorn import http, util  # type: ignore[import-untyped]  # it has no types
from gunicorn.http.unreader import SocketUnreader  # type: ignore[import-untyped]
from gunicorn.sock import ssl_context  # type: ignore[import-untyped]
from gunicorn.workers.gthread import TConn, ThreadWorker  # type: ignore[import-untyped]
from werkzeug.exceptions import RequestTimeout

READ_SECONDS = 20.0
"""Time for a whole request to arrive, a TLS handshake included."""
HEAD = 64 * 1024
"""Bytes in which the headers have to end; gunicorn refuses longer ones."""
BODY = 4 * 2**20
"""Bytes of a body up to which all of it has to be there before a thread takes the request. A longer one is read by the thread, within the time limit, after
its headers were judged: who brings no token sends none.
"""
ROOM = 64 * 2**20
"""Bytes of all requests that are on their way to one worker."""
MOST = 512
"""Requests that may be on their way to one worker."""
_LENGTH = re.compile(rb"\r\ncontent-length:[ \t]*([0-9]{1,18})[ \t]*\r\n", re.IGNORECASE)


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


class _Unreader(SocketUnreader):  # type: ignore[misc]  # gunicorn has no types
    """What has arrived of a connection and was not taken yet. gunicorn's copies all that is left with each part that is taken."""

    def __init__(self, source: Any) -> None:
        super().__init__(source)
        self._left = bytearray()

    def read(self, size: int | None = None, read_ahead: int | None = None) -> bytes:
        """``size`` bytes, fewer where the connection ends; without a size the next part. Up to ``read_ahead`` may be received at once."""
        wanted = self.mxchunk if size is None else size
        while len(self._left) < (1 if size is None else size) and (chunk := self.chunk(max(wanted, read_ahead or 0) - len(self._left))):
            self._left += chunk
        taken = bytes(memoryview(self._left)[:wanted])
        del self._left[:wanted]
        return taken

    def unread(self, data: bytes) -> None:
        """Puts back what was taken too early."""
        self._left[:0] = data

    def take_buffered(self) -> bytes:
        """All that is there."""
        return self.read(len(self._left))


class _Connection(TConn):  # type: ignore[misc]  # gunicorn has no types
    initialized: bool
    sock: socket.socket
    arrived: bytes = b""
    """What has been taken in of the next request."""

    def init(self) -> None:
        """Called on the thread, before each request."""
        if not self.initialized:
            self.initialized = True
            self.parser = http.get_parser(self.cfg, self.sock, self.client)
            self.parser.unreader = _Unreader(self.sock)
        self.parser.unreader.unread(self.arrived)
        self.parser.unreader.sock = _Patient(self.sock, time.monotonic() + READ_SECONDS)
        self.arrived = b""


class _Arrival:
    """A request on its way."""

    def __init__(self, connection: _Connection) -> None:
        self.connection, self.received = connection, bytearray()
        self.deadline = time.monotonic() + READ_SECONDS
        self._handshakes = connection.cfg.is_ssl and not connection.initialized
        self._ended = False

    def waits_for(self) -> int | None:
        """Takes in what is there; the event to wait for, or None when a thread can take it. OSError: the client gave up, or speaks something else."""
        try:
            if self._handshakes:
                self.connection.sock.do_handshake()  # type: ignore[attr-defined]  # a TLS socket
                self._handshakes = False
            while not self._is_there():
                chunk = self.connection.sock.recv(65536)
                self._ended = not chunk
                self.received += chunk
        except (BlockingIOError, ssl.SSLWantReadError):
            return selectors.EVENT_READ
        except ssl.SSLWantWriteError:
            return selectors.EVENT_WRITE
        return None

    def _is_there(self) -> bool:
        end = self.received.find(b"\r\n\r\n")
        if self._ended or end < 0:
            return self._ended or len(self.received) > HEAD
        found = _LENGTH.search(self.received, 0, end + 2)
        length = int(found[1]) if found else 0
        return length > BODY or len(self.received) >= end + 4 + length


class Worker(ThreadWorker):  # type: ignore[misc]  # gunicorn has no types
    """See the module."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._arrivals: dict[_Arrival, Callable[[Any], None]] = {}
        """In the order in which they began."""
        self._tls: ssl.SSLContext | None = None

    def accept(self, listener: socket.socket) -> None:
        """Takes a new connection."""
        try:
            client, address = listener.accept()
        except OSError as error:
            if error.errno not in (errno.EAGAIN, errno.ECONNABORTED):
                raise
            return
        client.setblocking(False)
        self.nr_conns += 1
        connection = _Connection(self.cfg, client, address, listener.getsockname())
        connection.data_ready = True
        if self.cfg.is_ssl:
            connection.sock = self._context().wrap_socket(client, server_side=True, do_handshake_on_connect=False)
        self._expect(connection)

    def _context(self) -> ssl.SSLContext:
        """The certificate is read anew, so that it can be rotated. While its files are of two rotations, the pair from before goes on to serve."""
        try:
            self._tls = ssl_context(self.cfg)
        except OSError:
            if self._tls is None:
                raise
        return self._tls

    def on_client_socket_readable(self, conn: _Connection, client: socket.socket) -> None:
        """A client that stayed connected sends its next request."""
        self.poller.unregister(client)
        self.keepalived_conns.remove(conn)
        self._expect(conn)

    def _expect(self, connection: _Connection) -> None:
        arrival = _Arrival(connection)
        self._arrivals[arrival] = partial(self._arrives, arrival)
        self.poller.register(connection.sock, selectors.EVENT_READ, self._arrivals[arrival])
        self._arrives(arrival)
        while len(self._arrivals) > MOST or sum(len(each.received) for each in self._arrivals) > ROOM:
            self._give_up(next(iter(self._arrivals)))

    def _arrives(self, arrival: _Arrival, _socket: Any = None) -> None:
        try:
            event = arrival.waits_for()
        except OSError:
            self._forget(arrival)
            self._close(arrival.connection)
            return
        if event is not None:
            self.poller.modify(arrival.connection.sock, event, self._arrivals[arrival])
            return
        self._forget(arrival)
        arrival.connection.arrived = bytes(arrival.received)
        self.enqueue_req(arrival.connection)

    def _forget(self, arrival: _Arrival) -> None:
        del self._arrivals[arrival]
        self.poller.unregister(arrival.connection.sock)

    def _give_up(self, arrival: _Arrival) -> None:
        self._forget(arrival)
        with suppress(OSError):
            util.write_error(arrival.connection.sock, 408, "Request Timeout", f"the request did not arrive within {READ_SECONDS:.0f} s")
        self._close(arrival.connection)

    def _close(self, connection: _Connection) -> None:
        self.nr_conns -= 1
        connection.close()

    def murder_keepalived(self, force: bool = False) -> None:
        """Called once a second: closes what took too long; a worker that ends waits for nothing that has not arrived yet."""
        super().murder_keepalived(force)
        now = time.monotonic()
        for arrival in [each for each in self._arrivals if each.deadline < now or not self.alive]:
            self._give_up(arrival)

    def handle_error(self, req: Any, client: socket.socket, addr: Any, exc: Exception) -> None:
        """What a client is told whose request could not be read."""
        if isinstance(exc, RequestTimeout):
            util.write_error(client, 408, "Request Timeout", exc.description)
        else:
            super().handle_error(req, client, addr, exc)
