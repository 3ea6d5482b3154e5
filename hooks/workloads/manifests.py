"""Small words for writing manifests as dict literals."""

from collections.abc import Mapping
from typing import Any

import msgspec

from hooks.kinds.base import Spec
from hooks.protocol import Manifest

SECURITY_CONTEXT: Manifest = {"allowPrivilegeEscalation": False, "readOnlyRootFilesystem": True, "capabilities": {"drop": ["ALL"]}}
"""Of every container that we write."""


def given(fields: Mapping[str, Any]) -> Manifest:
    """``fields`` without those that are None; an explicit ``False``, ``0`` or ``{}`` stays."""
    return {name: value for name, value in fields.items() if value is not None}


def plain(part: Spec | tuple[Spec, ...]) -> Any:
    """A part of a custom resource as the JSON value that the user wrote."""
    return msgspec.json.decode(msgspec.json.encode(part))
