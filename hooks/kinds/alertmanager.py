"""Alertmanager."""

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
    """``spec.alertmanagerConfigMatcherStrategy`` of Alertmanager."""

    type: Annotated[str | None, OneOf(("OnNamespace", "OnNamespaceExceptForAlertmanagerNamespace", "None")), Default("OnNamespace")] = None
    """How routes are bound to the namespace of their AlertmanagerConfig: OnNamespace, OnNamespaceExceptForAlertmanagerNamespace or None."""


class GlobalHTTPConfig(Spec, frozen=True, kw_only=True):
    """``spec.alertmanagerConfiguration.global.httpConfig`` of Alertmanager."""

    authorization: SafeAuthorization | None = None
    """Authorization header of the requests; excludes basicAuth and oauth2."""
    basic_auth: BasicAuth | None = None
    """HTTP basic authentication; excludes authorization and oauth2."""
    bearer_token_secret: SecretKeySelector | None = None
    """Deprecated, use authorization: reference to a Secret's key with the token, in the object's namespace."""
    enable_http2: bool | None = None
    """Whether HTTP/2 may be used. Needs Prometheus 2.35."""
    follow_redirects: bool | None = None
    """Whether HTTP redirects are followed; true when absent."""
    no_proxy: str | None = None
    """Comma-separated hosts and networks that are reached without the proxy; needs proxyUrl. Needs Prometheus 2.43 or Alertmanager 0.26."""
    oauth2: OAuth2 | None = None
    """OAuth 2.0 client credentials; excludes basicAuth and authorization. Needs Prometheus 2.27."""
    proxy_connect_header: Annotated[dict[str, tuple[SecretKeySelector, ...]], MapType("atomic")] = {}
    """Headers of the CONNECT request to the proxy. Needs Prometheus 2.43 or Alertmanager 0.26."""
    proxy_from_environment: bool | None = None
    """Take the proxy from the container's environment (HTTP_PROXY and so on); excludes proxyUrl. Needs Prometheus 2.43 or Alertmanager 0.26."""
    proxy_url: Annotated[str | None, Pattern("^(http|https|socks5)://.+$")] = None
    """Address of the HTTP proxy."""
    tls_config: SafeTLSConfig | None = None
    """TLS settings of the client."""


class GlobalAPIURL(Spec, frozen=True, kw_only=True):
    """``spec.alertmanagerConfiguration.global.jira`` of Alertmanager."""

    api_url: Annotated[str | None, Pattern("^(http|https)://.+$")] = msgspec.field(default=None, name="apiURL")
    """Default address of the API."""


class GlobalMattermost(Spec, frozen=True, kw_only=True):
    """``spec.alertmanagerConfiguration.global.mattermost`` of Alertmanager."""

    webhook_url: SecretKeySelector | None = msgspec.field(default=None, name="webhookURL")
    """Reference to the default webhook address."""


class GlobalRocketChat(Spec, frozen=True, kw_only=True):
    """``spec.alertmanagerConfiguration.global.rocketChat`` of Alertmanager."""

    api_url: Annotated[str | None, Pattern("^(http|https)://.+$")] = msgspec.field(default=None, name="apiURL")
    """Default address of the Rocket.Chat server."""
    token: SecretKeySelector | None = None
    """Reference to the default token."""
    token_id: SecretKeySelector | None = msgspec.field(default=None, name="tokenID")
    """Reference to the id of the token."""


class SmartHost(Spec, frozen=True, kw_only=True):
    """``spec.alertmanagerConfiguration.global.smtp.smartHost`` of Alertmanager."""

    host: Annotated[NonEmpty | None, Required()] = None
    """Host of the SMTP server."""
    port: Annotated[NonEmpty | None, Required()] = None
    """Port of the SMTP server."""


