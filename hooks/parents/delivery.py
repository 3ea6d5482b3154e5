"""How a change reaches the pods at once: each StatefulSet carries the digest of what its pods mount, and a decorator passes it on to them.

Metacontroller writes Secrets and ConfigMaps before StatefulSets (core before apps), so a pod that learns the digest finds what it stands for.
``hooks/decorators/pods.py`` is the other half.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

import msgspec

from hooks import status
from hooks.names import CONFIG_DIGEST, CONFIG_TOLD, DESIRED_HASH
from hooks.parents.workload import observed
from hooks.protocol import Manifest, SyncRequest, SyncResponse
from hooks.rendering import digest
from hooks.settings import Settings

CONDITION = "PodsTold"
SWITCHED_OFF = status.Verdict("Unknown", "SwitchedOff", "pods are not told of a change (PROMHOOKS_POKE_PODS=false), it reaches them within about two minutes")


def announced(response: SyncResponse, request: SyncRequest[Any], settings: Settings, now: datetime) -> SyncResponse:
    """``response`` with the digests, and in the status whether the pods have been told; unchanged where it has no StatefulSets or is paused."""
    if response.status.get("paused", True) or not any(child["kind"] == "StatefulSet" for child in response.children):
        return response
    marks = {(child["kind"], child["metadata"]["name"]): child["metadata"].get("annotations", {}).get(DESIRED_HASH) for child in response.children}
    children = tuple(_with_digest(child, marks) if child["kind"] == "StatefulSet" and settings.poke_pods else child for child in response.children)
    verdict = _verdict(children, observed(request.children, "StatefulSet.apps/v1"), settings)
    told = () if verdict is None else status.conditions({CONDITION: verdict}, request.parent.metadata.generation, status.of(request.parent.status), now)
    return msgspec.structs.replace(response, children=children, status=response.status | {"conditions": [*response.status["conditions"], *told]})


def _with_digest(stateful_set: Manifest, marks: Mapping[tuple[str, str], str | None]) -> Manifest:
    mounted = sorted({(kind, name, marks[kind, name]) for kind, name in _mounted(stateful_set) if (kind, name) in marks})
    metadata = stateful_set["metadata"]
    return {**stateful_set, "metadata": {**metadata, "annotations": {**metadata.get("annotations", {}), CONFIG_DIGEST: digest(msgspec.json.encode(mounted))}}}


def _mounted(stateful_set: Manifest) -> Iterator[tuple[str, str]]:
    """(kind, name) of the Secrets and ConfigMaps in the volumes of the pods; of one that is kept as it is, as far as the volumes are ours."""
    template = stateful_set.get("spec", {}).get("template", {})
    for volume in template.get("spec", {}).get("volumes") or ():
        for source in (volume, *((volume.get("projected") or {}).get("sources") or ())):
            secret, config_map = source.get("secret") or {}, source.get("configMap") or {}
            yield "Secret", secret.get("secretName", secret.get("name", ""))
            yield "ConfigMap", config_map.get("name", "")


def _verdict(desired: Iterable[Manifest], seen: Mapping[str, Manifest], settings: Settings) -> status.Verdict | None:
    """None: there are no pods that could be told."""
    named = {child["metadata"]["name"]: child["metadata"]["annotations"].get(CONFIG_DIGEST) for child in desired if child["kind"] == "StatefulSet"}
    running = {name: seen[name]["metadata"].get("annotations", {}) for name in named if (seen.get(name, {}).get("status") or {}).get("replicas")}
    if not running:
        return None
    if not settings.poke_pods:
        return SWITCHED_OFF
    late = [name for name, notes in running.items() if notes.get(CONFIG_TOLD) != named[name]]
    if not late:
        return status.FINE
    unknown = [name for name in late if CONFIG_TOLD not in running[name]]
    remedy = "the DecoratorController promhooks-pods or the ClusterRole promhooks-pods is missing" if unknown else "look at the events of the StatefulSet"
    text = f"the pods of {', '.join(late)} have not been told of the last change; if that stays so, {remedy}, and it reaches them within about two minutes"
    return status.Verdict("False", status.NOT_TOLD, text)
