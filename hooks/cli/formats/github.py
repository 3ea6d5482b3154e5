"""``--format github``: annotations of a workflow run (GitHub documentation, "Workflow commands")."""

from collections.abc import Iterator

from hooks.cli.formats.checked import Checked
from hooks.cli.manifests import Located


def report(result: Checked) -> str:
    """A line per error and warning."""
    return "".join(f"{_line(located)}\n" for located in result.told)


def _line(located: Located) -> str:
    properties = ",".join(f"{name}={_escaped(str(value), ':,')}" for name, value in _properties(located))
    return f"::{located.finding.severity.value} {properties}::{_escaped(located.text)}"


def _properties(located: Located) -> Iterator[tuple[str, object]]:
    place = located.place
    yield from (("file", place.file), ("line", place.line))
    if place.column:
        yield "col", place.column
    if place.end:
        yield "endColumn", place.end
    yield "title", f"{located.finding.code.id} {located.finding.code.title}"


def _escaped(text: str, more: str = "") -> str:
    return "".join(f"%{ord(char):02X}" if char in f"%\r\n{more}" else char for char in text)
