"""A small application with a latency that can be told: POST /slow, POST /fast. Its metrics are at GET /metrics.

Four workers serve imagined requests without pause, so there is something to measure without a load generator.
"""

import os
import signal
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from prometheus_client import CONTENT_TYPE_LATEST, Summary, generate_latest

LATENCY = {"fast": 0.05, "slow": 2.0}
"""Seconds that a request takes."""
PAUSE = 0.3
"""Seconds between two requests of a worker."""
WORKERS = 4

REQUESTS = Summary("request_latency_seconds", "Time spent on a request")
mode = "fast"


def work() -> None:
    """Serve one imagined request after the other."""
    while True:
        with REQUESTS.time():
            time.sleep(LATENCY[mode])
        time.sleep(PAUSE)


class Application(BaseHTTPRequestHandler):
    """The HTTP interface."""

    def do_GET(self) -> None:
        """Metrics, or what can be done."""
        if self.path == "/metrics":
            self.answer(200, generate_latest(), CONTENT_TYPE_LATEST)
        elif self.path == "/":
            self.answer(200, f"my-app is {mode}; POST /slow or /fast changes that, GET /metrics measures it\n".encode())
        else:
            self.answer(404, b"not found\n")

    def do_POST(self) -> None:
        """Become slow or fast."""
        global mode  # noqa: PLW0603 the whole state of this application
        asked = self.path.strip("/")
        if asked not in LATENCY:
            self.answer(404, b"POST /slow or /fast\n")
            return
        mode = asked
        self.answer(200, f"my-app is {mode} now\n".encode())

    def answer(self, status: int, body: bytes, content_type: str = "text/plain; charset=utf-8") -> None:
        """Send a whole response."""
        self.send_response(status)
        self.send_header("Content-Type", content_type)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 the name is the base class's
        """Scrapes are not worth a log line."""


def main() -> None:
    """Serve until told to end."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    for _ in range(WORKERS):
        threading.Thread(target=work, daemon=True).start()
    # A container listens on all its addresses; a local run gives the only one it may use.
    address = (os.environ.get("HOST", "0.0.0.0"), int(os.environ.get("PORT", "8080")))  # noqa: S104
    ThreadingHTTPServer(address, Application).serve_forever()


if __name__ == "__main__":
    main()
