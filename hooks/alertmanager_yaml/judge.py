"""A section as a version of Alertmanager reads it, and everything that it would refuse, wherever the section comes from."""

from collections.abc import Mapping
from typing import Any, TypeVar

import msgspec

from hooks.alertmanager_yaml.fields import EmptyCounts, Essential, Form, NoneOf, OneOf, Redacted
from hooks.alertmanager_yaml.model import Global
from hooks.alertmanager_yaml.sections import Context, Findings, Names, Part, SectionField, section_fields
from hooks.findings import Finding, joined
from hooks.findings.alerting import BAD_VALUE, CONTRADICTION, ESSENTIAL_LEFT_OUT, INCOMPLETE, NEEDS_VERSION, PASSED_ON, UNKNOWN_FIELD
from hooks.findings.versions import DROPPED
from hooks.versions import NEWEST_ALERTMANAGER, Gate, Section, Since, Until, Values

P = TypeVar("P", bound=Part)
_Judged = tuple[Any, tuple[Finding, ...]]
REDACTED = "<secret>"


def judged(section: P, path: str, context: Context) -> tuple[P, tuple[Finding, ...]]:
    """The section without what the version does not read, and all findings; ``path`` is where its writer has it.

    Where one of them is an error, the section must not be written.
    """
    changes: dict[str, Any] = {}
    findings: list[Finding] = []
    for field in section_fields(type(section)).values():
        value = getattr(section, field.attribute)
        if value is not None and value != ():
            here = joined(path, context.names(type(section), field.attribute))
            kept, found = _judged_field(value, field, here, context)
            findings += found
            if kept is not value:
                changes[field.attribute] = kept
    kept = msgspec.structs.replace(section, **changes) if changes else section
    for finding in (*_unknown(section, context), *_incomplete(kept, context), *_contradictions(kept), *kept.problems(context)):
        findings.append(msgspec.structs.replace(finding, path=joined(path, named(type(section), finding.path, context.names))))
    return kept, tuple(findings)


def named(section: type[Section] | None, path: str, names: Names) -> str:
    """A path of attributes below a section in the words of the section's writer."""
    words = []
    for part in path.split(".") if path else ():
        attribute, bracket, rest = part.partition("[")
        field = section_fields(section).get(attribute) if section is not None else None
        words.append(f"{names(section, attribute)}{bracket}{rest}" if section is not None and field else part)
        section = field.section if field else None
    return ".".join(words)


def _judged_field(value: Any, field: SectionField, path: str, context: Context) -> _Judged:
    findings = _values(value, field.marks, path, context)
    for mark in field.marks:
        if isinstance(mark, Since | Until) and not context.reads(mark):
            return None, (*findings, _unread(mark, path, field))
        if isinstance(mark, Values) and value in mark.gates and not context.reads(mark.gates[value]):
            return None, (*findings, _unread(mark.gates[value], path, field))
    kept, below = _judged_value(value, path, context) if field.section else (value, ())
    return kept, (*findings, *below)


def _judged_value(value: Any, path: str, context: Context) -> _Judged:
    if isinstance(value, Part):
        return judged(value, path, context)
    if isinstance(value, Mapping):
        pairs = {name: _judged_value(item, f"{path}.{name}", context) for name, item in value.items()}
        return {name: kept for name, (kept, _) in pairs.items()}, tuple(found for _, below in pairs.values() for found in below)
    if isinstance(value, tuple):
        items = [_judged_value(item, f"{path}[{index}]", context) for index, item in enumerate(value)]
        same = all(kept is item for (kept, _), item in zip(items, value, strict=True))
        return value if same else tuple(kept for kept, _ in items), tuple(found for _, below in items for found in below)
    return value, ()


def _unread(gate: Gate, path: str, field: SectionField) -> Finding:
    later = f"Alertmanager {gate.version.major}.{gate.version.minor} or later"
    if gate.refuse:
        return NEEDS_VERSION.at(path, f"it needs {later}", "use that version or remove it")
    if field.has(Essential):
        return ESSENTIAL_LEFT_OUT.at(path, f"it needs {later}", "use that version or remove it")
    return DROPPED.at(path, f"it is left out because it needs {later}", "use that version or remove it")


def _values(value: Any, marks: tuple[Any, ...], path: str, context: Context) -> tuple[Finding, ...]:
    findings = []
    for mark in marks:
        if isinstance(mark, OneOf) and value not in mark.words:
            findings.append(BAD_VALUE.at(path, f"{context.shown(value)} is none of its words", f"write {' or '.join(mark.words)}"))
        if isinstance(mark, NoneOf):
            findings += (BAD_VALUE.at(f"{path}.{name}", "the client sets it itself", "remove it") for name in value if name.lower() in mark.names)
        redacted = value == REDACTED and any(isinstance(each, Redacted) for each in marks)
        if isinstance(mark, Form) and (value or mark.even_empty) and not redacted and not mark.is_right(value):
            findings.append(mark.code.at(path, mark.problem, mark.remedy))
    return tuple(findings)


def _unknown(section: Part, context: Context) -> Findings:
    version = context.version
    passes = version is None or version[:2] > NEWEST_ALERTMANAGER[:2]
    for name in section.unknown or ():
        if passes:
            yield PASSED_ON.at(name, "it is not known here and passed on as it is")
        else:
            yield UNKNOWN_FIELD.at(name, "Alertmanager has no such field", "remove it or correct its name")


def _incomplete(section: Part, context: Context) -> Findings:
    for need in section.needs:
        if not any(_is_set(section, field) for field in need.fields) and not _has_default(need.defaults, context):
            names = [name for field in need.fields if (name := context.names(type(section), field))]
            default = ", or a default in the global section" if need.defaults else ""
            yield INCOMPLETE.at(need.fields[0], "it is missing", f"write {' or '.join(names)}{default}" if len(names) > 1 else f"add it{default}")


def _is_set(section: Part, field: str) -> bool:
    value = getattr(section, field)
    return value not in (None, "", False) or (value == "" and section_fields(type(section))[field].has(EmptyCounts))


def _has_default(fields: tuple[str, ...], context: Context) -> bool:
    """Whether the global section sets one of ``fields``; where it is not known, whether the version has one of them."""
    if context.defaults is not None:
        return any(_is_set(context.defaults, field) for field in fields)
    return any(all(context.reads(mark) for mark in section_fields(Global)[field].marks if isinstance(mark, Since)) for field in fields)


def _contradictions(section: Part) -> Findings:
    for first, second in section.excludes:
        if _is_set(section, first) and _is_set(section, second):
            yield CONTRADICTION.at(second, "another setting of the same is there too", "remove one of them")
