"""DOC module alertmanager"""

from typing import Annotated

import msgspec

from hooks.kinds.base import Kind, Spec
from hooks.kinds.http import BasicAuth, OAuth2, SafeAuthorization, SafeTLSConfig
from hooks.kinds.references import SecretKeySelector, SecretOrConfigMap
from hooks.kinds.schema import Bounds, ByteSize, Default, Duration, GoDuration, Int32, MapType, NonEmpty, OneOf, Pattern, Required
from hooks.kinds.selectors import LabelSelector
from hooks.kinds.status import AlertmanagerStatus
from hooks.kinds.web import WebHTTPConfig, WebTLSConfig
from hooks.kinds.workload import ClaimRetentionPolicy, TopologySpreadConstraint, WorkloadSpec


class AlertmanagerConfigMatcherStrategy(Spec, frozen=True, kw_only=True):
    """DOC Alertmanager.spec.alertmanagerConfigMatcherStrategy"""

    type: Annotated[str | None, OneOf(("OnNamespace", "OnNamespaceExceptForAlertmanagerNamespace", "None")), Default("OnNamespace")] = None


class GlobalHTTPConfig(Spec, frozen=True, kw_only=True):
    """DOC Alertmanager.spec.alertmanagerConfiguration.global.httpConfig"""

    authorization: SafeAuthorization | None = None
    basic_auth: BasicAuth | None = None
    bearer_token_secret: SecretKeySelector | None = None
    enable_http2: bool | None = None
    follow_redirects: bool | None = None
    no_proxy: str | None = None
    oauth2: OAuth2 | None = None
    proxy_connect_header: Annotated[dict[str, tuple[SecretKeySelector, ...]], MapType("atomic")] = {}
    proxy_from_environment: bool | None = None
    proxy_url: Annotated[str | None, Pattern("^(http|https|socks5)://.+$")] = None
    tls_config: SafeTLSConfig | None = None


class GlobalAPIURL(Spec, frozen=True, kw_only=True):
    """DOC Alertmanager.spec.alertmanagerConfiguration.global.jira"""

    api_url: Annotated[str | None, Pattern("^(http|https)://.+$")] = msgspec.field(default=None, name="apiURL")


class GlobalMattermost(Spec, frozen=True, kw_only=True):
    """DOC Alertmanager.spec.alertmanagerConfiguration.global.mattermost"""

    webhook_url: SecretKeySelector | None = msgspec.field(default=None, name="webhookURL")


class GlobalRocketChat(Spec, frozen=True, kw_only=True):
    """DOC Alertmanager.spec.alertmanagerConfiguration.global.rocketChat"""

    api_url: Annotated[str | None, Pattern("^(http|https)://.+$")] = msgspec.field(default=None, name="apiURL")
    token: SecretKeySelector | None = None
    token_id: SecretKeySelector | None = msgspec.field(default=None, name="tokenID")


class SmartHost(Spec, frozen=True, kw_only=True):
    """DOC Alertmanager.spec.alertmanagerConfiguration.global.smtp.smartHost"""

    host: Annotated[NonEmpty | None, Required()] = None
    port: Annotated[NonEmpty | None, Required()] = None


class GlobalSMTP(Spec, frozen=True, kw_only=True):
    """DOC Alertmanager.spec.alertmanagerConfiguration.global.smtp"""

    auth_identity: str | None = None
    auth_password: SecretKeySelector | None = None
    auth_secret: SecretKeySelector | None = None
    auth_username: str | None = None
    force_implicit_tls: bool | None = msgspec.field(default=None, name="forceImplicitTLS")
    from_: str | None = None
    hello: str | None = None
    require_tls: bool | None = msgspec.field(default=None, name="requireTLS")
    smart_host: SmartHost | None = None
    tls_config: SafeTLSConfig | None = None


class GlobalVictorOps(Spec, frozen=True, kw_only=True):
    """DOC Alertmanager.spec.alertmanagerConfiguration.global.victorops"""

    api_key: SecretKeySelector | None = None
    api_url: Annotated[str | None, Pattern("^(http|https)://.+$")] = msgspec.field(default=None, name="apiURL")


