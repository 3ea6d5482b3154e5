"""A manifest of our group against its CRD, without a cluster: structure, unknown fields, CEL rules, unique list entries.

The answer is what the API server would say to ``kubectl apply --validate=strict``, in other words. Defaults are filled in first, as there.
"""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from hooks.cli.reasons import PATTERNS, REASONS, meant, suggestion
from hooks.findings import Finding, Fix, fields
from hooks.kinds.registry import KINDS
from hooks.kinds.served import served_schema, served_versions
from hooks.kinds.structural import Schema
from hooks.kinds.unknown import newer
from hooks.loop.defaults import defaulted
from hooks.names import GROUP
from hooks.protocol import Manifest

if TYPE_CHECKING:
    from jsonschema_rs import ValidationError

Path = tuple[str | int, ...]

_SELECTOR = {"matchExpressions", "matchLabels"}


def problems(manifest: Manifest) -> tuple[Finding, ...]:
    """Everything that the API server would refuse, in the order of the paths; nothing for manifests of other groups.

    The manifest is as JSON would give it: keys are strings, and times are strings too.
    """
    api_version, kind = str(manifest.get("apiVersion", "")), str(manifest.get("kind", ""))
    if api_version.partition("/")[0] != GROUP:
        return ()
    schema = served_schema(api_version, kind)
    if not schema:
        return (misnamed(api_version, kind),)
    from hooks.cli.json_schema import validator  # noqa: PLC0415  # commands that validate nothing do not pay for the validator

    complete = defaulted(manifest)
    found = (problem for error in validator(api_version, kind).iter_errors(complete) for problem in complaints(error, schema, manifest))
    return tuple(sorted({*found, *nameless(manifest)}, key=lambda finding: (finding.path, finding.problem)))


def nameless(manifest: Manifest) -> Iterator[Finding]:
    """A manifest that would give an object without a name."""
    metadata = manifest.get("metadata") or {}
    if isinstance(metadata, dict) and not (metadata.get("name") or metadata.get("generateName")):
        yield fields.REQUIRED.at("metadata.name", "is required", "add it")


def misnamed(api_version: str, kind: str) -> Finding:
    """A kind, or a version of it, that does not exist."""
    versions = served_versions(kind)
    if versions:
        return fields.KIND.at("apiVersion", f"{api_version} is not served for {kind}", f"use {versions[0]}", Fix(to=versions[0]))
    only = meant(kind, KINDS)
    remedy = suggestion(kind, KINDS) or f"use one of {', '.join(KINDS)}"
    return fields.KIND.at("kind", f"{kind or 'nothing'} is no kind of {GROUP}", remedy, Fix(to=only) if only else None)


def complaints(error: "ValidationError", schema: Schema, manifest: Manifest) -> Iterator[Finding]:
    """The problems behind one error of the validator; ``manifest`` is what was written, without the defaults."""
    path: Path = tuple(error.instance_path)
    detail = error.kind.as_dict()
    match error.kind.name:
        case "required":
            yield fields.REQUIRED.at(dotted((*path, detail["property"])), "is required", "add it")
        case "additionalProperties":
            known = schema_at(schema, path).get("properties", {})
            elsewhere = _places(schema["properties"]["spec"])
            there = value_at(manifest, path)
            for name in detail["unexpected"]:
                only = meant(name, known)
                fix = Fix(part="name", to=only) if only and only not in there else None
                remedy = suggestion(name, known) or ("write it below matchLabels" if known.keys() == _SELECTOR else elsewhere.get(name, ""))
                yield _unknown(dotted((*path, name)), remedy, fix)
        case name if name in REASONS:
            code = fields.TYPE if name in {"type", "anyOf"} else fields.VALUE
            problem, remedy, fix = REASONS[name](detail, error.instance)
            yield code.at(dotted(path), problem, remedy or _example(schema, path), fix if fix != Fix() or _is_free_text(schema, path) else None)
        case _:
            yield fields.RULE.at(dotted(path), error.message)


def _example(schema: Schema, path: Path) -> str:
    """How a value of the type that is wanted looks, where that is not plain."""
    if path[0] == "metadata":
        return ""
    wanted = schema_at(schema, path)
    if wanted.get("properties", {}).keys() >= {"key", "name"}:
        return "name a Secret or ConfigMap and its key: {name: …, key: …}"
    return PATTERNS.get(wanted.get("pattern", ""), ("", ""))[1]


def value_at(manifest: Manifest, path: Path) -> Any:
    """What stands at ``path``; nothing where only defaults lead there."""
    value: Any = manifest
    for step in path:
        value = value[step] if isinstance(step, int) else (value or {}).get(step)
    return value or {}


def _is_free_text(schema: Schema, path: Path) -> bool:
    """Whether any text will do at ``path``, as for the value of a label. Elsewhere a number may be a mistake that quotes would only hide."""
    return path[0] == "metadata" or "properties" not in schema_at(schema, path[:-1])


def _unknown(path: str, remedy: str, fix: Fix | None) -> Finding:
    """A name that is nearly right, or right elsewhere, is a mistake; one that the kind does not have at all may come from a newer CRD."""
    return fields.UNKNOWN.at(path, "unknown field", remedy, fix) if remedy else newer(path)


def _places(spec: Schema) -> dict[str, str]:
    """Each field of a kind, and how to say where it stands; where there are several of that name, the one nearest to the top."""
    found: dict[str, str] = {}
    level = [("spec", spec)]
    while level:
        below = [(f"{path}.{name}", part) for path, schema in level for name, part in schema.get("properties", {}).items()]
        for path, _ in below:
            found.setdefault(path.rpartition(".")[2], f"it belongs to {path.rpartition('.')[0]}")
        lists = [(f"{path}[]", schema["items"]) for path, schema in below if "items" in schema]
        level = [(path, schema) for path, schema in (*below, *lists) if "properties" in schema]
    return found


def dotted(path: Iterable[str | int]) -> str:
    """``spec.endpoints[0].interval``."""
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path).removeprefix(".")


def schema_at(schema: Schema, path: Path) -> Schema:
    """The schema of the value at ``path``."""
    for step in path:
        schema = schema["items"] if isinstance(step, int) else schema.get("properties", {}).get(step) or schema["additionalProperties"]
    return schema
