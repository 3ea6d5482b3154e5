"""Opsgenie."""

from typing import Annotated

from hooks import go_template
from hooks.alertmanager_yaml.fields import URL, Choice, Labels, Text
from hooks.alertmanager_yaml.receivers.integration import Integration
from hooks.alertmanager_yaml.sections import Context, Findings, Need, Part
from hooks.findings.alerting import BAD_VALUE, INCOMPLETE
from hooks.versions import Values, since

_TYPES = ("team", "teams", "user", "escalation", "schedule")


class Responder(Part, frozen=True, kw_only=True):
    """``responders[]`` of an alert."""

    id: Text = None
    name: Text = None
    username: Text = None
    type: Annotated[Text, Values({"teams": since("0.24.0", refuse=True)})] = None

    needs = (Need(("id", "name", "username")),)

    def problems(self, context: Context) -> Findings:
        """The type is known, or a template."""
        kind = self.type or ""
        problem = go_template.problem(kind) if "{{" in kind else ""
        if problem:
            yield BAD_VALUE.at("type", "it is no template", "correct it")
        elif "{{" not in kind and kind.lower() not in _TYPES:
            code = BAD_VALUE if kind else INCOMPLETE
            yield code.at("type", f"{context.shown(kind)} is no type of responder" if kind else "it is missing", f"write one of {', '.join(_TYPES)}")


class Opsgenie(Integration, frozen=True, kw_only=True):
    """``opsgenie_configs[]``."""

    api_key: Text = None
    api_key_file: Annotated[Text, since("0.24.0")] = None
    api_url: URL = None
    message: Text = None
    description: Text = None
    source: Text = None
    details: Labels = None
    responders: tuple[Responder, ...] | None = None
    tags: Text = None
    note: Text = None
    priority: Text = None
    update_alerts: Annotated[Choice, since("0.24.0")] = None
    entity: Annotated[Text, since("0.24.0")] = None
    actions: Annotated[Text, since("0.24.0")] = None

    needs = (Need(("api_key", "api_key_file"), ("opsgenie_api_key", "opsgenie_api_key_file")),)
    excludes = (("api_key", "api_key_file"),)
