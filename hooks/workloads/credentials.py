"""Certificates and keys of a server, mounted as whole volumes: a subPath mount would not see a renewed certificate."""

import posixpath
from typing import Literal

import msgspec

from hooks.errors import InvalidParent
from hooks.findings import quoted
from hooks.findings.fields import CONFLICT, NEEDS, VALUE
from hooks.findings.scraping import TLS
from hooks.kinds.references import SecretKeySelector, SecretOrConfigMap
from hooks.kinds.schema import CLIENT_AUTH_TYPES
from hooks.kinds.tls import SafeTLSConfig
from hooks.kinds.web import WebTLSConfig
from hooks.workloads.resource_names import unique_label
from hooks.workloads.volumes import Mounted, config_map, mount, secret


class Credential(msgspec.Struct, frozen=True):
    """One file of a Secret or ConfigMap, and where its folder is mounted."""

    base: str
    kind: Literal["secret", "configmap"]
    name: str
    key: str
    use: Literal["key", "cert", "ca"]

    @property
    def folder(self) -> str:
        """Where the whole Secret or ConfigMap is mounted."""
        return posixpath.join(self.base, self.kind, f"{self.name}-{self.use}")

    @property
    def file(self) -> str:
        """The path of the file in the container."""
        return posixpath.join(self.folder, self.key)

    def mounted(self, prefix: str) -> Mounted:
        """Its volume, whose name starts with ``prefix``, and its mount."""
        use = "client-ca" if self.use == "ca" else self.use
        volume = unique_label(f"{prefix}{self.kind}-{use}-", self.name)
        source = secret(volume, self.name) if self.kind == "secret" else config_map(volume, self.name)
        return Mounted((source,), (mount(volume, self.folder, read_only=True),))


class Credentials(msgspec.Struct, frozen=True):
    """What a server or client proves itself with, as far as it comes from Secrets and ConfigMaps."""

    key: Credential | None = None
    cert: Credential | None = None
    authority: Credential | None = None

    def mounted(self, prefix: str) -> Mounted:
        """The volumes and mounts of all of them."""
        return sum((part.mounted(prefix) for part in (self.key, self.cert, self.authority) if part), Mounted())


def server_credentials(tls: WebTLSConfig, base: str) -> Credentials:
    """Of a listening server."""
    return Credentials(_key(tls.key_secret, base), _credential(tls.cert, base, "cert"), _credential(tls.client_ca, base, "ca"))


def client_credentials(tls: SafeTLSConfig, base: str) -> Credentials:
    """Of a client."""
    return Credentials(_key(tls.key_secret, base), _credential(tls.cert, base, "cert"), _credential(tls.ca, base, "ca"))


def check_server(tls: WebTLSConfig, path: str) -> None:
    """InvalidParent where a file is given twice, the key or the certificate is missing, or no client could be asked for a certificate that way."""
    _check_one(path, "client_ca", tls.client_ca, "clientCAFile", tls.client_ca_file)
    _check_one(path, "cert", tls.cert, "certFile", tls.cert_file)
    if tls.key_file and is_set(SecretOrConfigMap(secret=tls.key_secret)):
        raise InvalidParent(CONFLICT.at(f"{path}.keyFile", "keySecret is set too", "keep one of them"))
    if not tls.key_file and not is_set(SecretOrConfigMap(secret=tls.key_secret)):
        raise InvalidParent(NEEDS.at(f"{path}.keySecret", "a TLS server needs a private key", "set keySecret or keyFile"))
    if not tls.cert_file and not is_set(tls.cert):
        raise InvalidParent(NEEDS.at(f"{path}.cert", "a TLS server needs a certificate", "set cert or certFile"))
    if tls.client_auth_type and tls.client_auth_type not in CLIENT_AUTH_TYPES:
        raise InvalidParent(VALUE.at(f"{path}.clientAuthType", f"{quoted(tls.client_auth_type)} is none", f"use one of {', '.join(CLIENT_AUTH_TYPES)}"))


def check_client(tls: SafeTLSConfig, path: str) -> None:
    """InvalidParent where the certificate or the key is missing, or no TLS version is left."""
    _check_one(path, "ca", tls.ca, "", None)
    _check_one(path, "cert", tls.cert, "", None)
    if not is_set(tls.cert):
        raise InvalidParent(NEEDS.at(f"{path}.cert", "a TLS client needs a certificate", "set cert"))
    if not is_set(SecretOrConfigMap(secret=tls.key_secret)):
        raise InvalidParent(NEEDS.at(f"{path}.keySecret", "a TLS client needs the private key of its certificate", "set keySecret"))
    if tls.min_version and tls.max_version and tls.min_version > tls.max_version:
        raise InvalidParent(TLS.at(f"{path}.maxVersion", f"{tls.max_version} is below minVersion {tls.min_version}", "raise it"))


def is_set(reference: SecretOrConfigMap | None) -> bool:
    """The reference names a Secret or ConfigMap; an empty object counts as absent."""
    selector = reference and (reference.secret or reference.config_map)
    return bool(selector and selector.name)


def _check_one(path: str, field: str, reference: SecretOrConfigMap | None, file_field: str, file: str | None) -> None:
    if not is_set(reference):
        return
    if file:
        raise InvalidParent(CONFLICT.at(f"{path}.{file_field}", f"{field} is set too", "keep one of them"))
    if reference and reference.secret and reference.config_map:
        raise InvalidParent(CONFLICT.at(f"{path}.{field}", "secret and configMap are both set", "keep one of them"))


def _key(selector: SecretKeySelector | None, base: str) -> Credential | None:
    return _credential(SecretOrConfigMap(secret=selector), base, "key")


def _credential(reference: SecretOrConfigMap | None, base: str, use: Literal["key", "cert", "ca"]) -> Credential | None:
    if reference is None or not is_set(reference):
        return None
    if reference.secret:
        return Credential(base, "secret", reference.secret.name or "", reference.secret.key or "", use)
    selector = reference.config_map
    return Credential(base, "configmap", (selector.name if selector else None) or "", (selector.key if selector else None) or "", use)
