"""TLS material: a Prometheus whose files cannot be read fails each scrape, so they are read before."""

import re
from collections.abc import Iterator

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_pem_private_key

from hooks.findings import Finding
from hooks.findings.references import CERTIFICATE, PAIR, PRIVATE_KEY
from hooks.memo import remembered

_KEY = re.compile(r"-----BEGIN ((?:[A-Z0-9]+ )*PRIVATE KEY)-----.*?-----END \1-----", re.DOTALL)
"""The first private key: parameters of its curve, or the certificate itself, may stand before it."""


def authority(pem: str, path: str) -> Iterator[Finding]:
    """Where ``pem`` does not begin with a certificate."""
    if "-----BEGIN " not in pem:
        yield CERTIFICATE.at(path, "it holds no PEM block", "put a certificate in PEM format there")
    elif _public_key(pem) is None:
        yield CERTIFICATE.at(path, "its first PEM block is no certificate", "put a certificate in PEM format there")


def pair(certificate: str, key: str, certificate_path: str, key_path: str) -> Iterator[Finding]:
    """Where one of the two cannot be read, or where they do not belong together."""
    public, own = _public_key(certificate), _public_half(key)
    if public is None:
        yield CERTIFICATE.at(certificate_path, "it holds no certificate in PEM format", "put one there")
    if own is None:
        yield PRIVATE_KEY.at(key_path, "it holds no unencrypted private key in PEM format", "put one there")
    if public is not None and own is not None and own != public:
        yield PAIR.at(key_path, "the private key does not belong to the certificate", "put the matching one there")


@remembered(count=1024, longest=16384)
def _public_key(pem: str) -> bytes | None:
    try:
        return x509.load_pem_x509_certificate(_bytes(pem)).public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    except Exception:  # noqa: BLE001  the library raises many kinds, each means the same here
        return None


@remembered(count=1024, longest=16384)
def _public_half(pem: str) -> bytes | None:
    found = _KEY.search(pem)
    try:
        return load_pem_private_key(_bytes(found[0] if found else pem), None).public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    except Exception:  # noqa: BLE001  the same
        return None


def _bytes(pem: str) -> bytes:
    return pem.encode(errors="surrogateescape")
