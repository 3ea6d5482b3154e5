"""The four kinds that become scrape jobs: what is to be agreed on about them, each fact once.

Who judges and who builds each of them stands in ``hooks/prometheus_yaml/fragments.py``.
"""

from collections.abc import Mapping
from typing import Any

import msgspec

from hooks.kinds.base import Kind
from hooks.kinds.podmonitor import PodMonitor
from hooks.kinds.probe import Probe
from hooks.kinds.registry import KINDS
from hooks.kinds.scrapeconfig import ScrapeConfig
from hooks.kinds.selectors import Selectors
from hooks.kinds.servicemonitor import ServiceMonitor


class ScrapeKind(msgspec.Struct, frozen=True):
    """One of the kinds. ``attribute`` is its name in Python; the names of its fields in a workload are made of it."""

    type: type[Kind]
    attribute: str
    numbered: bool = False
    """It has one job per endpoint, and the number of the endpoint ends the job's name."""

    @property
    def name(self) -> str:
        """``ServiceMonitor``."""
        return self.type.__name__

    @property
    def prefix(self) -> str:
        """``serviceMonitor``: how the names of its jobs begin, and the fields that select it."""
        return f"{self.name[0].lower()}{self.name[1:]}"

    @property
    def plural(self) -> str:
        """``servicemonitors``: the resource, as rules for related objects and ``spec.excludedFromEnforcement`` name it."""
        return KINDS[self.name].plural

    @property
    def api_version(self) -> str:
        """``monitoring.coreos.com/v1``."""
        return KINDS[self.name].api_version

    @property
    def messages_key(self) -> str:
        """Under which key its objects arrive."""
        return f"{self.name}.{self.api_version}"

    def job_name(self, key: str, endpoint: int | None = None) -> str:
        """The name of the job of the object ``key`` (``namespace/name``), or of one of its endpoints."""
        return f"{self.prefix}/{key}" if endpoint is None else f"{self.prefix}/{key}/{endpoint}"

    def selectors(self, spec: Any) -> Selectors:
        """The two selectors in the ``spec`` of a workload."""
        return Selectors(getattr(spec, f"{self.attribute}_selector"), getattr(spec, f"{self.attribute}_namespace_selector"))


SERVICE_MONITOR = ScrapeKind(ServiceMonitor, "service_monitor", numbered=True)
POD_MONITOR = ScrapeKind(PodMonitor, "pod_monitor", numbered=True)
PROBE = ScrapeKind(Probe, "probe")
SCRAPE_CONFIG = ScrapeKind(ScrapeConfig, "scrape_config")

SCRAPE_KINDS: Mapping[str, ScrapeKind] = {kind.name: kind for kind in (SERVICE_MONITOR, POD_MONITOR, PROBE, SCRAPE_CONFIG)}
"""By name, in the order of the configuration."""
