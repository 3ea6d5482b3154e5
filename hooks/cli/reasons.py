"""What is said about a field that its schema refuses: one lower-case sentence, the remedy last. It never repeats a value, which may be a credential."""

from collections.abc import Callable, Iterable, Mapping
from difflib import get_close_matches
from typing import Any, NamedTuple

from hooks.findings import Fix
from hooks.kinds.kubernetes import QUANTITY
from hooks.kinds.schema import BYTE_SIZE, DURATION, GO_DURATION

Detail = Mapping[str, Any]
"""What the validator says about a failed keyword, e.g. its limit."""


class Reason(NamedTuple):
    """Problem, remedy, which may be empty, and the edit where there is only one."""

    problem: str
    remedy: str = ""
    fix: Fix | None = None


ARTICLES = {"array": "a list", "boolean": "true or false", "integer": "an integer", "number": "a number", "object": "an object", "string": "a string"}

OBJECT_NAME = r"^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$"
NAMESPACE = "^[a-z0-9]([-a-z0-9]*[a-z0-9])?$"
LABEL_VALUE = "^(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?$"

STRICT_DURATION = DURATION.expression.replace("(0|", "", 1).replace(")$", "$")
"""The same without ``0``, which a few receivers do not allow."""
MONTHS = "january|february|march|april|may|june|july|august|september|october|november|december|1[0-2]|[1-9]"

PATTERNS: Mapping[str, tuple[str, str]] = {
    OBJECT_NAME: ("must consist of lower-case letters, digits, dashes and dots, and start and end with a letter or digit", ""),
    NAMESPACE: ("must consist of lower-case letters, digits and dashes, and start and end with a letter or digit", ""),
    LABEL_VALUE: ("must consist of letters, digits, dashes, underscores and dots, and start and end with a letter or digit", ""),
    DURATION.expression: ("must be a duration", "write it like 30s or 1h30m"),
    GO_DURATION.expression: ("must be a duration up to hours", "write it like 30s or 120h"),
    BYTE_SIZE.expression: ("must be a size", "write it like 512MB or 2GiB"),
    QUANTITY: ("must be a quantity", "write it like 0.5, 100m or 2Gi"),
    "^(http|https)://.+$": ("must be a URL that starts with http:// or https://", ""),
    "^https?://.+$": ("must be a URL that starts with http:// or https://", ""),
    "^(http|https|socks5)://.+$": ("must be a URL that starts with http://, https:// or socks5://", ""),
    "^[a-zA-Z][a-zA-Z0-9+.-]*://.+$": ("must be a URL that starts with a scheme, like https://", ""),
    STRICT_DURATION: ("must be a duration", "write it like 30s or 1h30m"),
    "^((([01][0-9])|(2[0-3])):[0-5][0-9])$|(^24:00$)": ("must be a time of the day from 00:00 to 24:00", "write it like 09:30"),
    r"^2\d{3}(?::2\d{3}|$)": ("must be a year or two with a colon", "write it like 2026 or 2026:2028"),
    "^((?i:sun|mon|tues|wednes|thurs|fri|satur))day(?:((:(sun|mon|tues|wednes|thurs|fri|satur)day)$)|$)": (
        "must be a day of the week or two with a colon",
        "write it like saturday or monday:friday",
    ),
    f"^((?i:{MONTHS}))(?:((:((?i:{MONTHS})))$)|$)": ("must be a month or two with a colon", "write it like may, 5 or may:august"),
    "^(?i:(abort|warn)?$)": ("must be abort or warn", ""),
    "^[0-9a-zA-Z-.]+$": ("must consist of letters, digits, dashes and dots", ""),
    r"^[^*]*(\*[^/]*)?\.(json|yml|yaml|JSON|YML|YAML)$": ("must be a file name that ends in .json, .yml or .yaml, with * in its last part only", ""),
}
"""What is said for patterns, as the validator has them: with ``(?i)`` as a group."""


