"""The receivers of an AlertmanagerConfig."""

from typing import Annotated

import msgspec

from hooks.kinds.base import Spec
from hooks.kinds.http import HTTPConfig, SafeTLSConfig, Sigv4
from hooks.kinds.references import SecretKeySelector
from hooks.kinds.schema import Bounds, Duration, Int32, Int64, Items, Length, NonEmpty, OneOf, Pattern, Required


class DiscordConfig(Spec, frozen=True, kw_only=True):
    """``spec.receivers[].discordConfigs[]`` of AlertmanagerConfig."""

    api_url: Annotated[SecretKeySelector | None, Required()] = msgspec.field(default=None, name="apiURL")
    """Address of the receiver's API; the global one when absent."""
    avatar_url: Annotated[str | None, Pattern("^https?://.+$")] = msgspec.field(default=None, name="avatarURL")
    """Address of the sender's picture."""
    content: NonEmpty | None = None
    """Text above the message."""
    http_config: HTTPConfig | None = None
    """How the HTTP client connects."""
    message: str | None = None
    """Text of the message."""
    send_resolved: bool | None = None
    """Whether a message is sent when the alerts are resolved."""
    title: str | None = None
    """Title."""
    username: NonEmpty | None = None
    """Name of the sender."""


class KeyValue(Spec, frozen=True, kw_only=True):
    """``spec.receivers[].emailConfigs[].headers[]`` of AlertmanagerConfig."""

    key: Annotated[NonEmpty | None, Required()] = None
    """Name of the entry."""
    value: Annotated[str | None, Required()] = None
    """Value."""


class EmailThreading(Spec, frozen=True, kw_only=True):
    """``spec.receivers[].emailConfigs[].threading`` of AlertmanagerConfig."""

    thread_by_date: Annotated[str | None, OneOf(("Daily", "None")), Required()] = None
    """Whether messages of one day form a thread."""


class EmailConfig(Spec, frozen=True, kw_only=True):
    """``spec.receivers[].emailConfigs[]`` of AlertmanagerConfig."""

    auth_identity: NonEmpty | None = None
    """Identity of the SMTP authentication."""
    auth_password: SecretKeySelector | None = None
    """Reference to the SMTP password."""
    auth_secret: SecretKeySelector | None = None
    """Reference to the secret of CRAM-MD5."""
    auth_username: NonEmpty | None = None
    """User name of the SMTP authentication."""
    force_implicit_tls: bool | None = msgspec.field(default=None, name="forceImplicitTLS")
    """Whether TLS starts at once instead of by STARTTLS. Needs Alertmanager 0.31."""
    from_: NonEmpty | None = None
    """Sender's address."""
    headers: Annotated[tuple[KeyValue, ...], Items(kind="atomic")] = ()
    """Headers of the e-mail."""
    hello: NonEmpty | None = None
    """Host name said to the SMTP server."""
    html: str | None = None
    """Body as HTML."""
    require_tls: bool | None = msgspec.field(default=None, name="requireTLS")
    """Whether STARTTLS must be offered; true when absent."""
    send_resolved: bool | None = None
    """Whether a message is sent when the alerts are resolved."""
    smarthost: NonEmpty | None = None
    """SMTP server, as host:port."""
    text: NonEmpty | None = None
    """Body as plain text."""
    threading: EmailThreading | None = None
    """How messages form threads."""
    tls_config: SafeTLSConfig | None = None
    """TLS settings of the client."""
    to: NonEmpty | None = None
    """Recipients."""


class MsteamsConfig(Spec, frozen=True, kw_only=True):
    """``spec.receivers[].msteamsConfigs[]`` of AlertmanagerConfig."""

    http_config: HTTPConfig | None = None
    """How the HTTP client connects."""
    send_resolved: bool | None = None
    """Whether a message is sent when the alerts are resolved."""
    summary: str | None = None
    """Summary."""
    text: str | None = None
    """Text."""
    title: str | None = None
    """Title."""
    webhook_url: Annotated[SecretKeySelector | None, Required()] = None
    """Reference to the address of the webhook, which is a secret."""


