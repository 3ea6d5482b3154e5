"""PodMonitor."""

from typing import Annotated

from hooks.kinds.base import Kind
from hooks.kinds.schema import Bounds, Int32, IntOrString, Required
from hooks.kinds.scrape import MetricsEndpoint, MonitorSpec
from hooks.kinds.selectors import LabelSelector
from hooks.kinds.status import ConfigurationStatus


class PodMetricsEndpoint(MetricsEndpoint, frozen=True, kw_only=True):
    """``spec.podMetricsEndpoints[]`` of PodMonitor."""

    port: str | None = None
    """Name of the container's port; wins over portNumber and targetPort."""
    port_number: Annotated[Int32 | None, Bounds(ge=1, le=65535)] = None
    """Number of the container's port."""
    target_port: IntOrString | None = None
    """Deprecated, use port or portNumber."""


class PodMonitorSpec(MonitorSpec, frozen=True, kw_only=True):
    """``spec`` of PodMonitor."""

    selector: Annotated[LabelSelector | None, Required()] = None
    """Pods that count, by label."""
    pod_metrics_endpoints: tuple[PodMetricsEndpoint, ...] = ()
    """What is scraped of each pod."""


class PodMonitor(Kind, frozen=True, kw_only=True):
    """What to scrape of pods."""

    spec: PodMonitorSpec = PodMonitorSpec()
    """What is wanted."""
    status: ConfigurationStatus | None = None
    """What was observed."""
