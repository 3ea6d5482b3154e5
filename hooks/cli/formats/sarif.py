"""``--format sarif``: SARIF 2.1.0, which code hosts show beside the lines of a change."""

import hashlib
import json
from typing import Any

from hooks.cli.formats.checked import Checked, page
from hooks.cli.formats.data import entry, identity
from hooks.cli.manifests import Located
from hooks.findings import Code

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def report(result: Checked) -> str:
    """One run with the rules that were broken and where."""
    codes = {located.finding.code.id: located.finding.code for located in result.findings}
    driver = {"name": "promhooks", "rules": [_rule(code) for _, code in sorted(codes.items())]}
    runs = [{"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": [_result(located) for located in result.findings]}]
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": runs}, indent=2, ensure_ascii=False) + "\n"


def _rule(code: Code) -> dict[str, Any]:
    return {
        "id": code.id,
        "shortDescription": {"text": code.title},
        "fullDescription": {"text": code.why},
        "help": {"text": f"{code.remedy} ({page(code.id)})"},
        "defaultConfiguration": {"level": code.severity.value},
    }


def _result(located: Located) -> dict[str, Any]:
    finding, place = located.finding, located.place
    columns = {name: value for name, value in (("startColumn", place.column), ("endColumn", place.end)) if value}
    return {
        "ruleId": finding.code.id,
        "level": finding.severity.value,
        "message": {"text": located.text},
        "locations": [{"physicalLocation": {"artifactLocation": {"uri": place.file}, "region": {"startLine": place.line, **columns}}}],
        "partialFingerprints": {"finding/v1": hashlib.sha256("\0".join(identity(entry(located))).encode()).hexdigest()},
    }
