"""The console's server: on a port of 127.0.0.1, on threads of this process, ended with it."""

import logging
import threading

from werkzeug.serving import make_server

from hooks.cli.console.board import Board
from hooks.cli.console.web.app import Told, create_app
from hooks.cli.local.objects import LOOPBACK
from hooks.cli.local.ports import free_port

PORT = 9080
"""The port that is preferred; where it is taken, one of the next."""


class Server:
    """Serves at once, until it is closed."""

    def __init__(self, board: Board, port: int | None = None, told: Told = lambda _application, _sentence: None) -> None:
        """On ``port``, by default a free one near PORT."""
        logging.getLogger("werkzeug").setLevel(logging.ERROR)  # requests are of no interest on a terminal
        self._server = make_server(LOOPBACK, port or free_port(PORT), create_app(board, told), threaded=True)
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.1}, name="console", daemon=True)
        self._thread.start()
        self.url = f"http://{LOOPBACK}:{self._server.port}/"

    def close(self) -> None:
        """Frees the port; pages that are open learn that nobody is there any more."""
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()
