"""AlertmanagerConfig v1beta1: what it says otherwise than v1alpha1.

The hooks work with v1alpha1 alone, the version that is stored. v1beta1 is only served, and converted at the border; so it is not a second set of types
but this list of differences, which make its schema out of the other's.
"""

from typing import Any

from hooks.kinds.alertmanagerconfig import AlertmanagerConfig
from hooks.kinds.structural import Schema, kind_schema

VERSION = "v1beta1"

RENAMED = {"spec.muteTimeIntervals": "timeIntervals"}

REMOVED = frozenset(
    {
        "spec.inhibitRules.sourceMatch.regex",
        "spec.inhibitRules.targetMatch.regex",
        "spec.receivers.opsgenieConfigs.updateAlerts",
        "spec.route.matchers.regex",
    }
)
"""Fields that only v1alpha1 has."""

UNBOUNDED = frozenset({"spec.receivers.pushoverConfigs.tokenFile", "spec.receivers.pushoverConfigs.userKeyFile"})
"""Strings that may be empty."""

MERGED_AS_BEFORE = frozenset(
    {
        "spec.receivers.pagerdutyConfigs.details",
        "spec.receivers.pagerdutyConfigs.pagerDutyImageConfigs",
        "spec.receivers.pagerdutyConfigs.pagerDutyLinkConfigs",
        "spec.receivers.slackConfigs.actions",
        "spec.receivers.slackConfigs.fields",
        "spec.receivers.slackConfigs.mrkdwnIn",
        "spec.receivers.victoropsConfigs.customFields",
        "spec.route.labels",
    }
)
"""The lists that server-side apply merges as in v1alpha1; the others of the specification have no list type."""

PLAIN_SELECTORS = frozenset(
    {
        "spec.receivers.emailConfigs.authPassword",
        "spec.receivers.emailConfigs.authSecret",
        "spec.receivers.opsgenieConfigs.apiKey",
        "spec.receivers.pagerdutyConfigs.routingKey",
        "spec.receivers.pagerdutyConfigs.serviceKey",
        "spec.receivers.pushoverConfigs.token",
        "spec.receivers.pushoverConfigs.userKey",
        "spec.receivers.slackConfigs.apiURL",
        "spec.receivers.telegramConfigs.botToken",
        "spec.receivers.victoropsConfigs.apiKey",
        "spec.receivers.webhookConfigs.urlSecret",
        "spec.receivers.wechatConfigs.apiSecret",
    }
)
"""References to a Secret by name and key, both required; so is every ``httpConfig.bearerTokenSecret``."""

PLAIN_SELECTOR: Schema = {
    "type": "object",
    "properties": {"key": {"type": "string", "minLength": 1}, "name": {"type": "string", "minLength": 1}},
    "required": ["key", "name"],
}


def v1beta1_schema() -> Schema:
    """The ``openAPIV3Schema`` of v1beta1, without descriptions: two described versions would not fit into an annotation of ``kubectl apply``."""
    return converted(kind_schema(AlertmanagerConfig), "")


def converted(schema: Schema, path: str) -> Schema:
    """The v1beta1 form of a part of the v1alpha1 schema; ``path`` leaves out list indices."""
    if path in PLAIN_SELECTORS or path.endswith(".httpConfig.bearerTokenSecret"):
        return PLAIN_SELECTOR
    return {keyword: converted_value(keyword, value, path) for keyword, value in schema.items() if is_kept(keyword, path)}


def is_kept(keyword: str, path: str) -> bool:
    """Whether v1beta1 says this keyword at ``path`` too."""
    if keyword.startswith("x-kubernetes-list-"):
        return path in MERGED_AS_BEFORE or not path.startswith("spec.") or ".httpConfig." in path
    return not (keyword == "minLength" and path in UNBOUNDED)


def converted_value(keyword: str, value: Any, path: str) -> Any:
    """The value of a keyword, with whatever schemas it holds converted."""
    if keyword == "properties":
        below = {name: f"{path}.{name}".removeprefix(".") for name in value}
        return {RENAMED.get(below[name], name): converted(part, below[name]) for name, part in value.items() if below[name] not in REMOVED}
    return converted(value, path) if keyword == "items" else value
