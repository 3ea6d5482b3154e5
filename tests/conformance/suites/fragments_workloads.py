"""The fragments that are about workloads: name of the function → what our code answers."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import msgspec

from hooks.errors import InvalidParent
from hooks.kinds.prometheus import Prometheus
from hooks.kinds.prometheusagent import PrometheusAgent
from hooks.kinds.workload import Argument
from hooks.modes import prometheus_version
from hooks.settings import Gates, Settings
from hooks.shards import number_in_zone, zone_of
from hooks.versions import Version
from hooks.workloads import kubelet, prometheus_flags, reload, topology
from hooks.workloads.arguments import Flag, command_line, known
from hooks.workloads.images import image
from hooks.workloads.merge import merged_containers
from hooks.workloads.resource_names import unique_label
from hooks.workloads.shard_retention import DEADLINE, NEVER, fate
from tests.conformance.defaults import recorded
from tests.conformance.suites.workload_inputs import plain, reloader


def _settings(inputs: dict[str, Any]) -> Settings:
    return recorded(gates=Gates(prometheus_topology_sharding=inputs["options"]["prometheusTopologySharding"]))


def _prometheus(inputs: dict[str, Any]) -> Prometheus | PrometheusAgent:
    if inputs["prometheus"].get("kind") == "PrometheusAgent":
        return msgspec.convert(inputs["prometheus"], PrometheusAgent)
    return msgspec.convert(inputs["prometheus"], Prometheus)


def _build_args(inputs: dict[str, Any]) -> dict[str, Any]:
    flags = tuple(Flag(argument["name"], argument.get("value") or True) for argument in inputs["args"] or ())
    return {"args": command_line(flags, msgspec.convert(inputs["additionalArgs"] or (), tuple[Argument, ...]), Version.parse("0.0.0"))}


def _common_arguments(inputs: dict[str, Any]) -> dict[str, Any]:
    workload = _prometheus(inputs)
    flags = known(prometheus_flags.common(workload.spec, "sidecar"), prometheus_version(workload, recorded()))
    return {"args": [{"name": flag.name, **({} if flag.value is True else {"value": str(flag.value)})} for flag in flags]}


def _image(inputs: dict[str, Any]) -> dict[str, Any]:
    return {"image": image(inputs["image"], inputs["baseImage"], inputs["version"], inputs["tag"], inputs["sha"])}


def _reloader(inputs: dict[str, Any]) -> dict[str, Any]:
    node = (reload.field_variable("NODE_NAME", "spec.nodeName"),) if inputs["withNodeNameEnv"] else ()
    shard = ({"name": "SHARD", "value": str(inputs["shard"])},) if "shard" in inputs else ()
    zone = ({"name": "TOPOLOGY_ZONE", "value": inputs["zone"]},) if inputs["zone"] else ()
    in_zone = ({"name": "INZONE_SHARD", "value": str(inputs["inzoneShard"])},) if "inzoneShard" in inputs else ()
    container = reload.container(
        reload.ConfigReloader(
            settings=reloader(inputs["config"]),
            name=inputs["name"],
            init=inputs["initContainer"],
            config_file=inputs["configFile"],
            config_out_file=inputs["configEnvsubstFile"],
            watched=tuple(inputs.get("watchedDirectories") or ()),
            mounts=tuple(inputs.get("volumeMounts") or ()),
            reload_arguments=reload.by_signal(inputs["runtimeInfoURL"]) if inputs["useSignal"] else reload.by_request(inputs["reloadURL"]),
            web_config_file=inputs["webConfigFile"],
            listen_host=inputs["localHost"] if inputs["listenLocal"] else None,
            environment=(*node, *shard, *zone, *in_zone),
            image_pull_policy=inputs["imagePullPolicy"],
            log_level=inputs["logLevel"],
            log_format=inputs["logFormat"],
        )
    )
    return {"container": plain(container)}


def _merged_containers(inputs: dict[str, Any]) -> dict[str, Any]:
    return {"containers": merged_containers(inputs["base"] or (), inputs["patches"] or ()) or None}


def _node_selector(inputs: dict[str, Any]) -> dict[str, Any]:
    return {"result": topology.node_selector(_prometheus(inputs).spec, inputs["shard"], _settings(inputs)) or None}


def _zone(inputs: dict[str, Any]) -> dict[str, Any]:
    return {"result": zone_of(inputs["shard"], _prometheus(inputs).spec, _settings(inputs))}


def _in_zone_shard(inputs: dict[str, Any]) -> dict[str, Any]:
    return {"result": number_in_zone(inputs["shard"], _prometheus(inputs).spec, _settings(inputs))}


def _unique_label(inputs: dict[str, Any]) -> dict[str, Any]:
    return {"result": unique_label(inputs["prefix"], inputs["name"])}


def _shard_retention(inputs: dict[str, Any]) -> dict[str, Any]:
    """The host writes the annotation; where its write fails the shard is neither deleted nor annotated."""
    now = datetime.fromisoformat(inputs["now"])
    settings = recorded(gates=Gates(prometheus_shard_retention_policy=inputs["retentionPoliciesEnabled"]))
    found = fate(msgspec.convert({"spec": inputs["spec"]}, Prometheus), inputs["annotations"], settings, now)
    new = not found.delete and DEADLINE not in inputs["annotations"]
    written = new and not inputs["patchFails"]
    ahead = (datetime.fromisoformat(found.deadline) - now).total_seconds() if written and found.deadline != NEVER else 0
    return {
        "deadlineAnnotation": DEADLINE,
        "deadlineFormat": "2006-01-02T15:04:05Z07:00",
        "deadlineIsZero": written and found.deadline == NEVER,
        "deadlineSecondsFromNow": ahead,
        "delete": found.delete,
        "error": new and inputs["patchFails"],
        "patch": written,
    }


def _node_addresses(inputs: dict[str, Any]) -> dict[str, Any]:
    found = kubelet.addresses(msgspec.convert(inputs["node"], kubelet.Node), inputs["nodeAddressPriority"])
    return {"addresses": list(found)} if found else {"error": "the node has no address"}


def _nodes(inputs: dict[str, Any]) -> dict[str, Any]:
    nodes, priority = msgspec.convert(inputs["nodes"], list[kubelet.Node]), inputs["nodeAddressPriority"]
    found, problems = kubelet.endpoints(nodes, priority), kubelet.problems(nodes, priority)
    # The recorded nodes come from a list, whose items have no apiVersion.
    listed = [{"apiVersion": "", "ip": each.ip, "node": each.node, "ready": each.reports, "uid": each.uid} for each in found]
    return {"addresses": listed, "errors": list(problems)}


_FUNCTIONS: dict[str, Callable[[dict[str, Any]], dict[str, Any]]] = {
    "buildArgs": _build_args,
    "commonPrometheusArgs": _common_arguments,
    "imagePath": _image,
    "configReloader": _reloader,
    "mergePatchContainers": _merged_containers,
    "nodeSelectorWithTopologyZone": _node_selector,
    "topologyZoneForShard": _zone,
    "inzoneShardForShard": _in_zone_shard,
    "uniqueDNS1123Label": _unique_label,
    "shardRetention": _shard_retention,
    "kubeletNodeAddresses": _node_addresses,
    "kubeletNodes": _nodes,
}


def _answer(function: Callable[[dict[str, Any]], dict[str, Any]]) -> Callable[[dict[str, Any]], dict[str, Any]]:
    def outcome(inputs: dict[str, Any]) -> dict[str, Any]:
        try:
            return function(inputs)
        except InvalidParent as error:
            return {"error": str(error)}

    return outcome


FUNCTIONS = {name: _answer(function) for name, function in _FUNCTIONS.items()}
