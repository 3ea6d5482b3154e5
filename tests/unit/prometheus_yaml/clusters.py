"""A small cluster for tests: objects as YAML, as Metacontroller would hand them to the hook of a Prometheus."""

import base64
import gzip
from collections.abc import Iterable
from typing import Any

import msgspec
import yaml

from hooks.assets import Assets, asset_secret, references
from hooks.kinds.base import Kind
from hooks.kinds.prometheus import Prometheus
from hooks.kinds.prometheusagent import PrometheusAgent
from hooks.kinds.scraped import SCRAPE_KINDS
from hooks.prometheus_yaml.context import Inputs, Scraper
from hooks.prometheus_yaml.files import ConfigShard, Files, files
from hooks.prometheus_yaml.selected import ScrapeObjects, scrape_objects
from hooks.protocol import Objects
from hooks.settings import Gates, Settings

Manifest = dict[str, Any]

SIDECAR = Settings(reload="sidecar", gates=Gates(prometheus_shard_retention_policy=False))
NATIVE = Settings(gates=Gates(prometheus_shard_retention_policy=False))
EVERYTHING = "{serviceMonitorSelector: {}, serviceMonitorNamespaceSelector: {}, podMonitorSelector: {}, podMonitorNamespaceSelector: {}}"


def workload(spec: str = "{}", kind: type[Prometheus | PrometheusAgent] = Prometheus) -> Scraper:
    """The workload ``monitoring/main``; intervals are there, as the API server would fill them in."""
    defaults = {"scrapeInterval": "30s"} | ({"evaluationInterval": "30s"} if kind is Prometheus else {})
    manifest = {"metadata": {"namespace": "monitoring", "name": "main"}, "spec": defaults | yaml.safe_load(spec)}
    return msgspec.convert(manifest, kind)


def manifest(spec: str, name: str = "web", namespace: str = "shop", **metadata: Any) -> Manifest:
    """An object; its generation is 1 and its uid is its name unless given."""
    return {"metadata": {"namespace": namespace, "name": name, "uid": name, "generation": 1, **metadata}, "spec": yaml.safe_load(spec)}


def secret(name: str, namespace: str = "monitoring", **data: str) -> Manifest:
    """A Secret with those values."""
    encoded = {key: base64.b64encode(value.encode(errors="surrogateescape")).decode() for key, value in data.items()}
    return {"apiVersion": "v1", "kind": "Secret", "metadata": {"namespace": namespace, "name": name}, "data": encoded}


def asset(kind: type[Kind], owner: Manifest, *secrets: Manifest, uid: str | None = None) -> Manifest:
    """The asset Secret of ``owner``, as the API server keeps it; ``uid`` forges another owner."""
    obj = msgspec.convert(owner, kind)
    made = asset_secret(kind.__name__, obj, references(obj, obj.metadata.namespace), Assets.of(secrets)) or {}
    reference = {"kind": kind.__name__, "name": obj.metadata.name, "uid": uid or obj.metadata.uid, "controller": True}
    return {**made, "metadata": {**made["metadata"], "ownerReferences": [reference]}}


def raw(objects: Iterable[Manifest]) -> dict[str, msgspec.Raw]:
    """By ``namespace/name``, not yet decoded; cluster-scoped objects by name."""
    return {_key(each["metadata"]): msgspec.Raw(msgspec.json.encode(each)) for each in objects}


def _key(metadata: Manifest) -> str:
    return f"{metadata['namespace']}/{metadata['name']}" if "namespace" in metadata else str(metadata["name"])


def related(*, secrets: Iterable[Manifest] = (), namespaces: Iterable[Manifest] = (), **objects: Iterable[Manifest]) -> Objects:
    """What a customize hook asked for; scrape objects by kind: ``ServiceMonitor=[…]``."""
    groups = {name: kind.messages_key for name, kind in SCRAPE_KINDS.items()}
    return {**{groups[kind]: raw(found) for kind, found in objects.items()}, "Secret.v1": raw(secrets), "Namespace.v1": raw(namespaces)}


def selection(owner: Scraper, objects: Objects, settings: Settings = SIDECAR) -> ScrapeObjects:
    """What ``owner`` selects among them."""
    return scrape_objects(owner, objects, Inputs.of(owner, settings, Assets()))


class Place(msgspec.Struct, frozen=True):
    """Where files are written to, and what lies there."""

    number: int = 0
    children: Objects = {}


FIRST = Place()


def written(owner: Scraper, objects: Objects, settings: Settings = SIDECAR, own: Iterable[Manifest] = (), place: Place = FIRST) -> Files:
    """The configuration Secrets; ``own`` are the Secrets that ``owner`` references itself."""
    inputs = Inputs.of(owner, settings, Assets.of(own))
    config = "prometheus-main" if place.number == 0 else f"prometheus-main-shard-{place.number}"
    shard = ConfigShard(place.number, config, place.children)
    (found,) = files(owner, scrape_objects(owner, objects, inputs), ("prometheus-main-rulefiles-0",), (shard,), inputs)
    return found


def document(found: Files, name: str = "prometheus-main") -> dict[str, Any]:
    """prometheus.yaml of the config Secret ``name``, parsed."""
    ((key, data),) = found.secrets[name].items()
    parsed: dict[str, Any] = yaml.load(gzip.decompress(data) if key.endswith(".gz") else data, yaml.CSafeLoader)
    return parsed


def children(found: Files) -> Objects:
    """The Secrets as they are observed after they were applied."""
    made = [
        {"metadata": {"namespace": "monitoring", "name": name}, "data": {key: base64.b64encode(value).decode() for key, value in data.items()}}
        for name, data in found.secrets.items()
    ]
    return {"Secret.v1": raw(made)}
