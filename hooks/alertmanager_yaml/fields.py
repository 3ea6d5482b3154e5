"""The types of fields of alertmanager.yaml, and the marks that say what a value must be beyond its type; decoding.py and judge.py read them."""

from typing import Annotated

import msgspec


class EmptyCounts(msgspec.Struct, frozen=True):
    """An empty text, a zero or a false is a value of its own; without this mark it means the same as an absent field."""


class Essential(msgspec.Struct, frozen=True):
    """The field decides what is sent: an AlertmanagerConfig that sets it is rejected, not cut, where the version does not read it."""


class Span(msgspec.Struct, frozen=True):
    """A duration as Prometheus writes it, ``1d`` or ``1h30m``."""


class GoSpan(msgspec.Struct, frozen=True):
    """A duration as Go writes it: hours are its longest unit, and it may have fractions."""

    numbers: bool = True
    """A number without a unit counts nanoseconds."""


class MonthRange(msgspec.Struct, frozen=True):
    """A month or a range of them, by names or by numbers; it is written with numbers."""


class Address(msgspec.Struct, frozen=True):
    """An http or https URL."""


class TemplateAddress(msgspec.Struct, frozen=True):
    """An http or https URL, or a Go template that becomes one."""


class Link(msgspec.Struct, frozen=True):
    """The same, but Alertmanager itself does not look: only whoever gets the message could not use it."""


class Redacted(msgspec.Struct, frozen=True):
    """The text ``<secret>``, as which Alertmanager shows the value, is taken for one."""


class HostAndPort(msgspec.Struct, frozen=True):
    """``host:port``."""


class OneOf(msgspec.Struct, frozen=True):
    """One of a few words."""

    words: tuple[str, ...]


class NotNull(msgspec.Struct, frozen=True):
    """A text that is none of :data:`NULLS`: into some fields Alertmanager's YAML reader takes them for nothing, even in quotes, and fails."""


class NotNegative(msgspec.Struct, frozen=True):
    """A number from 0 on."""


class NoneOf(msgspec.Struct, frozen=True):
    """A mapping without these names, whatever their letters' case."""

    names: frozenset[str]


class Expression(msgspec.Struct, frozen=True):
    """A regular expression, which may be empty but not null."""


NULLS = frozenset(["null", "~"])

Text = str | None
Flag = bool | None
"""False means the same as absent."""
Choice = Annotated[bool | None, EmptyCounts()]
"""False is a choice, absent is another."""
Token = Annotated[str | None, EmptyCounts(), NotNull()]
"""A secret for which the empty text is a value of its own."""
Number = int | None
Count = Annotated[int | None, NotNegative()]
Labels = dict[str, str] | None
Expressions = dict[str, Annotated[str, Expression()]] | None
Texts = tuple[str, ...] | None
Duration = Annotated[str | None, Span(), EmptyCounts()]
GoDuration = Annotated[str | None, GoSpan(), EmptyCounts()]
GoDurationText = Annotated[str | None, GoSpan(numbers=False), EmptyCounts()]
URL = Annotated[str | None, Address(), EmptyCounts()]
SecretURL = Annotated[str | None, Address(), EmptyCounts(), Redacted()]
SecretTemplateURL = Annotated[str | None, TemplateAddress(), Redacted()]
LinkURL = Annotated[str | None, Link()]
HostPort = Annotated[str | None, HostAndPort()]
