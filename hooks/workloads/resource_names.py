"""Names of volumes made from names of Secrets and ConfigMaps: DNS labels (RFC 1123) of at most 63 characters."""

import re

import xxhash

from hooks.errors import InvalidParent
from hooks.findings.workloads import NAME

_LIMIT = 63
_LABEL = re.compile(r"[a-z0-9](?:[-a-z0-9]*[a-z0-9])?")


def label(prefix: str, name: str) -> str:
    """``<prefix>-<name>`` as a DNS label, cut where it is too long."""
    return _sanitized(prefix, name)[:_LIMIT].rstrip("-")


def unique_label(prefix: str, name: str) -> str:
    """As :func:`label`, and never the same for two names: the first digits of the name's XXH64 stand at the end. InvalidParent where nothing else is left."""
    digits = f"-{xxhash.xxh64_intdigest(name.encode()):x}"[:9]
    result = _sanitized(prefix, name)[: _LIMIT - 9] + digits
    if not _LABEL.fullmatch(result):
        raise InvalidParent(NAME.at("", f'no volume name can be made from "{name}"', "use lower-case letters, digits and dashes"))
    return result


def _sanitized(prefix: str, name: str) -> str:
    whole = f"{prefix.rstrip('-')}-{name}" if prefix else name
    return re.sub(r"[^-a-z0-9]+", "-", whole.lower()).strip("-")
