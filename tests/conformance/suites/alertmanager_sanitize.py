"""Adapter of the suite ``alertmanager-sanitize``."""

import re
from typing import Any, TypeVar

import msgspec

from hooks.alertmanager_yaml.decoding import decoded
from hooks.alertmanager_yaml.http import OAuth2
from hooks.alertmanager_yaml.judge import judged
from hooks.alertmanager_yaml.model import AlertmanagerFile
from hooks.alertmanager_yaml.receivers.incidentio import IncidentIO
from hooks.alertmanager_yaml.receivers.msteams import MSTeamsV2
from hooks.alertmanager_yaml.receivers.rocketchat import RocketChat
from hooks.alertmanager_yaml.sections import Context, Part
from hooks.errors import InvalidObject, refuse
from hooks.findings import Finding, Severity
from hooks.findings.alerting import BAD_VALUE, CONTRADICTION, DUPLICATE_NAME, INCOMPLETE, NO_LINK, ROOT_ROUTE, UNDEFINED_NAME
from hooks.kinds.base import json_name
from hooks.rendering import yaml_text
from hooks.versions import Version

P = TypeVar("P")

_NOT_LOOKED_AT = (
    (INCOMPLETE, r"(email|pagerduty|webhook|victorops|webex)_configs"),
    (INCOMPLETE, r"update_message$"),
    (CONTRADICTION, r"oauth2\."),
    (BAD_VALUE, r"slack_api_url$|slack_configs\[\d+\]\.api_url$|global\.mattermost_webhook_url$"),
    (DUPLICATE_NAME, ""),
    (UNDEFINED_NAME, ""),
    (ROOT_ROUTE, ""),
)
"""The cases are parts of configurations: what they lack, and what the recorded clean-up leaves to Alertmanager's loader."""
_REFUSES_BOTH = (IncidentIO, MSTeamsV2, OAuth2, RocketChat)
"""Sections where it does not prefer a value to the file that is given too."""


def outcome(inputs: dict[str, Any], case: dict[str, Any]) -> dict[str, Any]:
    """The clean-up of a configuration that need not be whole."""
    try:
        return {"config": yaml_text(cleaned(inputs["config"], Version.parse(inputs["version"])))}
    except InvalidObject as error:
        return {"error": str(error)}


def cleaned(text: str, version: Version) -> AlertmanagerFile:
    """The sections, as the version reads them; names, routes and what receivers take from the global section are not looked at."""
    file, unreadable = decoded(text, AlertmanagerFile)
    kept, findings = judged(_settled(file), "", Context(json_name, version))
    refuse(each for each in (*unreadable, *findings) if _counts(each))
    return kept


def _counts(finding: Finding) -> bool:
    passed_over = any(finding.code == code and re.search(path, finding.path) for code, path in _NOT_LOOKED_AT)
    return (finding.severity == Severity.ERROR or finding.code == NO_LINK) and not passed_over


def _settled(value: P) -> P:
    """Of a value and the file that holds it the value counts, as where a section is made from a custom resource."""
    if isinstance(value, tuple):
        return type(value)(_settled(item) for item in value)
    if not isinstance(value, Part):
        return value
    fields = () if isinstance(value, _REFUSES_BOTH) else value.__struct_fields__
    files = {f"{field}_file": None for field in fields if f"{field}_file" in fields and getattr(value, field) is not None}
    return msgspec.structs.replace(value, **{field: _settled(getattr(value, field)) for field in value.__struct_fields__} | files)