class GlobalWeChat(Spec, frozen=True, kw_only=True):
    """DOC Alertmanager.spec.alertmanagerConfiguration.global.wechat"""

    api_corp_id: NonEmpty | None = msgspec.field(default=None, name="apiCorpID")
    api_secret: SecretKeySelector | None = None
    api_url: Annotated[str | None, Pattern("^(http|https)://.+$")] = msgspec.field(default=None, name="apiURL")


class Global(Spec, frozen=True, kw_only=True):
    """DOC Alertmanager.spec.alertmanagerConfiguration.global"""

    http_config: GlobalHTTPConfig | None = None
    jira: GlobalAPIURL | None = None
    mattermost: GlobalMattermost | None = None
    ops_genie_api_key: SecretKeySelector | None = None
    ops_genie_api_url: SecretKeySelector | None = None
    pagerduty_url: Annotated[str | None, Pattern("^(http|https)://.+$")] = None
    resolve_timeout: Duration | None = None
    rocket_chat: GlobalRocketChat | None = None
    slack_api_url: SecretKeySelector | None = None
    smtp: GlobalSMTP | None = None
    telegram: GlobalAPIURL | None = None
    victorops: GlobalVictorOps | None = None
    webex: GlobalAPIURL | None = None
    wechat: GlobalWeChat | None = None


class AlertmanagerConfiguration(Spec, frozen=True, kw_only=True):
    """DOC Alertmanager.spec.alertmanagerConfiguration"""

    global_: Global | None = None
    name: NonEmpty | None = None
    templates: tuple[SecretOrConfigMap, ...] = ()


class ClusterTLS(Spec, frozen=True, kw_only=True):
    """DOC Alertmanager.spec.clusterTLS"""

    client: Annotated[SafeTLSConfig | None, Required()] = None
    server: Annotated[WebTLSConfig | None, Required()] = None


class AlertmanagerLimits(Spec, frozen=True, kw_only=True):
    """DOC Alertmanager.spec.limits"""

    max_per_silence_bytes: ByteSize | None = None
    max_silences: Annotated[Int32 | None, Bounds(ge=0)] = None


class AlertmanagerWeb(Spec, frozen=True, kw_only=True):
    """DOC Alertmanager.spec.web"""

    get_concurrency: Annotated[Int32 | None, Bounds(ge=0)] = None
    http_config: WebHTTPConfig | None = None
    timeout: Annotated[Int32 | None, Bounds(ge=0)] = None
    tls_config: WebTLSConfig | None = None


class AlertmanagerSpec(WorkloadSpec, frozen=True, kw_only=True):
    """DOC Alertmanager.spec"""

    additional_peers: tuple[str, ...] = ()
    alertmanager_config_matcher_strategy: AlertmanagerConfigMatcherStrategy | None = None
    alertmanager_config_namespace_selector: LabelSelector | None = None
    alertmanager_config_selector: LabelSelector | None = None
    alertmanager_configuration: AlertmanagerConfiguration | None = None
    automount_service_account_token: bool | None = None
    base_image: str | None = None
    cluster_advertise_address: str | None = None
    cluster_gossip_interval: GoDuration | None = None
    cluster_label: str | None = None
    cluster_peer_timeout: GoDuration | None = None
    cluster_pushpull_interval: GoDuration | None = None
    cluster_tls: ClusterTLS | None = msgspec.field(default=None, name="clusterTLS")
    config_maps: tuple[str, ...] = ()
    config_secret: str | None = None
    enable_features: tuple[str, ...] = ()
    external_url: str | None = None
    force_enable_cluster_mode: bool | None = None
    host_network: bool | None = None
    limits: AlertmanagerLimits | None = None
    persistent_volume_claim_retention_policy: ClaimRetentionPolicy | None = None
    retention: Annotated[GoDuration | None, Default("120h")] = None
    secrets: tuple[str, ...] = ()
    sha: str | None = None
    tag: str | None = None
    topology_spread_constraints: tuple[TopologySpreadConstraint, ...] = ()
    web: AlertmanagerWeb | None = None


class Alertmanager(Kind, frozen=True, kw_only=True):
    """DOC Alertmanager"""

    spec: AlertmanagerSpec = AlertmanagerSpec()
    status: AlertmanagerStatus | None = None
