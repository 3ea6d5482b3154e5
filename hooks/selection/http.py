"""How Prometheus connects: credentials, TLS and proxy of any part of a custom resource that has some of them."""

from typing import Any

from hooks.errors import InvalidObject
from hooks.kinds.http import Authorization, BasicAuth, BearerClient, OAuth2, SafeAuthorization, Sigv4
from hooks.kinds.references import SecretKeySelector
from hooks.selection import proxy, tls
from hooks.source import Source

_METHODS = (
    ("authorization", "authorization"),
    ("basic_auth", "basicAuth"),
    ("oauth2", "oauth2"),
    ("sigv4", "sigv4"),
    ("azure_ad", "azureAd"),
    ("bearer_token", "bearerToken"),
    ("bearer_token_file", "bearerTokenFile"),
    ("bearer_token_secret", "bearerTokenSecret"),
)


def check(part: Any, path: str, source: Source) -> None:
    """InvalidObject where Prometheus could not use the HTTP client settings of ``part``: each that it has is looked at, in the order of the fields."""
    check_one_method(part, path)
    check_authorization(getattr(part, "authorization", None), f"{path}.authorization", source)
    check_basic_auth(getattr(part, "basic_auth", None), f"{path}.basicAuth", source)
    check_bearer_token(getattr(part, "bearer_token_secret", None), f"{path}.bearerTokenSecret", source)
    check_oauth2(getattr(part, "oauth2", None), f"{path}.oauth2", source)
    check_sigv4(getattr(part, "sigv4", None), f"{path}.sigv4", source)
    tls.check(getattr(part, "tls_config", None), f"{path}.tlsConfig", source)
    if hasattr(part, "proxy_url"):
        proxy.check(part, path, source)


def check_form(part: BearerClient, path: str) -> None:
    """The part of the check that needs no values, for the HTTP client of Alertmanager: there an empty reference is a way to authenticate too."""
    methods = (part.authorization, part.basic_auth, part.oauth2, part.bearer_token_secret)
    if sum(method is not None for method in methods) > 1:
        raise InvalidObject(path, "at most one of authorization, basicAuth, oauth2 and bearerTokenSecret is possible, remove the others")
    check_credentials(part.authorization, f"{path}.authorization")
    check_authorization_form(part.authorization, f"{path}.authorization")
    check_oauth2_form(part.oauth2, f"{path}.oauth2")
    tls.check_form(part.tls_config, f"{path}.tlsConfig")
    proxy.check_form(part, path)


def check_one_method(part: Any, path: str) -> None:
    """InvalidObject where ``part`` authenticates in two ways: Prometheus refuses the whole configuration then."""
    given = [name for attribute, name in _METHODS if _given(getattr(part, attribute, None))]
    if len(given) > 1:
        raise InvalidObject(f"{path}.{given[1]}", f"{given[0]} is given too, at most one way to authenticate is possible, remove one of them")


def _given(method: Any) -> bool:
    """An empty text, or a reference without a name as the API once defaulted it, says nothing."""
    return bool(method.name) if isinstance(method, SecretKeySelector) else method is not None and method != ""


def check_credentials(authorization: SafeAuthorization | None, path: str) -> None:
    """InvalidObject where an authorization names no credentials."""
    if authorization is not None and authorization.credentials is None:
        raise InvalidObject(f"{path}.credentials", "there are none, name a secret or remove authorization")


def check_authorization(authorization: SafeAuthorization | Authorization | None, path: str, source: Source) -> None:
    """InvalidObject where the type is basic, where credentials come twice, or where they are not there."""
    if authorization is None:
        return
    check_authorization_form(authorization, path)
    if authorization.credentials is not None and authorization.credentials.name:
        source.required(f"{path}.credentials", authorization.credentials)


def check_authorization_form(authorization: SafeAuthorization | Authorization | None, path: str) -> None:
    """The part of the check that needs no values."""
    if isinstance(authorization, Authorization) and authorization.credentials is not None and authorization.credentials_file:
        raise InvalidObject(path, "credentials and credentialsFile are both given, remove one of them")
    if authorization is not None and (authorization.type or "").strip().lower() == "basic":
        raise InvalidObject(f"{path}.type", "basic needs a user name, use basicAuth instead")


def check_basic_auth(basic: BasicAuth | None, path: str, source: Source) -> None:
    """InvalidObject where user name or password is not there."""
    if basic is not None:
        source.required(f"{path}.username", basic.username or SecretKeySelector())
        source.required(f"{path}.password", basic.password or SecretKeySelector())


def check_bearer_token(token: SecretKeySelector | None, path: str, source: Source) -> None:
    """InvalidObject where the token is not there; one without a name is none."""
    if token is not None and token.name:
        source.required(path, token)


def check_oauth2(oauth2: OAuth2 | None, path: str, source: Source) -> None:
    """InvalidObject where a token could not be fetched."""
    if oauth2 is None:
        return
    check_oauth2_form(oauth2, path)
    source.choice(f"{path}.clientId", oauth2.client_id)
    source.required(f"{path}.clientSecret", oauth2.client_secret or SecretKeySelector())
    proxy.check(oauth2, path, source)
    tls.check(oauth2.tls_config, f"{path}.tlsConfig", source)


def check_oauth2_form(oauth2: OAuth2 | None, path: str) -> None:
    """The part of the check that needs no values."""
    if oauth2 is None:
        return
    if not oauth2.token_url:
        raise InvalidObject(f"{path}.tokenUrl", "it is missing, write the URL that gives tokens")
    if not tls.chosen(oauth2.client_id):
        raise InvalidObject(f"{path}.clientId", "it is missing, name a secret or a configMap")
    tls.check_choice(oauth2.client_id, f"{path}.clientId")
    tls.check_form(oauth2.tls_config, f"{path}.tlsConfig")
    proxy.check_form(oauth2, path)


def check_sigv4(sigv4: Sigv4 | None, path: str, source: Source) -> None:
    """InvalidObject where half of a key pair is given, or where it is not there; without one AWS's own chain is asked."""
    if sigv4 is None or (sigv4.access_key is None and sigv4.secret_key is None):
        return
    if sigv4.access_key is None or sigv4.secret_key is None:
        raise InvalidObject(path, "accessKey and secretKey belong together, give both or none")
    source.required(f"{path}.accessKey", sigv4.access_key)
    source.required(f"{path}.secretKey", sigv4.secret_key)