_WORD = 5
"""Letters of a word that may be the end of a name: ``endpoints`` of ``podMetricsEndpoints``."""


def suggestion(wrong: str, known: Iterable[str]) -> str:
    """``did you mean x?`` when something known looks similar, else the empty string."""
    near = _near(wrong, known)
    return f"did you mean {near[0]}?" if near else ""


def meant(wrong: str, known: Iterable[str]) -> str:
    """The only thing that looks similar, empty where there is none or a choice. The same letters leave none."""
    near = _near(wrong, known)
    return near[0] if near and (len(near) == 1 or _letters(near[0]) == _letters(wrong)) else ""


def _near(wrong: str, known: Iterable[str]) -> list[str]:
    """At most two, the nearest first; of several with the same letters the first that is known."""
    by_letters = {_letters(name): name for name in reversed([*known])}
    near = get_close_matches(_letters(wrong), by_letters, n=2, cutoff=0.7)
    longer = [letters for letters in by_letters if letters.endswith(_letters(wrong)) and len(wrong) >= _WORD]
    return [by_letters[letters] for letters in near or (longer if len(longer) == 1 else ())]


def _letters(name: str) -> str:
    """What is left of ``source_labels`` and ``sourceLabels``."""
    return name.lower().replace("_", "").replace("-", "")


def type_reason(detail: Detail, value: Any) -> Reason:
    """A value of another type."""
    wanted = " or ".join(ARTICLES[name] for name in detail["types"])
    return Reason(f"must be {wanted}, not {json_type(value)}", fix=_retyped(detail["types"], value))


def _retyped(types: Iterable[str], value: Any) -> Fix | None:
    """The same value in quotes, or without them."""
    if "string" in types and isinstance(value, bool | int | float):
        return Fix()
    if "integer" in types and isinstance(value, str) and value.isdecimal() and len(value) < 10:
        return Fix(to=int(value))
    return Fix(to=value == "true") if "boolean" in types and value in ("true", "false") else None


def json_type(value: Any) -> str:
    """How people call the type of a decoded value."""
    names = {bool: "true or false", int: "a number", float: "a fraction", str: "a string", dict: "an object", list: "a list", type(None): "null"}
    return names[type(value)]


def enum_reason(detail: Detail, value: Any) -> Reason:
    """A string that is not one of the allowed ones."""
    options = [str(option) or '""' for option in detail["options"]]
    problem = f"must be one of {', '.join(options)}"
    if not isinstance(value, str):
        return Reason(problem)
    only = meant(value, options)
    return Reason(problem, suggestion(value, options), Fix(to=only) if only else None)


def pattern_reason(detail: Detail, _value: Any) -> Reason:
    """A string that does not match."""
    return Reason(*PATTERNS.get(detail["pattern"], (f"must match the expression {detail['pattern']}", "")))


def length_reason(bound: str, noun: str) -> Callable[[Detail, Any], Reason]:
    """Too few or too many parts."""
    return lambda detail, _value: Reason("must not be empty" if (bound, detail["limit"]) == ("least", 1) else f"must have at {bound} {detail['limit']} {noun}")


REASONS: Mapping[str, Callable[[Detail, Any], Reason]] = {
    "anyOf": lambda _detail, value: Reason(f"must be an integer or a string, not {json_type(value)}"),
    "enum": enum_reason,
    "format": lambda detail, _value: Reason(f"must have the format {detail['format']}", "write it like 2026-01-31T12:00:00Z"),
    "maxItems": length_reason("most", "items"),
    "maxLength": length_reason("most", "characters"),
    "maximum": lambda detail, _value: Reason(f"must be at most {detail['limit']}"),
    "minItems": length_reason("least", "items"),
    "minLength": length_reason("least", "characters"),
    "minProperties": length_reason("least", "entries"),
    "minimum": lambda detail, _value: Reason(f"must be at least {detail['limit']}"),
    "pattern": pattern_reason,
    "type": type_reason,
}
"""What is said for each keyword that can fail."""
