"""PodMonitor as a parent: its asset Secret and its verdict."""

from datetime import datetime

from hooks.assets import Assets
from hooks.kinds.podmonitor import PodMonitor
from hooks.parents import configuration
from hooks.protocol import SyncRequest, SyncResponse
from hooks.selection import podmonitor
from hooks.selection.context import SelectionContext
from hooks.settings import Settings

Parent = PodMonitor
customize = configuration.related_rules


def sync(request: SyncRequest[PodMonitor], settings: Settings, *, now: datetime) -> SyncResponse:  # noqa: ARG001  # every room is called alike
    """The asset Secret, and whether the object can be used."""
    return configuration.response(request, _check, now)


def _check(parent: PodMonitor, assets: Assets) -> None:
    podmonitor.check(parent, SelectionContext.of(None), assets)
