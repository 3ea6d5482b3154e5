"""What is said about an object, as data: everything that judges returns findings, all of them; a sentence is made at the edge only.

A finding keeps what it is (:class:`Code`), where (the object and the field path in it), what is wrong and what to do apart, so that no reader and no
test has to take a sentence to pieces. The codes stand beside this module, one file per thousand; ``registry`` holds them all.
"""

import enum
from collections.abc import Iterable
from typing import Literal

import msgspec

QUOTED = 80
"""Characters of a user's value that a finding repeats at most."""


class Severity(enum.StrEnum):
    """What a finding means for its object: it is left out as a whole, a part of it is, or nothing is but somebody may want to know."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Code(msgspec.Struct, frozen=True):
    """One kind of finding. ``id`` (``PH1203``) never changes its meaning; ``title``, ``why`` and ``remedy`` are the text of its page in docs/findings."""

    id: str
    severity: Severity
    title: str
    why: str
    remedy: str
    optional: bool = False
    """A matter of taste: told only to those who ask for it."""

    def at(self, path: str, problem: str, remedy: str = "", fix: "Fix | None" = None) -> "Finding":
        """A finding of this kind: where, what is wrong, what to do, and the edit that does it where it is mechanical."""
        return Finding(code=self, path=path, problem=problem, remedy=remedy, fix=fix)


class Subject(msgspec.Struct, frozen=True, order=True, gc=False):
    """The object that a finding is about."""

    api_version: str
    kind: str
    namespace: str
    name: str

    @property
    def key(self) -> str:
        """``namespace/name``; only the name where there is no namespace."""
        return f"{self.namespace}/{self.name}" if self.namespace else self.name

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"


class Fix(msgspec.Struct, frozen=True, kw_only=True):
    """The edit at a finding's path that mends it and leaves no choice."""

    part: Literal["name", "value"] = "value"
    """What is written anew: the name of the field, or its value."""
    to: str | int | bool | None = None
    """What stands there then; None: the value as it is, but as a text."""
    within: str = ""
    """The word of the value that is written anew; empty: all of it."""


class Finding(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One statement about one place of one object.

    ``path`` is the field in the user's own object (``spec.endpoints[0].port``), ``origin`` names the document where the value stands instead, if it is not
    the object itself (``secret "team/raw", key "alertmanager.yaml"``). ``problem`` and ``remedy`` are clauses in lower case without a full stop; neither ever
    holds a value of a Secret.
    """

    code: Code
    path: str
    problem: str
    remedy: str = ""
    origin: str = ""
    subject: Subject | None = None
    fix: Fix | None = None
    characters: tuple[int, int] | None = None
    """The part of the value that is meant, from its first character to behind its last; None: all of it."""

    @property
    def severity(self) -> Severity:
        """That of its code."""
        return self.code.severity

    @property
    def reason(self) -> str:
        """What is wrong and what to do, without the place."""
        return f"{self.problem}, {self.remedy}" if self.remedy else self.problem

    def below(self, path: str) -> "Finding":
        """The same finding seen from one level further up: ``path`` is put in front."""
        return msgspec.structs.replace(self, path=joined(path, self.path))

    def moved(self, path: str, *, origin: str = "") -> "Finding":
        """The same finding at another path, and where its value stands instead."""
        return msgspec.structs.replace(self, path=path, origin=origin or self.origin)

    def over(self, start: int, end: int) -> "Finding":
        """The same finding about a part of the value at its path."""
        return msgspec.structs.replace(self, characters=(start, end))

    def about(self, subject: Subject) -> "Finding":
        """The same finding with the object that it is about."""
        return msgspec.structs.replace(self, subject=subject)

    def __str__(self) -> str:
        """The sentence of a status, an event or a log line: place first, remedy last."""
        place = ": ".join(part for part in (self.origin, self.path) if part)
        return f"{place}: {self.reason}" if place else self.reason


class Outcome(enum.StrEnum):
    """What became of an object that a parent looked at."""

    ACCEPTED = "accepted"
    """It counts; its findings, if any, say what is left out of it."""
    REJECTED = "rejected"
    WAITING = "waiting"
    """The values that it references are being collected; what it was before goes on to count."""
    NOT_SELECTED = "not selected"


class Judgement(msgspec.Struct, frozen=True, gc=False):
    """What a parent makes of one object: of itself, or of one that its selectors name. ``findings`` hold everything that is to be said about it."""

    subject: Subject
    outcome: Outcome
    findings: tuple[Finding, ...] = ()


def errors(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Those because of which the object or file cannot be used."""
    return tuple(finding for finding in findings if finding.severity == Severity.ERROR)


def joined(above: str, path: str) -> str:
    """Two parts of a field path as one: ``spec`` and ``endpoints[0]``, ``spec.endpoints`` and ``[0].port``."""
    separator = "." if above and path and not path.startswith("[") else ""
    return f"{above}{separator}{path}"


def quoted(value: object) -> str:
    """A user's value as it may stand in a finding: in quotes, control characters escaped, cut where it is long."""
    text = msgspec.json.encode(str(value).encode(errors="replace").decode()).decode()
    printable = "".join(char if char.isprintable() else f"\\u{ord(char):04x}" for char in text)
    return printable if len(printable) <= QUOTED + 2 else f'{printable[: QUOTED + 1]}…"'
