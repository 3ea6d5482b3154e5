"""A receiver: the places that one route's alerts go to."""

from typing import Annotated

from hooks.kinds.base import Spec
from hooks.kinds.receivers.discord import DiscordConfig
from hooks.kinds.receivers.email import EmailConfig
from hooks.kinds.receivers.msteams import MsteamsConfig, Msteamsv2Config
from hooks.kinds.receivers.opsgenie import OpsgenieConfig
from hooks.kinds.receivers.pagerduty import PagerdutyConfig
from hooks.kinds.receivers.pushover import PushoverConfig
from hooks.kinds.receivers.rocketchat import RocketchatConfig
from hooks.kinds.receivers.slack import SlackConfig
from hooks.kinds.receivers.sns import SnsConfig
from hooks.kinds.receivers.telegram import TelegramConfig
from hooks.kinds.receivers.victorops import VictoropsConfig
from hooks.kinds.receivers.webex import WebexConfig
from hooks.kinds.receivers.webhook import WebhookConfig
from hooks.kinds.receivers.wechat import WechatConfig
from hooks.kinds.schema import Items, NonEmpty, Required


class Receiver(Spec, frozen=True, kw_only=True):
    """``spec.receivers[]`` of AlertmanagerConfig."""

    name: Annotated[NonEmpty | None, Required()] = None
    """Name that routes of this object use, unique in it."""
    discord_configs: Annotated[tuple[DiscordConfig, ...], Items(kind="atomic")] = ()
    """Messages to Discord. Needs Alertmanager 0.25."""
    email_configs: Annotated[tuple[EmailConfig, ...], Items(kind="atomic")] = ()
    """E-mails over SMTP."""
    msteams_configs: Annotated[tuple[MsteamsConfig, ...], Items(kind="atomic")] = ()
    """Microsoft Teams connectors. Needs Alertmanager 0.26."""
    msteamsv2_configs: Annotated[tuple[Msteamsv2Config, ...], Items(kind="atomic")] = ()
    """Microsoft Teams workflows. Needs Alertmanager 0.28."""
    opsgenie_configs: Annotated[tuple[OpsgenieConfig, ...], Items(kind="atomic")] = ()
    """Alerts in Opsgenie."""
    pagerduty_configs: Annotated[tuple[PagerdutyConfig, ...], Items(kind="atomic")] = ()
    """Events in PagerDuty."""
    pushover_configs: Annotated[tuple[PushoverConfig, ...], Items(kind="atomic")] = ()
    """Messages by Pushover."""
    rocketchat_configs: Annotated[tuple[RocketchatConfig, ...], Items(kind="atomic")] = ()
    """Messages to Rocket.Chat. Needs Alertmanager 0.28."""
    slack_configs: Annotated[tuple[SlackConfig, ...], Items(kind="atomic")] = ()
    """Messages to Slack."""
    sns_configs: Annotated[tuple[SnsConfig, ...], Items(kind="atomic")] = ()
    """Messages to AWS SNS. Needs Alertmanager 0.23."""
    telegram_configs: Annotated[tuple[TelegramConfig, ...], Items(kind="atomic")] = ()
    """Messages to Telegram. Needs Alertmanager 0.24."""
    victorops_configs: Annotated[tuple[VictoropsConfig, ...], Items(kind="atomic")] = ()
    """Incidents in VictorOps, now Splunk On-Call."""
    webex_configs: Annotated[tuple[WebexConfig, ...], Items(kind="atomic")] = ()
    """Messages to Webex. Needs Alertmanager 0.25."""
    webhook_configs: Annotated[tuple[WebhookConfig, ...], Items(kind="atomic")] = ()
    """Alerts as JSON to any HTTP endpoint."""
    wechat_configs: Annotated[tuple[WechatConfig, ...], Items(kind="atomic")] = ()
    """Messages to WeChat."""
