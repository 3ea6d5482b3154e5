"""Rules beside each other: what is there twice, what nobody uses, what only one lacks."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from hooks.findings import Code, Finding
from hooks.findings.lint import NO_RUNBOOK, NO_SEVERITY, SAME_RULE, UNUSED
from hooks.lint.world import LoadedRule, World
from hooks.rules.promql import Series

_FEW, _MOST = 4, 0.75
"""From so many alerts on, and so large a part of them, the others say what is usual."""


def findings(world: World) -> Iterator[Finding]:
    """About the rules of a folder."""
    yield from _twice(world)
    alerts = [rule for rule in world.rules if rule.rule.alert]
    for habit in _HABITS:
        yield from _unusual(alerts, habit)
    used = {name for rule in world.rules for name in _metrics(rule)}
    for rule in world.rules:
        if rule.rule.record and rule.rule.record not in used:
            yield UNUSED.at(f"{rule.path}.record", f"no rule uses {rule.rule.record}").about(rule.subject)


class _Habit(NamedTuple):
    code: Code
    field: str
    name: str

    def has(self, rule: LoadedRule) -> bool:
        """Whether an alert keeps to it."""
        own: Mapping[str, str] = rule.rule.labels if self.field == "labels" else rule.rule.annotations
        return self.name in own or (self.field == "labels" and self.name in rule.group.labels)


_HABITS = (_Habit(NO_SEVERITY, "labels", "severity"), _Habit(NO_RUNBOOK, "annotations", "runbook_url"))


def _unusual(alerts: list[LoadedRule], habit: _Habit) -> Iterator[Finding]:
    count = sum(map(habit.has, alerts))
    if len(alerts) < _FEW or count < _MOST * len(alerts):
        return
    for rule in alerts:
        if not habit.has(rule):
            problem = f"the alert has no {habit.name}, {count} of {len(alerts)} here have one"
            yield habit.code.at(f"{rule.path}.{habit.field}", problem, "add it").about(rule.subject)


def _metrics(rule: LoadedRule) -> Iterator[str]:
    for part in rule.tree.parts:
        if isinstance(part, Series):
            yield part.name
            yield from (each.value for each in part.matchers if each.name == "__name__")


def _twice(world: World) -> Iterator[Finding]:
    first: dict[tuple[object, ...], list[LoadedRule]] = {}
    for rule in world.rules:
        labels = tuple(sorted({**rule.group.labels, **rule.rule.labels}.items()))
        same = first.setdefault((rule.name, " ".join(rule.text.split()), labels, rule.rule.for_), [])
        other = next((each for each in same if _together(rule, each)), None)
        if other:
            where = f"{other.subject}, {other.path}" if other.subject != rule.subject else other.path
            yield SAME_RULE.at(rule.path, f"{rule.name} is the same as {where}", "remove one of them").about(rule.subject)
        same.append(rule)


def _together(rule: LoadedRule, other: LoadedRule) -> bool:
    """Whether somebody evaluates both, over the same series."""
    if not rule.workloads and not other.workloads:
        return True
    both = [each for each in rule.workloads if each in other.workloads]
    return any(rule.subject.namespace == other.subject.namespace or not each["spec"].get("enforcedNamespaceLabel") for each in both)
