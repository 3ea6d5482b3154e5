"""The HTTP client of receivers (Alertmanager documentation, "HTTP client configuration")."""

from typing import Annotated, Any

from hooks.alertmanager_yaml.fields import Choice, Flag, Labels, NoneOf, OneOf, Text, Texts
from hooks.alertmanager_yaml.sections import Context, Findings, Part
from hooks.errors import InvalidObject
from hooks.findings.alerting import BAD_VALUE, CONTRADICTION, INCOMPLETE
from hooks.selection import urls
from hooks.versions import since

_JWT = "urn:ietf:params:oauth:grant-type:jwt-bearer"
_RESERVED_HEADERS = (
    frozenset(["authorization", "host", "content-encoding", "content-length", "content-type", "user-agent", "connection", "keep-alive"])
    | frozenset(["proxy-authenticate", "proxy-authorization", "www-authenticate", "accept-encoding", "x-prometheus-remote-write-version"])
    | frozenset(["x-prometheus-remote-read-version", "x-prometheus-scrape-timeout-seconds", "x-amz-date", "x-amz-security-token"])
    | frozenset(["x-amz-content-sha256"])
)
"""Headers that the HTTP client sets itself."""
TLSVersion = Annotated[Text, since("0.25.0"), OneOf(("TLS10", "TLS11", "TLS12", "TLS13"))]


def one_way(field: str) -> tuple[tuple[str, str], ...]:
    """A value, the file that holds it, and its name in a secret manager exclude each other."""
    return (field, f"{field}_file"), (field, f"{field}_ref"), (f"{field}_file", f"{field}_ref")


class TLS(Part, frozen=True, kw_only=True):
    """``tls_config``."""

    ca: Annotated[Text, since("0.26.0", refuse=True)] = None
    cert: Annotated[Text, since("0.26.0", refuse=True)] = None
    key: Annotated[Text, since("0.26.0", refuse=True)] = None
    ca_file: Text = None
    cert_file: Text = None
    key_file: Text = None
    ca_ref: Annotated[Text, since("0.28.0", refuse=True)] = None
    cert_ref: Annotated[Text, since("0.28.0", refuse=True)] = None
    key_ref: Annotated[Text, since("0.28.0", refuse=True)] = None
    server_name: Text = None
    insecure_skip_verify: bool = False
    min_version: TLSVersion = None
    max_version: TLSVersion = None

    excludes = (*one_way("ca"), *one_way("cert"), *one_way("key"))

    def problems(self, context: Context) -> Findings:
        """A certificate without its key, or a key without its certificate; versions the wrong way round, which only the connection notices."""
        certificate, key = self.cert or self.cert_file or self.cert_ref, self.key or self.key_file or self.key_ref
        if certificate and not key:
            yield INCOMPLETE.at("key_file", "there is a client certificate without its key", "add the key or remove the certificate")
        if key and not certificate:
            yield INCOMPLETE.at("cert_file", "there is a client key without its certificate", "add the certificate or remove the key")
        if not context.secret and self.min_version and self.max_version and self.min_version > self.max_version:
            yield CONTRADICTION.at("max_version", "it is below the lowest version that is allowed", "raise it")


class Authorization(Part, frozen=True, kw_only=True):
    """``authorization``."""

    type: Text = None
    credentials: Text = None
    credentials_file: Text = None
    credentials_ref: Annotated[Text, since("0.28.0", refuse=True)] = None

    excludes = one_way("credentials")

    def problems(self, context: Context) -> Findings:  # noqa: ARG002
        """Basic authentication has a section of its own."""
        if (self.type or "").strip().lower() == "basic":
            yield BAD_VALUE.at("type", "basic needs a user name", "use basic authentication's own section instead")


class BasicAuth(Part, frozen=True, kw_only=True):
    """``basic_auth``."""

    username: Text = None
    username_file: Annotated[Text, since("0.27.0", refuse=True)] = None
    username_ref: Annotated[Text, since("0.28.0", refuse=True)] = None
    password: Text = None
    password_file: Text = None
    password_ref: Annotated[Text, since("0.28.0", refuse=True)] = None

    excludes = (*one_way("username"), *one_way("password"))


class Proxied(Part, frozen=True, kw_only=True):
    """The proxy settings that an HTTP client has in all places; subclasses say since when."""

    proxy_url: Text = None
    no_proxy: Text = None
    proxy_from_environment: Flag = None
    proxy_connect_header: dict[str, tuple[str, ...]] | None = None

    def problems(self, context: Context) -> Findings:  # noqa: ARG002
        """Settings that contradict each other, or an address that is no URL."""
        if self.proxy_connect_header and not (self.proxy_url or self.proxy_from_environment):
            yield INCOMPLETE.at("proxy_connect_header", "there is no proxy to send it to", "name a proxy or remove the header")
        if self.proxy_from_environment and self.proxy_url:
            yield CONTRADICTION.at("proxy_url", "the proxy is taken from the environment too", "remove one of them")
        if self.proxy_from_environment and self.no_proxy:
            yield CONTRADICTION.at("no_proxy", "the proxy is taken from the environment, and so is what goes around it", "remove one of them")
        if self.no_proxy and not self.proxy_url and not self.proxy_from_environment:
            yield INCOMPLETE.at("no_proxy", "there is no proxy to go around", "name a proxy or remove it")
        if self.proxy_url and not _is_parsed(self.proxy_url):
            yield BAD_VALUE.at("proxy_url", "it is no URL", "write it like http://proxy:3128")


