"""Image references (distribution/reference grammar: ``[domain/]path[:tag][@digest]``)."""

import re

from hooks.errors import InvalidParent
from hooks.findings.workloads import IMAGE

_COMPONENT = r"[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*"
_HOST = r"(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])"
_DOMAIN = rf"(?:{_HOST}(?:\.{_HOST})*|\[[a-fA-F0-9:]+\])(?::[0-9]+)?"
_TAG = r"[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}"
_DIGEST = r"[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}"
_REFERENCE = re.compile(rf"(?:{_DOMAIN}/)?{_COMPONENT}(?:/{_COMPONENT})*(?P<tag>:{_TAG})?(?P<digest>@{_DIGEST})?")


def image(given: str | None, base: str, version: str, tag: str | None = None, sha: str | None = None) -> str:
    """``given`` as it is; else ``base`` as it is where it has a tag or digest, or with ``sha``, ``tag`` or ``version``, whichever is there first.

    InvalidParent at ``spec.image`` where the result would be no image reference.
    """
    if given and given.strip():
        return given
    found = _REFERENCE.fullmatch(base)
    if not found:
        raise InvalidParent(IMAGE.at("spec.image", f'"{base}" is not an image reference', "write it like quay.io/prometheus/prometheus"))
    if found["tag"] or found["digest"]:
        return base
    if sha and sha.strip():
        return f"{base}@sha256:{sha}"
    return _tagged(_with_registry(base), tag, "spec.tag") if tag and tag.strip() else _tagged(base, version, "spec.version")


def _tagged(base: str, tag: str, path: str) -> str:
    if not re.fullmatch(_TAG, tag):
        raise InvalidParent(IMAGE.at(path, f'"{tag}" is not an image tag', "write it like v3.13.2 or set spec.image"))
    return f"{base}:{tag}"


def _with_registry(base: str) -> str:
    """``base`` with the registry that it means. Only with a tag: pods were created so, and another spelling would restart them."""
    host, slash, _ = base.partition("/")
    if slash and (host == "localhost" or "." in host or ":" in host or host != host.lower()):
        return base
    return f"docker.io/{base}" if slash else f"docker.io/library/{base}"
