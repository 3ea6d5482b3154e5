"""TLS settings: what contradicts itself, and material that cannot be read."""

from collections.abc import Iterator

from hooks.findings import Finding
from hooks.findings.fields import CONFLICT
from hooks.findings.scraping import TLS as CONTRADICTION
from hooks.kinds.references import SecretOrConfigMap
from hooks.kinds.tls import SafeTLSConfig, TLSConfig
from hooks.selection import certificates
from hooks.source import Source

TLS = SafeTLSConfig | TLSConfig


def findings(tls: TLS | None, path: str, source: Source) -> Iterator[Finding]:
    """Why Prometheus could not connect with these settings."""
    if tls is None:
        return
    yield from _contradictions(tls, path)
    authority, certificate, key = source.either(tls.ca), source.either(tls.cert), source.secret(tls.key_secret)
    if authority:
        yield from certificates.authority(authority, f"{path}.ca")
    if certificate and key:
        yield from certificates.pair(certificate, key, f"{path}.cert", f"{path}.keySecret")


def _contradictions(tls: TLS, path: str) -> Iterator[Finding]:
    yield from two_sources(tls.ca, f"{path}.ca")
    yield from two_sources(tls.cert, f"{path}.cert")
    if tls.max_version is not None and tls.min_version is not None and tls.max_version < tls.min_version:
        yield CONTRADICTION.at(f"{path}.maxVersion", f"{tls.max_version} is below minVersion {tls.min_version}", "raise it")
    if isinstance(tls, TLSConfig):
        yield from _reference_and_file(tls, path)
    certificate, key = has_certificate(tls), has_key(tls)
    if certificate and not key:
        yield CONTRADICTION.at(path, "there is a client certificate without a key", "add keySecret or remove cert")
    if key and not certificate:
        yield CONTRADICTION.at(path, "there is a client key without a certificate", "add cert or remove the key")


def _reference_and_file(tls: TLSConfig, path: str) -> Iterator[Finding]:
    for referenced, file, name in ((chosen(tls.ca), tls.ca_file, "ca"), (chosen(tls.cert), tls.cert_file, "cert")):
        if referenced and file:
            yield CONFLICT.at(path, f"{name} and {name}File are both given", "remove one of them")
    if tls.key_secret is not None and tls.key_file:
        yield CONFLICT.at(path, "keySecret and keyFile are both given", "remove one of them")


def has_certificate(tls: TLS) -> bool:
    """A client certificate is given, by reference or as a file."""
    return chosen(tls.cert) or bool(isinstance(tls, TLSConfig) and tls.cert_file)


def has_key(tls: TLS) -> bool:
    """A client key is given, by reference or as a file."""
    return tls.key_secret is not None or bool(isinstance(tls, TLSConfig) and tls.key_file)


def chosen(choice: SecretOrConfigMap | None) -> bool:
    """Something is selected; ``{}`` selects nothing."""
    return choice is not None and (choice.secret is not None or choice.config_map is not None)


def two_sources(choice: SecretOrConfigMap | None, path: str) -> Iterator[Finding]:
    """Where both a Secret and a ConfigMap are named."""
    if choice is not None and choice.secret is not None and choice.config_map is not None:
        yield CONFLICT.at(path, "secret and configMap are both given", "remove one of them")
