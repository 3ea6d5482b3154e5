"""The integrations of a receiver, field by field, each with the version it came with (Alertmanager documentation, "Receiver integration settings")."""

from typing import Annotated, Any

import msgspec

from hooks.alertmanager_yaml.http import TLS, HTTPClient
from hooks.alertmanager_yaml.markers import URL, Choice, Duration, Excludes, Flag, HostPort, Kept, Labels, Number, TemplateURL, Text, Texts, Yields
from hooks.versions import Section, Values, since


class Integration(Section, frozen=True, kw_only=True):
    """What all of them have."""

    send_resolved: Choice = None
    http_config: HTTPClient | None = None


class Threading(Section, frozen=True, kw_only=True):
    """``threading`` of an email."""

    enabled: Choice = None
    thread_by_date: Text = None


class Email(Section, frozen=True, kw_only=True):
    """``email_configs[]``."""

    send_resolved: Choice = None
    to: Text = None
    from_: Text = msgspec.field(default=None, name="from")
    hello: Text = None
    smarthost: Annotated[Text, HostPort()] = None
    auth_username: Text = None
    auth_password: Text = None
    auth_password_file: Annotated[Text, since("0.25.0"), Yields("auth_password")] = None
    auth_secret: Text = None
    auth_secret_file: Annotated[Text, since("0.31.0"), Yields("auth_secret")] = None
    auth_identity: Text = None
    headers: Labels = None
    html: Annotated[Text, Kept()] = None
    text: Annotated[Text, Kept()] = None
    require_tls: Choice = None
    tls_config: TLS | None = None
    force_implicit_tls: Annotated[Choice, since("0.31.0")] = None
    threading: Annotated[Threading | None, since("0.30.0")] = None


class Webhook(Integration, frozen=True, kw_only=True):
    """``webhook_configs[]``."""

    url: TemplateURL = None
    url_file: Annotated[Text, since("0.26.0"), Yields("url")] = None
    max_alerts: Number = None
    timeout: Annotated[Duration, since("0.28.0")] = None
    payload: Annotated[Any, since("0.32.0")] = None


class Link(Section, frozen=True, kw_only=True):
    """``links[]`` of a PagerDuty event."""

    href: Text = None
    text: Text = None


class Image(Section, frozen=True, kw_only=True):
    """``images[]`` of a PagerDuty event."""

    src: Text = None
    alt: Text = None
    href: Text = None


class PagerDuty(Integration, frozen=True, kw_only=True):
    """``pagerduty_configs[]``."""

    service_key: Text = None
    service_key_file: Annotated[Text, since("0.25.0"), Yields("service_key")] = None
    routing_key: Text = None
    routing_key_file: Annotated[Text, since("0.25.0"), Yields("routing_key")] = None
    url: Text = None
    client: Text = None
    client_url: Text = None
    description: Text = None
    details: dict[str, Any] | None = None
    images: tuple[Image, ...] | None = None
    links: tuple[Link, ...] | None = None
    severity: Text = None
    class_: Text = msgspec.field(default=None, name="class")
    component: Text = None
    group: Text = None
    source: Annotated[Text, since("0.25.0")] = None
    timeout: Annotated[Duration, since("0.30.0")] = None


class Responder(Section, frozen=True, kw_only=True):
    """``responders[]`` of an Opsgenie alert."""

    id: Text = None
    name: Text = None
    username: Text = None
    type: Annotated[Text, Values({"teams": since("0.24.0", refuse=True)})] = None


class Opsgenie(Integration, frozen=True, kw_only=True):
    """``opsgenie_configs[]``."""

    api_key: Text = None
    api_key_file: Annotated[Text, since("0.24.0"), Yields("api_key")] = None
    api_url: URL = None
    message: Text = None
    description: Text = None
    source: Text = None
    details: Labels = None
    responders: tuple[Responder, ...] | None = None
    tags: Text = None
    note: Text = None
    priority: Text = None
    update_alerts: Annotated[Choice, since("0.24.0")] = None
    entity: Annotated[Text, since("0.24.0")] = None
    actions: Annotated[Text, since("0.24.0")] = None


class WeChat(Integration, frozen=True, kw_only=True):
    """``wechat_configs[]``."""

    api_secret: Text = None
    api_secret_file: Annotated[Text, since("0.31.0"), Yields("api_secret")] = None
    api_url: URL = None
    corp_id: Text = None
    agent_id: Text = None
    to_user: Text = None
    to_party: Text = None
    to_tag: Text = None
    message: Text = None
    message_type: Text = None


class SlackField(Section, frozen=True, kw_only=True):
    """``fields[]`` of a Slack message."""

    title: Text = None
    value: Text = None
    short: Flag = None


