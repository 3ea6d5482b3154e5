"""A PodDisruptionBudget for each StatefulSet of a workload, where its author asks for one: a drain then takes no more pods at a time than he lets it."""

import re
from collections.abc import Iterable, Iterator

from hooks.findings import Finding, quoted
from hooks.findings.workloads import DISRUPTION
from hooks.kinds.base import Kind
from hooks.protocol import Manifest
from hooks.settings import Settings
from hooks.workloads.labels import child_metadata

ANNOTATION = "promhooks.io/max-unavailable"
_FORM = re.compile(r"\d{1,4}|(\d{1,2}|100)%")


def findings(owner: Kind) -> Iterator[Finding]:
    """What is wrong with the annotation."""
    value = owner.metadata.annotations.get(ANNOTATION)
    if value is not None and not _FORM.fullmatch(value):
        yield DISRUPTION.at(f"metadata.annotations.{ANNOTATION}", f"{quoted(value)} is neither a number nor a percentage", "write it like 1 or 25%")


def budgets(owner: Kind, workloads: Iterable[Manifest], settings: Settings) -> Iterator[Manifest]:
    """One a StatefulSet, with its name and selector; none without the annotation. Pods of a DaemonSet go with their node anyway."""
    value = owner.metadata.annotations.get(ANNOTATION, "")
    for each in workloads if _FORM.fullmatch(value) else ():
        if each["kind"] == "StatefulSet":
            yield {
                "apiVersion": "policy/v1",
                "kind": "PodDisruptionBudget",
                "metadata": child_metadata(owner, each["metadata"]["name"], settings),
                "spec": {"maxUnavailable": int(value) if value.isdecimal() else value, "selector": each["spec"]["selector"]},
            }
