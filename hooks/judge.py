"""The last judge: the code of Prometheus and Alertmanager themselves, asked whether they would take a text.

It is a value that the shells hand in, like the clock. Where there is none (no Go to build it with, no image that brings it) nothing is answered, and our
own checks are all that stands before a program. It knows one version, the newest; what came when stays our knowledge
(hooks/versions.py, hooks/rules/dialect.py).
"""

from typing import Literal

import msgspec


class Question(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What is asked; tools/judge/main.go says the same. Which fields count depends on ``ask``."""

    ask: Literal["versions", "rules", "expressions", "regexes", "prometheus", "alertmanager"]
    text: str = ""
    """A whole file: ``rules``, ``prometheus``, ``alertmanager``."""
    texts: tuple[str, ...] = ()
    """``expressions`` or ``regexes``."""
    legacy: bool = False
    """Names hold letters, digits and ``_`` only."""
    lenient: bool = False
    """Fields that are not known are passed over: a Thanos Ruler's file has some."""
    functions: tuple[str, ...] = ()
    """Functions that an older version has and the newest has not."""
    label: str = ""
    """With ``value``: the matcher that every selector of the expressions is to have."""
    value: str = ""


class Refusal(msgspec.Struct, frozen=True):
    """One reason why a program does not take a text, in its own words. ``group`` and ``rule`` count from 0; -1: it concerns no single one."""

    group: int
    rule: int
    text: str


class Expression(msgspec.Struct, frozen=True):
    """What became of one of the texts: a ``problem``, or the tree as it is ``printed``, with the matcher in every selector where one was asked for.

    Nothing is printed where Prometheus' own printer writes what it would not read as the same.
    """

    problem: str = ""
    printed: str = ""
    selectors: int = 0
    matched: int = 0
    """How many of the selectors had the matcher, and no other for its label, as they were written."""


class Answer(msgspec.Struct, frozen=True):
    """The refusals (none: it is taken), or one expression for each text."""

    problems: tuple[Refusal, ...] = ()
    expressions: tuple[Expression, ...] = ()
    versions: dict[str, str] = {}


class Judge:
    """This one is absent: it answers nothing. The one that answers is a process of the shell (hooks/cli/judge.py)."""

    @property
    def versions(self) -> dict[str, str]:
        """``prometheus`` and ``alertmanager`` with the versions whose code judges; empty: absent."""
        return {}

    def answer(self, question: Question) -> Answer | None:  # noqa: ARG002  # it has nothing to say
        """None: nobody knows."""
        return None


ABSENT = Judge()