class SlackConfirmation(Section, frozen=True, kw_only=True):
    """``confirm`` of a button."""

    text: Text = None
    title: Text = None
    ok_text: Text = None
    dismiss_text: Text = None


class SlackAction(Section, frozen=True, kw_only=True):
    """``actions[]`` of a Slack message."""

    type: Text = None
    text: Text = None
    url: Text = None
    style: Text = None
    name: Text = None
    value: Text = None
    confirm: SlackConfirmation | None = None


class Slack(Integration, frozen=True, kw_only=True):
    """``slack_configs[]``."""

    api_url: Text = None
    api_url_file: Annotated[Text, since("0.22.0"), Yields("api_url")] = None
    app_token: Annotated[Text, since("0.30.0")] = None
    app_token_file: Annotated[Text, since("0.30.0"), Yields("app_token")] = None
    app_url: Annotated[Text, since("0.30.0")] = None
    channel: Text = None
    username: Text = None
    color: Text = None
    title: Text = None
    title_link: Text = None
    pretext: Text = None
    text: Text = None
    fields: tuple[SlackField, ...] | None = None
    short_fields: Flag = None
    footer: Text = None
    fallback: Text = None
    callback_id: Text = None
    icon_emoji: Text = None
    icon_url: Text = None
    image_url: Text = None
    thumb_url: Text = None
    link_names: Flag = None
    mrkdwn_in: Texts = None
    actions: tuple[SlackAction, ...] | None = None
    timeout: Annotated[Duration, since("0.30.0")] = None
    message_text: Annotated[Text, since("0.31.0")] = None
    update_message: Annotated[Choice, since("0.32.0")] = None


class Pushover(Integration, frozen=True, kw_only=True):
    """``pushover_configs[]``."""

    user_key: Text = None
    user_key_file: Annotated[Text, since("0.26.0"), Yields("user_key")] = None
    token: Text = None
    token_file: Annotated[Text, since("0.26.0"), Yields("token")] = None
    title: Text = None
    message: Text = None
    url: TemplateURL = None
    url_title: Text = None
    ttl: Annotated[Text, since("0.27.0")] = None
    device: Annotated[Text, since("0.26.0")] = None
    sound: Text = None
    priority: Text = None
    retry: Duration = None
    expire: Duration = None
    html: Choice = None
    monospace: Annotated[Choice, since("0.29.0")] = None


class SigV4(Section, frozen=True, kw_only=True):
    """``sigv4``: how requests to AWS are signed."""

    region: Text = None
    access_key: Text = None
    secret_key: Text = None
    profile: Text = None
    role_arn: Text = None
    external_id: Annotated[Text, since("0.33.0")] = None
    use_fips_sts_endpoint: Annotated[Flag, since("0.28.0")] = None


class SNS(Integration, frozen=True, kw_only=True):
    """``sns_configs[]``."""

    api_url: TemplateURL = None
    sigv4: SigV4 | None = None
    topic_arn: Text = None
    phone_number: Text = None
    target_arn: Text = None
    subject: Text = None
    message: Text = None
    attributes: Labels = None
    use_aws_http_client: Annotated[Flag, since("0.33.0")] = None


class Telegram(Integration, frozen=True, kw_only=True):
    """``telegram_configs[]``."""

    api_url: URL = None
    bot_token: Text = None
    bot_token_file: Annotated[Text, since("0.26.0"), Yields("bot_token")] = None
    chat_id: Number = None
    chat_id_file: Annotated[Text, since("0.31.0"), Yields("chat_id")] = None
    message_thread_id: Annotated[Number, since("0.26.0")] = None
    message: Text = None
    disable_notifications: Flag = None
    parse_mode: Text = None


class Discord(Integration, frozen=True, kw_only=True):
    """``discord_configs[]``."""

    webhook_url: Text = None
    webhook_url_file: Annotated[Text, since("0.28.0")] = None
    title: Text = None
    message: Text = None
    content: Annotated[Text, since("0.28.0")] = None
    username: Annotated[Text, since("0.28.0")] = None
    avatar_url: Annotated[Text, since("0.28.0")] = None


class Webex(Integration, frozen=True, kw_only=True):
    """``webex_configs[]``."""

    api_url: URL = None
    message: Text = None
    room_id: str = ""


class VictorOps(Integration, frozen=True, kw_only=True):
    """``victorops_configs[]``."""

    api_key: Text = None
    api_key_file: Annotated[Text, since("0.25.0"), Yields("api_key")] = None
    api_url: URL = None
    routing_key: Text = None
    message_type: Text = None
    state_message: Text = None
    entity_display_name: Text = None
    monitoring_tool: Text = None
    custom_fields: Labels = None


class MSTeams(Integration, frozen=True, kw_only=True):
    """``msteams_configs[]``."""

    webhook_url: Annotated[str, *URL.__metadata__] = ""
    webhook_url_file: Annotated[Text, since("0.28.0")] = None
    title: Text = None
    summary: Annotated[Text, since("0.27.0")] = None
    text: Text = None


