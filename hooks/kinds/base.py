"""The base of everything that users write.

Absent scalars and objects are ``None``; absent lists are ``()`` and absent maps ``{}``, because Kubernetes treats an empty list as an absent one. A
nested object keeps the difference between absent (``None``) and empty (``{}``): selectors need it.

Fields that several objects have stand in one base type, with their documentation; what an object has otherwise than its base is declared there again.
A type has one base only: two that both have fields cannot share the memory layout of a struct.

The garbage collector need not look at these objects: frozen values that were decoded from JSON cannot form a cycle. That halves the time of decoding many.
"""

from typing import Any

import msgspec

from hooks.kinds.meta import ObjectMeta


class Spec(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, rename="camel", gc=False):
    """A part of a custom resource: frozen, camelCase outside, unknown fields ignored, defaults left out when encoded."""


class Kind(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, rename="camel", gc=False):
    """A custom resource as a whole; its subclasses add ``spec`` and ``status``."""

    api_version: str = ""
    kind: str = ""
    metadata: ObjectMeta = ObjectMeta()

    @property
    def key(self) -> str:
        """``namespace/name``."""
        return f"{self.metadata.namespace}/{self.metadata.name}"


def json_name(struct: type[msgspec.Struct], attribute: str) -> str:
    """What users call a field."""
    return struct.__struct_encode_fields__[struct.__struct_fields__.index(attribute)]


Status = dict[str, Any]
