"""What every section of alertmanager.yaml has: what it needs, what excludes each other, further rules, and fields that are not known here.

A section's rules stand beside its fields, in its class. They are the loader's of the newest version that is known (Alertmanager documentation,
"Configuration"); what differs between versions asks the context. Findings name fields by their attributes; judge.py gives them the names that their
writer uses.
"""

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Annotated, Any, ClassVar, NamedTuple, get_args, get_origin, get_type_hints

import msgspec

from hooks.findings import Finding, quoted
from hooks.versions import INLINE, Gate, Section, Version

Findings = Iterator[Finding]
Names = Callable[[type[Section], str], str]
"""How the writer's document calls a field of a section."""


class Need(NamedTuple):
    """At least one of ``fields`` must be set, or one of the ``defaults`` in the global section."""

    fields: tuple[str, ...]
    defaults: tuple[str, ...] = ()


class Part(Section, frozen=True, kw_only=True):
    """A section with its rules."""

    needs: ClassVar[tuple[Need, ...]] = ()
    excludes: ClassVar[tuple[tuple[str, str], ...]] = ()
    """Pairs of fields that must not both be set."""

    never_empty: ClassVar[bool] = False
    """Alertmanager ends where an entry of a list is null."""

    unknown: dict[str, Any] | None = msgspec.field(default=None, name="<<unknown")
    """Fields that are not known here, passed on as they are."""

    def problems(self, context: "Context") -> Findings:  # noqa: ARG002  # most sections have no further rules
        """What is wrong beyond the marks of its fields, its needs and its exclusions."""
        return iter(())


class Context(msgspec.Struct, frozen=True):
    """What decides whether a section can be used."""

    names: Names
    version: Version | None = None
    """``None``: whatever the version."""
    defaults: Part | None = None
    """The global section, as the version reads it; ``None``: it is not known, and may say anything."""
    secret: bool = False
    """The document is the value of a Secret: nothing of it may be repeated."""
    matchers_in_parts: bool = False
    """The writer gives name, operator and value of a matcher apart, not as one text."""

    def reads(self, gate: Gate) -> bool:
        """Whether the version is one of those that the gate lets through."""
        return self.version is None or self.version in gate

    def shown(self, value: str, otherwise: str = "this") -> str:
        """A value of the document as it may stand in a finding."""
        return otherwise if self.secret else quoted(value)

    def default(self, *fields: str) -> bool:
        """Whether the global section sets one of ``fields``, as far as is known."""
        return self.defaults is None or any(getattr(self.defaults, field) for field in fields)


class SectionField(NamedTuple):
    """A field of a section, with what decides about its value."""

    attribute: str
    name: str
    """In alertmanager.yaml."""
    hint: Any
    marks: tuple[Any, ...]
    section: type[Section] | None
    """What is in the field, or in its list or map."""

    def has(self, mark: type) -> bool:
        """Whether one of its marks is of that type."""
        return any(isinstance(each, mark) for each in self.marks)


@cache
def section_fields(section: type[Section]) -> Mapping[str, SectionField]:
    """The fields of a section, by their attribute."""
    hints = get_type_hints(section, include_extras=True)
    names = zip(section.__struct_fields__, section.__struct_encode_fields__, strict=True)
    return {each: SectionField(each, name, hints[each], marks_of(hints[each]), section_in(hints[each])) for each, name in names if not name.startswith(INLINE)}


def marks_of(hint: Any) -> tuple[Any, ...]:
    """The marks of a field's type, those of a named type inside of it included."""
    if get_origin(hint) is not Annotated:
        return ()
    inner, *marks = get_args(hint)
    return (*marks, *marks_of(inner))


@cache
def section_in(hint: Any) -> type[Section] | None:
    """The section that a type is, or that stands in it."""
    if isinstance(hint, type) and issubclass(hint, Section):
        return hint
    return next((found for part in get_args(hint) if (found := section_in(part)) is not None), None)
