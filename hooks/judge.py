"""The last judge: the code of Prometheus and Alertmanager themselves, asked whether they would take a text.

It is a value that the shells hand in, like the clock. Where there is none (no Go to build it with, no image that brings it) nothing is answered, and our
own checks are all that stands before a program. It knows one version, the newest; what came when stays our knowledge
(hooks/versions.py, hooks/rules/dialect.py).
"""

import re
from collections.abc import Iterable, Mapping
from typing import Literal

import msgspec

from hooks.versions import Version

Program = Literal["prometheus", "alertmanager"]
FIRST: Mapping[Program, Version] = {"prometheus": Version(3, 0, 0), "alertmanager": Version(0, 25, 0)}
"""The oldest versions for which the newest can speak: since them the formats have only grown."""
SENTENCE = 1000
"""Characters of a program's sentence that are repeated at most."""
_UNKNOWN_FIELD = re.compile(r"line \d+: field (\S+) not found in type \S+")
_SINCE = (("event_recorder", "requires a name", Version(0, 35, 0)), ("remote write queue ", "", Version(3, 12, 0)))
"""Beginning and end of what only later versions of a program ask for, and since when."""
_PLACE = re.compile(r"line \d+: ")
_PART = re.compile(r"""(?P<quoted>"(?:[^"\\]|\\.)*"|'[^']*'|`[^`]*`)|[^\s"'`,;]+""")
_PLAIN = re.compile(r"[a-z_]+:?")
"""What the programs' own words and names of fields look like."""


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

    def in_short(self) -> "Answer":
        """The same with sentences that fit into a status: a program repeats what was written as a whole, and as it is."""
        problems = tuple(Refusal(each.group, each.rule, _printable(each.text)) for each in self.problems)
        expressions = tuple(msgspec.structs.replace(each, problem=_printable(each.problem)) if each.problem else each for each in self.expressions)
        return Answer(problems, expressions, self.versions)


def _printable(sentence: str) -> str:
    cut = sentence if len(sentence) <= SENTENCE else sentence[:SENTENCE] + "…"
    return "".join(char if char.isprintable() or char == "\n" else f"\\u{ord(char):04x}" for char in cut)


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


def refusal(judge: Judge, program: Program, text: str, version: Version, secrets: Iterable[str] = ()) -> str:
    """Why ``program`` would refuse a whole file, in its own words; empty where it would not, or nobody can be asked.

    A field that the judge's version does not have is no reason against a file for another version: what came when is known in hooks/versions.py. What
    is quoted of the texts in ``secrets`` is left out.
    """
    answer = judge.answer(Question(ask=program, text=text)) if version >= FIRST[program] else None
    if answer is None or not answer.problems:
        return ""
    sentence = answer.problems[0].text
    asked_later = any(sentence.startswith(start) and sentence.endswith(end) and version < since for start, end, since in _SINCE)
    if asked_later or (not _is_own_version(judge, program, version) and _names_fields_only(sentence)):
        return ""
    told = _PLACE.sub("", sentence.removeprefix("yaml: unmarshal errors:").strip()).replace("\n", "; ")
    return without_secrets(told, secrets)


def takes(judge: Judge, program: Program, text: str, version: Version) -> bool:
    """Whether ``program`` would certainly take a whole file; not where nobody can be asked."""
    answer = judge.answer(Question(ask=program, text=text)) if version >= FIRST[program] else None
    return answer is not None and not answer.problems


def _is_own_version(judge: Judge, program: Program, version: Version) -> bool:
    """Prometheus 3.16 is the module's v0.316."""
    module = f"v0.{version.major * 100 + version.minor}." if program == "prometheus" else f"v{version.major}.{version.minor}."
    return judge.versions.get(program, "").startswith(module)


def without_secrets(sentence: str, secrets: Iterable[str]) -> str:
    """The sentence with ``…`` for whatever it may repeat of the texts in ``secrets``: they hold passwords. Only plain words outside of quotes stay."""
    known = "\n".join(secrets)
    values = frozenset(known.splitlines())

    def shown(found: re.Match[str]) -> str:
        part = found[0] if found["quoted"] is None else found[0][1:-1]
        own = found["quoted"] is None and _PLAIN.fullmatch(part)
        # As a program quotes it a value may have escapes, so its pieces are looked for.
        pieces = () if own else re.findall(r"(?:\\.)|(\w{3,})", part)
        return "…" if part.rstrip(":") in values or any(piece and piece in known for piece in pieces) else found[0]

    return _PART.sub(shown, sentence) if known else sentence


def _names_fields_only(sentence: str) -> bool:
    lines = [line.strip() for line in sentence.removeprefix("yaml: unmarshal errors:").strip().splitlines()]
    return all(_UNKNOWN_FIELD.fullmatch(line) for line in lines)
