"""What the discoveries of AWS share: the pair of keys that signs their requests."""

from hooks.kinds.discovery.ec2 import Ec2SDConfig
from hooks.kinds.discovery.lightsail import LightSailSDConfig
from hooks.source import Source


def keys(spec: Ec2SDConfig | LightSailSDConfig, source: Source) -> tuple[str | None, str | None]:
    """(access key, secret key): both or none, because one alone signs nothing."""
    if spec.access_key is None or spec.secret_key is None:
        return None, None
    return source.secret(spec.access_key), source.secret(spec.secret_key)
