"""DOC module receivers"""

from typing import Annotated

import msgspec

from hooks.kinds.base import Spec
from hooks.kinds.http import HTTPConfig, SafeTLSConfig, Sigv4
from hooks.kinds.references import SecretKeySelector
from hooks.kinds.schema import Bounds, Duration, Int32, Int64, Items, Length, NonEmpty, OneOf, Pattern, Required


class DiscordConfig(Spec, frozen=True, kw_only=True):
    """DOC AlertmanagerConfig.spec.receivers[].discordConfigs[]"""

    api_url: Annotated[SecretKeySelector | None, Required()] = msgspec.field(default=None, name="apiURL")
    avatar_url: Annotated[str | None, Pattern("^https?://.+$")] = msgspec.field(default=None, name="avatarURL")
    content: NonEmpty | None = None
    http_config: HTTPConfig | None = None
    message: str | None = None
    send_resolved: bool | None = None
    title: str | None = None
    username: NonEmpty | None = None


class KeyValue(Spec, frozen=True, kw_only=True):
    """DOC AlertmanagerConfig.spec.receivers[].emailConfigs[].headers[]"""

    key: Annotated[NonEmpty | None, Required()] = None
    value: Annotated[str | None, Required()] = None


class EmailThreading(Spec, frozen=True, kw_only=True):
    """DOC AlertmanagerConfig.spec.receivers[].emailConfigs[].threading"""

    thread_by_date: Annotated[str | None, OneOf(("Daily", "None")), Required()] = None


class EmailConfig(Spec, frozen=True, kw_only=True):
    """DOC AlertmanagerConfig.spec.receivers[].emailConfigs[]"""

    auth_identity: NonEmpty | None = None
    auth_password: SecretKeySelector | None = None
    auth_secret: SecretKeySelector | None = None
    auth_username: NonEmpty | None = None
    force_implicit_tls: bool | None = msgspec.field(default=None, name="forceImplicitTLS")
    from_: NonEmpty | None = None
    headers: Annotated[tuple[KeyValue, ...], Items(kind="atomic")] = ()
    hello: NonEmpty | None = None
    html: str | None = None
    require_tls: bool | None = msgspec.field(default=None, name="requireTLS")
    send_resolved: bool | None = None
    smarthost: NonEmpty | None = None
    text: NonEmpty | None = None
    threading: EmailThreading | None = None
    tls_config: SafeTLSConfig | None = None
    to: NonEmpty | None = None


class MsteamsConfig(Spec, frozen=True, kw_only=True):
    """DOC AlertmanagerConfig.spec.receivers[].msteamsConfigs[]"""

    http_config: HTTPConfig | None = None
    send_resolved: bool | None = None
    summary: str | None = None
    text: str | None = None
    title: str | None = None
    webhook_url: Annotated[SecretKeySelector | None, Required()] = None


class Msteamsv2Config(Spec, frozen=True, kw_only=True):
    """DOC AlertmanagerConfig.spec.receivers[].msteamsv2Configs[]"""

    http_config: HTTPConfig | None = None
    send_resolved: bool | None = None
    text: NonEmpty | None = None
    title: NonEmpty | None = None
    webhook_url: SecretKeySelector | None = msgspec.field(default=None, name="webhookURL")


class Responder(Spec, frozen=True, kw_only=True):
    """DOC AlertmanagerConfig.spec.receivers[].opsgenieConfigs[].responders[]"""

    id: NonEmpty | None = None
    name: NonEmpty | None = None
    type: Annotated[str | None, OneOf(("team", "teams", "user", "escalation", "schedule")), Length(ge=1), Required()] = None
    username: NonEmpty | None = None


class OpsgenieConfig(Spec, frozen=True, kw_only=True):
    """DOC AlertmanagerConfig.spec.receivers[].opsgenieConfigs[]"""

    actions: NonEmpty | None = None
    api_key: SecretKeySelector | None = None
    api_url: Annotated[str | None, Pattern("^https?://.+$")] = msgspec.field(default=None, name="apiURL")
    description: NonEmpty | None = None
    details: Annotated[tuple[KeyValue, ...], Items(kind="atomic")] = ()
    entity: NonEmpty | None = None
    http_config: HTTPConfig | None = None
    message: NonEmpty | None = None
    note: NonEmpty | None = None
    priority: NonEmpty | None = None
    responders: Annotated[tuple[Responder, ...], Items(kind="atomic")] = ()
    send_resolved: bool | None = None
    source: NonEmpty | None = None
    tags: NonEmpty | None = None
    update_alerts: bool | None = None


