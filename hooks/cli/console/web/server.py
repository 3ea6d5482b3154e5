"""The console's server: on a port of 127.0.0.1, on threads of this process, ended with it."""

import logging
import socket
import threading

from werkzeug.serving import make_server

from hooks.cli.console.board import Board
from hooks.cli.console.web.app import Told, create_app
from hooks.cli.local.objects import LOOPBACK

PORT = 9080
"""The port that is preferred; where it is taken, one of the next."""


class PortTaken(Exception):
    """Another program listens on the port."""


class Server:
    """Serves at once, until it is closed."""

    def __init__(self, board: Board, port: int | None = None, told: Told = lambda _application, _sentence: None) -> None:
        """On ``port``, by default a free one near PORT. PortTaken where another program has it."""
        logging.getLogger("werkzeug").setLevel(logging.ERROR)  # requests are of no interest on a terminal
        with _listening(port) as bound:
            self._server = make_server(LOOPBACK, bound.getsockname()[1], create_app(board, told), threaded=True, fd=bound.fileno())
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.1}, name="console", daemon=True)
        self._thread.start()
        self.url = f"http://{LOOPBACK}:{self._server.port}/"

    def close(self) -> None:
        """Frees the port; pages that are open learn that nobody is there any more."""
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


def _listening(port: int | None) -> socket.socket:
    """A socket that listens already, so that nobody takes its port meanwhile."""
    for candidate in (port,) if port else (*range(PORT, PORT + 20), 0):
        try:
            return socket.create_server((LOOPBACK, candidate))
        except OSError:
            continue
    raise PortTaken(f"port {port} of 127.0.0.1 is taken by another program")
