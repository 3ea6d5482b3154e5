"""Targets from OpenStack."""

from typing import Annotated

import msgspec

from hooks.kinds.base import Spec
from hooks.kinds.references import SecretKeySelector
from hooks.kinds.schema import Address, Duration, NonEmpty, OneOf, Port, Required
from hooks.kinds.tls import SafeTLSConfig


class OpenstackSDConfig(Spec, frozen=True, kw_only=True):
    """``spec.openstackSDConfigs[]`` of ScrapeConfig."""

    all_tenants: bool | None = None
    """Instances of all projects; needs the right to see them."""
    application_credential_id: NonEmpty | None = None
    """Id of the application credential."""
    application_credential_name: NonEmpty | None = None
    """Name of the application credential."""
    application_credential_secret: SecretKeySelector | None = None
    """Reference to the secret of the application credential."""
    availability: Annotated[str | None, OneOf(("Public", "public", "Admin", "admin", "Internal", "internal"))] = None
    """Which endpoint is used: Public, Admin or Internal."""
    domain_id: NonEmpty | None = msgspec.field(default=None, name="domainID")
    """Id of the domain."""
    domain_name: NonEmpty | None = None
    """Name of the domain."""
    identity_endpoint: Address | None = None
    """Address of the identity API."""
    password: SecretKeySelector | None = None
    """Reference to the password."""
    port: Port | None = None
    """Port that is scraped."""
    project_id: NonEmpty | None = msgspec.field(default=None, name="projectID")
    """Id of the project."""
    project_name: NonEmpty | None = None
    """Name of the project."""
    refresh_interval: Duration | None = None
    """Time after which the list of targets is asked for again."""
    region: Annotated[NonEmpty | None, Required()] = None
    """Region of the provider; detected from the environment where possible when absent."""
    role: Annotated[str | None, OneOf(("Instance", "Hypervisor", "LoadBalancer")), Required()] = None
    """Which sort of object becomes a target."""
    tls_config: SafeTLSConfig | None = None
    """TLS settings of the client."""
    userid: NonEmpty | None = None
    """Id of the user."""
    username: NonEmpty | None = None
    """Name of the user."""
