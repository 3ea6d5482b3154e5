"""A plan as people and programs read it."""

from collections import Counter
from collections.abc import Iterator

import click

from hooks.cli.plan.changes import Change, Effect, Item, Move, Plan
from hooks.cli.printing import printable

_COLORS = {"+": "green", "-": "red", "~": "yellow"}
MOST = 200
"""Items of one workload that are written out."""


def text(plan: Plan) -> str:
    """For a terminal."""
    lines = [line for change in plan.changes for line in _lines(change)]
    lines += [f"· {sentence}" for sentence in map(printable, plan.kept)]
    lines += [click.style(f"✗ {sentence}", fg="red") for sentence in map(printable, plan.refused)]
    return "\n".join([*lines, summary(plan), ""])


def markdown(plan: Plan) -> str:
    """For a comment below a change."""
    parts = [f"**{summary(plan)}**\n"]
    for change in plan.changes:
        shown = "\n".join(click.unstyle(line) for line in _inside(change))
        parts.append(f"<details><summary>{change.workload}: {change.effect}</summary>\n\n```diff\n{_diff(shown)}\n```\n</details>\n")
    return "\n".join([*parts, *(f"- {sentence}" for sentence in plan.kept), *(f"- :x: {sentence}" for sentence in plan.refused)]) + "\n"


def summary(plan: Plan) -> str:
    """How many workloads are affected, and how."""
    if not plan.changes and not plan.refused:
        return "No changes."
    counts = Counter(change.effect for change in plan.changes)
    items = Counter(item.sign for change in plan.changes for item in change.items)
    effects = ", ".join(f"{counts[effect]} {effect}" for effect in Effect if counts[effect])
    return f"Plan: {effects or 'no workload changes'}; {items['+']} added, {items['~']} changed, {items['-']} removed; {len(plan.refused)} refused."


def _lines(change: Change) -> Iterator[str]:
    before, after = change.size
    size = f", {before:,} → {after:,} bytes" if before != after else ""
    yield f"{click.style(str(change.workload), bold=True)}: {change.effect}{size}"
    yield from (f"  {line}" for line in _inside(change))


def _inside(change: Change) -> Iterator[str]:
    yield from _reasons(change)
    yield from _items(change)
    if change.targets:
        yield f"{len(change.moved)} of {change.targets} known targets move to another shard{':' if change.moved else ''}"
    yield from _first(tuple(map(_move, change.moved)), 20)


def _move(move: Move) -> str:
    return f"    {printable(move.target)}: shard {move.before} → {move.after}"


def _first(lines: tuple[str, ...], most: int) -> Iterator[str]:
    yield from lines[:most]
    if len(lines) > most:
        yield f"    and {len(lines) - most} more"


def _reasons(change: Change) -> Iterator[str]:
    return (f"! {printable(reason)}" for reason in change.reasons[:MOST])


def _items(change: Change) -> Iterator[str]:
    for item in change.items[:MOST]:
        yield click.style(f"{item.sign} {printable(item.what)}", fg=_COLORS[item.sign])
        yield from (f"    {printable(str(detail))}" for detail in _details(item))
    if len(change.items) > MOST:
        yield f"and {len(change.items) - MOST} more"


def _details(item: Item) -> Iterator[object]:
    yield from item.details[:20]
    if len(item.details) > 20:
        yield f"and {len(item.details) - 20} more"


def _diff(shown: str) -> str:
    """``~`` is no sign that diff colours know."""
    return "\n".join(f"! {line[2:]}" if line.startswith("~ ") else line for line in shown.splitlines())