class PagerDutyImageConfig(Spec, frozen=True, kw_only=True):
    """DOC AlertmanagerConfig.spec.receivers[].pagerdutyConfigs[].pagerDutyImageConfigs[]"""

    alt: NonEmpty | None = None
    href: str | None = None
    src: NonEmpty | None = None


class PagerDutyLinkConfig(Spec, frozen=True, kw_only=True):
    """DOC AlertmanagerConfig.spec.receivers[].pagerdutyConfigs[].pagerDutyLinkConfigs[]"""

    alt: NonEmpty | None = None
    href: str | None = None


class PagerdutyConfig(Spec, frozen=True, kw_only=True):
    """DOC AlertmanagerConfig.spec.receivers[].pagerdutyConfigs[]"""

    class_: NonEmpty | None = None
    client: NonEmpty | None = None
    client_url: str | None = msgspec.field(default=None, name="clientURL")
    component: NonEmpty | None = None
    description: NonEmpty | None = None
    details: Annotated[tuple[KeyValue, ...], Items(kind="atomic")] = ()
    group: NonEmpty | None = None
    http_config: HTTPConfig | None = None
    pager_duty_image_configs: Annotated[tuple[PagerDutyImageConfig, ...], Items(kind="atomic")] = ()
    pager_duty_link_configs: Annotated[tuple[PagerDutyLinkConfig, ...], Items(kind="atomic")] = ()
    routing_key: SecretKeySelector | None = None
    send_resolved: bool | None = None
    service_key: SecretKeySelector | None = None
    severity: NonEmpty | None = None
    source: NonEmpty | None = None
    timeout: Duration | None = None
    url: Annotated[str | None, Pattern("^https?://.+$")] = None


class PushoverConfig(Spec, frozen=True, kw_only=True):
    """DOC AlertmanagerConfig.spec.receivers[].pushoverConfigs[]"""

    device: NonEmpty | None = None
    expire: Annotated[str | None, Pattern("^(([0-9]+)y)?(([0-9]+)w)?(([0-9]+)d)?(([0-9]+)h)?(([0-9]+)m)?(([0-9]+)s)?(([0-9]+)ms)?$")] = None
    html: bool | None = None
    http_config: HTTPConfig | None = None
    message: NonEmpty | None = None
    monospace: bool | None = None
    priority: NonEmpty | None = None
    retry: Annotated[str | None, Pattern("^(([0-9]+)y)?(([0-9]+)w)?(([0-9]+)d)?(([0-9]+)h)?(([0-9]+)m)?(([0-9]+)s)?(([0-9]+)ms)?$")] = None
    send_resolved: bool | None = None
    sound: NonEmpty | None = None
    title: NonEmpty | None = None
    token: SecretKeySelector | None = None
    token_file: NonEmpty | None = None
    ttl: Duration | None = None
    url: str | None = None
    url_title: NonEmpty | None = None
    user_key: SecretKeySelector | None = None
    user_key_file: NonEmpty | None = None


class RocketchatAction(Spec, frozen=True, kw_only=True):
    """DOC AlertmanagerConfig.spec.receivers[].rocketchatConfigs[].actions[]"""

    msg: NonEmpty | None = None
    text: NonEmpty | None = None
    url: str | None = None


class RocketchatField(Spec, frozen=True, kw_only=True):
    """DOC AlertmanagerConfig.spec.receivers[].rocketchatConfigs[].fields[]"""

    short: bool | None = None
    title: NonEmpty | None = None
    value: NonEmpty | None = None


class RocketchatConfig(Spec, frozen=True, kw_only=True):
    """DOC AlertmanagerConfig.spec.receivers[].rocketchatConfigs[]"""

    actions: Annotated[tuple[RocketchatAction, ...], Items(ge=1, kind="atomic")] = ()
    api_url: Annotated[str | None, Pattern("^https?://.+$")] = msgspec.field(default=None, name="apiURL")
    channel: NonEmpty | None = None
    color: NonEmpty | None = None
    emoji: NonEmpty | None = None
    fields: Annotated[tuple[RocketchatField, ...], Items(ge=1, kind="atomic")] = ()
    http_config: HTTPConfig | None = None
    icon_url: str | None = msgspec.field(default=None, name="iconURL")
    image_url: str | None = msgspec.field(default=None, name="imageURL")
    link_names: bool | None = None
    send_resolved: bool | None = None
    short_fields: bool | None = None
    text: NonEmpty | None = None
    thumb_url: str | None = msgspec.field(default=None, name="thumbURL")
    title: NonEmpty | None = None
    title_link: NonEmpty | None = None
    token: Annotated[SecretKeySelector | None, Required()] = None
    token_id: Annotated[SecretKeySelector | None, Required()] = msgspec.field(default=None, name="tokenID")


