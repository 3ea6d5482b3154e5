"""Image references (distribution/reference grammar: ``[domain/]path[:tag][@digest]``)."""

import re

from hooks.errors import InvalidParent

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
        raise InvalidParent("spec.image", f'"{base}" is not an image reference, write it like quay.io/prometheus/prometheus')
    if found["tag"] or found["digest"]:
        return base
    if sha and sha.strip():
        return f"{base}@sha256:{sha}"
    return _tagged(base, tag if tag and tag.strip() else version)


def _tagged(base: str, tag: str) -> str:
    if not re.fullmatch(_TAG, tag):
        raise InvalidParent("spec.version", f'"{tag}" is not an image tag, set spec.version or spec.image')
    return f"{base}:{tag}"