class Msteamsv2Config(Spec, frozen=True, kw_only=True):
    """``spec.receivers[].msteamsv2Configs[]`` of AlertmanagerConfig."""

    http_config: HTTPConfig | None = None
    """How the HTTP client connects."""
    send_resolved: bool | None = None
    """Whether a message is sent when the alerts are resolved."""
    text: NonEmpty | None = None
    """Text."""
    title: NonEmpty | None = None
    """Title."""
    webhook_url: SecretKeySelector | None = msgspec.field(default=None, name="webhookURL")
    """Reference to the address of the webhook, which is a secret."""


class Responder(Spec, frozen=True, kw_only=True):
    """``spec.receivers[].opsgenieConfigs[].responders[]`` of AlertmanagerConfig."""

    id: NonEmpty | None = None
    """Id of the responder."""
    name: NonEmpty | None = None
    """Name of the responder."""
    type: Annotated[str | None, OneOf(("team", "teams", "user", "escalation", "schedule")), Length(ge=1), Required()] = None
    """Sort of the responder: team, teams, user, escalation or schedule."""
    username: NonEmpty | None = None
    """User name of the responder."""


class OpsgenieConfig(Spec, frozen=True, kw_only=True):
    """``spec.receivers[].opsgenieConfigs[]`` of AlertmanagerConfig."""

    actions: NonEmpty | None = None
    """Comma-separated actions offered for the alert."""
    api_key: SecretKeySelector | None = None
    """Reference to the API key."""
    api_url: Annotated[str | None, Pattern("^https?://.+$")] = msgspec.field(default=None, name="apiURL")
    """Address of the receiver's API; the global one when absent."""
    description: NonEmpty | None = None
    """Description."""
    details: Annotated[tuple[KeyValue, ...], Items(kind="atomic")] = ()
    """Additional details."""
    entity: NonEmpty | None = None
    """What the alert is about."""
    http_config: HTTPConfig | None = None
    """How the HTTP client connects."""
    message: NonEmpty | None = None
    """Text of the message."""
    note: NonEmpty | None = None
    """Note added to the alert."""
    priority: NonEmpty | None = None
    """Priority."""
    responders: Annotated[tuple[Responder, ...], Items(kind="atomic")] = ()
    """Who has to react."""
    send_resolved: bool | None = None
    """Whether a message is sent when the alerts are resolved."""
    source: NonEmpty | None = None
    """Source."""
    tags: NonEmpty | None = None
    """Comma-separated tags."""
    update_alerts: bool | None = None
    """Update message and description of an existing alert."""


class PagerDutyImageConfig(Spec, frozen=True, kw_only=True):
    """``spec.receivers[].pagerdutyConfigs[].pagerDutyImageConfigs[]`` of AlertmanagerConfig."""

    alt: NonEmpty | None = None
    """Alternative text."""
    href: str | None = None
    """Address of the link."""
    src: NonEmpty | None = None
    """Address of the picture."""


class PagerDutyLinkConfig(Spec, frozen=True, kw_only=True):
    """``spec.receivers[].pagerdutyConfigs[].pagerDutyLinkConfigs[]`` of AlertmanagerConfig."""

    alt: NonEmpty | None = None
    """Alternative text."""
    href: str | None = None
    """Address of the link."""


class PagerdutyConfig(Spec, frozen=True, kw_only=True):
    """``spec.receivers[].pagerdutyConfigs[]`` of AlertmanagerConfig."""

    class_: NonEmpty | None = None
    """Class of the event."""
    client: NonEmpty | None = None
    """Name of the sender."""
    client_url: str | None = msgspec.field(default=None, name="clientURL")
    """Address of the sender's page."""
    component: NonEmpty | None = None
    """Affected component."""
    description: NonEmpty | None = None
    """Description."""
    details: Annotated[tuple[KeyValue, ...], Items(kind="atomic")] = ()
    """Additional details."""
    group: NonEmpty | None = None
    """Logical group."""
    http_config: HTTPConfig | None = None
    """How the HTTP client connects."""
    pager_duty_image_configs: Annotated[tuple[PagerDutyImageConfig, ...], Items(kind="atomic")] = ()
    """Pictures."""
    pager_duty_link_configs: Annotated[tuple[PagerDutyLinkConfig, ...], Items(kind="atomic")] = ()
    """Links."""
    routing_key: SecretKeySelector | None = None
    """Reference to the key of the Events API v2; one of this and serviceKey."""
    send_resolved: bool | None = None
    """Whether a message is sent when the alerts are resolved."""
    service_key: SecretKeySelector | None = None
    """Reference to the key of the Events API v1; one of this and routingKey."""
    severity: NonEmpty | None = None
    """Severity of the event."""
    source: NonEmpty | None = None
    """Affected system."""
    timeout: Duration | None = None
    """Time after which sending is given up."""
    url: Annotated[str | None, Pattern("^https?://.+$")] = None
    """Address."""


