"""The global section of an Alertmanager's configuration: defaults of all receivers."""

from typing import Annotated, ClassVar

import msgspec

from hooks.kinds.base import Spec
from hooks.kinds.http import BearerClient
from hooks.kinds.references import SecretKeySelector
from hooks.kinds.schema import Cel, Duration, Marker, NonEmpty, Required, WebAddress
from hooks.kinds.smtp import SMTP
from hooks.kinds.tls import SafeTLSConfig


class GlobalHTTPConfig(BearerClient, frozen=True, kw_only=True):
    """``spec.alertmanagerConfiguration.global.httpConfig`` of Alertmanager."""


class GlobalAPIURL(Spec, frozen=True, kw_only=True):
    """``spec.alertmanagerConfiguration.global.jira`` of Alertmanager."""

    api_url: WebAddress | None = msgspec.field(default=None, name="apiURL")
    """Address of the API for receivers that name none."""


class GlobalMattermost(Spec, frozen=True, kw_only=True):
    """``spec.alertmanagerConfiguration.global.mattermost`` of Alertmanager."""

    webhook_url: SecretKeySelector | None = msgspec.field(default=None, name="webhookURL")
    """Reference to the webhook address for receivers that name none."""


class GlobalRocketChat(Spec, frozen=True, kw_only=True):
    """``spec.alertmanagerConfiguration.global.rocketChat`` of Alertmanager."""

    api_url: WebAddress | None = msgspec.field(default=None, name="apiURL")
    """Default address of the Rocket.Chat server."""
    token: SecretKeySelector | None = None
    """Reference to the default token."""
    token_id: SecretKeySelector | None = msgspec.field(default=None, name="tokenID")
    """Reference to the id of the token."""


class GlobalTelegram(GlobalAPIURL, frozen=True, kw_only=True):
    """``spec.alertmanagerConfiguration.global.telegram`` of Alertmanager."""

    schema: ClassVar[tuple[Marker, ...]] = (Cel("!has(self.botToken) || !has(self.botTokenFile)", "botToken and botTokenFile are mutually exclusive."),)

    bot_token: SecretKeySelector | None = None
    """Reference to the bot token for receivers that name none. Needs Alertmanager 0.31."""
    bot_token_file: NonEmpty | None = None
    """Path of a file with that token in the container; excludes botToken. Needs Alertmanager 0.31."""


class SmartHost(Spec, frozen=True, kw_only=True):
    """``spec.alertmanagerConfiguration.global.smtp.smartHost`` of Alertmanager."""

    host: Annotated[NonEmpty | None, Required()] = None
    """Host of the SMTP server."""
    port: Annotated[NonEmpty | None, Required()] = None
    """Port of the SMTP server."""


class GlobalSMTP(SMTP, frozen=True, kw_only=True):
    """``spec.alertmanagerConfiguration.global.smtp`` of Alertmanager."""

    auth_identity: str | None = None
    """Identity for PLAIN authentication, where it is not the user name."""
    auth_username: str | None = None
    """User name of the SMTP authentication."""
    from_: str | None = None
    """Address in the From header of e-mails, for receivers that name none."""
    hello: str | None = None
    """Host name that Alertmanager introduces itself with; localhost when absent."""
    smart_host: SmartHost | None = None
    """SMTP server for receivers that name none."""
    tls_config: SafeTLSConfig | None = None
    """TLS settings of the connection to the server. Needs Alertmanager 0.28."""


class GlobalVictorOps(Spec, frozen=True, kw_only=True):
    """``spec.alertmanagerConfiguration.global.victorops`` of Alertmanager."""

    api_key: SecretKeySelector | None = None
    """Reference to the API key for receivers that name none."""
    api_url: WebAddress | None = msgspec.field(default=None, name="apiURL")
    """Address of the API for receivers that name none."""


class GlobalWeChat(Spec, frozen=True, kw_only=True):
    """``spec.alertmanagerConfiguration.global.wechat`` of Alertmanager."""

    api_corp_id: NonEmpty | None = msgspec.field(default=None, name="apiCorpID")
    """Corporation for receivers that name none."""
    api_secret: SecretKeySelector | None = None
    """Reference to the API's secret for receivers that name none."""
    api_url: WebAddress | None = msgspec.field(default=None, name="apiURL")
    """Address of the API for receivers that name none."""


class Global(Spec, frozen=True, kw_only=True):
    """``spec.alertmanagerConfiguration.global`` of Alertmanager."""

    http_config: GlobalHTTPConfig | None = None
    """Default HTTP client of receivers."""
    jira: GlobalAPIURL | None = None
    """Defaults of Jira receivers. Needs Alertmanager 0.28."""
    mattermost: GlobalMattermost | None = None
    """Defaults of Mattermost receivers. Needs Alertmanager 0.32."""
    ops_genie_api_key: SecretKeySelector | None = None
    """Reference to the default Opsgenie API key."""
    ops_genie_api_url: SecretKeySelector | None = None
    """Reference to the default address of Opsgenie."""
    pagerduty_url: WebAddress | None = None
    """Default address of PagerDuty."""
    resolve_timeout: Duration | None = None
    """Time after which an alert without an end counts as resolved; not used for alerts of Prometheus."""
    rocket_chat: GlobalRocketChat | None = None
    """Defaults of Rocket.Chat receivers. Needs Alertmanager 0.28."""
    slack_api_url: SecretKeySelector | None = None
    """Reference to the default Slack webhook."""
    smtp: GlobalSMTP | None = None
    """Defaults of e-mail receivers."""
    telegram: GlobalTelegram | None = None
    """Defaults of Telegram receivers. Needs Alertmanager 0.24."""
    victorops: GlobalVictorOps | None = None
    """Defaults of VictorOps receivers."""
    webex: GlobalAPIURL | None = None
    """Defaults of Webex receivers. Needs Alertmanager 0.25."""
    wechat: GlobalWeChat | None = None
    """Defaults of WeChat receivers."""
