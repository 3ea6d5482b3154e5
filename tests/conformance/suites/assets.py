"""Credentials and TLS material by reference: whether they can be used, and the files of the TLS assets Secret."""

from collections.abc import Callable
from typing import Any

import msgspec

from hooks.assets import Assets, tls_files
from hooks.errors import InvalidObject
from hooks.kinds.base import Spec
from hooks.kinds.http import Authorization, BasicAuth, HTTPConfig, OAuth2, SafeAuthorization, Sigv4
from hooks.kinds.references import SecretKeySelector
from hooks.kinds.remote_write import AzureAD
from hooks.kinds.tls import SafeTLSConfig, TLSConfig
from hooks.selection import http, proxy, remote_write, tls
from hooks.source import Source

_CHECKS: dict[str, tuple[type[Spec], Callable[..., None]]] = {
    "authorization": (Authorization, http.check_authorization),
    "safeAuthorization": (SafeAuthorization, http.check_authorization),
    "azureAD": (AzureAD, remote_write.check_azure_secret),
    "basicAuth": (BasicAuth, http.check_basic_auth),
    "oauth2": (OAuth2, http.check_oauth2),
    "proxyConfig": (HTTPConfig, proxy.check_headers),
    "safeTLSConfig": (SafeTLSConfig, tls.check),
    "secretKey": (SecretKeySelector, lambda selector, path, source: source.required(path, selector)),
    "sigv4": (Sigv4, http.check_sigv4),
    "tlsConfig": (TLSConfig, tls.check),
}


def outcome(inputs: dict[str, Any], case: dict[str, Any]) -> dict[str, Any]:
    kind, check = _CHECKS[inputs["function"]]
    value, assets, namespace = msgspec.convert(inputs["value"], kind), Assets.of(inputs.get("objects", ())), inputs["namespace"]
    try:
        check(value, "value", Source(namespace, assets))
    except InvalidObject as problem:
        return {"accepted": False, "reason": str(problem)}
    return {"accepted": True, "tlsAssets": {name: content.decode() for name, content in tls_files(value, namespace, assets).items()}}


def agrees(got: dict[str, Any], want: dict[str, Any], case: dict[str, Any]) -> str | None:
    same = got["accepted"] == want["accepted"] and got.get("tlsAssets", {}) == want.get("tlsAssets", {})
    return None if same else f"{got} instead of {want}"
