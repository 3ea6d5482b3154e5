"""How values are written on a page."""

import time
from collections.abc import Iterable, Mapping

from jinja2 import Environment

from hooks.cli.console.graph.model import State
from hooks.cli.explain.chain import Answer
from hooks.cli.local.terminal import Tone
from hooks.findings import Severity
from hooks.rendering import digest

SHAPES: Mapping[State, str] = {State.BAD: "✕", State.WAITING: "◐", State.UNKNOWN: "?", State.IDLE: "○", State.GOOD: "✓"}
"""So that nobody needs colours."""
_ANSWERS: Mapping[Answer, State] = {Answer.YES: State.GOOD, Answer.NO: State.BAD, Answer.MAYBE: State.UNKNOWN, Answer.INFO: State.IDLE}
_TONES: Mapping[Tone, State] = {Tone.GOOD: State.GOOD, Tone.BAD: State.BAD, Tone.WAITING: State.WAITING, Tone.PLAIN: State.IDLE}
_SEVERITIES: Mapping[Severity, State] = {Severity.ERROR: State.BAD, Severity.WARNING: State.WAITING, Severity.NOTE: State.IDLE}


def register(environment: Environment) -> None:
    """Makes the functions of this module filters of the templates."""
    environment.filters.update(
        clock=clock,
        shape=SHAPES.__getitem__,
        answered=_ANSWERS.__getitem__,
        toned=_TONES.__getitem__,
        severe=_SEVERITIES.__getitem__,
        dom=dom,
        pairs=pairs,
    )


def clock(seconds: float) -> str:
    """``17:04:12`` of this machine's time."""
    return time.strftime("%H:%M:%S", time.localtime(seconds))


def dom(identity: str) -> str:
    """A short id of an element for the id of a node or group."""
    return f"e{digest(identity.encode())[:12]}"


def pairs(labels: Mapping[str, str]) -> Iterable[tuple[str, str]]:
    """Labels by name."""
    return sorted(labels.items())
