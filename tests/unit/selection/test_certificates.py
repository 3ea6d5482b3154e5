"""Material that Go's crypto/tls loads is accepted, in every form in which openssl writes it."""

from datetime import UTC, datetime

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, KeySerializationEncryption, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from hooks.selection.certificates import authority, pair

Key = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey | ed25519.Ed25519PrivateKey

KEYS: dict[str, Key] = {
    "rsa": rsa.generate_private_key(65537, 2048),
    "ec": ec.generate_private_key(ec.SECP256R1()),
    "ed25519": ed25519.Ed25519PrivateKey.generate(),
}
CURVE = "-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----\n"


def certificate(key: Key) -> str:
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "example.org")])
    start, end = datetime(2020, 1, 1, tzinfo=UTC), datetime(2120, 1, 1, tzinfo=UTC)
    builder = x509.CertificateBuilder(name, name, key.public_key(), 7, start, end)
    return builder.sign(key, None if isinstance(key, ed25519.Ed25519PrivateKey) else SHA256()).public_bytes(Encoding.PEM).decode()


def pem(key: Key, form: PrivateFormat = PrivateFormat.PKCS8, encryption: KeySerializationEncryption | None = None) -> str:
    return key.private_bytes(Encoding.PEM, form, encryption or NoEncryption()).decode()


@pytest.mark.parametrize("key", [pytest.param(key, id=name) for name, key in KEYS.items()])
def test_a_pair_is_accepted_whatever_its_algorithm(key: Key) -> None:
    assert not list(pair(certificate(key), pem(key), "cert", "key"))


@pytest.mark.parametrize("name", ["rsa", "ec"])
def test_the_traditional_form_of_a_key_is_accepted(name: str) -> None:
    assert not list(pair(certificate(KEYS[name]), pem(KEYS[name], PrivateFormat.TraditionalOpenSSL), "cert", "key"))


def test_a_chain_and_text_around_the_blocks_are_accepted() -> None:
    own, other = certificate(KEYS["ec"]), certificate(KEYS["rsa"])
    assert not list(pair(f"subject: example.org\n{own}{other}", f"{own}\n{pem(KEYS['ec'])}", "cert", "key"))
    assert not list(authority(f"# our authority\n{own}", "ca"))


def test_a_key_after_the_parameters_of_its_curve_is_accepted() -> None:
    assert not list(pair(certificate(KEYS["ec"]), CURVE + pem(KEYS["ec"], PrivateFormat.TraditionalOpenSSL), "cert", "key"))


@pytest.mark.parametrize(
    ("cert", "key", "path", "code"),
    [
        pytest.param(certificate(KEYS["ec"]), pem(KEYS["ec"], encryption=BestAvailableEncryption(b"x")), "key", "PH2102", id="encrypted-key"),
        pytest.param(certificate(KEYS["ec"]), pem(KEYS["rsa"]), "key", "PH2103", id="key-of-another"),
        pytest.param(pem(KEYS["ec"]), pem(KEYS["ec"]), "cert", "PH2101", id="key-in-place-of-the-certificate"),
        pytest.param(certificate(KEYS["ec"])[:100], pem(KEYS["ec"]), "cert", "PH2101", id="cut-off"),
    ],
)
def test_a_broken_pair_is_refused_where_it_is_broken(cert: str, key: str, path: str, code: str) -> None:
    (found,) = pair(cert, key, "cert", "key")
    assert (found.path, found.code.id) == (path, code)
    assert "PRIVATE" not in str(found)


def test_a_key_is_no_authority() -> None:
    (found,) = authority(pem(KEYS["ec"]), "ca")
    assert found.code.id == "PH2101"
