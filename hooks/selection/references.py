"""Whether everything that a part of an object references is there: all of it is told, found by the types, so that no field can be forgotten."""

from collections.abc import Iterator

from hooks.assets import selectors
from hooks.findings import Finding, joined
from hooks.findings.references import UNNAMED
from hooks.kinds.base import Spec
from hooks.kinds.references import SecretKeySelector
from hooks.source import Source

_MAY_BE_UNNAMED = ("bearerTokenSecret", "credentials")
"""References that say nothing without a name, as the API once defaulted them."""


def findings(part: Spec | None, path: str, source: Source) -> Iterator[Finding]:
    """Every reference inside ``part`` whose value is not there. An ``optional`` one is no exception, because nothing could be written."""
    for below, selector in selectors(part) if part is not None else ():
        if not selector.name and below.rpartition(".")[2] in _MAY_BE_UNNAMED:
            continue
        absent = source.absence(joined(path, below), selector)
        if absent is not None:
            yield absent


def named(selector: SecretKeySelector | None, path: str) -> Iterator[Finding]:
    """Where a reference that is needed is not there at all; one that is there is looked at by :func:`findings`."""
    if selector is None:
        yield UNNAMED.at(path, "no secret is named", "write its name")
