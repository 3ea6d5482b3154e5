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
    """Id of the domain that the user belongs to; excludes domainName."""
    domain_name: NonEmpty | None = None
    """Name of the domain that the user belongs to; excludes domainID."""
    identity_endpoint: Address | None = None
    """Address of the identity API."""
    password: SecretKeySelector | None = None
    """Reference to the password of the user."""
    port: Port | None = None
    """Port of the targets, from 0 to 65535; 80 when absent."""
    project_id: NonEmpty | None = msgspec.field(default=None, name="projectID")
    """Id of the project whose objects are listed."""
    project_name: NonEmpty | None = None
    """Name of the project whose objects are listed."""
    refresh_interval: Duration | None = None
    """Time after which the list of targets is asked for again."""
    region: Annotated[NonEmpty | None, Required()] = None
    """OpenStack region that is asked."""
    role: Annotated[str | None, OneOf(("Instance", "Hypervisor", "LoadBalancer")), Required()] = None
    """What becomes a target: Instance, Hypervisor or LoadBalancer. LoadBalancer needs Prometheus 3.2."""
    tls_config: SafeTLSConfig | None = None
    """TLS settings of the connection to the API."""
    userid: NonEmpty | None = None
    """Id of the user that asks; excludes username."""
    username: NonEmpty | None = None
    """Name of the user that asks; it needs a domain too."""
