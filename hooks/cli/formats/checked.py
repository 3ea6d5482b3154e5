"""What ``check`` found: the input of every format."""

import msgspec

from hooks.cli.manifests import Located
from hooks.findings import Severity

PAGES = "docs/findings.md"
"""Where each code has its paragraph."""


class Checked(msgspec.Struct, frozen=True):
    """What was found, each once, by place."""

    objects: int
    findings: tuple[Located, ...]

    def of(self, *severities: Severity) -> tuple[Located, ...]:
        """The errors, for instance."""
        return tuple(located for located in self.findings if located.finding.severity in severities)

    @property
    def told(self) -> tuple[Located, ...]:
        """What a person is told: errors, then warnings. Notes say why something is as it is; they are there for those who ask."""
        return (*self.of(Severity.ERROR), *self.of(Severity.WARNING))


def page(code: str) -> str:
    """Where a code is explained."""
    return f"{PAGES}#{code.lower()}"