class PushoverConfig(Spec, frozen=True, kw_only=True):
    """``spec.receivers[].pushoverConfigs[]`` of AlertmanagerConfig."""

    device: NonEmpty | None = None
    """Device that gets the message."""
    expire: Annotated[str | None, Pattern("^(([0-9]+)y)?(([0-9]+)w)?(([0-9]+)d)?(([0-9]+)h)?(([0-9]+)m)?(([0-9]+)s)?(([0-9]+)ms)?$")] = None
    """How long an emergency is repeated."""
    html: bool | None = None
    """Whether the text is HTML."""
    http_config: HTTPConfig | None = None
    """How the HTTP client connects."""
    message: NonEmpty | None = None
    """Text of the message."""
    monospace: bool | None = None
    """Whether the text is set in a fixed-width font."""
    priority: NonEmpty | None = None
    """Priority."""
    retry: Annotated[str | None, Pattern("^(([0-9]+)y)?(([0-9]+)w)?(([0-9]+)d)?(([0-9]+)h)?(([0-9]+)m)?(([0-9]+)s)?(([0-9]+)ms)?$")] = None
    """Time between repetitions of an emergency."""
    send_resolved: bool | None = None
    """Whether a message is sent when the alerts are resolved."""
    sound: NonEmpty | None = None
    """Sound of the message."""
    title: NonEmpty | None = None
    """Title."""
    token: SecretKeySelector | None = None
    """Reference to the token."""
    token_file: NonEmpty | None = None
    """Path of a file with the token."""
    ttl: Duration | None = None
    """Time after which the message is deleted."""
    url: str | None = None
    """Address shown with the message."""
    url_title: NonEmpty | None = None
    """Title of that address."""
    user_key: SecretKeySelector | None = None
    """Reference to the user key."""
    user_key_file: NonEmpty | None = None
    """Path of a file with the user key."""


class RocketchatAction(Spec, frozen=True, kw_only=True):
    """``spec.receivers[].rocketchatConfigs[].actions[]`` of AlertmanagerConfig."""

    msg: NonEmpty | None = None
    """Message that the button sends."""
    text: NonEmpty | None = None
    """Text."""
    url: str | None = None
    """Address."""


class RocketchatField(Spec, frozen=True, kw_only=True):
    """``spec.receivers[].rocketchatConfigs[].fields[]`` of AlertmanagerConfig."""

    short: bool | None = None
    """Whether the field is short enough to stand beside others."""
    title: NonEmpty | None = None
    """Title."""
    value: NonEmpty | None = None
    """Value."""


class RocketchatConfig(Spec, frozen=True, kw_only=True):
    """``spec.receivers[].rocketchatConfigs[]`` of AlertmanagerConfig."""

    actions: Annotated[tuple[RocketchatAction, ...], Items(ge=1, kind="atomic")] = ()
    """Buttons or links below the message."""
    api_url: Annotated[str | None, Pattern("^https?://.+$")] = msgspec.field(default=None, name="apiURL")
    """Address of the receiver's API; the global one when absent."""
    channel: NonEmpty | None = None
    """Channel or user that gets the message."""
    color: NonEmpty | None = None
    """Colour."""
    emoji: NonEmpty | None = None
    """Emoji as the sender's picture."""
    fields: Annotated[tuple[RocketchatField, ...], Items(ge=1, kind="atomic")] = ()
    """Table of fields below the message."""
    http_config: HTTPConfig | None = None
    """How the HTTP client connects."""
    icon_url: str | None = msgspec.field(default=None, name="iconURL")
    """Address of the sender's picture."""
    image_url: str | None = msgspec.field(default=None, name="imageURL")
    """Address of a picture to show."""
    link_names: bool | None = None
    """Whether names of users and channels become links."""
    send_resolved: bool | None = None
    """Whether a message is sent when the alerts are resolved."""
    short_fields: bool | None = None
    """Whether fields without a setting of their own stand side by side."""
    text: NonEmpty | None = None
    """Text."""
    thumb_url: str | None = msgspec.field(default=None, name="thumbURL")
    """Address of a small picture."""
    title: NonEmpty | None = None
    """Title."""
    title_link: NonEmpty | None = None
    """Address behind the title."""
    token: Annotated[SecretKeySelector | None, Required()] = None
    """Reference to the token."""
    token_id: Annotated[SecretKeySelector | None, Required()] = msgspec.field(default=None, name="tokenID")
    """Reference to the id of the token."""


