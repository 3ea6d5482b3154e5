"""Targets from Hetzner."""

from typing import Annotated

from hooks.kinds.discovery.client import HTTPDiscovery
from hooks.kinds.schema import NonEmpty, OneOf, Port, Required


class HetznerSDConfig(HTTPDiscovery, frozen=True, kw_only=True):
    """``spec.hetznerSDConfigs[]`` of ScrapeConfig."""

    label_selector: NonEmpty | None = None
    """Only servers with these labels. Needs Prometheus 3.5."""
    port: Port | None = None
    """Port of the targets, from 0 to 65535; 80 when absent."""
    role: Annotated[str | None, OneOf(("hcloud", "Hcloud", "robot", "Robot")), Required()] = None
    """Which API is asked: hcloud or robot."""
