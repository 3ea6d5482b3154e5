"""The defaults of the CRDs, filled in as the API server does it before anybody sees an object.

Source: Kubernetes documentation, "Extend the Kubernetes API with CustomResourceDefinitions", sections "Defaulting" and "Defaulting and Nullable".
"""

from typing import Any

from hooks.kinds.served import served_schema
from hooks.kinds.structural import Schema
from hooks.protocol import Manifest


def defaulted(manifest: Manifest) -> Manifest:
    """A copy of the manifest with the defaults of its kind, wherever the object that holds the field is there; other groups' manifests as they are.

    A ``null`` counts as absent: it gives way to the default, and without a default it is dropped.
    """
    schema = served_schema(str(manifest.get("apiVersion")), str(manifest.get("kind")))
    return filled_object(manifest, schema) if schema else manifest


def filled(value: Any, schema: Schema) -> Any:
    """``value`` with the defaults of everything below it."""
    if isinstance(value, dict):
        return filled_object(value, schema)
    if isinstance(value, list) and "items" in schema:
        return [filled(schema["items"].get("default") if item is None else item, schema["items"]) for item in value]
    return value


def filled_object(value: dict[str, Any], schema: Schema) -> dict[str, Any]:
    """An object with its own defaults and those of its parts."""
    absent = {name: part["default"] for name, part in schema.get("properties", {}).items() if "default" in part and value.get(name) is None}
    parts = ((name, part, part_schema(schema, name)) for name, part in (value | absent).items())
    return {name: filled(part, below) if below else part for name, part, below in parts if part is not None or not below}


def part_schema(schema: Schema, name: str) -> Schema:
    """The schema of one property of an object; empty where the object may hold anything."""
    below: Schema = schema.get("properties", {}).get(name) or schema.get("additionalProperties") or {}
    return below
