"""Label names as Prometheus takes them (Prometheus documentation: Data model, Metric names and labels)."""

import re
from collections.abc import Iterable, Iterator

from hooks.findings import Finding, quoted
from hooks.findings.scraping import LABEL_NAME
from hooks.selection.context import SelectionContext

CLASSIC = re.compile(r"[a-zA-Z_][a-zA-Z0-9_]*")
"""What a label name was before UTF-8, and still is for older programs and in the scheme ``Legacy``."""
_LEGACY_TEMPLATE = re.compile(r"(?:[a-zA-Z_]|\$(?:\{\w+\}|\w))(?:\w|\$(?:\{\w+\}|\w))*", re.ASCII)
_NOT_IN_A_LABEL = re.compile("[^a-zA-Z0-9_]")
REMEDY = "write letters, digits and underscores, the first no digit, or use Prometheus 3 with UTF-8 names"


def valid(name: str, utf8: bool) -> bool:
    """With UTF-8 names any that is not empty, without letters, digits and underscores."""
    return bool(name) if utf8 else CLASSIC.fullmatch(name) is not None


def valid_template(name: str, utf8: bool) -> bool:
    """The same for a name in which ``$1`` or ``${name}`` stand for what an expression found."""
    return bool(name) if utf8 else _LEGACY_TEMPLATE.fullmatch(name) is not None


def copied(names: Iterable[str], path: str, ctx: SelectionContext) -> Iterator[Finding]:
    """The same for Kubernetes labels that become labels of a target: whatever Prometheus does not take is written as an underscore then."""
    for index, name in enumerate(names):
        if not valid(_NOT_IN_A_LABEL.sub("_", name), ctx.utf8_targets):
            yield LABEL_NAME.at(f"{path}[{index}]", f"{quoted(name)} makes no label name, which needs a first character that is no digit", "remove it")


def findings(names: Iterable[str], path: str, utf8: bool) -> Iterator[Finding]:
    """The names, in order, that Prometheus does not take."""
    for name in sorted(names):
        if not valid(name, utf8):
            yield LABEL_NAME.at(path, f"{quoted(name)} is no label name", REMEDY)
