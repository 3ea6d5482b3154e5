"""Fragments of prometheus.yaml."""

from typing import Any

import msgspec

from hooks.assets import Assets
from hooks.kinds.podmonitor import PodMonitor
from hooks.kinds.probe import Probe
from hooks.kinds.prometheus import Prometheus
from hooks.kinds.relabeling import RelabelConfig
from hooks.kinds.scrape import AttachMetadata
from hooks.kinds.scrapeconfig import ScrapeConfig
from hooks.kinds.selectors import NamespaceSelector
from hooks.kinds.servicemonitor import ServiceMonitor
from hooks.prometheus_yaml.context import ScrapeContext
from hooks.prometheus_yaml.relabeling import rules
from hooks.prometheus_yaml.scraping import cluster_sd
from hooks.rendering import yaml_text
from hooks.shards import number_in_zone, zone_of
from hooks.versions import prune
from tests.conformance.suites.prometheus_inputs import settings

RESOURCES = {
    "ServiceMonitor": ("servicemonitors", ServiceMonitor),
    "PodMonitor": ("podmonitors", PodMonitor),
    "Probe": ("probes", Probe),
    "ScrapeConfig": ("scrapeconfigs", ScrapeConfig),
}
SPELLING = {"source_labels": "sourceLabels", "target_label": "targetLabel"}


def kubernetes_sd_config(inputs: dict[str, Any]) -> dict[str, Any]:
    workload, namespace = inputs["prometheus"], inputs["namespace"]
    api_server = {"apiserverConfig": inputs["apiserverConfig"]} if "apiserverConfig" in inputs else {}
    resource = {**workload, "metadata": {**workload["metadata"], "namespace": namespace}, "spec": {**workload["spec"], **api_server}}
    ctx = ScrapeContext.of(msgspec.convert(resource, Prometheus), settings(inputs), Assets.of(inputs["objects"]))
    wanted = msgspec.convert(inputs.get("attachMetadata"), AttachMetadata | None)
    namespaces = ctx.namespaces(msgspec.convert(inputs["namespaceSelector"], NamespaceSelector), namespace)
    section, _ = prune(cluster_sd(inputs["role"], namespaces, ctx, ctx.attaches_node(wanted)), ctx.version)
    return {"yaml": yaml_text({"kubernetes_sd_configs": (section,)})}


def enforce_namespace_relabeling(inputs: dict[str, Any]) -> dict[str, Any]:
    _, kind = RESOURCES[inputs["typeMeta"]["kind"]]
    spec = {"enforcedNamespaceLabel": inputs["enforcedNamespaceLabel"], "excludedFromEnforcement": inputs["excludedFromEnforcement"]}
    ctx = ScrapeContext.of(msgspec.convert({"spec": spec}, Prometheus), settings(inputs), Assets())
    obj = msgspec.convert({**inputs["typeMeta"], "metadata": inputs["metadata"]}, kind)
    own = rules(msgspec.convert(each, RelabelConfig) for each in inputs["relabelings"])
    return {"relabelings": [_spelled(msgspec.to_builtins(rule)) for rule in (*own, *ctx.namespace_rules(obj))]}


def _spelled(rule: dict[str, Any]) -> dict[str, Any]:
    return {SPELLING.get(name, name): value for name, value in rule.items()}


def inzone_shard_for_shard(inputs: dict[str, Any]) -> dict[str, Any]:
    spec = msgspec.convert(inputs["prometheus"], Prometheus).spec
    return {"result": number_in_zone(inputs["shard"], spec, settings(inputs))}


def topology_zone_for_shard(inputs: dict[str, Any]) -> dict[str, Any]:
    spec = msgspec.convert(inputs["prometheus"], Prometheus).spec
    return {"result": zone_of(inputs["shard"], spec, settings(inputs))}


FUNCTIONS = {
    "kubernetesSDConfig": kubernetes_sd_config,
    "enforceNamespaceRelabeling": enforce_namespace_relabeling,
    "inzoneShardForShard": inzone_shard_for_shard,
    "topologyZoneForShard": topology_zone_for_shard,
}
