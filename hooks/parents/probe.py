"""Probe as a parent: its asset Secret and its verdict."""

from collections.abc import Iterator
from datetime import datetime

from hooks.assets import Assets
from hooks.findings import Finding
from hooks.kinds.probe import Probe
from hooks.parents import configuration
from hooks.protocol import SyncRequest, SyncResponse
from hooks.selection import probe
from hooks.selection.context import SelectionContext
from hooks.settings import Settings

Parent = Probe
customize = configuration.related_rules


def sync(request: SyncRequest[Probe], settings: Settings, *, now: datetime) -> SyncResponse:  # noqa: ARG001  # every room is called alike
    """The asset Secret, and whether the object can be used."""
    return configuration.response(request, _findings, now)


def _findings(parent: Probe, assets: Assets) -> Iterator[Finding]:
    return probe.findings(parent, SelectionContext.of(None), assets)
