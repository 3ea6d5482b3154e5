"""One alert: whether it has a condition, and whether its texts get the labels that they use."""

import re
from collections.abc import Iterator, Mapping, Sequence

from hooks.findings import Finding, quoted
from hooks.findings.lint import ABSENT_LABEL, ALWAYS_FIRES, LOST_LABEL, SHORT_FOR
from hooks.lint.world import LoadedRule, seconds
from hooks.rules.promql import Aggregation, Binary, Call, Part, Series

_ACTION = re.compile(r"\{\{-?(.*?)-?\}\}", re.DOTALL)
_GUARD = re.compile(r"\s*(?:else\s+)?(?:if|with)\b")
_LABEL = re.compile(r'\$labels\.([A-Za-z_]\w*)|\bindex\s+\$labels\s+"([^"\\]+)"')
_COMPARISONS = frozenset(["==", "!=", "<", "<=", ">", ">="])
_ABSENT = frozenset(["absent", "absent_over_time"])


def findings(rule: LoadedRule) -> Iterator[Finding]:
    """About an alert; nothing about a recording rule."""
    if not rule.rule.alert:
        return
    yield from _labels(rule)
    if _always_fires(rule.tree.parts):
        yield ALWAYS_FIRES.at(f"{rule.path}.expr", "it has no condition, so the alert fires for every series", "compare it with a limit")
    yield from _wait(rule)


def _labels(rule: LoadedRule) -> Iterator[Finding]:
    texts = {
        **{f"labels.{name}": text for name, text in rule.rule.labels.items()},
        **{f"annotations.{name}": text for name, text in rule.rule.annotations.items()},
    }
    used = {path: names for path, text in texts.items() if (names := _used(text))}
    if not used:
        return
    result = rule.tree.labels(rule.tree.root)
    for path, names in used.items():
        for name in names if result else ():
            if result and not result.may_have(name):
                absent = next((part for part in rule.tree.parts if isinstance(part, Call) and part.name in _ABSENT), None)
                code, reason = (ABSENT_LABEL, "absent() does not give it") if absent else (LOST_LABEL, _reason(rule, name))
                yield code.at(f"{rule.path}.{path}", f"the label {quoted(name)} is always empty, {reason}")


def _used(text: str) -> list[str]:
    """The labels of a template, without those that it asks for first."""
    actions = [found[1] for found in _ACTION.finditer(text)] if "$labels" in text else []
    guarded = {name for action in actions if _GUARD.match(action) for name in _names(action)}
    return sorted({name for action in actions for name in _names(action)} - guarded - {"__name__"})


def _names(action: str) -> Iterator[str]:
    return (found[1] or found[2] for found in _LABEL.finditer(action))


def _reason(rule: LoadedRule, name: str) -> str:
    """The outermost part that loses a label which what it is made of still has."""
    for part in rule.tree.parts:
        own, below = rule.tree.labels(part), map(rule.tree.labels, part.below)
        if own and not own.may_have(name) and any(each and each.may_have(name) for each in below):
            return f"{_written(part)} does not keep it"
    return "no part of the expression has it"


def _written(part: Part) -> str:
    if isinstance(part, Aggregation):
        names = ", ".join(part.grouping or ())
        return f"{part.name} {'without' if part.without else 'by'} ({names})" if part.grouping is not None else f"{part.name} without by"
    if isinstance(part, Binary):
        return f'"{part.operator}" with {"on" if part.on else "ignoring"} ({", ".join(part.matching or ())})'
    return f"{part.name}()" if isinstance(part, Call) else "it"


def _always_fires(parts: Sequence[Part]) -> bool:
    """Whether there are series, and nothing chooses among them."""
    found: dict[int, bool] = {}
    for part in reversed(parts):
        found[id(part)] = _chooses(part, found)
    return not found[id(parts[0])] and any(isinstance(part, Series) for part in parts)


def _chooses(part: Part, found: Mapping[int, bool]) -> bool:
    below = [found[id(each)] for each in part.below]
    match part:
        case Binary(operator="or"):
            return all(below)
        case Binary():
            filters = part.operator in _COMPARISONS and not part.gives_bool
            return filters or part.operator in {"and", "unless"} or any(below)
        case Call():
            return part.name in _ABSENT or any(below)
        case Series():
            # ALERTS are there only while something fires, and what a rule has recorded may have been chosen already.
            return part.name == "ALERTS" or ":" in part.name
    return any(below)


def _wait(rule: LoadedRule) -> Iterator[Finding]:
    wait = seconds(rule.rule.for_)
    texts = [rule.group.interval] if rule.group.interval else [each["spec"].get("evaluationInterval") for each in rule.workloads]
    intervals = [(length, text) for text in texts if (length := seconds(text))]
    if wait and intervals and wait < min(intervals)[0]:
        yield SHORT_FOR.at(f"{rule.path}.for", f"{rule.rule.for_} is shorter than the time between two evaluations, {min(intervals)[1]}", "raise or remove it")