class MSTeamsV2(Integration, frozen=True, kw_only=True):
    """``msteamsv2_configs[]``."""

    webhook_url: URL = None
    webhook_url_file: Annotated[Text, Excludes("webhook_url")] = None
    title: Text = None
    text: Text = None


class Jira(Integration, frozen=True, kw_only=True):
    """``jira_configs[]``."""

    api_url: URL = None
    api_type: Annotated[Text, since("0.29.0")] = None
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


class RocketChatField(Section, frozen=True, kw_only=True):
    """``fields[]`` of a Rocket.Chat message."""

    short: Choice = None
    title: Text = None
    value: Text = None


class RocketChatAction(Section, frozen=True, kw_only=True):
    """``actions[]`` of a Rocket.Chat message."""

    type: Text = None
    text: Text = None
    url: Text = None
    image_url: Text = None
    is_webview: bool = False
    webview_height_ratio: Text = None
    msg: Text = None
    msg_in_chat_window: bool = False
    msg_processing_type: Text = None


class RocketChat(Integration, frozen=True, kw_only=True):
    """``rocketchat_configs[]``."""

    api_url: Text = None
    token_id: Annotated[Text, Kept()] = None
    token_id_file: Annotated[Text, Excludes("token_id")] = None
    token: Annotated[Text, Kept()] = None
    token_file: Annotated[Text, Excludes("token")] = None
    channel: Text = None
    color: Text = None
    title: Text = None
    title_link: Text = None
    text: Text = None
    fields: tuple[RocketChatField, ...] | None = None
    short_fields: bool = False
    emoji: Text = None
    icon_url: Text = None
    image_url: Text = None
    thumb_url: Text = None
    link_names: bool = False
    actions: tuple[RocketChatAction, ...] | None = None


class MattermostField(Section, frozen=True, kw_only=True):
    """``fields[]`` of a Mattermost attachment."""

    title: Text = None
    value: Text = None
    short: Flag = None


class MattermostAttachment(Section, frozen=True, kw_only=True):
    """``attachments[]`` of a Mattermost message."""

    fallback: Text = None
    color: Text = None
    pretext: Text = None
    text: Text = None
    author_name: Text = None
    author_link: TemplateURL = None
    author_icon: TemplateURL = None
    title: Text = None
    title_link: TemplateURL = None
    fields: tuple[MattermostField, ...] | None = None
    thumb_url: TemplateURL = None
    footer: Text = None
    footer_icon: TemplateURL = None
    image_url: TemplateURL = None


class MattermostProps(Section, frozen=True, kw_only=True):
    """``props`` of a Mattermost message."""

    card: Annotated[Text, Kept()] = None


class MattermostPriority(Section, frozen=True, kw_only=True):
    """``priority`` of a Mattermost message."""

    priority: Text = None
    requested_ack: Choice = None
    persistent_notifications: Choice = None


class Mattermost(Integration, frozen=True, kw_only=True):
    """``mattermost_configs[]``."""

    webhook_url: URL = None
    webhook_url_file: Annotated[Text, Yields("webhook_url")] = None
    channel: Text = None
    username: Text = None
    text: Text = None
    icon_url: TemplateURL = None
    icon_emoji: Text = None
    attachments: tuple[MattermostAttachment, ...] | None = None
    props: MattermostProps | None = None
    priority: MattermostPriority | None = None
    fallback: Annotated[Text, since("0.32.0")] = None
    color: Annotated[Text, since("0.32.0")] = None
    pretext: Annotated[Text, since("0.32.0")] = None
    author_name: Annotated[Text, since("0.32.0")] = None
    author_link: Annotated[TemplateURL, since("0.32.0")] = None
    author_icon: Annotated[TemplateURL, since("0.32.0")] = None
    title: Annotated[Text, since("0.32.0")] = None
    title_link: Annotated[TemplateURL, since("0.32.0")] = None
    fields: Annotated[tuple[MattermostField, ...] | None, since("0.32.0")] = None
    thumb_url: Annotated[TemplateURL, since("0.32.0")] = None
    footer: Annotated[Text, since("0.32.0")] = None
    footer_icon: Annotated[TemplateURL, since("0.32.0")] = None
    image_url: Annotated[TemplateURL, since("0.32.0")] = None


class IncidentIO(Integration, frozen=True, kw_only=True):
    """``incidentio_configs[]``."""

    url: URL = None
    url_file: Annotated[Text, Excludes("url")] = None
    alert_source_token: Text = None
    alert_source_token_file: Annotated[Text, Excludes("alert_source_token")] = None
    max_alerts: Annotated[Number, Kept()] = None
    timeout: Duration = None