class GlobalSMTP(Spec, frozen=True, kw_only=True):
    """``spec.alertmanagerConfiguration.global.smtp`` of Alertmanager."""

    auth_identity: str | None = None
    """Identity of the SMTP authentication."""
    auth_password: SecretKeySelector | None = None
    """Reference to the SMTP password."""
    auth_secret: SecretKeySelector | None = None
    """Reference to the secret of CRAM-MD5."""
    auth_username: str | None = None
    """User name of the SMTP authentication."""
    force_implicit_tls: bool | None = msgspec.field(default=None, name="forceImplicitTLS")
    """Whether TLS starts at once instead of by STARTTLS. Needs Alertmanager 0.31."""
    from_: str | None = None
    """Sender's address."""
    hello: str | None = None
    """Host name said to the SMTP server."""
    require_tls: bool | None = msgspec.field(default=None, name="requireTLS")
    """Whether STARTTLS must be offered; true when absent."""
    smart_host: SmartHost | None = None
    """Default SMTP server."""
    tls_config: SafeTLSConfig | None = None
    """Default TLS settings of SMTP. Needs Alertmanager 0.28."""


class GlobalVictorOps(Spec, frozen=True, kw_only=True):
    """``spec.alertmanagerConfiguration.global.victorops`` of Alertmanager."""

    api_key: SecretKeySelector | None = None
    """Reference to the default API key."""
    api_url: Annotated[str | None, Pattern("^(http|https)://.+$")] = msgspec.field(default=None, name="apiURL")
    """Address of the receiver's API; the global one when absent."""


class GlobalWeChat(Spec, frozen=True, kw_only=True):
    """``spec.alertmanagerConfiguration.global.wechat`` of Alertmanager."""

    api_corp_id: NonEmpty | None = msgspec.field(default=None, name="apiCorpID")
    """Default id of the corporation."""
    api_secret: SecretKeySelector | None = None
    """Reference to the API's secret."""
    api_url: Annotated[str | None, Pattern("^(http|https)://.+$")] = msgspec.field(default=None, name="apiURL")
    """Default address of the API."""


class Global(Spec, frozen=True, kw_only=True):
    """``spec.alertmanagerConfiguration.global`` of Alertmanager."""

    http_config: GlobalHTTPConfig | None = None
    """Default HTTP client of receivers."""
    jira: GlobalAPIURL | None = None
    """Defaults of Jira receivers. Needs Alertmanager 0.28."""
    mattermost: GlobalMattermost | None = None
    """Defaults of Mattermost receivers."""
    ops_genie_api_key: SecretKeySelector | None = None
    """Reference to the default Opsgenie API key."""
    ops_genie_api_url: SecretKeySelector | None = None
    """Reference to the default address of Opsgenie."""
    pagerduty_url: Annotated[str | None, Pattern("^(http|https)://.+$")] = None
    """Default address of PagerDuty."""
    resolve_timeout: Duration | None = None
    """Time after which an alert without an end counts as resolved; not used for alerts of Prometheus."""
    rocket_chat: GlobalRocketChat | None = None
    """Defaults of Rocket.Chat receivers."""
    slack_api_url: SecretKeySelector | None = None
    """Reference to the default Slack webhook."""
    smtp: GlobalSMTP | None = None
    """Defaults of e-mail receivers."""
    telegram: GlobalAPIURL | None = None
    """Defaults of Telegram receivers."""
    victorops: GlobalVictorOps | None = None
    """Defaults of VictorOps receivers."""
    webex: GlobalAPIURL | None = None
    """Defaults of Webex receivers."""
    wechat: GlobalWeChat | None = None
    """Defaults of WeChat receivers."""


class AlertmanagerConfiguration(Spec, frozen=True, kw_only=True):
    """``spec.alertmanagerConfiguration`` of Alertmanager."""

    global_: Global | None = None
    """Settings for all receivers."""
    name: NonEmpty | None = None
    """AlertmanagerConfig in the same namespace that becomes the root of the configuration."""
    templates: tuple[SecretOrConfigMap, ...] = ()
    """Files with notification templates."""


class ClusterTLS(Spec, frozen=True, kw_only=True):
    """``spec.clusterTLS`` of Alertmanager."""

    client: Annotated[SafeTLSConfig | None, Required()] = None
    """TLS settings towards other members."""
    server: Annotated[WebTLSConfig | None, Required()] = None
    """TLS settings for connections of other members."""


