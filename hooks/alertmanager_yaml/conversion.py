"""A part of an AlertmanagerConfig → the section of alertmanager.yaml that bears the same field names; references become values or files."""

import types
from collections.abc import Callable, Mapping
from functools import cache
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin, get_type_hints

from hooks.alertmanager_yaml import receivers as r
from hooks.alertmanager_yaml.http import TLS, Authorization, BasicAuth, HTTPClient, OAuth2
from hooks.alertmanager_yaml.markers import Kept, Span
from hooks.durations import canonical
from hooks.errors import InvalidObject
from hooks.kinds.base import Spec
from hooks.kinds.references import SecretKeySelector, SecretOrConfigMap
from hooks.kinds.tls import SafeTLSConfig
from hooks.source import Source
from hooks.versions import Section

CERTS_DIR = "/etc/alertmanager/certs"
_OTHER_NAMES: Mapping[tuple[type[Section], str], tuple[str, ...]] = {
    (r.Discord, "webhook_url"): ("api_url",),
    (r.PagerDuty, "images"): ("pager_duty_image_configs",),
    (r.PagerDuty, "links"): ("pager_duty_link_configs",),
    (r.Link, "text"): ("alt",),
    (r.Webhook, "url"): ("url_secret", "url"),
}
"""Where the custom resource calls a field by another name; of several names the first that is set counts."""

S = TypeVar("S", bound=Section)


def section(part: Any, target: type[S], source: Source, path: str) -> S:
    """``part`` as a ``target``, field by field. InvalidObject at the path of a reference that is not there."""
    values: dict[str, Any] = {}
    names = set(part.__struct_fields__)
    for attribute, hint in _hints(target).items():
        given = next((name for name in _OTHER_NAMES.get((target, attribute), (attribute,)) if name in names and getattr(part, name) is not None), None)
        if given is not None:
            value = _value(getattr(part, given), hint, source, f"{path}.{_json_name(part, given)}")
            if value is not None and (value not in ("", 0, False, (), {}) or _has(hint, Kept)):
                values[attribute] = value
    return target(**values)


@cache
def _hints(target: type[Section]) -> Mapping[str, Any]:
    hints = get_type_hints(target, include_extras=True)
    return {attribute: hints[attribute] for attribute in target.__struct_fields__}


def _json_name(part: Any, attribute: str) -> str:
    return str(part.__struct_encode_fields__[part.__struct_fields__.index(attribute)])


def _has(hint: Any, mark: type) -> bool:
    return get_origin(hint) is Annotated and any(isinstance(item, mark) for item in get_args(hint)[1:])


def _value(given: Any, hint: Any, source: Source, path: str) -> Any:
    if isinstance(given, SecretKeySelector):
        return source.value(given, path)
    if _has(hint, Span):
        return canonical(given) if given else None
    target = _section_type(hint)
    if target is None:
        return _plain(given)
    if isinstance(given, tuple):
        return tuple(section(item, target, source, f"{path}[{index}]") for index, item in enumerate(given))
    special = _SPECIAL.get(target)
    return special(given, source, path) if special else section(given, target, source, path)


def _plain(given: Any) -> Any:
    """A scalar, a list or a map as it is; a list of keys with values as a map."""
    pairs = isinstance(given, tuple) and given and isinstance(given[0], Spec)
    return {item.key: item.value or "" for item in given} if pairs else given


def _threading(given: Any, _: Source, __: str) -> r.Threading:
    return r.Threading(enabled=True, thread_by_date=(given.thread_by_date or "").lower())


def _section_type(hint: Any) -> type[Section] | None:
    if isinstance(hint, type) and issubclass(hint, Section):
        return hint
    if get_origin(hint) in {Annotated, Union, types.UnionType, tuple}:
        return next((found for item in get_args(hint) if (found := _section_type(item)) is not None), None)
    return None


def http_client(given: Any, source: Source, path: str) -> HTTPClient:
    """``httpConfig``, of a receiver or of the global settings."""
    ways = [name for name in ("authorization", "basic_auth", "oauth2", "bearer_token_secret") if getattr(given, name) is not None]
    if len(ways) > 1:
        raise InvalidObject(f"{path}.{_json_name(given, ways[1])}", f"{_json_name(given, ways[0])} is set too, remove one of them")
    return HTTPClient(
        authorization=_authorization(given.authorization, source, path),
        basic_auth=_basic_auth(given.basic_auth, source, path),
        oauth2=_oauth2(given.oauth2, source, path),
        bearer_token=source.value(given.bearer_token_secret, f"{path}.bearerTokenSecret"),
        tls_config=None if given.tls_config is None else tls(given.tls_config, source),
        follow_redirects=given.follow_redirects,
        enable_http2=given.enable_http2,
        **{**_proxy(given, source, path), **({"proxy_url": old} if (old := getattr(given, "proxy_url_deprecated", None)) else {})},
    )


def _proxy(given: Any, source: Source, path: str) -> dict[str, Any]:
    headers = {
        name: tuple(source.value(item, f"{path}.proxyConnectHeader.{name}[{index}]") or "" for index, item in enumerate(items))
        for name, items in given.proxy_connect_header.items()
    }
    return {
        "proxy_url": given.proxy_url or None,
        "no_proxy": given.no_proxy or None,
        "proxy_from_environment": given.proxy_from_environment or None,
        "proxy_connect_header": headers or None,
    }


def _authorization(given: Any, source: Source, path: str) -> Authorization | None:
    credentials = None if given is None else source.value(given.credentials, f"{path}.authorization.credentials")
    return Authorization(type=given.type or "Bearer", credentials=credentials) if credentials else None


def _basic_auth(given: Any, source: Source, path: str) -> BasicAuth | None:
    if given is None:
        return None
    auth = BasicAuth(username=source.value(given.username, f"{path}.basicAuth.username"), password=source.value(given.password, f"{path}.basicAuth.password"))
    return auth if auth.username or auth.password else None


def _oauth2(given: Any, source: Source, path: str) -> OAuth2 | None:
    if given is None:
        return None
    return OAuth2(
        client_id=source.choice(f"{path}.oauth2.clientId", given.client_id),
        client_secret=source.value(given.client_secret, f"{path}.oauth2.clientSecret") or "",
        scopes=given.scopes or None,
        token_url=given.token_url or "",
        endpoint_params=given.endpoint_params or None,
        tls_config=None if given.tls_config is None else tls(given.tls_config, source),
        **_proxy(given, source, f"{path}.oauth2"),
    )


def tls(given: SafeTLSConfig, source: Source, _: str = "") -> TLS:
    """``tlsConfig``: certificates and keys become files of the TLS assets volume."""
    return TLS(
        ca_file=source.file(given.ca, CERTS_DIR),
        cert_file=source.file(given.cert, CERTS_DIR),
        key_file=source.file(SecretOrConfigMap(secret=given.key_secret), CERTS_DIR),
        server_name=given.server_name or None,
        insecure_skip_verify=given.insecure_skip_verify or False,
        min_version=given.min_version or None,
        max_version=given.max_version or None,
    )


_SPECIAL: Mapping[type[Section], Callable[[Any, Source, str], Section]] = {HTTPClient: http_client, TLS: tls, r.Threading: _threading}
