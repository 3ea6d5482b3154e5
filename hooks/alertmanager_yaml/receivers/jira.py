"""Jira."""

from typing import Annotated, Any

from hooks.alertmanager_yaml.fields import URL, Duration, OneOf, Text, Texts
from hooks.alertmanager_yaml.receivers.integration import Integration
from hooks.alertmanager_yaml.sections import Context, Findings, Need
from hooks.findings.alerting import WRONG_TYPE
from hooks.versions import since


class Jira(Integration, frozen=True, kw_only=True):
    """``jira_configs[]``."""

    api_url: URL = None
    api_type: Annotated[Text, since("0.29.0"), OneOf(("auto", "cloud", "datacenter"))] = None
    project: Text = None
    summary: Any = None
    description: Any = None
    labels: Texts = None
    priority: Text = None
    issue_type: Text = None
    reopen_transition: Text = None
    resolve_transition: Text = None
    wont_fix_resolution: Text = None
    reopen_duration: Duration = None
    fields: dict[str, Any] | None = None

    needs = (Need(("project",)), Need(("issue_type",)), Need(("api_url",), ("jira_api_url",)))

    def problems(self, context: Context) -> Findings:  # noqa: ARG002
        """Texts that may also say whether they are written again."""
        for field in ("summary", "description"):
            value = getattr(self, field)
            if isinstance(value, list) or (isinstance(value, dict) and set(value) - {"template", "enable_update"}):
                yield WRONG_TYPE.at(field, "it must be a text, or a mapping of template and enable_update")
