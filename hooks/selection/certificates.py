"""TLS material: a Prometheus whose files cannot be read fails each scrape, so they are read before."""

import re
from functools import lru_cache

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_pem_private_key

from hooks.errors import InvalidObject

_KEY = re.compile(r"-----BEGIN ((?:[A-Z0-9]+ )*PRIVATE KEY)-----.*?-----END \1-----", re.DOTALL)
"""The first private key: parameters of its curve, or the certificate itself, may stand before it."""


def check_ca(pem: str, path: str) -> None:
    """InvalidObject at ``path`` where ``pem`` does not begin with a certificate."""
    if "-----BEGIN " not in pem:
        raise InvalidObject(path, "it holds no PEM block, put a certificate in PEM format there")
    if _public_key(pem) is None:
        raise InvalidObject(path, "its first PEM block is no certificate, put a certificate in PEM format there")


def check_pair(certificate: str, key: str, certificate_path: str, key_path: str) -> None:
    """InvalidObject where one of the two cannot be read, or where they do not belong together."""
    public = _public_key(certificate)
    if public is None:
        raise InvalidObject(certificate_path, "it holds no certificate in PEM format, put one there")
    own = _public_half(key)
    if own is None:
        raise InvalidObject(key_path, "it holds no unencrypted private key in PEM format, put one there")
    if own != public:
        raise InvalidObject(key_path, "the private key does not belong to the certificate, put the matching one there")


@lru_cache(maxsize=1024)
def _public_key(pem: str) -> bytes | None:
    try:
        return x509.load_pem_x509_certificate(_bytes(pem)).public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    except Exception:  # noqa: BLE001  the library raises many kinds, each means the same here
        return None


@lru_cache(maxsize=1024)
def _public_half(pem: str) -> bytes | None:
    found = _KEY.search(pem)
    try:
        return load_pem_private_key(_bytes(found[0] if found else pem), None).public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    except Exception:  # noqa: BLE001  the same
        return None


def _bytes(pem: str) -> bytes:
    return pem.encode(errors="surrogateescape")
