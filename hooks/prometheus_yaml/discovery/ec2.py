"""Instances of AWS EC2. Source: Prometheus configuration, ``<ec2_sd_config>``."""

from typing import Annotated

import msgspec

from hooks.kinds.discovery.ec2 import Ec2SDConfig
from hooks.prometheus_yaml.discovery.aws import keys
from hooks.prometheus_yaml.discovery.filters import FilterSection, filters
from hooks.prometheus_yaml.http import proxy, tls
from hooks.prometheus_yaml.model import TLS, Duration, Proxy
from hooks.source import Source
from hooks.versions import INLINE, Section, since


class EC2(Section, frozen=True, kw_only=True):
    """One entry of ec2_sd_configs. Requests are signed, so its HTTP client knows no credentials of its own."""

    region: str | None = None
    access_key: str | None = None
    secret_key: str | None = None
    role_arn: str | None = None
    refresh_interval: Duration = None
    port: int | None = None
    filters: Annotated[tuple[FilterSection, ...] | None, since("2.3.0")] = None
    follow_redirects: Annotated[bool | None, since("2.41.0")] = None
    enable_http2: Annotated[bool | None, since("2.41.0")] = None
    tls_config: Annotated[TLS | None, since("2.41.0")] = None
    proxy: Proxy | None = msgspec.field(default=None, name=f"{INLINE}proxy")


def discovery(spec: Ec2SDConfig, source: Source) -> EC2:
    """Without keys Prometheus takes the credentials of its environment."""
    access_key, secret_key = keys(spec, source)
    return EC2(
        region=spec.region,
        access_key=access_key,
        secret_key=secret_key,
        role_arn=spec.role_arn,
        refresh_interval=spec.refresh_interval,
        port=spec.port,
        filters=filters(spec.filters),
        follow_redirects=spec.follow_redirects,
        enable_http2=spec.enable_http2,
        tls_config=tls(spec.tls_config, source),
        proxy=proxy(spec, source),
    )
