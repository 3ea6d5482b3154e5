"""TLS settings: what contradicts itself, and material that cannot be read."""

from hooks.errors import InvalidObject
from hooks.kinds.references import SecretOrConfigMap
from hooks.kinds.tls import SafeTLSConfig, TLSConfig
from hooks.selection import certificates
from hooks.source import Source

TLS = SafeTLSConfig | TLSConfig


def check(tls: TLS | None, path: str, source: Source) -> None:
    """InvalidObject where Prometheus could not connect with these settings."""
    if tls is None:
        return
    check_form(tls, path)
    ca = source.choice(f"{path}.ca", tls.ca)
    certificate = source.choice(f"{path}.cert", tls.cert)
    key = source.required(f"{path}.keySecret", tls.key_secret) if tls.key_secret is not None else ""
    if ca:
        certificates.check_ca(ca, f"{path}.ca")
    if certificate and key:
        certificates.check_pair(certificate, key, f"{path}.cert", f"{path}.keySecret")


def check_form(tls: TLS | None, path: str) -> None:
    """The part of the check that needs no values."""
    if tls is None:
        return
    check_choice(tls.ca, f"{path}.ca")
    check_choice(tls.cert, f"{path}.cert")
    if tls.max_version is not None and tls.min_version is not None and tls.max_version < tls.min_version:
        raise InvalidObject(f"{path}.maxVersion", f"{tls.max_version} is below minVersion {tls.min_version}, raise it")
    if isinstance(tls, TLSConfig):
        _check_one_source(tls, path)
    certificate, key = has_certificate(tls), has_key(tls)
    if certificate and not key:
        raise InvalidObject(path, "there is a client certificate without a key, add keySecret or remove cert")
    if key and not certificate:
        raise InvalidObject(path, "there is a client key without a certificate, add cert or remove the key")


def _check_one_source(tls: TLSConfig, path: str) -> None:
    pairs = ((tls.ca is not None and chosen(tls.ca), tls.ca_file, "ca"), (tls.cert is not None and chosen(tls.cert), tls.cert_file, "cert"))
    for referenced, file, name in pairs:
        if referenced and file:
            raise InvalidObject(path, f"{name} and {name}File are both given, remove one of them")
    if tls.key_secret is not None and tls.key_file:
        raise InvalidObject(path, "keySecret and keyFile are both given, remove one of them")


def has_certificate(tls: TLS) -> bool:
    """A client certificate is given, by reference or as a file."""
    return chosen(tls.cert) or bool(isinstance(tls, TLSConfig) and tls.cert_file)


def has_key(tls: TLS) -> bool:
    """A client key is given, by reference or as a file."""
    return tls.key_secret is not None or bool(isinstance(tls, TLSConfig) and tls.key_file)


def chosen(choice: SecretOrConfigMap | None) -> bool:
    """Something is selected; ``{}`` selects nothing."""
    return choice is not None and (choice.secret is not None or choice.config_map is not None)


def check_choice(choice: SecretOrConfigMap | None, path: str) -> None:
    """InvalidObject where both a Secret and a ConfigMap are named."""
    if choice is not None and choice.secret is not None and choice.config_map is not None:
        raise InvalidObject(path, "secret and configMap are both given, remove one of them")
