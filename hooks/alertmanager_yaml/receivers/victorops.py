"""VictorOps."""

from typing import Annotated

from hooks.alertmanager_yaml.fields import URL, Labels, Text
from hooks.alertmanager_yaml.receivers.integration import Integration
from hooks.alertmanager_yaml.sections import Context, Findings, Need
from hooks.findings.alerting import CONTRADICTION
from hooks.versions import since

_RESERVED = frozenset(["routing_key", "message_type", "state_message", "entity_display_name", "monitoring_tool", "entity_id", "entity_state"])


class VictorOps(Integration, frozen=True, kw_only=True):
    """``victorops_configs[]``."""

    api_key: Text = None
    api_key_file: Annotated[Text, since("0.25.0")] = None
    api_url: URL = None
    routing_key: Text = None
    message_type: Text = None
    state_message: Text = None
    entity_display_name: Text = None
    monitoring_tool: Text = None
    custom_fields: Labels = None

    needs = (Need(("routing_key",)), Need(("api_key", "api_key_file"), ("victorops_api_key", "victorops_api_key_file")))
    excludes = (("api_key", "api_key_file"),)

    def problems(self, context: Context) -> Findings:  # noqa: ARG002
        """Fields that every message has already."""
        for name in sorted(_RESERVED & set(self.custom_fields or ())):
            yield CONTRADICTION.at("custom_fields", f'"{name}" is set by Alertmanager itself', "choose another name")
