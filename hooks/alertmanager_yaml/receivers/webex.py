"""Webex."""

from hooks.alertmanager_yaml.fields import URL, Text
from hooks.alertmanager_yaml.receivers.integration import Integration
from hooks.alertmanager_yaml.sections import Context, Findings, Need
from hooks.findings.alerting import INCOMPLETE


class Webex(Integration, frozen=True, kw_only=True):
    """``webex_configs[]``."""

    api_url: URL = None
    message: Text = None
    room_id: str = ""

    needs = (Need(("room_id",)),)

    def problems(self, context: Context) -> Findings:  # noqa: ARG002
        """The bot's token, which the global client cannot give."""
        client = self.http_config
        if client is None or (client.authorization is None and not client.bearer_token and not client.bearer_token_file):
            yield INCOMPLETE.at("http_config", "there is no authorization", "write the credentials of the bot")
