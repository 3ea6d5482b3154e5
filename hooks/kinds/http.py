"""DOC module http"""

from typing import Annotated, ClassVar

import msgspec

from hooks.kinds.base import Spec
from hooks.kinds.references import SecretKeySelector, SecretOrConfigMap
from hooks.kinds.schema import Cel, MapType, Marker, NonEmpty, OneOf, Pattern, Required


class SafeAuthorization(Spec, frozen=True, kw_only=True):
    """DOC Alertmanager.spec.alertmanagerConfiguration.global.httpConfig.authorization"""

    credentials: SecretKeySelector | None = None
    type: str | None = None


class BasicAuth(Spec, frozen=True, kw_only=True):
    """DOC Alertmanager.spec.alertmanagerConfiguration.global.httpConfig.basicAuth"""

    password: SecretKeySelector | None = None
    username: SecretKeySelector | None = None


class SafeTLSConfig(Spec, frozen=True, kw_only=True):
    """DOC Alertmanager.spec.alertmanagerConfiguration.global.httpConfig.oauth2.tlsConfig"""

    ca: SecretOrConfigMap | None = None
    cert: SecretOrConfigMap | None = None
    insecure_skip_verify: bool | None = None
    key_secret: SecretKeySelector | None = None
    max_version: Annotated[str | None, OneOf(("TLS10", "TLS11", "TLS12", "TLS13"))] = None
    min_version: Annotated[str | None, OneOf(("TLS10", "TLS11", "TLS12", "TLS13"))] = None
    server_name: str | None = None


class OAuth2(Spec, frozen=True, kw_only=True):
    """DOC Alertmanager.spec.alertmanagerConfiguration.global.httpConfig.oauth2"""

    client_id: Annotated[SecretOrConfigMap | None, Required()] = None
    client_secret: Annotated[SecretKeySelector | None, Required()] = None
    endpoint_params: dict[str, str] = {}
    no_proxy: str | None = None
    proxy_connect_header: Annotated[dict[str, tuple[SecretKeySelector, ...]], MapType("atomic")] = {}
    proxy_from_environment: bool | None = None
    proxy_url: Annotated[str | None, Pattern("^(http|https|socks5)://.+$")] = None
    scopes: tuple[str, ...] = ()
    tls_config: SafeTLSConfig | None = None
    token_url: Annotated[str | None, Pattern("^(http|https)://.+$"), Required()] = None


class HTTPConfig(Spec, frozen=True, kw_only=True):
    """DOC AlertmanagerConfig.spec.receivers[].discordConfigs[].httpConfig"""

    authorization: SafeAuthorization | None = None
    basic_auth: BasicAuth | None = None
    bearer_token_secret: SecretKeySelector | None = None
    enable_http2: bool | None = None
    follow_redirects: bool | None = None
    no_proxy: str | None = None
    oauth2: OAuth2 | None = None
    proxy_connect_header: Annotated[dict[str, tuple[SecretKeySelector, ...]], MapType("atomic")] = {}
    proxy_from_environment: bool | None = None
    proxy_url_deprecated: str | None = msgspec.field(default=None, name="proxyURL")
    proxy_url: Annotated[str | None, Pattern("^(http|https|socks5)://.+$")] = None
    tls_config: SafeTLSConfig | None = None


class Sigv4(Spec, frozen=True, kw_only=True):
    """DOC AlertmanagerConfig.spec.receivers[].snsConfigs[].sigv4"""

    schema: ClassVar[tuple[Marker, ...]] = (Cel("!has(self.externalId) || has(self.roleArn)", "externalId can only be used when roleArn is specified"),)

    access_key: SecretKeySelector | None = None
    external_id: NonEmpty | None = None
    profile: str | None = None
    region: str | None = None
    role_arn: str | None = None
    secret_key: SecretKeySelector | None = None
    use_fipssts_endpoint: bool | None = msgspec.field(default=None, name="useFIPSSTSEndpoint")


class TLSConfig(Spec, frozen=True, kw_only=True):
    """DOC Prometheus.spec.alerting.alertmanagers[].tlsConfig"""

    ca: SecretOrConfigMap | None = None
    ca_file: str | None = None
    cert: SecretOrConfigMap | None = None
    cert_file: str | None = None
    insecure_skip_verify: bool | None = None
    key_file: str | None = None
    key_secret: SecretKeySelector | None = None
    max_version: Annotated[str | None, OneOf(("TLS10", "TLS11", "TLS12", "TLS13"))] = None
    min_version: Annotated[str | None, OneOf(("TLS10", "TLS11", "TLS12", "TLS13"))] = None
    server_name: str | None = None


class Authorization(Spec, frozen=True, kw_only=True):
    """DOC Prometheus.spec.apiserverConfig.authorization"""

    credentials: SecretKeySelector | None = None
    credentials_file: str | None = None
    type: str | None = None
