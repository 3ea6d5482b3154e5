"""Targets from AWS Lightsail."""

import msgspec

from hooks.kinds.discovery.client import HTTPDiscovery
from hooks.kinds.references import SecretKeySelector
from hooks.kinds.schema import NonEmpty, Port


class LightSailSDConfig(HTTPDiscovery, frozen=True, kw_only=True):
    """``spec.lightSailSDConfigs[]`` of ScrapeConfig."""

    access_key: SecretKeySelector | None = None
    """Reference to the AWS access key; the environment of the pod is used when absent."""
    endpoint: NonEmpty | None = None
    """Address of the API, if not the usual one."""
    port: Port | None = None
    """Port of the targets, from 0 to 65535; 80 when absent."""
    region: NonEmpty | None = None
    """Region of the provider; detected from the environment where possible when absent."""
    role_arn: NonEmpty | None = msgspec.field(default=None, name="roleARN")
    """AWS role that is assumed."""
    secret_key: SecretKeySelector | None = None
    """Reference to the AWS secret key; the environment of the pod is used when absent."""
