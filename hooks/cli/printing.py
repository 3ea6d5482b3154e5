"""Texts of strangers on a terminal: what could move the cursor, change colours or ring a bell is written as an escape."""

import os


def printable(text: str) -> str:
    """``text`` with every character that is no letter, sign or space as an escape; halves of characters too, which no terminal could show."""
    if text.isprintable():
        return text
    return "".join(char if char.isprintable() or char == "\n" else char.encode("unicode_escape").decode() for char in text)


def colors() -> bool | None:
    """``False`` where the user wants none (no-color.org); ``None`` leaves it to whether a terminal reads it."""
    return False if os.environ.get("NO_COLOR") else None
