"""The HTTP client of receivers (Alertmanager documentation, "HTTP client configuration")."""

from typing import Annotated

from hooks.alertmanager_yaml.markers import Choice, Flag, Labels, Text, Texts
from hooks.versions import Section, since


class TLS(Section, frozen=True, kw_only=True):
    """``tls_config``."""

    ca: Text = None
    cert: Text = None
    key: Text = None
    ca_file: Text = None
    cert_file: Text = None
    key_file: Text = None
    server_name: Text = None
    insecure_skip_verify: bool = False
    min_version: Annotated[Text, since("0.25.0")] = None
    max_version: Annotated[Text, since("0.25.0")] = None


class Authorization(Section, frozen=True, kw_only=True):
    """``authorization``."""

    type: Text = None
    credentials: Text = None
    credentials_file: Text = None
    credentials_ref: Text = None


class BasicAuth(Section, frozen=True, kw_only=True):
    """``basic_auth``."""

    username: Text = None
    username_file: Text = None
    username_ref: Text = None
    password: Text = None
    password_file: Text = None
    password_ref: Text = None


class OAuth2(Section, frozen=True, kw_only=True):
    """``oauth2``."""

    client_id: str = ""
    client_secret: str = ""
    client_secret_file: Text = None
    client_secret_ref: Text = None
    scopes: Texts = None
    token_url: str = ""
    endpoint_params: Labels = None
    tls_config: TLS | None = None
    proxy_url: Annotated[Text, since("0.25.0")] = None
    no_proxy: Annotated[Text, since("0.25.0")] = None
    proxy_from_environment: Annotated[Flag, since("0.25.0")] = None
    proxy_connect_header: Annotated[dict[str, tuple[str, ...]] | None, since("0.25.0")] = None


class Header(Section, frozen=True, kw_only=True):
    """One of ``http_headers``."""

    values: Texts = None
    secrets: Texts = None
    files: Texts = None


class HTTPClient(Section, frozen=True, kw_only=True):
    """``http_config``."""

    authorization: Annotated[Authorization | None, since("0.22.0", refuse=True)] = None
    basic_auth: BasicAuth | None = None
    oauth2: Annotated[OAuth2 | None, since("0.22.0", refuse=True)] = None
    bearer_token: Text = None
    bearer_token_file: Text = None
    tls_config: TLS | None = None
    follow_redirects: Annotated[Choice, since("0.22.0")] = None
    enable_http2: Annotated[Choice, since("0.25.0")] = None
    http_headers: Annotated[dict[str, Header] | None, since("0.28.0")] = None
    proxy_url: Text = None
    no_proxy: Annotated[Text, since("0.26.0")] = None
    proxy_from_environment: Annotated[Flag, since("0.26.0")] = None
    proxy_connect_header: Annotated[dict[str, tuple[str, ...]] | None, since("0.26.0")] = None
