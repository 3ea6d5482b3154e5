"""``--format json``: everything that is known of each finding, notes included. It is also what ``--baseline`` reads."""

import json
from typing import Any

import msgspec

from hooks.cli.formats.checked import Checked, page
from hooks.cli.manifests import Located


def report(result: Checked) -> str:
    """One JSON document: how many objects were looked at, and the findings."""
    return json.dumps({"objects": result.objects, "findings": [entry(located) for located in result.findings]}, indent=2, ensure_ascii=False) + "\n"


def entry(located: Located) -> dict[str, Any]:
    """One finding."""
    finding, place = located.finding, located.place
    about = finding.subject
    return {
        "code": finding.code.id,
        "severity": finding.severity.value,
        "title": finding.code.title,
        "file": place.file,
        "line": place.line,
        "column": place.column or None,
        "endColumn": place.end or None,
        "object": {"apiVersion": about.api_version, "kind": about.kind, "namespace": about.namespace, "name": about.name} if about else None,
        "path": finding.path,
        "origin": finding.origin,
        "problem": finding.problem,
        "remedy": finding.remedy,
        "fix": msgspec.to_builtins(finding.fix),
        "workloads": [str(workload) for workload in located.workloads],
        "page": page(finding.code.id),
    }


def identity(found: dict[str, Any]) -> tuple[str, ...]:
    """What makes a finding the same one, in whatever line it stands."""
    about = found["object"] or {}
    return (found["code"], str(about.get("kind")), str(about.get("namespace")), str(about.get("name")), found["path"], found["problem"])
