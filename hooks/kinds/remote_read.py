"""DOC module remote_read"""

from typing import Annotated

from hooks.kinds.base import Spec
from hooks.kinds.http import Authorization, BasicAuth, OAuth2, TLSConfig
from hooks.kinds.references import SecretKeySelector
from hooks.kinds.schema import Duration, MapType, Pattern, Required


class RemoteRead(Spec, frozen=True, kw_only=True):
    """DOC Prometheus.spec.remoteRead[]"""

    authorization: Authorization | None = None
    basic_auth: BasicAuth | None = None
    bearer_token: str | None = None
    bearer_token_file: str | None = None
    filter_external_labels: bool | None = None
    follow_redirects: bool | None = None
    headers: dict[str, str] = {}
    name: str | None = None
    no_proxy: str | None = None
    oauth2: OAuth2 | None = None
    proxy_connect_header: Annotated[dict[str, tuple[SecretKeySelector, ...]], MapType("atomic")] = {}
    proxy_from_environment: bool | None = None
    proxy_url: Annotated[str | None, Pattern("^(http|https|socks5)://.+$")] = None
    read_recent: bool | None = None
    remote_timeout: Duration | None = None
    required_matchers: dict[str, str] = {}
    tls_config: TLSConfig | None = None
    url: Annotated[str | None, Pattern("^(http|https)://.+$"), Required()] = None
