"""Discord."""

from typing import Annotated

from hooks.alertmanager_yaml.fields import SecretURL, Text
from hooks.alertmanager_yaml.receivers.integration import Integration
from hooks.alertmanager_yaml.sections import Need
from hooks.versions import since


class Discord(Integration, frozen=True, kw_only=True):
    """``discord_configs[]``."""

    webhook_url: SecretURL = None
    webhook_url_file: Annotated[Text, since("0.27.0")] = None
    title: Text = None
    message: Text = None
    content: Annotated[Text, since("0.28.0")] = None
    username: Annotated[Text, since("0.28.0")] = None
    avatar_url: Annotated[Text, since("0.28.0")] = None

    needs = (Need(("webhook_url", "webhook_url_file")),)
    excludes = (("webhook_url", "webhook_url_file"),)
