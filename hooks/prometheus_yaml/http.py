"""How Prometheus connects: credentials, TLS, proxy and redirects, with the values that references stand for.

A reference that is not there gives an empty value here (or no section, where an empty one would mean something else): selection has refused the
object before, unless the reference is optional.
"""

import msgspec

from hooks import names
from hooks.kinds import http as kinds
from hooks.kinds.connection import Client, Connection, connection
from hooks.kinds.http import SafeAuthorization
from hooks.kinds.references import SecretOrConfigMap
from hooks.kinds.scrapeconfig import ScrapeConfigSpec
from hooks.kinds.tls import SafeTLSConfig, TLSConfig
from hooks.prometheus_yaml.model import TLS, Authorization, BasicAuth, HTTPClient, OAuth2, Proxy, SigV4
from hooks.source import Source


class Fallback(msgspec.Struct, frozen=True):
    """What a scrape class gives to a job that says nothing itself; its references are already resolved in the namespace of the workload."""

    tls: TLS | None = None
    """For a job without any TLS settings."""
    tls_paths: TLS | None = None
    """For a job with TLS settings of its own: only paths of files fill its gaps (CRD reference of ``scrapeClasses[].tlsConfig``)."""
    authorization: Authorization | None = None


def http_client(part: Client, source: Source, fallback: Fallback | None = None) -> HTTPClient:
    """The HTTP client settings of ``part``: an endpoint, a discovery, a remote write … Its kind decides which of them it can have.

    ``fallback`` is given for scrape jobs, which have a scrape class.
    """
    found = connection(part)
    return HTTPClient(
        basic_auth=basic_auth(found.basic_auth, source),
        bearer_token=_bearer_token(found, source),
        bearer_token_file=found.bearer_token_file or None,
        authorization=scrape_authorization(found.authorization, source, fallback) if fallback else authorization(found.authorization, source),
        oauth2=oauth2(found.oauth2, source),
        tls_config=scrape_tls(found.tls_config, source, fallback) if fallback else tls(found.tls_config, source),
        follow_redirects=found.follow_redirects,
        enable_http2=found.enable_http2,
        proxy=None if found.proxy is None else proxy(found.proxy, source),
    )


def basic_auth(part: kinds.BasicAuth | None, source: Source) -> BasicAuth | None:
    """Username and password; a value that is not there is the empty string."""
    if part is None:
        return None
    return BasicAuth(username=source.secret(part.username) or "", password=source.secret(part.password) or "")


def _bearer_token(found: Connection, source: Source) -> str | None:
    selector = found.bearer_token_secret
    return source.secret(selector) if selector is not None and selector.name else found.bearer_token or None


def authorization(part: SafeAuthorization | None, source: Source) -> Authorization | None:
    """The Authorization header: ``Bearer`` unless another type is given. Credentials that are not there are left out."""
    if part is None:
        return None
    return Authorization(
        type=(part.type or "Bearer").strip(),
        credentials=source.secret(part.credentials),
        credentials_file=(part.credentials_file or None) if isinstance(part, kinds.Authorization) else None,
    )


def scrape_authorization(part: SafeAuthorization | None, source: Source, fallback: Fallback) -> Authorization | None:
    """The Authorization header of a scrape job; the scrape class gives what the job leaves open."""
    if part is None or not (part.type or part.credentials):
        return fallback.authorization
    own, given = authorization(part, source), fallback.authorization
    if own is None or given is None or part.credentials is not None:
        return own
    return msgspec.structs.replace(own, credentials=given.credentials, credentials_file=given.credentials_file)


def oauth2(part: kinds.OAuth2 | None, source: Source) -> OAuth2 | None:
    """OAuth 2 client credentials; nothing without the id or the secret, which cannot be left empty."""
    if part is None:
        return None
    client_id = source.either(part.client_id)
    client_secret = source.secret(part.client_secret)
    if client_id is None or client_secret is None:
        return None
    return OAuth2(
        client_id=client_id,
        client_secret=client_secret,
        token_url=part.token_url or "",
        scopes=part.scopes or None,
        endpoint_params=dict(sorted(part.endpoint_params.items())) or None,
        proxy=proxy(part, source),
        tls_config=tls(part.tls_config, source),
    )


def proxy(part: kinds.Proxy | ScrapeConfigSpec, source: Source) -> Proxy | None:
    """Proxy settings; ``None`` where the part has none."""
    headers = part.proxy_connect_header
    found = Proxy(
        proxy_url=part.proxy_url,
        no_proxy=part.no_proxy,
        proxy_from_environment=part.proxy_from_environment,
        proxy_connect_header={header: tuple(source.secret(selector) or "" for selector in headers[header]) for header in sorted(headers)} if headers else None,
    )
    return None if found == Proxy() else found


def tls(part: SafeTLSConfig | TLSConfig | None, source: Source) -> TLS | None:
    """TLS settings. A value given by reference is a file of the mounted TLS assets and wins over the path of a file given by the user."""
    if part is None:
        return None
    files = part if isinstance(part, TLSConfig) else TLSConfig()
    return TLS(
        insecure_skip_verify=part.insecure_skip_verify,
        ca_file=source.file(part.ca, names.CERTS_DIR) or files.ca_file or None,
        cert_file=source.file(part.cert, names.CERTS_DIR) or files.cert_file or None,
        key_file=source.file(SecretOrConfigMap(secret=part.key_secret), names.CERTS_DIR) or files.key_file or None,
        server_name=part.server_name or None,
        min_version=part.min_version,
        max_version=part.max_version,
    )


def scrape_tls(part: SafeTLSConfig | TLSConfig | None, source: Source, fallback: Fallback) -> TLS | None:
    """TLS settings of a scrape job; the scrape class gives what the job leaves open. A kind without file paths that says nothing counts as absent."""
    own, paths = tls(part, source), fallback.tls_paths
    if own is None or (not isinstance(part, TLSConfig) and own == TLS()):
        return fallback.tls
    if paths is None:
        return own
    return msgspec.structs.replace(
        own, ca_file=own.ca_file or paths.ca_file, cert_file=own.cert_file or paths.cert_file, key_file=own.key_file or paths.key_file
    )


def sigv4(part: kinds.Sigv4 | None, source: Source) -> SigV4 | None:
    """How requests to AWS are signed; the two keys are written together or not at all."""
    if part is None:
        return None
    access = source.secret(part.access_key)
    secret = source.secret(part.secret_key)
    return SigV4(
        region=part.region or None,
        access_key=access if access and secret else None,
        secret_key=secret if access and secret else None,
        profile=part.profile or None,
        role_arn=part.role_arn or None,
        external_id=part.external_id or None,
        use_fips_sts_endpoint=part.use_fips_sts_endpoint,
    )


def lower(text: str | None) -> str | None:
    """``HTTPS`` → ``https``: what the API writes in either case and the file in lower case only."""
    return text.lower() if text else None
