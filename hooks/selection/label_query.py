"""Selectors in text form, as Kubernetes service discovery sends them to the API server (Kubernetes documentation: Labels, Field Selectors)."""

import re
from collections.abc import Iterator

from hooks.errors import InvalidObject, refuse
from hooks.findings import Finding, quoted
from hooks.findings.scraping import TEXT_SELECTOR
from hooks.kinds.selectors import LabelSelector, LabelSelectorRequirement
from hooks.selection import labels

_REQUIREMENT = re.compile(
    r"""(?:
        (?:(?P<absent>!)\s*+)?(?P<alone>[^\s!=<>(),]++)
      | (?P<key>[^\s!=<>(),]++)(?:\s*+(?P<sign>==|!=|=|<|>)\s*+(?P<value>[^\s!=<>(),]*)|\s++(?P<set>in|notin)\s*+\((?P<values>[^()!=<>]*)\))
    )""",
    re.VERBOSE,
)
_FIELD = re.compile(r"(?:[^\\,=!]|\\[\\,=])*(?:!=|==|=)(?:[^\\,=]|\\[\\,=])*")
_BORDER = re.compile(r"[(),]")


def _requirements(text: str) -> Iterator[str]:
    """The parts between commas that do not stand in parentheses."""
    start, inside = 0, False
    for border in _BORDER.finditer(text):
        inside = border[0] == "(" or (inside and border[0] != ")")
        if border[0] == "," and not inside:
            yield text[start : border.start()].strip()
            start = border.end()
    yield text[start:].strip()


def malformed_labels(text: str, path: str) -> Iterator[Finding]:
    """Where ``text`` (``app=web,tier in (a,b),!canary``) is no label selector."""
    if not text.strip():
        return
    for requirement in _requirements(text):
        found = _REQUIREMENT.fullmatch(requirement)
        if found:
            yield from labels.malformed_name(found["alone"] or found["key"], path)
            yield from _malformed_values(found, path)
        else:
            yield TEXT_SELECTOR.at(path, f"{quoted(requirement)} is no label requirement", "write it like app=web, app in (a,b) or !app")
            return  # the rest is likely to be broken in the same way, thousands of times


def selector(text: str, path: str) -> LabelSelector:
    """The same as an object; nothing selects everything. InvalidObject also for ``<`` and ``>``, which only queries know."""
    refuse(malformed_labels(text, path))
    found = [match for requirement in _requirements(text) if (match := _REQUIREMENT.fullmatch(requirement))]
    if any(match["sign"] in {"<", ">"} for match in found):
        raise InvalidObject(TEXT_SELECTOR.at(path, "< and > cannot be used here", "write app=web, app in (a,b) or !app"))
    return LabelSelector(match_expressions=tuple(map(_requirement, found)))


def _requirement(found: re.Match[str]) -> LabelSelectorRequirement:
    if found["alone"]:
        return LabelSelectorRequirement(key=found["alone"], operator="DoesNotExist" if found["absent"] else "Exists")
    negative = found["sign"] == "!=" or found["set"] == "notin"
    values = (found["value"],) if found["sign"] else tuple(value.strip() for value in found["values"].split(","))
    return LabelSelectorRequirement(key=found["key"], operator="NotIn" if negative else "In", values=values)


def _malformed_values(found: re.Match[str], path: str) -> Iterator[Finding]:
    if found["sign"] in {"<", ">"} and not re.fullmatch("[+-]?[0-9]+", found["value"]):
        yield TEXT_SELECTOR.at(path, f"{quoted(found['value'])} cannot be compared", f"write a whole number after {found['sign']}")
    if found["set"] and not found["values"].strip():
        yield TEXT_SELECTOR.at(path, f"{found['set']} needs at least one value in its parentheses")
    values = (found["value"],) if found["sign"] else (found["values"] or "").split(",")
    for value in values:
        yield from labels.malformed_value(value.strip(), path)


def malformed_fields(text: str, path: str) -> Iterator[Finding]:
    """Where ``text`` (``metadata.name=web,status.phase!=Failed``) is no field selector."""
    for requirement in filter(None, re.split(r"(?<!\\),", text)):
        if not _FIELD.fullmatch(requirement):
            yield TEXT_SELECTOR.at(path, f"{quoted(requirement)} is no field requirement", "write it like metadata.name=web")
