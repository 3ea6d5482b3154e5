"""``promhooks certificates``: the certificate of the webhooks, made and renewed without cert-manager.

Each certificate has an authority of its own, whose key is forgotten once it has signed: nothing has to be guarded but the certificate's own key. The API server
is told of a new authority before the new certificate is used, and goes on trusting the old one, so no call fails until each pod has read the new Secret.
"""

import base64
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import click
import msgspec
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from hooks.cli.api import Api
from hooks.cli.sources import connection_options
from hooks.loop.resources import Resource, resource
from hooks.protocol import Manifest

LIFETIME = timedelta(days=90)
EARLY = timedelta(days=30)
"""So long before its end a certificate is renewed."""
SKEW = timedelta(minutes=10)
"""Clocks of other machines may be behind by this much."""
MANAGER = "promhooks-certificates"
CONFIGURATIONS = (
    Resource("admissionregistration.k8s.io/v1", "validatingwebhookconfigurations", "ValidatingWebhookConfiguration"),
    Resource("admissionregistration.k8s.io/v1", "mutatingwebhookconfigurations", "MutatingWebhookConfiguration"),
)
CONFIGURATION = "promhooks"
"""The name of both, as in deploy/components/webhooks."""
CRDS = Resource("apiextensions.k8s.io/v1", "customresourcedefinitions", "CustomResourceDefinition")
CONVERTED = "alertmanagerconfigs.monitoring.coreos.com"
SECRETS = resource("v1", "secrets")


class Pair(msgspec.Struct, frozen=True):
    """What the Secret holds, each in PEM."""

    certificate: bytes
    key: bytes
    authorities: bytes
    """One or more certificates, the newest first."""

    def needs_renewal(self, now: datetime, host: str) -> bool:
        """Whether it ends soon, is for another host, or cannot be read."""
        try:
            found = x509.load_pem_x509_certificate(self.certificate)
            names = found.extensions.get_extension_for_class(x509.SubjectAlternativeName).value.get_values_for_type(x509.DNSName)
        except (ValueError, x509.ExtensionNotFound):
            return True
        return host not in names or found.not_valid_after_utc - now < EARLY


def issued(host: str, now: datetime, before: Pair | None) -> Pair:
    """A new pair for ``host``; the authorities of the one ``before`` are trusted as long as they are valid."""
    authority_key, key = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    ours = _named(f"promhooks {now:%Y-%m-%d %H:%M:%S}")
    limits = x509.BasicConstraints(ca=True, path_length=0)
    authority = _built(ours, ours, authority_key, now).add_extension(limits, critical=True).sign(authority_key, hashes.SHA256())
    certificate = (
        _built(_named(host), ours, key, now)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(host)]), critical=False)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .sign(authority_key, hashes.SHA256())
    )
    trusted = [authority, *(each for each in _certificates(before.authorities if before else b"") if each.not_valid_after_utc > now)]
    return Pair(
        certificate.public_bytes(Encoding.PEM),
        key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()),
        b"".join(each.public_bytes(Encoding.PEM) for each in trusted),
    )


def _named(name: str) -> x509.Name:
    # A common name has 64 characters at most; who calls reads the alternative name.
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name[:64])])


def _built(subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePrivateKey, now: datetime) -> x509.CertificateBuilder:
    builder = x509.CertificateBuilder().subject_name(subject).issuer_name(issuer).public_key(key.public_key()).serial_number(x509.random_serial_number())
    return builder.not_valid_before(now - SKEW).not_valid_after(now + LIFETIME)


def _certificates(pem: bytes) -> list[x509.Certificate]:
    try:
        return x509.load_pem_x509_certificates(pem)
    except ValueError:
        return []


def _pair(secret: Manifest | None) -> Pair | None:
    data = (secret or {}).get("data") or {}
    return Pair(*(base64.b64decode(data.get(name, "")) for name in ("tls.crt", "tls.key", "ca.crt"))) if data else None


def _secret(namespace: str, name: str, pair: Pair) -> Manifest:
    values = {"tls.crt": pair.certificate, "tls.key": pair.key, "ca.crt": pair.authorities}
    data = {key: base64.b64encode(value).decode() for key, value in values.items()}
    return {"apiVersion": "v1", "kind": "Secret", "metadata": {"namespace": namespace, "name": name}, "type": "kubernetes.io/tls", "data": data}


def callers(api: Api, service: tuple[str, str], authorities: bytes) -> Iterator[tuple[Resource, Manifest]]:
    """What tells the API server to call ``service`` (namespace, name), each with the authorities that it is to trust and nothing else."""
    bundle = {"caBundle": base64.b64encode(authorities).decode()}
    for kind in CONFIGURATIONS:
        found = api.get(kind, "", CONFIGURATION)
        webhooks = [{"name": each["name"], "clientConfig": bundle} for each in (found or {}).get("webhooks", ()) if _calls(each, service)]
        if webhooks:
            yield kind, {"apiVersion": kind.api_version, "kind": kind.kind, "metadata": {"name": CONFIGURATION}, "webhooks": webhooks}
    conversion = ((api.get(CRDS, "", CONVERTED) or {}).get("spec") or {}).get("conversion") or {}
    if _calls(conversion.get("webhook") or {}, service):
        conversion = {"webhook": {"clientConfig": bundle}}
        yield CRDS, {"apiVersion": CRDS.api_version, "kind": CRDS.kind, "metadata": {"name": CONVERTED}, "spec": {"conversion": conversion}}


def _calls(webhook: Manifest, service: tuple[str, str]) -> bool:
    named: Any = (webhook.get("clientConfig") or {}).get("service") or {}
    return (named.get("namespace"), named.get("name")) == service


@click.command()
@click.option("--namespace", "-n", default="promhooks", show_default=True, help="The namespace of the Service and of the Secret.")
@click.option("--service", default="promhooks-webhooks", show_default=True, help="The Service that the certificate is for.")
@click.option("--renew", is_flag=True, help=f"Renew it now, not only {EARLY.days} days before its end.")
@connection_options
def command(namespace: str, service: str, renew: bool, kubeconfig: Path | None, context: str | None) -> None:
    """Make or renew the certificate of the webhooks.

    It is written to the Secret SERVICE-tls (tls.crt, tls.key, ca.crt) and is valid for 90 days. Its authority goes into the webhook configurations
    promhooks and into the conversion of AlertmanagerConfigs, where they call the Service. Run again and again, it does only what is due.

    \b
    Examples:
      promhooks certificates
      promhooks certificates --renew --context production
    """  # noqa: D301  # click reads the escape: what follows keeps its lines
    api, now = Api.connected(kubeconfig, context), datetime.now(UTC)
    name, host = f"{service}-tls", f"{service}.{namespace}.svc"
    before = _pair(api.get(SECRETS, namespace, name))
    due = renew or before is None or before.needs_renewal(now, host)
    pair = issued(host, now, before) if due or before is None else before
    # Trusted first, used then.
    for kind, manifest in callers(api, (namespace, service), pair.authorities):
        api.apply(kind, manifest, MANAGER)
        click.echo(f"{kind.kind} {manifest['metadata']['name']} trusts it")
    if due:
        api.apply(SECRETS, _secret(namespace, name, pair), MANAGER)
    until = x509.load_pem_x509_certificate(pair.certificate).not_valid_after_utc
    click.echo(f"Secret {namespace}/{name}: {'a new certificate' if due else 'the certificate'} for {host} until {until:%Y-%m-%d}")
