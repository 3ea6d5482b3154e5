"""Certificates of the webhooks: whose they are, when they are renewed, and whom callers trust meanwhile. tests/cluster/test_webhooks.py uses them."""

from datetime import timedelta

import pytest
from cryptography import x509

from hooks.cli.certificates import EARLY, LIFETIME, Pair, issued
from hooks.selection.certificates import pair as judged
from tests.unit.loop.small import NOON

HOST = "promhooks-webhooks.promhooks.svc"
FIRST = issued(HOST, NOON, None)


def trusted_by(bundle: bytes, pair: Pair) -> bool:
    issuer = x509.load_pem_x509_certificate(pair.certificate).issuer
    return any(authority.subject == issuer for authority in x509.load_pem_x509_certificates(bundle))


def test_the_key_is_that_of_the_certificate() -> None:
    assert list(judged(FIRST.certificate.decode(), FIRST.key.decode(), "tls.crt", "tls.key")) == []
    (authority,) = x509.load_pem_x509_certificates(FIRST.authorities)
    x509.load_pem_x509_certificate(FIRST.certificate).verify_directly_issued_by(authority)


def test_both_are_trusted_while_both_are_valid() -> None:
    second = issued(HOST, NOON + LIFETIME - EARLY, FIRST)
    assert [trusted_by(second.authorities, each) for each in (FIRST, second)] == [True, True]
    third = issued(HOST, NOON + LIFETIME + timedelta(days=1), second)
    assert [trusted_by(third.authorities, each) for each in (FIRST, second, third)] == [False, True, True]


@pytest.mark.parametrize(
    ("pair", "after", "host", "due"),
    [
        pytest.param(FIRST, LIFETIME - EARLY - timedelta(days=1), HOST, False, id="good"),
        pytest.param(FIRST, LIFETIME - EARLY + timedelta(days=1), HOST, True, id="ends-soon"),
        pytest.param(FIRST, timedelta(), "other.promhooks.svc", True, id="another-host"),
        pytest.param(Pair(b"no certificate", b"", b""), timedelta(), HOST, True, id="damaged"),
    ],
)
def test_it_is_renewed_when_it_is_due(pair: Pair, after: timedelta, host: str, due: bool) -> None:
    assert pair.needs_renewal(NOON + after, host) is due


def test_what_cannot_be_read_is_not_trusted_on() -> None:
    assert len(x509.load_pem_x509_certificates(issued(HOST, NOON, Pair(b"", b"", b"no authority")).authorities)) == 1
