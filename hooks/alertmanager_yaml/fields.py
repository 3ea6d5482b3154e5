"""The types of fields of alertmanager.yaml, and the marks that say what a value must be beyond its type; decoding.py and judge.py read them."""

from collections.abc import Callable
from typing import Annotated, Any

import msgspec

from hooks.alertmanager_yaml.addresses import is_host_and_port, is_url, is_url_or_template
from hooks.alertmanager_yaml.durations import is_go_duration
from hooks.durations import duration
from hooks.findings import Code
from hooks.findings.alerting import BAD_VALUE, NO_LINK


class EmptyCounts(msgspec.Struct, frozen=True):
    """An empty text, a zero or a false is a value of its own; without this mark it means the same as an absent field."""


class Essential(msgspec.Struct, frozen=True):
    """The field decides what is sent: an AlertmanagerConfig that sets it is rejected, not cut, where the version does not read it."""


class Form(msgspec.Struct, frozen=True):
    """What a value must be, and what is said where it is not. The value may be a secret: it is not repeated."""

    is_right: Callable[[Any], bool]
    problem: str
    remedy: str
    code: Code = BAD_VALUE
    even_empty: bool = False
    """An empty text is judged too."""


class Nanoseconds(msgspec.Struct, frozen=True):
    """A number without a unit counts nanoseconds."""


class MonthRange(msgspec.Struct, frozen=True):
    """A month or a range of them, by names or by numbers; it is written with numbers."""


class Redacted(msgspec.Struct, frozen=True):
    """The text ``<secret>``, as which Alertmanager shows the value, is taken for one."""


class OneOf(msgspec.Struct, frozen=True):
    """One of a few words."""

    words: tuple[str, ...]


class NoneOf(msgspec.Struct, frozen=True):
    """A mapping without these names, whatever their letters' case."""

    names: frozenset[str]


class Expression(msgspec.Struct, frozen=True):
    """A regular expression, which may be empty but not null."""


NULLS = frozenset(["null", "~"])
"""Into some fields Alertmanager's YAML reader takes these for nothing, even in quotes, and fails."""

_NO_TEMPLATE = "it is neither an http or https URL with a host nor a template that becomes one"
ADDRESS = Form(is_url, "it is not an http or https URL with a host", "write it like https://host/path", even_empty=True)
TEMPLATE_ADDRESS = Form(is_url_or_template, _NO_TEMPLATE, ADDRESS.remedy)
LINK = Form(is_url_or_template, _NO_TEMPLATE, ADDRESS.remedy, NO_LINK)
"""Alertmanager itself does not look: only whoever gets the message could not use it."""
HOST_AND_PORT = Form(is_host_and_port, "it has no port", "write it like smtp.example.org:587")
SPAN = Form(lambda text: duration(text) is not None, "it is no duration", "write it like 1h30m", even_empty=True)
"""As Prometheus writes it."""
GO_SPAN = Form(is_go_duration, "it is no duration", "write it like 1h30m, hours are the longest unit", even_empty=True)
"""As Go writes it."""
NOT_NULL = Form(lambda text: text not in NULLS, "Alertmanager takes it for nothing", "choose another")
NOT_NEGATIVE = Form(lambda number: number >= 0, "it is negative", "write 0 or more")

Text = str | None
Flag = bool | None
"""False means the same as absent."""
Choice = Annotated[bool | None, EmptyCounts()]
"""False is a choice, absent is another."""
Token = Annotated[str | None, EmptyCounts(), NOT_NULL]
"""A secret for which the empty text is a value of its own."""
Number = int | None
Count = Annotated[int | None, NOT_NEGATIVE]
Labels = dict[str, str] | None
Expressions = dict[str, Annotated[str, Expression()]] | None
Texts = tuple[str, ...] | None
Duration = Annotated[str | None, SPAN, EmptyCounts()]
GoDuration = Annotated[str | None, GO_SPAN, Nanoseconds(), EmptyCounts()]
GoDurationText = Annotated[str | None, GO_SPAN, EmptyCounts()]
URL = Annotated[str | None, ADDRESS, EmptyCounts()]
SecretURL = Annotated[str | None, ADDRESS, EmptyCounts(), Redacted()]
SecretTemplateURL = Annotated[str | None, TEMPLATE_ADDRESS, Redacted()]
LinkURL = Annotated[str | None, LINK]
HostPort = Annotated[str | None, HOST_AND_PORT]
