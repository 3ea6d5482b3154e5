"""Suite ``status``: the pods of a case are what the StatefulSet controller would have counted in the StatefulSet's own status."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from hooks import names, status
from hooks.status import FINE, PodSet

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def outcome(inputs: dict[str, Any], case: dict[str, Any]) -> dict[str, Any]:
    """The status; the reference was told that it is reconciled, and keeps no transition times."""
    prometheus = inputs["prometheus"]
    metadata, spec = prometheus["metadata"], prometheus["spec"]
    observed = {sts["metadata"]["name"]: counted(sts, inputs["pods"]) for sts in inputs["statefulSets"]}
    shard_names = [names.shard_name(f"prometheus-{metadata['name']}", shard) for shard in range(spec.get("shards", 1))]
    shards = [PodSet(name, spec.get("replicas", 1), observed.get(name)) for name in shard_names]
    verdicts = {"Available": status.availability(metadata["namespace"], shards), "Reconciled": FINE}
    conditions = [
        {key: value for key, value in condition.items() if key != "lastTransitionTime"}
        for condition in status.conditions(verdicts, metadata.get("generation", 0), (), EPOCH)
    ]
    return {"status": {"paused": False, **status.totals(shards), "shardStatuses": status.shard_statuses(shards), "conditions": conditions}}


def counted(sts: dict[str, Any], pods: Iterable[dict[str, Any]]) -> dict[str, Any]:
    """The StatefulSet with the counts of its pods."""
    own = [pod for pod in pods if any(owner["name"] == sts["metadata"]["name"] for owner in pod["metadata"]["ownerReferences"])]
    ready = [pod for pod in own if any(one["type"] == "Ready" and one["status"] == "True" for one in pod["status"]["conditions"])]
    current = [pod for pod in own if pod["metadata"]["labels"]["controller-revision-hash"] == sts["status"]["updateRevision"]]
    return {**sts, "status": {"replicas": len(own), "updatedReplicas": len(current), "availableReplicas": len(ready)}}
