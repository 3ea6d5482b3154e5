"""What every section of alertmanager.yaml has: what it needs, what excludes each other, further rules, and fields that are not known here.

A section's rules stand beside its fields, in its class. They are the loader's of the newest version that is known (Alertmanager documentation,
"Configuration"); what differs between versions asks the context. Findings name fields by their attributes; judge.py gives them the names that their
writer uses.
"""

from collections.abc import Callable, Iterator
from typing import Any, ClassVar, NamedTuple

import msgspec

from hooks.findings import Finding, quoted
from hooks.versions import Gate, Section, Version

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


def in_file(section: type[Section], attribute: str) -> str:
    """The name of a field in alertmanager.yaml itself."""
    return section.__struct_encode_fields__[section.__struct_fields__.index(attribute)]
