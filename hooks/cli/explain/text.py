"""A chain as a tree that a person reads: the mark, the sentence, what is below indented."""

from collections.abc import Iterator

import click

from hooks.cli.explain.chain import Answer, Step
from hooks.cli.printing import printable

_MARKS = {Answer.YES: ("✓", "green"), Answer.NO: ("✗", "red"), Answer.MAYBE: ("?", "yellow"), Answer.INFO: ("·", None)}


def text(step: Step) -> str:
    """The whole tree."""
    return "".join(f"{line}\n" for line in _lines(step, 0))


def _lines(step: Step, depth: int) -> Iterator[str]:
    mark, color = _MARKS[step.answer]
    code = f" ({step.code})" if step.code else ""
    yield f"{'  ' * depth}{click.style(mark, fg=color)} {printable(step.text)}{code}"
    for below in step.below:
        yield from _lines(below, depth + 1)
