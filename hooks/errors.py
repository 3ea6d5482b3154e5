"""The three ways in which input can be wrong, for places that cannot go on. What can go on yields findings instead."""

from collections.abc import Iterable
from typing import TypeVar

from hooks.findings import Finding

E = TypeVar("E", bound="Invalid")


class Invalid(ValueError):
    """Something that cannot be used, and everything that is wrong with it. ``key`` is ``namespace/name`` where the object is one among many."""

    def __init__(self, *findings: Finding, key: str = "") -> None:
        self.findings = findings
        self.key = key
        super().__init__("; ".join(map(str, self.findings)))

    @property
    def path(self) -> str:
        """That of the first finding."""
        return self.findings[0].path

    @property
    def reason(self) -> str:
        """That of the first finding."""
        return self.findings[0].reason

    def below(self: E, path: str) -> E:
        """The same error seen from one level further up: ``path`` is put in front."""
        return type(self)(*(finding.below(path) for finding in self.findings), key=self.key)


class InvalidObject(Invalid):
    """One object among many cannot be used; the others go on."""


class InvalidParent(Invalid):
    """The custom resource that a hook was called for cannot be served; nothing is changed until it is mended."""


class NotOurs(ValueError):
    """The object is another installation's: nothing of it may be touched, its status neither (HTTP 429, the one answer that means just that)."""


class TooEarly(ValueError):
    """Nothing is changed now, the same question is to be asked again after some seconds (HTTP 429)."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"ask again in {seconds:.0f} s")
        self.seconds = seconds


class InvalidRequest(ValueError):
    """What was posted is not a hook request (HTTP 400)."""


def refuse(findings: Iterable[Finding]) -> None:
    """InvalidObject with all of ``findings``, where there are any."""
    if found := tuple(findings):
        raise InvalidObject(*found)
