"""Paths that somebody edits: what stands there, again whenever something was written; only files that changed are read again."""

import signal
import threading
from collections.abc import Iterable, Iterator
from pathlib import Path

from watchfiles import watch

from hooks.cli.files import Unread
from hooks.cli.manifests import Document, Folder, Located, folder, read_file

_TICK = 200
"""Milliseconds between two looks at whether to stop."""


class Reader:
    """Reads files, and remembers what they held."""

    def __init__(self) -> None:
        """Nothing is known."""
        self._known: dict[Path, tuple[tuple[int, ...], tuple[Document | Located, ...]]] = {}

    def __call__(self, file: Path | Unread) -> tuple[Document | Located, ...]:
        """See :func:`hooks.cli.manifests.read_file`."""
        state = _state(file) if isinstance(file, Path) else ()
        if isinstance(file, Unread) or not state:
            return read_file(file)
        known = self._known.get(file)
        if known is None or known[0] != state:
            known = self._known[file] = (state, read_file(file))
        return known[1]


def _state(file: Path) -> tuple[int, ...]:
    """What changes when a file is written; () where it is gone."""
    try:
        found = file.stat()
    except OSError:
        return ()
    return found.st_mtime_ns, found.st_size, found.st_ino


def rounds(paths: Iterable[Path]) -> Iterator[Folder]:
    """The manifests below ``paths``, now and after each edit, until somebody ends it."""
    watched, read, first = tuple(paths), Reader(), True
    ticks = watch(
        *watched, stop_event=stopped_by_signals(), watch_filter=written, rust_timeout=_TICK, yield_on_timeout=True, debounce=200, raise_interrupt=False
    )
    for edited in ticks:
        if edited or first:
            first = False  # only now, because what is written from here on is not missed
            yield folder(watched, read)


def written(_change: object, path: str) -> bool:
    """What a person writes: neither hidden nor what Python and editors leave behind."""
    return not any(part.startswith(".") or part == "__pycache__" or part.endswith(("~", ".pyc")) for part in Path(path).parts[-3:])


def stopped_by_signals() -> threading.Event:
    """Set by Ctrl-C, by a closed terminal and by kill, so that each of them ends a watch in good order."""
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda *_: stop.set())
    return stop
