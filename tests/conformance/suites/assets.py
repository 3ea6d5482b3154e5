"""Credentials and TLS material by reference: whether they can be used, and the files of the TLS assets Secret."""

from collections.abc import Callable, Iterable
from typing import Any

import msgspec

from hooks.assets import Assets, tls_files
from hooks.findings import Finding
from hooks.kinds.base import Spec
from hooks.kinds.http import Authorization, BasicAuth, HTTPConfig, OAuth2, SafeAuthorization, Sigv4
from hooks.kinds.references import SecretKeySelector
from hooks.kinds.remote_write import AzureAD
from hooks.kinds.tls import SafeTLSConfig, TLSConfig
from hooks.selection import http, references, tls
from hooks.source import Source


def _nothing(_value: Any, _path: str, _source: Source) -> Iterable[Finding]:
    return ()


Check = Callable[[Any, str, Source], Iterable[Finding]]
_CHECKS: dict[str, tuple[type[Spec], Check]] = {
    "authorization": (Authorization, lambda value, path, _: http.authorization(value, path)),
    "safeAuthorization": (SafeAuthorization, lambda value, path, _: http.authorization(value, path)),
    "azureAD": (AzureAD, _nothing),
    "basicAuth": (BasicAuth, lambda value, path, _: http.basic_auth(value, path)),
    "oauth2": (OAuth2, http.oauth2),
    "proxyConfig": (HTTPConfig, _nothing),
    "safeTLSConfig": (SafeTLSConfig, tls.findings),
    "secretKey": (SecretKeySelector, _nothing),
    "sigv4": (Sigv4, lambda value, path, _: http.sigv4(value, path)),
    "tlsConfig": (TLSConfig, tls.findings),
}
"""What is asked beside whether all that is referenced is there."""


def outcome(inputs: dict[str, Any], case: dict[str, Any]) -> dict[str, Any]:
    kind, check = _CHECKS[inputs["function"]]
    value, assets, namespace = msgspec.convert(inputs["value"], kind), Assets.of(inputs.get("objects", ())), inputs["namespace"]
    source = Source(namespace, assets)
    found = [*references.findings(value, "value", source), *check(value, "value", source)]
    if found:
        return {"accepted": False, "reason": "; ".join(map(str, found))}
    return {"accepted": True, "tlsAssets": {name: content.decode() for name, content in tls_files(value, namespace, assets).items()}}


def agrees(got: dict[str, Any], want: dict[str, Any], case: dict[str, Any]) -> str | None:
    same = got["accepted"] == want["accepted"] and got.get("tlsAssets", {}) == want.get("tlsAssets", {})
    return None if same else f"{got} instead of {want}"
