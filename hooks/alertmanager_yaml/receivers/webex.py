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
        if self.http_config is None or not self.http_config.authorized:
            yield INCOMPLETE.at("http_config", "there is no authorization", "write the credentials of the bot")
