"""Label selectors, as Kubernetes reads them (Kubernetes documentation: Labels and Selectors)."""

import re
from collections.abc import Callable, Iterator, Mapping

from hooks.findings import Finding, quoted
from hooks.findings.scraping import SELECTOR
from hooks.kinds.selectors import LabelSelector, LabelSelectorRequirement

_NAME = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?")
_PREFIX = re.compile(r"[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*")

_OPERATORS: dict[str, Callable[[str | None, tuple[str, ...]], bool]] = {
    "In": lambda value, values: value is not None and value in values,
    "NotIn": lambda value, values: value not in values,
    "Exists": lambda value, _: value is not None,
    "DoesNotExist": lambda value, _: value is None,
}


def matches(selector: LabelSelector | None, labels: Mapping[str, str]) -> bool:
    """Nil selects nothing, ``{}`` everything; all requirements must hold. An operator that Kubernetes does not know holds for nothing."""
    if selector is None:
        return False
    pairs = all(labels.get(name) == value for name, value in selector.match_labels.items())
    return pairs and all(_holds(requirement, labels) for requirement in selector.match_expressions)


def _holds(requirement: LabelSelectorRequirement, labels: Mapping[str, str]) -> bool:
    holds = _OPERATORS.get(requirement.operator or "")
    return holds is not None and holds(labels.get(requirement.key or ""), requirement.values)


def in_namespaces(selector: LabelSelector | None, namespace: str, own: str, labels: Mapping[str, str]) -> bool:
    """Whether an object in ``namespace``, whose Namespace has ``labels``, may count for a workload in ``own``: nil means its own, ``{}`` all."""
    return namespace == own if selector is None else matches(selector, labels)


def findings(selector: LabelSelector | None, path: str) -> Iterator[Finding]:
    """Why the API server would not take ``selector`` in a request: operators, their values, the grammar of names and values."""
    if selector is None:
        return
    for name, value in sorted(selector.match_labels.items()):
        yield from malformed_name(name, f"{path}.matchLabels")
        yield from malformed_value(value, f"{path}.matchLabels.{name}")
    for index, requirement in enumerate(selector.match_expressions):
        yield from _requirement(requirement, f"{path}.matchExpressions[{index}]")


def _requirement(requirement: LabelSelectorRequirement, path: str) -> Iterator[Finding]:
    operator, values = requirement.operator or "", requirement.values
    if operator not in _OPERATORS:
        yield SELECTOR.at(f"{path}.operator", f"{quoted(operator)} is no operator", f"write one of {', '.join(_OPERATORS)}")
    if operator in {"In", "NotIn"} and not values:
        yield SELECTOR.at(f"{path}.values", f"{operator} needs at least one value")
    if operator in {"Exists", "DoesNotExist"} and values:
        yield SELECTOR.at(f"{path}.values", f"{operator} takes no values", "remove them")
    yield from malformed_name(requirement.key or "", f"{path}.key")
    for index, value in enumerate(values):
        yield from malformed_value(value, f"{path}.values[{index}]")


def malformed_name(name: str, path: str) -> Iterator[Finding]:
    """Where ``name`` is no label name of Kubernetes: at most 63 characters after an optional domain."""
    prefix, slash, short = name.rpartition("/")
    if not _NAME.fullmatch(short) or (slash and (len(prefix) > 253 or not _PREFIX.fullmatch(prefix))):
        yield SELECTOR.at(path, f"{quoted(name)} is no label name", 'write at most 63 letters, digits, "-", "_" and ".", after an optional "domain/"')


def malformed_value(value: str, path: str) -> Iterator[Finding]:
    """Where ``value`` is no label value of Kubernetes; the empty one is."""
    if value and not _NAME.fullmatch(value):
        remedy = 'write at most 63 letters, digits, "-", "_" and ".", first and last a letter or digit'
        yield SELECTOR.at(path, f"{quoted(value)} is no label value", remedy)
