"""Whether a remote-write endpoint can be used."""

import re

from hooks.errors import InvalidObject
from hooks.kinds.references import SecretKeySelector
from hooks.kinds.remote_write import AzureAD, RemoteWrite
from hooks.selection import http, relabeling
from hooks.selection.context import SelectionContext
from hooks.source import Source

_IDENTITIES = (("managed_identity", "managedIdentity"), ("oauth", "oauth"), ("sdk", "sdk"), ("workload_identity", "workloadIdentity"))
_SINCE = {"oauth": "2.48.0", "sdk": "2.52.0", "workloadIdentity": "3.7.0"}
_HYPHENATED = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
_UUID = re.compile(rf"(?:urn:uuid:)?{_HYPHENATED}|\{{{_HYPHENATED}\}}|[0-9a-f]{{32}}", re.IGNORECASE)
_OPTIONAL_CLIENT = "3.5.0"
"""Since then a managed identity needs no client id."""


def check(remote: RemoteWrite, path: str, ctx: SelectionContext, source: Source) -> None:
    """InvalidObject below ``path`` where Prometheus could not write there."""
    check_form(remote, path, ctx)
    http.check(remote, path, source)
    check_azure_secret(remote.azure_ad, f"{path}.azureAd", source)


def check_azure_secret(azure: AzureAD | None, path: str, source: Source) -> None:
    """InvalidObject where the secret of an OAuth client is not there."""
    if azure is not None and azure.oauth is not None:
        source.required(f"{path}.oauth.clientSecret", azure.oauth.client_secret or SecretKeySelector())


def check_form(remote: RemoteWrite, path: str, ctx: SelectionContext) -> None:
    """The part of the check that needs no values."""
    http.check_one_method(remote, path)
    relabeling.check_all(remote.write_relabel_configs, f"{path}.writeRelabelConfigs", ctx)
    if remote.azure_ad is not None:
        _check_azure(remote.azure_ad, f"{path}.azureAd", ctx)


def _check_azure(azure: AzureAD, path: str, ctx: SelectionContext) -> None:
    given = [name for attribute, name in _IDENTITIES if getattr(azure, attribute) is not None]
    if not given:
        raise InvalidObject(path, f"it says nothing about who writes, give one of {', '.join(name for _, name in _IDENTITIES)}")
    if len(given) > 1:
        raise InvalidObject(f"{path}.{given[1]}", f"{given[0]} is given too, remove one of them")
    if given[0] in _SINCE:
        ctx.check_since(_SINCE[given[0]], f"{path}.{given[0]}", given[0])
    _check_identity(azure, path, ctx)


def _check_identity(azure: AzureAD, path: str, ctx: SelectionContext) -> None:
    if azure.managed_identity is not None and not azure.managed_identity.client_id:
        ctx.check_since(_OPTIONAL_CLIENT, f"{path}.managedIdentity", "an identity without clientId")
    if azure.oauth is not None:
        _check_uuid(azure.oauth.client_id, f"{path}.oauth.clientId")
    if azure.workload_identity is not None:
        _check_uuid(azure.workload_identity.client_id, f"{path}.workloadIdentity.clientId")
        _check_uuid(azure.workload_identity.tenant_id, f"{path}.workloadIdentity.tenantId")


def _check_uuid(text: str | None, path: str) -> None:
    if not _UUID.fullmatch(text or ""):
        raise InvalidObject(path, f'"{text or ""}" is no UUID, write it like 00000000-0000-0000-0000-000000000000')
