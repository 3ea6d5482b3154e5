"""Targets from AWS EC2."""

from typing import Annotated

import msgspec

from hooks.kinds.discovery.client import CloudDiscovery
from hooks.kinds.discovery.filters import Filter
from hooks.kinds.references import SecretKeySelector
from hooks.kinds.schema import Items, NonEmpty


class Ec2SDConfig(CloudDiscovery, frozen=True, kw_only=True):
    """``spec.ec2SDConfigs[]`` of ScrapeConfig."""

    access_key: SecretKeySelector | None = None
    """Reference to the AWS access key; the environment of the pod is used when absent."""
    filters: Annotated[tuple[Filter, ...], Items(kind="map", keys=("name",))] = ()
    """Only what matches all of these filters of the provider's API."""
    region: NonEmpty | None = None
    """Region of the provider; detected from the environment where possible when absent."""
    role_arn: NonEmpty | None = msgspec.field(default=None, name="roleARN")
    """AWS role that is assumed."""
    secret_key: SecretKeySelector | None = None
    """Reference to the AWS secret key; the environment of the pod is used when absent."""