class SlackConfirmation(Spec, frozen=True, kw_only=True):
    """``spec.receivers[].slackConfigs[].actions[].confirm`` of AlertmanagerConfig."""

    dismiss_text: NonEmpty | None = None
    """Text of the button that cancels."""
    ok_text: NonEmpty | None = None
    """Text of the button that confirms."""
    text: Annotated[NonEmpty | None, Required()] = None
    """Text."""
    title: NonEmpty | None = None
    """Title."""


class SlackAction(Spec, frozen=True, kw_only=True):
    """``spec.receivers[].slackConfigs[].actions[]`` of AlertmanagerConfig."""

    confirm: SlackConfirmation | None = None
    """Question asked before the action is done."""
    name: NonEmpty | None = None
    """Name."""
    style: NonEmpty | None = None
    """Style of the button."""
    text: Annotated[NonEmpty | None, Required()] = None
    """Text."""
    type: Annotated[NonEmpty | None, Required()] = None
    """Sort of the action; button."""
    url: str | None = None
    """Address."""
    value: NonEmpty | None = None
    """Value."""


class SlackField(Spec, frozen=True, kw_only=True):
    """``spec.receivers[].slackConfigs[].fields[]`` of AlertmanagerConfig."""

    short: bool | None = None
    """Whether the field is short enough to stand beside others."""
    title: Annotated[NonEmpty | None, Required()] = None
    """Title."""
    value: Annotated[NonEmpty | None, Required()] = None
    """Value."""


class SlackConfig(Spec, frozen=True, kw_only=True):
    """``spec.receivers[].slackConfigs[]`` of AlertmanagerConfig."""

    actions: Annotated[tuple[SlackAction, ...], Items(ge=1, kind="atomic")] = ()
    """Buttons or links below the message."""
    api_url: SecretKeySelector | None = msgspec.field(default=None, name="apiURL")
    """Reference to the webhook address; the global one when absent."""
    callback_id: NonEmpty | None = None
    """Id that comes back with an action."""
    channel: NonEmpty | None = None
    """Channel or user that gets the message."""
    color: NonEmpty | None = None
    """Colour."""
    fallback: NonEmpty | None = None
    """Text for clients without attachments."""
    fields: Annotated[tuple[SlackField, ...], Items(ge=1, kind="atomic")] = ()
    """Table of fields below the message."""
    footer: NonEmpty | None = None
    """Text below the message."""
    http_config: HTTPConfig | None = None
    """How the HTTP client connects."""
    icon_emoji: NonEmpty | None = None
    """Emoji as the sender's picture."""
    icon_url: str | None = msgspec.field(default=None, name="iconURL")
    """Address of the sender's picture."""
    image_url: str | None = msgspec.field(default=None, name="imageURL")
    """Address of a picture to show."""
    link_names: bool | None = None
    """Whether names of users and channels become links."""
    message_text: NonEmpty | None = None
    """Text above the attachment."""
    mrkdwn_in: Annotated[tuple[NonEmpty, ...], Items(ge=1, kind="atomic")] = ()
    """Fields in which Markdown is read."""
    pretext: NonEmpty | None = None
    """Text above the attachment's title."""
    send_resolved: bool | None = None
    """Whether a message is sent when the alerts are resolved."""
    short_fields: bool | None = None
    """Whether fields without a setting of their own stand side by side."""
    text: NonEmpty | None = None
    """Text."""
    thumb_url: str | None = msgspec.field(default=None, name="thumbURL")
    """Address of a small picture."""
    timeout: Duration | None = None
    """Time after which a request is given up."""
    title: NonEmpty | None = None
    """Title."""
    title_link: str | None = None
    """Address behind the title."""
    update_message: bool | None = None
    """Update the first message instead of sending further ones."""
    username: NonEmpty | None = None
    """Name of the sender."""


