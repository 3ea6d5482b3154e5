"""The CRD schemas as JSON Schema, with the Kubernetes keywords that matter for a single object, compiled once a kind."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import cel
from jsonschema_rs import Draft7Validator, RegexOptions

from hooks.cli.reasons import LABEL_VALUE, NAMESPACE, OBJECT_NAME
from hooks.kinds.registry import KINDS, Scale
from hooks.kinds.served import served_schema
from hooks.kinds.structural import Schema

METADATA: Schema = {
    "type": "object",
    "properties": {
        "annotations": {"type": "object", "additionalProperties": {"type": "string"}},
        "generateName": {"type": "string"},
        "labels": {"type": "object", "additionalProperties": {"type": "string", "maxLength": 63, "pattern": LABEL_VALUE}},
        "name": {"type": "string", "maxLength": 253, "pattern": OBJECT_NAME},
        "namespace": {"type": "string", "maxLength": 63, "pattern": NAMESPACE},
    },
}
"""What the API server asks of the metadata of every object (Kubernetes documentation, "Object Names and IDs", "Labels and Selectors")."""

RANGES = {"int32": {"minimum": -(2**31), "maximum": 2**31 - 1}, "int64": {"minimum": -(2**63), "maximum": 2**63 - 1}}
"""The integers of each format."""


@cache
def validator(api_version: str, kind: str) -> Draft7Validator:
    """The compiled schema of a version of a kind."""
    schema = served_schema(api_version, kind) or {}
    parts = {"metadata": METADATA, "spec": scalable(schema["properties"]["spec"], KINDS[kind].scale)}
    closed = closed_schema(schema | {"properties": schema["properties"] | parts})
    keywords: dict[str, Any] = {"x-kubernetes-validations": Rules, "x-kubernetes-list-type": ListType}
    return Draft7Validator(closed, keywords=keywords, validate_formats=True, pattern_options=RegexOptions())


def scalable(spec: Schema, scale: Scale | None) -> Schema:
    """The schema of a specification whose number of replicas can be scaled: that number is not negative, whatever the CRD says."""
    if not scale:
        return spec
    field = scale.desired.removeprefix(".spec.")
    return spec | {"properties": spec["properties"] | {field: {"minimum": 0} | spec["properties"][field]}}


def closed_schema(schema: Schema) -> Schema:
    """The schema as JSON Schema: objects have the fields that are named, and regular expressions have no switch in their middle."""
    converted = RANGES.get(schema.get("format", ""), {}) | {keyword: closed_part(keyword, value) for keyword, value in schema.items()}
    is_closed = "properties" in schema and "additionalProperties" not in schema and not schema.get("x-kubernetes-preserve-unknown-fields")
    return converted | {"additionalProperties": False} if is_closed and schema["properties"] is not METADATA["properties"] else converted


def closed_part(keyword: str, value: Any) -> Any:
    """The value of one keyword of a closed schema."""
    match keyword:
        case "properties":
            return {name: closed_schema(part) for name, part in value.items()}
        case "items" | "additionalProperties":
            return closed_schema(value)
        case "pattern":
            return scoped(value)
    return value


def scoped(expression: str) -> str:
    """The expression with ``(?i)`` written as a group: RE2 lets the switch hold up to the end of the group around it, other syntaxes know only groups."""
    start = re.search(r"\(\?i\)", expression)
    if not start:
        return expression
    end = group_end(expression, start.end())
    return f"{expression[: start.start()]}(?i:{scoped(expression[start.end() : end])}){scoped(expression[end:])}"


def group_end(expression: str, start: int) -> int:
    """Where the group that holds position ``start`` closes; the end of the expression outside of groups."""
    depth = 0
    for position, sign in enumerate(expression[start:], start):
        depth += {"(": 1, ")": -1}.get(sign, 0)
        if depth < 0:
            return position
    return len(expression)


class Rules:
    """The keyword ``x-kubernetes-validations``: CEL rules about ``self``."""

    def __init__(self, _parent: Schema, rules: list[dict[str, str]], _path: list[str | int]) -> None:
        """Compile the rules."""
        self.rules = [(cel.compile(rule["rule"]), rule.get("message", rule["rule"])) for rule in rules]

    def validate(self, value: Any) -> None:
        """Raise ValueError with the message of the first rule that is broken."""
        for message in self.broken(value):
            raise ValueError(message)

    def iter_errors(self, value: Any) -> Iterator[ValueError]:
        """An error for each broken rule."""
        return map(ValueError, self.broken(value))

    def broken(self, value: Any) -> Iterator[str]:
        """The messages of the rules that are false. A rule that fails on a field of a wrong type says nothing: that field has its own problem."""
        for program, message in self.rules:
            try:
                holds = program.execute({"self": value})
            except (LookupError, RuntimeError, TypeError, ValueError):
                continue
            if holds is False:
                yield message


class ListType:
    """The keyword ``x-kubernetes-list-type``: entries of a set, and keys of a map, stand once."""

    def __init__(self, parent: Schema, kind: str, _path: list[str | int]) -> None:
        """Keep what the schema says about the list."""
        self.kind, self.keys, self.items = kind, parent.get("x-kubernetes-list-map-keys", []), parent.get("items", {})

    def validate(self, value: Any) -> None:
        """Raise ValueError for an entry that is there twice."""
        for message in self.repetitions(value):
            raise ValueError(message)

    def repetitions(self, value: Any) -> Iterator[str]:
        """A sentence for each entry that is there twice."""
        names = [self.name(entry) for entry in value] if isinstance(value, list) and self.kind != "atomic" else []
        return (
            f"entry {index} has the same {self.noun} as entry {names.index(name)}, remove one" for index, name in enumerate(names) if names.index(name) < index
        )

    @property
    def noun(self) -> str:
        """What must differ between the entries."""
        return " and ".join(self.keys) or "value"

    def name(self, entry: Any) -> Any:
        """What must differ in this entry."""
        return [entry.get(key) for key in self.keys] if self.kind == "map" and isinstance(entry, dict) else entry
