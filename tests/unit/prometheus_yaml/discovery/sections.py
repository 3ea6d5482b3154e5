"""One entry of a service discovery, from the text of a ScrapeConfig to what Prometheus would read."""

from typing import Any

import msgspec
import yaml

from hooks.assets import Assets
from hooks.kinds.scrapeconfig import ScrapeConfigSpec
from hooks.prometheus_yaml.discovery.registry import discoveries
from hooks.rendering import yaml_text
from hooks.source import Source
from hooks.versions import Version, prune
from tests.unit.prometheus_yaml.scrape_jobs import LOGIN


def source() -> Source:
    return Source("shop", Assets.of([LOGIN]))


def section(field: str, given: str, version: str = "3.13.2") -> dict[str, Any]:
    """The only entry of ``field`` (``consulSDConfigs``) as Prometheus of that version gets it."""
    spec = msgspec.convert({field: [yaml.safe_load(given)]}, ScrapeConfigSpec)
    ((entry,),) = discoveries(spec, source()).values()
    kept, _ = prune(entry, Version.parse(version))
    return dict(yaml.safe_load(yaml_text(kept)))
