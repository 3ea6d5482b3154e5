"""AlertmanagerConfig as a parent: its asset Secret and its verdict."""

from datetime import datetime

from hooks.assets import Assets
from hooks.kinds.alertmanagerconfig import AlertmanagerConfig
from hooks.parents import configuration
from hooks.protocol import SyncRequest, SyncResponse
from hooks.selection import alertmanagerconfig
from hooks.settings import Settings

Parent = AlertmanagerConfig
customize = configuration.related_rules


def sync(request: SyncRequest[AlertmanagerConfig], settings: Settings, *, now: datetime) -> SyncResponse:  # noqa: ARG001  # every room is called alike
    """The asset Secret, and whether the object can be used."""
    return configuration.response(request, _check, now)


def _check(parent: AlertmanagerConfig, assets: Assets) -> None:
    alertmanagerconfig.check(parent, None, assets)
