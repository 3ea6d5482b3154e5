"""Microsoft Teams, by connectors and by workflows."""

from typing import Annotated

from hooks.alertmanager_yaml.fields import SecretURL, Text
from hooks.alertmanager_yaml.receivers.integration import Integration
from hooks.alertmanager_yaml.sections import Need
from hooks.versions import since


class MSTeams(Integration, frozen=True, kw_only=True):
    """``msteams_configs[]``."""

    webhook_url: SecretURL = None
    webhook_url_file: Annotated[Text, since("0.27.0")] = None
    title: Text = None
    summary: Annotated[Text, since("0.27.0")] = None
    text: Text = None

    needs = (Need(("webhook_url", "webhook_url_file")),)
    excludes = (("webhook_url", "webhook_url_file"),)


class MSTeamsV2(Integration, frozen=True, kw_only=True):
    """``msteamsv2_configs[]``."""

    webhook_url: SecretURL = None
    webhook_url_file: Text = None
    title: Text = None
    text: Text = None

    needs = (Need(("webhook_url", "webhook_url_file")),)
    excludes = (("webhook_url", "webhook_url_file"),)
