"""The schemas that the API server serves with our CRDs, found by what stands in a manifest."""

from functools import cache

from hooks.kinds.alertmanagerconfig_v1beta1 import VERSION, v1beta1_schema
from hooks.kinds.registry import KINDS
from hooks.kinds.structural import Schema, kind_schema
from hooks.names import GROUP


@cache
def served_schema(api_version: str, kind: str) -> Schema | None:
    """The ``openAPIV3Schema`` of a version of a kind, without descriptions; None for what is not ours."""
    info = KINDS.get(kind)
    if info and info.api_version == api_version:
        return kind_schema(info.type)
    return v1beta1_schema() if (api_version, kind) == (f"{GROUP}/{VERSION}", "AlertmanagerConfig") else None


@cache
def served_versions(kind: str) -> tuple[str, ...]:
    """The ``apiVersion`` values under which a kind is served; none for a kind that is not ours."""
    more = (f"{GROUP}/{VERSION}",) if kind == "AlertmanagerConfig" else ()
    return (KINDS[kind].api_version, *more) if kind in KINDS else ()
