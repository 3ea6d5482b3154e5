"""One scrape job, from the text of an object and of its Prometheus to what Prometheus would read."""

import base64
from collections.abc import Callable
from typing import Any

import msgspec
import yaml

from hooks.assets import Assets
from hooks.kinds.base import Kind
from hooks.kinds.probe import Probe
from hooks.kinds.prometheus import Prometheus
from hooks.kinds.scrapeconfig import ScrapeConfig
from hooks.prometheus_yaml import probe, scrapeconfig
from hooks.prometheus_yaml.context import ScrapeContext
from hooks.prometheus_yaml.model import ScrapeJob
from hooks.rendering import yaml_text
from hooks.settings import Gates, Settings
from hooks.versions import prune

VALUES = {"user": "alice", "password": "p4ss", "token": "t0k3n", "id": "id-1", "secret": "s3cr3t", "header": "h3ader"}
"""What the Secret ``shop/login`` holds."""

LOGIN = {
    "apiVersion": "v1",
    "kind": "Secret",
    "metadata": {"namespace": "shop", "name": "login"},
    "data": {key: base64.b64encode(value.encode()).decode() for key, value in VALUES.items()},
}

Builder = Callable[[Any, ScrapeContext, Assets], tuple[ScrapeJob, ...]]
BUILDERS: dict[type[Kind], Builder] = {ScrapeConfig: scrapeconfig.jobs, Probe: probe.jobs}


SETTINGS = Settings(reload="sidecar", gates=Gates(prometheus_topology_sharding=False, prometheus_shard_retention_policy=False))


def context(prometheus: str = "{}", settings: Settings = SETTINGS) -> ScrapeContext:
    """The context of the Prometheus ``monitoring/main`` with that spec."""
    manifest = {"metadata": {"namespace": "monitoring", "name": "main"}, "spec": yaml.safe_load(prometheus)}
    return ScrapeContext.of(msgspec.convert(manifest, Prometheus), settings, Assets())


def scrape_job(kind: type[Kind], spec: str, ctx: ScrapeContext) -> dict[str, Any]:
    """The only job of the object ``shop/web`` with that spec."""
    obj = msgspec.convert({"metadata": {"namespace": "shop", "name": "web"}, "spec": yaml.safe_load(spec)}, kind)
    (job,) = BUILDERS[kind](obj, ctx, Assets.of([LOGIN]))
    kept, _ = prune(job, ctx.version)
    return dict(yaml.safe_load(yaml_text(kept)))
