"""What happened, edit by edit: each edit with the steps that followed it."""

import msgspec

from hooks.cli.console.snapshot import Snapshot
from hooks.cli.local.live import Edit
from hooks.cli.local.terminal import Moment


class Block(msgspec.Struct, frozen=True):
    """An edit, none for what was before the first one, and the steps until the next, the oldest first."""

    edit: Edit | None
    moments: tuple[Moment, ...]


def blocks(snapshot: Snapshot) -> tuple[Block, ...]:
    """The newest first."""
    ends = (*(edit.at for edit in snapshot.edits), float("inf"))
    starts = (float("-inf"), *ends[:-1])
    edits = (None, *snapshot.edits)
    found = (
        Block(edit, tuple(each for each in snapshot.moments if start <= each.at < end and not (edit and each.text == edit.text)))
        for edit, start, end in zip(edits, starts, ends, strict=True)
    )
    return tuple(block for block in reversed(tuple(found)) if block.edit or block.moments)
