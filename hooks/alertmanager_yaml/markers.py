"""What the fields of alertmanager.yaml mean beyond their types; read by decoding.py (how a value is read) and by rendering of a file (document.py)."""

from typing import Annotated

import msgspec


class Yields(msgspec.Struct, frozen=True):
    """The field is left out where its neighbour ``to`` is set: of a value and a file that holds it, the value wins."""

    to: str


class Excludes(msgspec.Struct, frozen=True):
    """The field and its neighbour ``other`` must not both be set."""

    other: str


class Kept(msgspec.Struct, frozen=True):
    """An empty text, a zero or a false is a value of its own; without this mark it means the same as an absent field."""


class Span(msgspec.Struct, frozen=True):
    """A duration as Prometheus writes it."""


class MonthRange(msgspec.Struct, frozen=True):
    """A month or a range of them, by names or by numbers; it is written with numbers."""


class Address(msgspec.Struct, frozen=True):
    """An http or https URL."""


class TemplateAddress(msgspec.Struct, frozen=True):
    """An http or https URL, or a Go template that becomes one."""


class HostPort(msgspec.Struct, frozen=True):
    """``host:port``."""


Text = str | None
Flag = bool | None
"""False means the same as absent."""
Choice = Annotated[bool | None, Kept()]
"""False is a choice, absent is another."""
Number = int | None
Labels = dict[str, str] | None
Texts = tuple[str, ...] | None
Duration = Annotated[str | None, Span()]
URL = Annotated[str | None, Address()]
TemplateURL = Annotated[str | None, TemplateAddress()]