class SnsConfig(Spec, frozen=True, kw_only=True):
    """``spec.receivers[].snsConfigs[]`` of AlertmanagerConfig."""

    api_url: str | None = msgspec.field(default=None, name="apiURL")
    """Address of the receiver's API; the global one when absent."""
    attributes: dict[str, str] = {}
    """Attributes of the message."""
    http_config: HTTPConfig | None = None
    """How the HTTP client connects."""
    message: NonEmpty | None = None
    """Text of the message."""
    phone_number: NonEmpty | None = None
    """Phone number that gets the message."""
    send_resolved: bool | None = None
    """Whether a message is sent when the alerts are resolved."""
    sigv4: Sigv4 | None = None
    """Signing of requests to AWS."""
    subject: NonEmpty | None = None
    """Subject of e-mails."""
    target_arn: NonEmpty | None = msgspec.field(default=None, name="targetARN")
    """Mobile platform endpoint."""
    topic_arn: NonEmpty | None = msgspec.field(default=None, name="topicARN")
    """Topic."""
    use_aws_http_client: bool | None = msgspec.field(default=None, name="useAWSHTTPClient")
    """Use the HTTP client of the AWS library."""


class TelegramConfig(Spec, frozen=True, kw_only=True):
    """``spec.receivers[].telegramConfigs[]`` of AlertmanagerConfig."""

    api_url: Annotated[str | None, Pattern("^https?://.+$")] = msgspec.field(default=None, name="apiURL")
    """Address of the receiver's API; the global one when absent."""
    bot_token: SecretKeySelector | None = None
    """Reference to the token of the bot."""
    bot_token_file: str | None = None
    """Path of a file with the token of the bot."""
    chat_id: Annotated[Int64 | None, Required()] = msgspec.field(default=None, name="chatID")
    """Id of the chat."""
    disable_notifications: bool | None = None
    """Deliver silently."""
    http_config: HTTPConfig | None = None
    """How the HTTP client connects."""
    message: str | None = None
    """Text of the message."""
    message_thread_id: Int64 | None = msgspec.field(default=None, name="messageThreadID")
    """Id of the topic in a group. Needs Alertmanager 0.26."""
    parse_mode: Annotated[str | None, OneOf(("MarkdownV2", "Markdown", "HTML"))] = None
    """How the text is read: MarkdownV2, Markdown or HTML."""
    send_resolved: bool | None = None
    """Whether a message is sent when the alerts are resolved."""


class VictoropsConfig(Spec, frozen=True, kw_only=True):
    """``spec.receivers[].victoropsConfigs[]`` of AlertmanagerConfig."""

    api_key: SecretKeySelector | None = None
    """Reference to the API key."""
    api_url: Annotated[str | None, Pattern("^https?://.+$")] = None
    """Address of the receiver's API; the global one when absent."""
    custom_fields: Annotated[tuple[KeyValue, ...], Items(kind="atomic")] = ()
    """Additional fields."""
    entity_display_name: NonEmpty | None = None
    """Summary of the alert."""
    http_config: HTTPConfig | None = None
    """How the HTTP client connects."""
    message_type: NonEmpty | None = None
    """Type of the message."""
    monitoring_tool: NonEmpty | None = None
    """Name of the sender."""
    routing_key: Annotated[NonEmpty | None, Required()] = None
    """Key that decides the team."""
    send_resolved: bool | None = None
    """Whether a message is sent when the alerts are resolved."""
    state_message: NonEmpty | None = None
    """Long description of the alert."""


class WebexConfig(Spec, frozen=True, kw_only=True):
    """``spec.receivers[].webexConfigs[]`` of AlertmanagerConfig."""

    api_url: Annotated[str | None, Pattern("^https?://.+$")] = msgspec.field(default=None, name="apiURL")
    """Address of the receiver's API; the global one when absent."""
    http_config: HTTPConfig | None = None
    """How the HTTP client connects."""
    message: str | None = None
    """Text of the message."""
    room_id: Annotated[NonEmpty | None, Required()] = msgspec.field(default=None, name="roomID")
    """Id of the room."""
    send_resolved: bool | None = None
    """Whether a message is sent when the alerts are resolved."""