def _is_parsed(text: str) -> bool:
    try:
        urls.parsed(text, "")
    except InvalidObject:
        return False
    return True


class OAuth2(Proxied, frozen=True, kw_only=True):
    """``oauth2``."""

    client_id: str = ""
    client_secret: str = ""
    client_secret_file: Text = None
    client_secret_ref: Annotated[Text, since("0.28.0", refuse=True)] = None
    client_certificate_key_id: Annotated[Text, since("0.30.0", refuse=True)] = None
    client_certificate_key: Annotated[Text, since("0.30.0", refuse=True)] = None
    client_certificate_key_file: Annotated[Text, since("0.30.0", refuse=True)] = None
    client_certificate_key_ref: Annotated[Text, since("0.30.0", refuse=True)] = None
    grant_type: Annotated[Text, since("0.30.0", refuse=True)] = None
    signature_algorithm: Annotated[Text, since("0.30.0", refuse=True)] = None
    iss: Annotated[Text, since("0.30.0", refuse=True)] = None
    audience: Annotated[Text, since("0.30.0", refuse=True)] = None
    claims: Annotated[dict[str, Any] | None, since("0.30.0", refuse=True)] = None
    scopes: Texts = None
    token_url: str = ""
    endpoint_params: Labels = None
    tls_config: TLS | None = None
    proxy_url: Annotated[Text, since("0.25.0")] = None
    no_proxy: Annotated[Text, since("0.25.0")] = None
    proxy_from_environment: Annotated[Flag, since("0.25.0")] = None
    proxy_connect_header: Annotated[dict[str, tuple[str, ...]] | None, since("0.25.0")] = None

    def problems(self, context: Context) -> Findings:
        """What a token cannot be fetched without, and credentials that come twice."""
        yield from super().problems(context)
        if not self.client_id:
            yield INCOMPLETE.at("client_id", "it is missing", "name the client")
        if not self.token_url:
            yield INCOMPLETE.at("token_url", "it is missing", "write the URL that gives tokens")
        way = "client_certificate_key" if self.grant_type == _JWT else "client_secret"
        given = [field for field in (way, f"{way}_file", f"{way}_ref") if getattr(self, field)]
        if len(given) > 1:
            yield CONTRADICTION.at(given[1], "the client's credentials are given in another way too", "remove one of them")
        if self.grant_type == _JWT and self.signature_algorithm not in {None, "RS256", "RS384", "RS512"}:
            yield BAD_VALUE.at("signature_algorithm", "it is no algorithm for tokens", "write RS256, RS384 or RS512")


class Header(Part, frozen=True, kw_only=True):
    """One of ``http_headers``."""

    values: Texts = None
    secrets: Texts = None
    files: Texts = None


class HTTPClient(Proxied, frozen=True, kw_only=True):
    """``http_config``."""

    authorization: Annotated[Authorization | None, since("0.22.0", refuse=True)] = None
    basic_auth: BasicAuth | None = None
    oauth2: Annotated[OAuth2 | None, since("0.22.0", refuse=True)] = None
    bearer_token: Text = None
    bearer_token_file: Text = None
    tls_config: TLS | None = None
    follow_redirects: Annotated[Choice, since("0.22.0")] = None
    enable_http2: Annotated[Choice, since("0.25.0")] = None
    http_headers: Annotated[dict[str, Header] | None, since("0.28.0"), NoneOf(_RESERVED_HEADERS)] = None
    proxy_url: Text = None
    no_proxy: Annotated[Text, since("0.26.0")] = None
    proxy_from_environment: Annotated[Flag, since("0.26.0")] = None
    proxy_connect_header: Annotated[dict[str, tuple[str, ...]] | None, since("0.26.0")] = None

    @property
    def authorized(self) -> bool:
        """Whether requests have an Authorization header with a token."""
        return bool(self.authorization or self.bearer_token or self.bearer_token_file)

    def problems(self, context: Context) -> Findings:
        """More than one way to authenticate."""
        yield from super().problems(context)
        ways = [name for name in ("authorization", "basic_auth", "oauth2", "bearer_token", "bearer_token_file") if getattr(self, name) is not None]
        if len(ways) > 1:
            yield CONTRADICTION.at(ways[1], "there is another way to authenticate too", "remove all but one")
