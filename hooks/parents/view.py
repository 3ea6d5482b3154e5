"""What one sync sees of a workload: the request, the settings and the time, and beside its own children those that are not its own yet."""

from datetime import datetime
from functools import cached_property
from typing import Any, Generic, TypeVar

import msgspec
from msgspec.structs import replace

from hooks.assets import Assets
from hooks.findings import Finding
from hooks.parents import defaults, takeover
from hooks.parents.workload import observed, own_assets
from hooks.protocol import Manifest, Objects, SyncRequest
from hooks.settings import Settings
from hooks.workloads.names import Workload

P = TypeVar("P", bound=Workload)


class View(msgspec.Struct, Generic[P], frozen=True, dict=True):
    """One value a sync."""

    parent: P
    children: Objects
    """Its own children, as Metacontroller claims them."""
    found: Objects
    """The same, and objects under the names of children that it does not have as its own: pods may be running on them."""
    related: Objects
    settings: Settings
    """Those for this workload."""
    now: datetime
    given: Settings = Settings()
    """Those of the hooks."""
    unknown: tuple[Finding, ...] = ()
    """Fields of the parent that its type does not have."""

    @classmethod
    def of(cls, request: SyncRequest[Any], settings: Settings, now: datetime) -> "View[Any]":
        """Of a request. The settings are those for this workload: the config-reloader stays where another manager has its volume."""
        view = cls(request.parent, request.children, takeover.found(request.parent, request.children, request.related), request.related, settings, now)
        chosen = replace(settings, reload="sidecar") if takeover.keeps_sidecar(view.workloads.values()) else settings
        return replace(
            view, settings=defaults.kept(request.parent, (each for _, each in sorted(view.workloads.items())), chosen), given=settings, unknown=request.unknown
        )

    @cached_property
    def workloads(self) -> dict[str, Manifest]:
        """The StatefulSets and DaemonSets that are there, by name."""
        return observed(self.found, *takeover.WORKLOADS)

    @cached_property
    def assets(self) -> Assets:
        """The values that the workload itself references."""
        return own_assets(self.parent, self.related)