class SlackConfirmation(Spec, frozen=True, kw_only=True):
    """DOC AlertmanagerConfig.spec.receivers[].slackConfigs[].actions[].confirm"""

    dismiss_text: NonEmpty | None = None
    ok_text: NonEmpty | None = None
    text: Annotated[NonEmpty | None, Required()] = None
    title: NonEmpty | None = None


class SlackAction(Spec, frozen=True, kw_only=True):
    """DOC AlertmanagerConfig.spec.receivers[].slackConfigs[].actions[]"""

    confirm: SlackConfirmation | None = None
    name: NonEmpty | None = None
    style: NonEmpty | None = None
    text: Annotated[NonEmpty | None, Required()] = None
    type: Annotated[NonEmpty | None, Required()] = None
    url: str | None = None
    value: NonEmpty | None = None


class SlackField(Spec, frozen=True, kw_only=True):
    """DOC AlertmanagerConfig.spec.receivers[].slackConfigs[].fields[]"""

    short: bool | None = None
    title: Annotated[NonEmpty | None, Required()] = None
    value: Annotated[NonEmpty | None, Required()] = None


class SlackConfig(Spec, frozen=True, kw_only=True):
    """DOC AlertmanagerConfig.spec.receivers[].slackConfigs[]"""

    actions: Annotated[tuple[SlackAction, ...], Items(ge=1, kind="atomic")] = ()
    api_url: SecretKeySelector | None = msgspec.field(default=None, name="apiURL")
    callback_id: NonEmpty | None = None
    channel: NonEmpty | None = None
    color: NonEmpty | None = None
    fallback: NonEmpty | None = None
    fields: Annotated[tuple[SlackField, ...], Items(ge=1, kind="atomic")] = ()
    footer: NonEmpty | None = None
    http_config: HTTPConfig | None = None
    icon_emoji: NonEmpty | None = None
    icon_url: str | None = msgspec.field(default=None, name="iconURL")
    image_url: str | None = msgspec.field(default=None, name="imageURL")
    link_names: bool | None = None
    message_text: NonEmpty | None = None
    mrkdwn_in: Annotated[tuple[NonEmpty, ...], Items(ge=1, kind="atomic")] = ()
    pretext: NonEmpty | None = None
    send_resolved: bool | None = None
    short_fields: bool | None = None
    text: NonEmpty | None = None
    thumb_url: str | None = msgspec.field(default=None, name="thumbURL")
    timeout: Duration | None = None
    title: NonEmpty | None = None
    title_link: str | None = None
    update_message: bool | None = None
    username: NonEmpty | None = None


class SnsConfig(Spec, frozen=True, kw_only=True):
    """DOC AlertmanagerConfig.spec.receivers[].snsConfigs[]"""

    api_url: str | None = msgspec.field(default=None, name="apiURL")
    attributes: dict[str, str] = {}
    http_config: HTTPConfig | None = None
    message: NonEmpty | None = None
    phone_number: NonEmpty | None = None
    send_resolved: bool | None = None
    sigv4: Sigv4 | None = None
    subject: NonEmpty | None = None
    target_arn: NonEmpty | None = msgspec.field(default=None, name="targetARN")
    topic_arn: NonEmpty | None = msgspec.field(default=None, name="topicARN")
    use_awshttp_client: bool | None = msgspec.field(default=None, name="useAWSHTTPClient")


class TelegramConfig(Spec, frozen=True, kw_only=True):
    """DOC AlertmanagerConfig.spec.receivers[].telegramConfigs[]"""

    api_url: Annotated[str | None, Pattern("^https?://.+$")] = msgspec.field(default=None, name="apiURL")
    bot_token: SecretKeySelector | None = None
    bot_token_file: str | None = None
    chat_id: Annotated[Int64 | None, Required()] = msgspec.field(default=None, name="chatID")
    disable_notifications: bool | None = None
    http_config: HTTPConfig | None = None
    message: str | None = None
    message_thread_id: Int64 | None = msgspec.field(default=None, name="messageThreadID")
    parse_mode: Annotated[str | None, OneOf(("MarkdownV2", "Markdown", "HTML"))] = None
    send_resolved: bool | None = None


