"""Instances of AWS Lightsail. Source: Prometheus configuration, ``<lightsail_sd_config>``."""

from hooks.kinds.discovery.lightsail import LightSailSDConfig
from hooks.prometheus_yaml.discovery.aws import keys
from hooks.prometheus_yaml.discovery.client import OverHTTP
from hooks.prometheus_yaml.http import http_client
from hooks.prometheus_yaml.model import Duration
from hooks.source import Source


class Lightsail(OverHTTP, frozen=True, kw_only=True):
    """One entry of lightsail_sd_configs."""

    region: str | None = None
    endpoint: str | None = None
    access_key: str | None = None
    secret_key: str | None = None
    role_arn: str | None = None
    refresh_interval: Duration = None
    port: int | None = None


def discovery(spec: LightSailSDConfig, source: Source) -> Lightsail:
    """Without keys Prometheus takes the credentials of its environment."""
    access_key, secret_key = keys(spec, source)
    return Lightsail(
        http=http_client(spec, source),
        region=spec.region,
        endpoint=spec.endpoint,
        access_key=access_key,
        secret_key=secret_key,
        role_arn=spec.role_arn,
        refresh_interval=spec.refresh_interval,
        port=spec.port,
    )
