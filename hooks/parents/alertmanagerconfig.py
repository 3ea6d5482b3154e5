"""AlertmanagerConfig as a parent: its asset Secret and its verdict."""

from datetime import datetime

from hooks.alertmanager_yaml.alertmanagerconfig import Surroundings, judgement
from hooks.assets import Assets
from hooks.findings import Finding
from hooks.kinds.alertmanagerconfig import AlertmanagerConfig
from hooks.parents import configuration
from hooks.protocol import SyncRequest, SyncResponse
from hooks.settings import Settings
from hooks.source import Source

Parent = AlertmanagerConfig
customize = configuration.related_rules


def sync(request: SyncRequest[AlertmanagerConfig], settings: Settings, *, now: datetime) -> SyncResponse:  # noqa: ARG001  # every room is called alike
    """The asset Secret, and whether the object can be used."""
    return configuration.response(request, _judged, now)


def _judged(parent: AlertmanagerConfig, assets: Assets) -> tuple[Finding, ...]:
    """Whatever Alertmanager selects it: its version and its global section may be any."""
    return judgement(parent, Source(parent.metadata.namespace, assets), Surroundings())[1]