class VictoropsConfig(Spec, frozen=True, kw_only=True):
    """DOC AlertmanagerConfig.spec.receivers[].victoropsConfigs[]"""

    api_key: SecretKeySelector | None = None
    api_url: Annotated[str | None, Pattern("^https?://.+$")] = None
    custom_fields: Annotated[tuple[KeyValue, ...], Items(kind="atomic")] = ()
    entity_display_name: NonEmpty | None = None
    http_config: HTTPConfig | None = None
    message_type: NonEmpty | None = None
    monitoring_tool: NonEmpty | None = None
    routing_key: Annotated[NonEmpty | None, Required()] = None
    send_resolved: bool | None = None
    state_message: NonEmpty | None = None


class WebexConfig(Spec, frozen=True, kw_only=True):
    """DOC AlertmanagerConfig.spec.receivers[].webexConfigs[]"""

    api_url: Annotated[str | None, Pattern("^https?://.+$")] = msgspec.field(default=None, name="apiURL")
    http_config: HTTPConfig | None = None
    message: str | None = None
    room_id: Annotated[NonEmpty | None, Required()] = msgspec.field(default=None, name="roomID")
    send_resolved: bool | None = None


class WebhookConfig(Spec, frozen=True, kw_only=True):
    """DOC AlertmanagerConfig.spec.receivers[].webhookConfigs[]"""

    http_config: HTTPConfig | None = None
    max_alerts: Annotated[Int32 | None, Bounds(ge=0)] = None
    payload: NonEmpty | None = None
    send_resolved: bool | None = None
    timeout: Duration | None = None
    url: str | None = None
    url_secret: SecretKeySelector | None = None


class WechatConfig(Spec, frozen=True, kw_only=True):
    """DOC AlertmanagerConfig.spec.receivers[].wechatConfigs[]"""

    agent_id: NonEmpty | None = msgspec.field(default=None, name="agentID")
    api_secret: SecretKeySelector | None = None
    api_url: Annotated[str | None, Pattern("^https?://.+$")] = msgspec.field(default=None, name="apiURL")
    corp_id: NonEmpty | None = msgspec.field(default=None, name="corpID")
    http_config: HTTPConfig | None = None
    message: NonEmpty | None = None
    message_type: NonEmpty | None = None
    send_resolved: bool | None = None
    to_party: NonEmpty | None = None
    to_tag: NonEmpty | None = None
    to_user: NonEmpty | None = None


class Receiver(Spec, frozen=True, kw_only=True):
    """DOC AlertmanagerConfig.spec.receivers[]"""

    discord_configs: Annotated[tuple[DiscordConfig, ...], Items(kind="atomic")] = ()
    email_configs: Annotated[tuple[EmailConfig, ...], Items(kind="atomic")] = ()
    msteams_configs: Annotated[tuple[MsteamsConfig, ...], Items(kind="atomic")] = ()
    msteamsv2_configs: Annotated[tuple[Msteamsv2Config, ...], Items(kind="atomic")] = ()
    name: Annotated[NonEmpty | None, Required()] = None
    opsgenie_configs: Annotated[tuple[OpsgenieConfig, ...], Items(kind="atomic")] = ()
    pagerduty_configs: Annotated[tuple[PagerdutyConfig, ...], Items(kind="atomic")] = ()
    pushover_configs: Annotated[tuple[PushoverConfig, ...], Items(kind="atomic")] = ()
    rocketchat_configs: Annotated[tuple[RocketchatConfig, ...], Items(kind="atomic")] = ()
    slack_configs: Annotated[tuple[SlackConfig, ...], Items(kind="atomic")] = ()
    sns_configs: Annotated[tuple[SnsConfig, ...], Items(kind="atomic")] = ()
    telegram_configs: Annotated[tuple[TelegramConfig, ...], Items(kind="atomic")] = ()
    victorops_configs: Annotated[tuple[VictoropsConfig, ...], Items(kind="atomic")] = ()
    webex_configs: Annotated[tuple[WebexConfig, ...], Items(kind="atomic")] = ()
    webhook_configs: Annotated[tuple[WebhookConfig, ...], Items(kind="atomic")] = ()
    wechat_configs: Annotated[tuple[WechatConfig, ...], Items(kind="atomic")] = ()
