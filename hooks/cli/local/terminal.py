"""What a person at the terminal sees: one line a step, with the time and who it is about."""

import threading
import time
from collections.abc import Iterable

import click

from hooks.cli.local.slack import Message

_COLORS = {"refuses": "red", "rejected": "red", "wrong": "red", "down": "red", "pending": "yellow", "firing": "red", "up": "green", "resolved": "green"}
_WIDTH = 38


Line = tuple[str, str]
"""Who, and what about it."""


class Terminal:
    """Writes lines from any thread, whole."""

    def __init__(self) -> None:
        """Nothing is written yet."""
        self._lock = threading.Lock()
        self._standing: dict[str, frozenset[Line]] = {}

    def say(self, source: str, text: str) -> None:
        """One step: ``source`` is who does it; further lines of ``text`` are indented below the first."""
        first, *rest = text.splitlines() or [""]
        color = next((color for word, color in _COLORS.items() if word in first.replace(":", "").replace(",", "").split()), None)
        head = f"{time.strftime('%H:%M:%S')}  {source:<{_WIDTH}}  "
        with self._lock:
            click.echo(head + click.style(first, fg=color))
            for line in rest:
                click.echo(" " * len(head) + line)

    def standing(self, topic: str, lines: Iterable[Line]) -> None:
        """Everything that holds now about a topic: says what was not said before. What ceased to hold is said again when it comes back."""
        now = frozenset(lines)
        for source, text in sorted(now - self._standing.get(topic, frozenset())):
            self.say(source, text)
        self._standing[topic] = now

    def message(self, message: Message) -> None:
        """A message that arrived at Slack's stand-in."""
        for attachment in message.attachments:
            word = "resolved" if attachment.color == "good" else "message"  # Alertmanager's default colours
            self.say("Slack", f"{word} in {message.channel}: {attachment.title}\n{attachment.text}")
