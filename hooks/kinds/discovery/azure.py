"""Targets from Azure."""

from typing import Annotated

import msgspec

from hooks.kinds.discovery.client import HTTPDiscovery
from hooks.kinds.references import SecretKeySelector
from hooks.kinds.schema import NonEmpty, OneOf, Port, Required


class AzureSDConfig(HTTPDiscovery, frozen=True, kw_only=True):
    """``spec.azureSDConfigs[]`` of ScrapeConfig."""

    authentication_method: Annotated[str | None, OneOf(("OAuth", "ManagedIdentity", "SDK", "WorkloadIdentity"))] = None
    """How Prometheus shows Azure who it is: OAuth, ManagedIdentity, SDK (needs Prometheus 2.52) or WorkloadIdentity (needs 3.11); OAuth when absent."""
    client_id: NonEmpty | None = msgspec.field(default=None, name="clientID")
    """Id of the client for OAuth."""
    client_secret: SecretKeySelector | None = None
    """Reference to the client secret for OAuth."""
    environment: NonEmpty | None = None
    """Azure cloud; AzurePublicCloud when absent."""
    port: Port | None = None
    """Port of the targets, from 0 to 65535; 80 when absent."""
    resource_group: NonEmpty | None = None
    """Only this resource group. Needs Prometheus 2.35."""
    subscription_id: Annotated[NonEmpty | None, Required()] = msgspec.field(default=None, name="subscriptionID")
    """Azure subscription whose virtual machines are listed."""
    tenant_id: NonEmpty | None = msgspec.field(default=None, name="tenantID")
    """Id of the tenant for OAuth."""
