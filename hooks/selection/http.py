"""How Prometheus connects: credentials, TLS and proxy of any part of a custom resource that has some of them."""

from collections.abc import Iterator

from hooks.findings import Finding
from hooks.findings.fields import CONFLICT, NEEDS
from hooks.findings.references import UNNAMED
from hooks.findings.scraping import BASIC, CREDENTIALS, METHODS
from hooks.kinds.connection import Client, Connection, connection
from hooks.kinds.http import Authorization, BasicAuth, OAuth2, SafeAuthorization, Sigv4
from hooks.kinds.references import SecretKeySelector
from hooks.selection import proxy, tls
from hooks.source import Source


def findings(part: Client, path: str, source: Source) -> Iterator[Finding]:
    """What is wrong with the HTTP client settings of ``part``: each that it has is looked at, in the order of the fields.

    Whether what is referenced is there says :mod:`hooks.selection.references`.
    """
    found = connection(part)
    yield from two_methods(found, path)
    yield from authorization(found.authorization, f"{path}.authorization")
    yield from basic_auth(found.basic_auth, f"{path}.basicAuth")
    yield from oauth2(found.oauth2, f"{path}.oauth2", source)
    yield from sigv4(found.sigv4, f"{path}.sigv4")
    yield from tls.findings(found.tls_config, f"{path}.tlsConfig", source)
    if found.proxy is not None:
        yield from proxy.findings(found.proxy, path)


def two_methods(found: Connection, path: str) -> Iterator[Finding]:
    """Where a client authenticates in two ways: Prometheus refuses the whole configuration then."""
    methods = {
        "authorization": found.authorization,
        "basicAuth": found.basic_auth,
        "oauth2": found.oauth2,
        "sigv4": found.sigv4,
        "azureAd": found.azure_ad,
        "bearerToken": found.bearer_token,
        "bearerTokenFile": found.bearer_token_file,
        "bearerTokenSecret": found.bearer_token_secret,
    }
    given = [name for name, method in methods.items() if _given(method)]
    if len(given) > 1:
        yield METHODS.at(f"{path}.{given[1]}", f"{given[0]} is given too, at most one way to authenticate is possible", "remove one of them")


def _given(method: object) -> bool:
    """An empty text, or a reference without a name as the API once defaulted it, says nothing."""
    return bool(method.name) if isinstance(method, SecretKeySelector) else method is not None and method != ""


def no_credentials(part: SafeAuthorization | None, path: str) -> Iterator[Finding]:
    """Where an authorization names no credentials."""
    if part is not None and part.credentials is None:
        yield CREDENTIALS.at(f"{path}.credentials", "there are none", "name a secret or remove authorization")


def authorization(part: SafeAuthorization | Authorization | None, path: str) -> Iterator[Finding]:
    """Where the type is basic, or where credentials come twice."""
    if isinstance(part, Authorization) and part.credentials is not None and part.credentials_file:
        yield CONFLICT.at(path, "credentials and credentialsFile are both given", "remove one of them")
    if part is not None and (part.type or "").strip().lower() == "basic":
        yield BASIC.at(f"{path}.type", "basic needs a user name", "use basicAuth instead")


def basic_auth(basic: BasicAuth | None, path: str) -> Iterator[Finding]:
    """Where user name or password is not named."""
    for name, selector in (("username", basic.username), ("password", basic.password)) if basic is not None else ():
        if selector is None:
            yield UNNAMED.at(f"{path}.{name}", "no secret is named", "write its name")


def oauth2(part: OAuth2 | None, path: str, source: Source) -> Iterator[Finding]:
    """Where a token could not be fetched."""
    if part is None:
        return
    if not part.token_url:
        yield NEEDS.at(f"{path}.tokenUrl", "it is missing", "write the URL that gives tokens")
    if not tls.chosen(part.client_id):
        yield NEEDS.at(f"{path}.clientId", "it is missing", "name a secret or a configMap")
    elif source.either(part.client_id) == "":
        yield NEEDS.at(f"{path}.clientId", "its value is empty", "write the id of the client there")
    if part.client_secret is None:
        yield UNNAMED.at(f"{path}.clientSecret", "no secret is named", "write its name")
    yield from tls.two_sources(part.client_id, f"{path}.clientId")
    yield from proxy.findings(part, path)
    yield from tls.findings(part.tls_config, f"{path}.tlsConfig", source)


def sigv4(part: Sigv4 | None, path: str) -> Iterator[Finding]:
    """Where half of a key pair is given; without one AWS's own chain is asked."""
    if part is not None and (part.access_key is None) != (part.secret_key is None):
        yield NEEDS.at(path, "accessKey and secretKey belong together", "give both or none")
