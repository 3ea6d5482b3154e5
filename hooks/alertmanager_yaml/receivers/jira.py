"""Jira."""

from typing import Annotated, Any

from hooks.alertmanager_yaml.fields import URL, Duration, OneOf, Text, Texts
from hooks.alertmanager_yaml.receivers.integration import Integration
from hooks.alertmanager_yaml.sections import Need
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
