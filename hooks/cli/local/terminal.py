"""What a person at the terminal sees: one line a step, with the time and who it is about."""

import enum
import itertools
import shutil
import sys
import textwrap
import threading
import time
from collections import deque
from collections.abc import Iterable

import click
import msgspec

from hooks.cli.local.slack import Message
from hooks.cli.printing import printable

_WIDTH = 38
"""Characters for who does something, where the terminal is wide enough."""
_MANY = 20
"""Lines about one thing that are shown at once; more are counted."""
_KEPT = 500
"""Steps that are kept for the console."""
_NARROW = 100
_HEAD = 10
"""Characters of the time and the space behind it."""


class Tone(enum.Enum):
    """What a step means for its reader; the value is the colour that says so beside the words."""

    PLAIN = None
    GOOD = "green"
    WAITING = "yellow"
    BAD = "red"


Line = tuple[str, str]
"""Who, and what about it."""


class Moment(msgspec.Struct, frozen=True):
    """A step as it was told; the time is in seconds since 1970."""

    at: float
    source: str
    text: str
    tone: Tone


class Arrived(msgspec.Struct, frozen=True):
    """A message at Slack's stand-in; the time is in seconds since 1970."""

    at: float
    message: Message


class Terminal:
    """Writes lines from any thread, whole, and keeps the last of them."""

    def __init__(self) -> None:
        """Nothing is written yet."""
        self._lock = threading.Lock()
        self._standing: dict[str, frozenset[Line]] = {}
        self._moments: deque[Moment] = deque(maxlen=_KEPT)
        self._messages: deque[Arrived] = deque(maxlen=_KEPT)

    def moments(self) -> tuple[Moment, ...]:
        """What was told lately, the oldest first."""
        with self._lock:
            return tuple(self._moments)

    def messages(self) -> tuple[Arrived, ...]:
        """The messages that arrived lately, the oldest first."""
        with self._lock:
            return tuple(self._messages)

    def say(self, source: str, text: str, tone: Tone = Tone.PLAIN) -> None:
        """One step: ``source`` is who does it; further lines of ``text`` are indented below the first."""
        lines = laid_out(printable(source), printable(text), _columns())
        with self._lock:
            self._moments.append(Moment(time.time(), source, text, tone))
            for number, (head, line) in enumerate(lines):
                click.echo((f"{time.strftime('%H:%M:%S')}  " if number == 0 else " " * _HEAD) + head + click.style(line, fg=tone.value))

    def standing(self, topic: str, holding: Iterable[Line], tone: Tone = Tone.PLAIN) -> None:
        """Everything that holds now about a topic: says what was not said before, and of what is wrong also that it is mended."""
        now, before = frozenset(holding), self._standing.get(topic, frozenset())
        for source, lines in itertools.groupby(sorted(now - before), key=lambda line: line[0]):
            texts = [text for _, text in lines]
            for text in texts[:_MANY]:
                self.say(source, text, tone)
            if len(texts) > _MANY:
                self.say(source, f"and {len(texts) - _MANY} more like these", tone)
        if tone is Tone.BAD:
            sources = {source for source, _ in now}
            for source in sorted({source for source, _ in before - now} - sources):
                self.say(source, "mended", Tone.GOOD)
        self._standing[topic] = now

    def message(self, message: Message) -> None:
        """A message that arrived at Slack's stand-in."""
        with self._lock:
            self._messages.append(Arrived(time.time(), message))
        for attachment in message.attachments:
            good = attachment.color == "good"  # Alertmanager's default colours
            word, tone = ("resolved", Tone.GOOD) if good else ("message", Tone.BAD)
            self.say("Slack", f"{word} in {message.channel}: {attachment.title}\n{attachment.text}", tone)


def laid_out(source: str, text: str, columns: int) -> list[Line]:
    """(beginning, rest) of the lines of a step in a terminal of so many columns; 0: as wide as need be. A word, such as an address, is never broken."""
    width = _WIDTH if columns == 0 or columns >= _NARROW else columns // 4
    lines = text.splitlines() or [""]
    if columns:
        lines = [part for line in lines for part in textwrap.wrap(line, max(columns - _HEAD - width - 2, 20), break_long_words=False, break_on_hyphens=False)]
    if len(source) > width and columns and columns < _NARROW:
        return [(source, ""), *((" " * (width + 2), line) for line in lines)]
    return [(f"{source if number == 0 else '':<{width}}  ", line) for number, line in enumerate(lines or [""])]


def _columns() -> int:
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else 0
