"""The schemas of the Kubernetes types that stand inside our kinds (containers, volumes, affinity, …), as structural schemas.

``kubernetes.json`` holds the needed definitions of the Kubernetes OpenAPI without their descriptions; ``python -m tools.crdgen.definitions`` writes it.
"""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import msgspec

Schema = dict[str, Any]

QUANTITY = r"^(\+|-)?(([0-9]+(\.[0-9]*)?)|(\.[0-9]+))(([KMGTPE]i)|[numkMGTPE]|([eE](\+|-)?(([0-9]+(\.[0-9]*)?)|(\.[0-9]+))))?$"
NAMES: Schema = {"type": "array", "items": {"type": "string", "minLength": 1}, "x-kubernetes-list-type": "set"}
STRINGS: Schema = {"type": "object", "additionalProperties": {"type": "string"}}
OWN: Mapping[str, Schema] = {
    "io.k8s.apimachinery.pkg.api.resource.Quantity": {
        "anyOf": [{"type": "integer"}, {"type": "string"}],
        "pattern": QUANTITY,
        "x-kubernetes-int-or-string": True,
    },
    "io.k8s.apimachinery.pkg.util.intstr.IntOrString": {"anyOf": [{"type": "integer"}, {"type": "string"}], "x-kubernetes-int-or-string": True},
    # prometheus-operator has its own type here: what the kubelet would refuse later is refused at once.
    "io.k8s.api.core.v1.PodDNSConfig": {
        "type": "object",
        "properties": {
            "nameservers": NAMES,
            "options": {
                "type": "array",
                "items": {
                    "type": "object",
                    "properties": {"name": {"type": "string", "minLength": 1}, "value": {"type": "string"}},
                    "required": ["name"],
                },
                "x-kubernetes-list-type": "map",
                "x-kubernetes-list-map-keys": ["name"],
            },
            "searches": NAMES,
        },
    },
    # The API server would drop whatever a schema of embedded metadata does not name.
    "io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta": {
        "type": "object",
        "properties": {"annotations": STRINGS, "labels": STRINGS, "name": {"type": "string"}},
    },
}
"""Definitions whose published form is no structural schema, or not what our kinds hold, and what stands for them."""

ATOMIC = frozenset(
    f"io.k8s.api.core.v1.{name}" for name in ("ConfigMapEnvSource", "ConfigMapProjection", "ConfigMapVolumeSource", "SecretEnvSource", "SecretProjection")
)
"""References that carry further fields: prometheus-operator's CRDs merge them as a whole, like the references that do not."""

KEPT = ("format", "enum", "x-kubernetes-list-type", "x-kubernetes-list-map-keys", "x-kubernetes-map-type")


@cache
def definitions() -> Mapping[str, Schema]:
    """The definitions by name, as published: with references to each other. Package data, hence as constant as code."""
    loaded: dict[str, Schema] = msgspec.json.decode(files("hooks.kinds").joinpath("kubernetes.json").read_bytes())
    return loaded


@cache
def embedded(definition: str) -> Schema:
    """The structural schema of a definition, references resolved; not to be changed, because it is remembered."""
    own = OWN.get(definition) or structural(definitions()[definition])
    return own | {"x-kubernetes-map-type": "atomic"} if definition in ATOMIC else own


def structural(schema: Schema) -> Schema:
    """A published schema as a structural one."""
    referred = reference(schema)
    if referred:
        return embedded(referred)
    required = sorted(schema.get("required", ()))
    return {
        **({"type": schema["type"]} if "type" in schema else {}),
        **{name: schema[name] for name in KEPT if name in schema},
        **({"properties": {name: property_schema(schema, name) for name in sorted(schema["properties"])}} if "properties" in schema else {}),
        **({"required": required} if required else {}),
        **({"items": structural(schema["items"])} if "items" in schema else {}),
        **({"additionalProperties": structural(schema["additionalProperties"])} if "additionalProperties" in schema else {}),
    }


def property_schema(owner: Schema, name: str) -> Schema:
    """The schema of one property. A default of a required field, or of an object, is only Go's zero value and says nothing."""
    published = owner["properties"][name]
    default = published.get("default")
    says_something = default is not None and default != {} and name not in owner.get("required", ())
    return structural(published) | ({"default": default} if says_something else {})


def reference(schema: Schema) -> str:
    """The name of the definition that a schema refers to, or the empty string."""
    target = schema.get("$ref") or (schema.get("allOf") or [{}])[0].get("$ref", "")
    return str(target).rpartition("/")[2]
