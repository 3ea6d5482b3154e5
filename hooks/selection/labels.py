"""Label selectors, as Kubernetes reads them (Kubernetes documentation: Labels and Selectors)."""

import re
from collections.abc import Callable, Mapping

from hooks.errors import InvalidObject
from hooks.kinds.selectors import LabelSelector, LabelSelectorRequirement

_NAME = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?")
_PREFIX = re.compile(r"[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*")

Verdict = Callable[[str | None, tuple[str, ...]], bool]
_OPERATORS: dict[str, Verdict] = {
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
    verdict = _OPERATORS.get(requirement.operator or "")
    return verdict is not None and verdict(labels.get(requirement.key or ""), requirement.values)


def in_namespaces(selector: LabelSelector | None, namespace: str, own: str, labels: Mapping[str, str]) -> bool:
    """Whether an object in ``namespace``, whose Namespace has ``labels``, may count for a workload in ``own``: nil means its own, ``{}`` all."""
    return namespace == own if selector is None else matches(selector, labels)


def check(selector: LabelSelector | None, path: str) -> None:
    """InvalidObject where the API server would not take ``selector`` in a request: operators, their values, the grammar of names and values."""
    if selector is None:
        return
    for name, value in sorted(selector.match_labels.items()):
        check_name(name, f"{path}.matchLabels")
        check_value(value, f"{path}.matchLabels.{name}")
    for index, requirement in enumerate(selector.match_expressions):
        _check_requirement(requirement, f"{path}.matchExpressions[{index}]")


def _check_requirement(requirement: LabelSelectorRequirement, path: str) -> None:
    operator, values = requirement.operator or "", requirement.values
    if operator not in _OPERATORS:
        raise InvalidObject(f"{path}.operator", f'"{operator}" is no operator, write one of {", ".join(_OPERATORS)}')
    if operator in {"In", "NotIn"} and not values:
        raise InvalidObject(f"{path}.values", f"{operator} needs at least one value")
    if operator in {"Exists", "DoesNotExist"} and values:
        raise InvalidObject(f"{path}.values", f"{operator} takes no values, remove them")
    check_name(requirement.key or "", f"{path}.key")
    for index, value in enumerate(values):
        check_value(value, f"{path}.values[{index}]")


def check_name(name: str, path: str) -> None:
    """InvalidObject where ``name`` is no label name of Kubernetes: at most 63 characters after an optional domain."""
    prefix, slash, short = name.rpartition("/")
    if not _NAME.fullmatch(short) or (slash and (len(prefix) > 253 or not _PREFIX.fullmatch(prefix))):
        raise InvalidObject(path, f'"{name}" is no label name, write at most 63 letters, digits, "-", "_" and ".", after an optional "domain/"')


def check_value(value: str, path: str) -> None:
    """InvalidObject where ``value`` is no label value of Kubernetes; the empty one is."""
    if value and not _NAME.fullmatch(value):
        raise InvalidObject(path, f'"{value}" is no label value, write at most 63 letters, digits, "-", "_" and ".", first and last a letter or digit')
