"""Servers side by side, each under a gunicorn of its own, so that what is small never waits for what is large. They begin and end together.

All addresses listen before the first server starts: whoever reaches one of them reaches the others, if only after a moment.
"""

import ctypes
import gc
import logging
import os
import signal
import socket
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any

import msgspec

from hooks.app import Access, create_app
from hooks.cli.logs import LOGGING
from hooks.cli.worker import Worker
from hooks.judge import ABSENT
from hooks.metrics import JUDGE
from hooks.settings import Settings

log = logging.getLogger("promhooks")

TIMEOUT = 120
"""Seconds after which a worker that does not answer is replaced; the longest hook timeout of the controllers is 60."""
THREADS = 64
"""A thread waits for its request to arrive, so slow clients must be outnumbered; only one request at a time is computed."""
KEEPALIVE = 120
"""Seconds; longer than the 90 after which Metacontroller closes an idle connection, as a request on one that is just being closed would be lost."""
BACKLOG = 2048
"""Connections that wait to be taken."""
_END_WITH_PARENT = 1
"""PR_SET_PDEATHSIG of Linux's prctl: the signal that a process gets when its parent ends."""
_MALLOC = {-3: 2**20, -8: 2, -1: 2**24}
"""mallopt of glibc: a buffer of a megabyte or more is a mapping of its own (M_MMAP_THRESHOLD), which goes back to the system when it is freed, and threads
share two heaps (M_ARENA_MAX). Otherwise each of the many threads keeps what its largest request needed. The end of a heap stays for the next request up to
16 MiB (M_TRIM_THRESHOLD): with a limit of its own for mappings glibc gives it back each time, only to have it brought in again page by page."""


GARBAGE = (20_000, 20, 20)
"""When the collector looks for cycles (gc.set_threshold). A sync makes many values and no cycles: with Python's (700, 10, 10) it goes through all that is
remembered several times a sync, which with 50,000 monitors is a seventh of the time."""


class Lane(msgspec.Struct, frozen=True):
    """One server."""

    bind: str
    """``host:port``."""
    access: Access
    workers: int = 1
    tls: Mapping[str, str] = {}
    """gunicorn's ``certfile`` and ``keyfile``."""


def run(lanes: Sequence[Lane], settings: Settings) -> int:
    """Serves until a signal or the end of one of the servers, then ends all of them. Returns an exit code: 0 after a signal."""
    with suppress(AttributeError):  # another C library
        for parameter, value in _MALLOC.items():
            ctypes.CDLL(None).mallopt(parameter, value)
    listeners = [_listener(lane.bind) for lane in lanes]
    # What has been imported so far is never looked at again, so that the processes go on sharing its memory.
    gc.collect()
    gc.freeze()
    gc.set_threshold(*GARBAGE)
    running = {_started(lane, listener, listeners, settings) for lane, listener in zip(lanes, listeners, strict=True)}
    for listener in listeners:
        listener.close()
    asked: list[int] = []

    def end(received: int, _frame: object) -> None:
        asked.append(received)
        _end(running)

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, end)
    while running:
        pid, _ = os.wait()
        running.discard(pid)
        _end(running)
    return 0 if asked else 1


def _listener(bind: str) -> socket.socket:
    host, _, port = bind.rpartition(":")
    address = host.strip("[]")
    return socket.create_server((address, int(port)), family=socket.AF_INET6 if ":" in address else socket.AF_INET, backlog=BACKLOG)


def _started(lane: Lane, listener: socket.socket, listeners: Sequence[socket.socket], settings: Settings) -> int:
    """The process id of the server."""
    parent = os.getpid()
    pid = os.fork()
    if pid:
        return pid
    with suppress(AttributeError, OSError):
        ctypes.CDLL(None).prctl(_END_WITH_PARENT, signal.SIGTERM)
    if os.getppid() != parent:
        os._exit(1)
    for other in listeners:
        if other is not listener:
            other.close()
    _serve(lane, listener, settings)
    os._exit(1)


def _serve(lane: Lane, listener: socket.socket, settings: Settings) -> None:
    """Becomes gunicorn, which exits by itself."""
    from gunicorn.app.base import BaseApplication  # type: ignore[import-untyped]  # noqa: PLC0415  # it has no types
    from gunicorn.glogging import Logger  # type: ignore[import-untyped]  # noqa: PLC0415  # the same

    class WithoutAccess(Logger):  # type: ignore[misc]  # gunicorn has no types
        def access(self, *_: Any) -> None:
            """Nothing: a line a request would be mostly the kubelet's probes, and a tenth of the time of a small sync. The metrics count the calls."""

    options = {
        **lane.tls,
        "bind": f"fd://{listener.detach()}",
        "workers": lane.workers,
        "backlog": BACKLOG,
        "worker_class": Worker,
        "threads": THREADS,
        "timeout": TIMEOUT,
        "keepalive": KEEPALIVE,
        "preload_app": True,
        "proc_name": "promhooks",
        "logconfig_dict": LOGGING,
        "logger_class": WithoutAccess,
        # It would need a writable home.
        "control_socket_disable": True,
    }

    class Server(BaseApplication):  # type: ignore[misc]  # gunicorn has no types
        def load_config(self) -> None:
            for name, value in options.items():
                self.cfg.set(name, value)

        def load(self) -> Any:
            JUDGE.set(settings.judge is not ABSENT)
            if settings.judge is ABSENT:
                log.warning("the last judge is absent: our own checks are all that stands before a program")
            return create_app(settings, lane.access)

    Server().run()


def _end(running: set[int]) -> None:
    for pid in running:
        with suppress(ProcessLookupError):  # a signal to the whole group ends all at once
            os.kill(pid, signal.SIGTERM)
