"""Instances, hypervisors and load balancers of OpenStack. Source: Prometheus configuration, ``<openstack_sd_config>``."""

from typing import Annotated

from hooks.kinds.discovery.openstack import OpenstackSDConfig
from hooks.prometheus_yaml.http import lower, tls
from hooks.prometheus_yaml.model import TLS, Duration
from hooks.source import Source
from hooks.versions import Section, Values, since

LATER_ROLES = Values({"loadbalancer": since("3.2.0", refuse=True)})
"""Roles that Prometheus did not always know; there is no discovery without a role."""


class OpenStack(Section, frozen=True, kw_only=True):
    """One entry of openstack_sd_configs."""

    role: Annotated[str, LATER_ROLES]
    region: str
    identity_endpoint: str | None = None
    username: str | None = None
    userid: str | None = None
    password: str | None = None
    domain_name: str | None = None
    domain_id: str | None = None
    project_name: str | None = None
    project_id: str | None = None
    application_credential_name: str | None = None
    application_credential_id: str | None = None
    application_credential_secret: str | None = None
    all_tenants: bool | None = None
    refresh_interval: Duration = None
    port: int | None = None
    availability: str | None = None
    tls_config: TLS | None = None


def discovery(spec: OpenstackSDConfig, source: Source) -> OpenStack:
    """Prometheus knows ``availability`` in lower case only, the API takes it in both."""
    return OpenStack(
        role=(spec.role or "").lower(),
        region=spec.region or "",
        identity_endpoint=spec.identity_endpoint,
        username=spec.username,
        userid=spec.userid,
        password=source.secret(spec.password),
        domain_name=spec.domain_name,
        domain_id=spec.domain_id,
        project_name=spec.project_name,
        project_id=spec.project_id,
        application_credential_name=spec.application_credential_name,
        application_credential_id=spec.application_credential_id,
        application_credential_secret=source.secret(spec.application_credential_secret),
        all_tenants=spec.all_tenants,
        refresh_interval=spec.refresh_interval,
        port=spec.port,
        availability=lower(spec.availability),
        tls_config=tls(spec.tls_config, source),
    )
