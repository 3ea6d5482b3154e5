"""alertmanager.yaml: read, judged, written."""

from hooks.alertmanager_yaml.decoding import decoded
from hooks.alertmanager_yaml.judge import judged
from hooks.alertmanager_yaml.model import AlertmanagerFile, Global
from hooks.alertmanager_yaml.sections import Context
from hooks.findings import Finding
from hooks.kinds.base import json_name
from hooks.versions import Version


def loaded(text: str, version: Version | None = None) -> tuple[AlertmanagerFile, tuple[Finding, ...]]:
    """``text`` without what ``version`` does not read, and all findings, with paths inside of the file. Where one is an error Alertmanager would refuse it."""
    file, unreadable = decoded(text, AlertmanagerFile, version)
    settings, _ = judged(file.global_ or Global(), "", Context(json_name, version))
    kept, findings = judged(file, "", Context(json_name, version, settings, secret=True))
    noted = {finding.path for finding in unreadable}
    return kept, (*unreadable, *(finding for finding in findings if "" not in noted and finding.path not in noted))
