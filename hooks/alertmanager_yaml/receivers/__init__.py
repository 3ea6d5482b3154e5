"""``receivers[]``: its integrations, a module each."""

from typing import Annotated

from hooks.alertmanager_yaml.fields import Labels
from hooks.alertmanager_yaml.receivers.discord import Discord
from hooks.alertmanager_yaml.receivers.email import Email
from hooks.alertmanager_yaml.receivers.incidentio import IncidentIO
from hooks.alertmanager_yaml.receivers.jira import Jira
from hooks.alertmanager_yaml.receivers.mattermost import Mattermost
from hooks.alertmanager_yaml.receivers.msteams import MSTeams, MSTeamsV2
from hooks.alertmanager_yaml.receivers.opsgenie import Opsgenie
from hooks.alertmanager_yaml.receivers.pagerduty import PagerDuty
from hooks.alertmanager_yaml.receivers.pushover import Pushover
from hooks.alertmanager_yaml.receivers.rocketchat import RocketChat
from hooks.alertmanager_yaml.receivers.slack import Slack
from hooks.alertmanager_yaml.receivers.sns import SNS
from hooks.alertmanager_yaml.receivers.telegram import Telegram
from hooks.alertmanager_yaml.receivers.victorops import VictorOps
from hooks.alertmanager_yaml.receivers.webex import Webex
from hooks.alertmanager_yaml.receivers.webhook import Webhook
from hooks.alertmanager_yaml.receivers.wechat import WeChat
from hooks.alertmanager_yaml.sections import Context, Findings, Part
from hooks.findings.alerting import CONTRADICTION
from hooks.versions import since


class Receiver(Part, frozen=True, kw_only=True):
    """``receivers[]``."""

    name: str = ""
    labels: Annotated[Labels, since("0.33.0")] = None
    opsgenie_configs: tuple[Opsgenie, ...] | None = None
    pagerduty_configs: tuple[PagerDuty, ...] | None = None
    slack_configs: tuple[Slack, ...] | None = None
    webhook_configs: tuple[Webhook, ...] | None = None
    wechat_configs: tuple[WeChat, ...] | None = None
    email_configs: tuple[Email, ...] | None = None
    pushover_configs: tuple[Pushover, ...] | None = None
    victorops_configs: tuple[VictorOps, ...] | None = None
    sns_configs: Annotated[tuple[SNS, ...] | None, since("0.23.0", refuse=True)] = None
    telegram_configs: Annotated[tuple[Telegram, ...] | None, since("0.24.0", refuse=True)] = None
    discord_configs: Annotated[tuple[Discord, ...] | None, since("0.25.0", refuse=True)] = None
    webex_configs: Annotated[tuple[Webex, ...] | None, since("0.25.0", refuse=True)] = None
    msteams_configs: Annotated[tuple[MSTeams, ...] | None, since("0.26.0", refuse=True)] = None
    msteamsv2_configs: Annotated[tuple[MSTeamsV2, ...] | None, since("0.28.0", refuse=True)] = None
    jira_configs: Annotated[tuple[Jira, ...] | None, since("0.28.0", refuse=True)] = None
    rocketchat_configs: Annotated[tuple[RocketChat, ...] | None, since("0.28.0", refuse=True)] = None
    mattermost_configs: Annotated[tuple[Mattermost, ...] | None, since("0.30.0", refuse=True)] = None
    incidentio_configs: Annotated[tuple[IncidentIO, ...] | None, since("0.29.0", refuse=True)] = None

    def problems(self, context: Context) -> Findings:  # noqa: ARG002
        """A label that is the receiver's name already."""
        if (self.labels or {}).get("name", self.name) != self.name:
            yield CONTRADICTION.at("labels", 'the label "name" is the name of the receiver', "remove it")
