"""DOC module selectors"""

from typing import Annotated, ClassVar

from hooks.kinds.base import Spec
from hooks.kinds.schema import Items, MapType, Marker, Required


class LabelSelectorRequirement(Spec, frozen=True, kw_only=True):
    """DOC Alertmanager.spec.alertmanagerConfigNamespaceSelector.matchExpressions[]"""

    key: Annotated[str | None, Required()] = None
    operator: Annotated[str | None, Required()] = None
    values: Annotated[tuple[str, ...], Items(kind="atomic")] = ()


class LabelSelector(Spec, frozen=True, kw_only=True):
    """DOC Alertmanager.spec.alertmanagerConfigNamespaceSelector"""

    schema: ClassVar[tuple[Marker, ...]] = (MapType("atomic"),)

    match_expressions: Annotated[tuple[LabelSelectorRequirement, ...], Items(kind="atomic")] = ()
    match_labels: dict[str, str] = {}


class NamespaceSelector(Spec, frozen=True, kw_only=True):
    """DOC PodMonitor.spec.namespaceSelector"""

    any: bool | None = None
    match_names: tuple[str, ...] = ()