class WebhookConfig(Spec, frozen=True, kw_only=True):
    """``spec.receivers[].webhookConfigs[]`` of AlertmanagerConfig."""

    http_config: HTTPConfig | None = None
    """How the HTTP client connects."""
    max_alerts: Annotated[Int32 | None, Bounds(ge=0)] = None
    """Most alerts in one message; 0 means all."""
    payload: NonEmpty | None = None
    """The body, instead of the standard one."""
    send_resolved: bool | None = None
    """Whether a message is sent when the alerts are resolved."""
    timeout: Duration | None = None
    """Time after which sending is given up."""
    url: str | None = None
    """Address."""
    url_secret: SecretKeySelector | None = None
    """Reference to the address; wins over url."""


class WechatConfig(Spec, frozen=True, kw_only=True):
    """``spec.receivers[].wechatConfigs[]`` of AlertmanagerConfig."""

    agent_id: NonEmpty | None = msgspec.field(default=None, name="agentID")
    """Id of the agent."""
    api_secret: SecretKeySelector | None = None
    """Reference to the API's secret."""
    api_url: Annotated[str | None, Pattern("^https?://.+$")] = msgspec.field(default=None, name="apiURL")
    """Address of the receiver's API; the global one when absent."""
    corp_id: NonEmpty | None = msgspec.field(default=None, name="corpID")
    """Id of the corporation."""
    http_config: HTTPConfig | None = None
    """How the HTTP client connects."""
    message: NonEmpty | None = None
    """Text of the message."""
    message_type: NonEmpty | None = None
    """Type of the message."""
    send_resolved: bool | None = None
    """Whether a message is sent when the alerts are resolved."""
    to_party: NonEmpty | None = None
    """Parties that get the message."""
    to_tag: NonEmpty | None = None
    """Tags that get the message."""
    to_user: NonEmpty | None = None
    """Users that get the message."""


class Receiver(Spec, frozen=True, kw_only=True):
    """``spec.receivers[]`` of AlertmanagerConfig."""

    discord_configs: Annotated[tuple[DiscordConfig, ...], Items(kind="atomic")] = ()
    """Discord."""
    email_configs: Annotated[tuple[EmailConfig, ...], Items(kind="atomic")] = ()
    """E-mail."""
    msteams_configs: Annotated[tuple[MsteamsConfig, ...], Items(kind="atomic")] = ()
    """Microsoft Teams connectors. Needs Alertmanager 0.26."""
    msteamsv2_configs: Annotated[tuple[Msteamsv2Config, ...], Items(kind="atomic")] = ()
    """Microsoft Teams workflows. Needs Alertmanager 0.28."""
    name: Annotated[NonEmpty | None, Required()] = None
    """Name that routes use."""
    opsgenie_configs: Annotated[tuple[OpsgenieConfig, ...], Items(kind="atomic")] = ()
    """Opsgenie."""
    pagerduty_configs: Annotated[tuple[PagerdutyConfig, ...], Items(kind="atomic")] = ()
    """PagerDuty."""
    pushover_configs: Annotated[tuple[PushoverConfig, ...], Items(kind="atomic")] = ()
    """Pushover."""
    rocketchat_configs: Annotated[tuple[RocketchatConfig, ...], Items(kind="atomic")] = ()
    """Rocket.Chat. Needs Alertmanager 0.28."""
    slack_configs: Annotated[tuple[SlackConfig, ...], Items(kind="atomic")] = ()
    """Slack."""
    sns_configs: Annotated[tuple[SnsConfig, ...], Items(kind="atomic")] = ()
    """AWS SNS. Needs Alertmanager 0.23."""
    telegram_configs: Annotated[tuple[TelegramConfig, ...], Items(kind="atomic")] = ()
    """Telegram. Needs Alertmanager 0.24."""
    victorops_configs: Annotated[tuple[VictoropsConfig, ...], Items(kind="atomic")] = ()
    """VictorOps."""
    webex_configs: Annotated[tuple[WebexConfig, ...], Items(kind="atomic")] = ()
    """Webex. Needs Alertmanager 0.25."""
    webhook_configs: Annotated[tuple[WebhookConfig, ...], Items(kind="atomic")] = ()
    """Any HTTP endpoint."""
    wechat_configs: Annotated[tuple[WechatConfig, ...], Items(kind="atomic")] = ()
    """WeChat."""
