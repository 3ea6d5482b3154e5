"""Inputs that the suites of workloads share: the operator's settings, and what the host adds to an answer."""

from collections.abc import Callable
from typing import Any

import msgspec

from hooks.errors import InvalidParent
from hooks.kinds.base import Kind
from hooks.protocol import Manifest
from hooks.settings import Gates, Reloader, Settings
from hooks.workloads.context import WorkloadContext
from tests.conformance.defaults import recorded

IMAGES = {
    "prometheusDefaultBaseImage": "prometheus_base_image",
    "alertmanagerDefaultBaseImage": "alertmanager_base_image",
    "thanosDefaultBaseImage": "thanos_base_image",
}
PLAIN = {**IMAGES, "localHost": "local_host", "clusterDomain": "cluster_domain", "labels": "labels", "annotations": "annotations"}


def settings(config: dict[str, Any], options: dict[str, bool] | None) -> Settings:
    given = {field: config[name] for name, field in PLAIN.items() if name in config}
    gates = Gates(prometheus_topology_sharding=(options or {}).get("prometheusTopologySharding", False))
    return recorded(reload="sidecar", reloader=reloader(config.get("reloaderConfig", {})), gates=gates, **given)


def reloader(config: dict[str, Any]) -> Reloader:
    return Reloader(
        image=config.get("image", ""),
        cpu_request=config.get("cpuRequests", ""),
        cpu_limit=config.get("cpuLimits", ""),
        memory_request=config.get("memoryRequests", ""),
        memory_limit=config.get("memoryLimits", ""),
        enable_probes=config.get("enableProbes", False),
    )


def context(inputs: dict[str, Any]) -> WorkloadContext:
    return WorkloadContext(
        settings=settings(inputs["config"], inputs.get("options")),
        input_hash=inputs.get("inputHash", ""),
        rule_config_maps=tuple(inputs.get("ruleConfigMapNames") or ()),
        tls_asset_secrets=tuple(inputs.get("tlsAssetSecrets") or ()),
    )


def answered(owner: Kind, name: str | None, build: Callable[[], Manifest]) -> dict[str, Any]:
    """The object as it is in the cluster: the host writes the owner reference, and the namespace is not recorded."""
    try:
        child = build()
    except InvalidParent as error:
        return {"error": str(error)}
    metadata = {field: value for field, value in child["metadata"].items() if field != "namespace"}
    reference = {
        "apiVersion": owner.api_version,
        "kind": owner.kind,
        "name": owner.metadata.name,
        "uid": owner.metadata.uid,
        "controller": True,
        "blockOwnerDeletion": True,
    }
    return {"object": plain({**child, "metadata": {**metadata, "name": name or metadata["name"], "ownerReferences": [reference]}})}


def plain(value: Any) -> Any:
    return msgspec.json.decode(msgspec.json.encode(value))
