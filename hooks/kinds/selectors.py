"""Selectors of objects and namespaces."""

from typing import Annotated, ClassVar

import msgspec

from hooks.kinds.base import Spec
from hooks.kinds.schema import Items, MapType, Marker, Required


class LabelSelectorRequirement(Spec, frozen=True, kw_only=True):
    """One requirement on a label."""

    key: Annotated[str | None, Required()] = None
    """Label whose value is compared."""
    operator: Annotated[str | None, Required()] = None
    """In, NotIn, Exists or DoesNotExist."""
    values: Annotated[tuple[str, ...], Items(kind="atomic")] = ()
    """Values; none for Exists and DoesNotExist."""


class LabelSelector(Spec, frozen=True, kw_only=True):
    """Which objects count, by label: all when empty."""

    schema: ClassVar[tuple[Marker, ...]] = (MapType("atomic"),)

    match_labels: dict[str, str] = {}
    """Labels that must all have these values."""
    match_expressions: Annotated[tuple[LabelSelectorRequirement, ...], Items(kind="atomic")] = ()
    """Requirements that must all hold."""


class NamespaceSelector(Spec, frozen=True, kw_only=True):
    """Namespaces that are searched; the object's own when empty."""

    any: bool | None = None
    """Whether all namespaces are searched; wins over matchNames."""
    match_names: tuple[str, ...] = ()
    """Names of the namespaces that are searched."""


class Selectors(msgspec.Struct, frozen=True):
    """Which objects of one kind a workload wants: nil objects are none, nil namespaces are its own, an empty selector is everything."""

    objects: LabelSelector | None
    namespaces: LabelSelector | None