class AlertmanagerLimits(Spec, frozen=True, kw_only=True):
    """``spec.limits`` of Alertmanager."""

    max_per_silence_bytes: ByteSize | None = None
    """Largest silence, in bytes. Needs Alertmanager 0.28."""
    max_silences: Annotated[Int32 | None, Bounds(ge=0)] = None
    """Most silences, active and pending. Needs Alertmanager 0.28."""


class AlertmanagerWeb(Spec, frozen=True, kw_only=True):
    """``spec.web`` of Alertmanager."""

    get_concurrency: Annotated[Int32 | None, Bounds(ge=0)] = None
    """Most GET requests at the same time."""
    http_config: WebHTTPConfig | None = None
    """HTTP settings of the web server."""
    timeout: Annotated[Int32 | None, Bounds(ge=0)] = None
    """Seconds after which a request is given up."""
    tls_config: WebTLSConfig | None = None
    """TLS settings of the web server."""


class AlertmanagerSpec(WorkloadSpec, frozen=True, kw_only=True):
    """``spec`` of Alertmanager."""

    additional_peers: tuple[str, ...] = ()
    """Addresses of further members of the cluster."""
    alertmanager_config_matcher_strategy: AlertmanagerConfigMatcherStrategy | None = None
    """How routes of AlertmanagerConfigs are bound to their namespace."""
    alertmanager_config_namespace_selector: LabelSelector | None = None
    """Namespaces whose AlertmanagerConfigs count; absent means the own one, empty all."""
    alertmanager_config_selector: LabelSelector | None = None
    """AlertmanagerConfigs that are merged in; absent means none, empty all."""
    alertmanager_configuration: AlertmanagerConfiguration | None = None
    """Use an AlertmanagerConfig instead of a Secret as the root of the configuration; wins over configSecret."""
    automount_service_account_token: bool | None = None
    """Whether the token of the ServiceAccount is mounted into the pods."""
    base_image: str | None = None
    """Deprecated, use image."""
    cluster_advertise_address: str | None = None
    """Address that is told to the other members."""
    cluster_gossip_interval: GoDuration | None = None
    """Time between two gossip messages."""
    cluster_label: str | None = None
    """Name of the cluster; members with another name are not joined."""
    cluster_peer_timeout: GoDuration | None = None
    """Time that a member waits for the ones before it to notify."""
    cluster_pushpull_interval: GoDuration | None = None
    """Time between two exchanges of the whole state."""
    cluster_tls: ClusterTLS | None = msgspec.field(default=None, name="clusterTLS")
    """Mutual TLS between the members. Needs Alertmanager 0.24."""
    config_maps: tuple[str, ...] = ()
    """ConfigMaps of the namespace to mount below configmaps/<name>."""
    config_secret: str | None = None
    """Secret with the key alertmanager.yaml; alertmanager-<name> when absent."""
    enable_features: tuple[str, ...] = ()
    """Feature flags of the program to switch on; they may change with any version."""
    external_url: str | None = None
    """Address under which the program is reached from outside; used in links of alerts."""
    force_enable_cluster_mode: bool | None = None
    """Form a cluster even with one replica."""
    host_network: bool | None = None
    """Use the network of the node; the dnsPolicy becomes ClusterFirstWithHostNet where none is set."""
    limits: AlertmanagerLimits | None = None
    """Limits on silences."""
    persistent_volume_claim_retention_policy: ClaimRetentionPolicy | None = None
    """What happens to volume claims when the StatefulSet is deleted or scaled down."""
    retention: Annotated[GoDuration | None, Default("120h")] = None
    """How long notifications and resolved silences are remembered."""
    secrets: tuple[str, ...] = ()
    """Secrets of the namespace to mount below secrets/<name>."""
    sha: str | None = None
    """Deprecated, use image."""
    tag: str | None = None
    """Deprecated, use image."""
    topology_spread_constraints: tuple[TopologySpreadConstraint, ...] = ()
    """How the pods spread over zones and nodes."""
    web: AlertmanagerWeb | None = None
    """The program's own web server."""


class Alertmanager(Kind, frozen=True, kw_only=True):
    """An Alertmanager, or a cluster of them."""

    spec: AlertmanagerSpec = AlertmanagerSpec()
    """What is wanted."""
    status: AlertmanagerStatus | None = None
    """What was observed."""
