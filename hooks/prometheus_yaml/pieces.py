"""Scrape jobs in pieces: what many jobs have in common is held in memory once, and written into a bucket file once.

Most of a job is relabeling that thousands of others repeat word for word. In a bucket (a file that Prometheus reads through scrape_config_files, and no
person first) the first occurrence of such an item of a list gets an anchor, each further one is an alias: a fifth of the text. Prometheus's parser
resolves aliases within one file. What is cut here is text of our own emitter, so lines are enough: an item of a job's list begins with ``  - ``, what
is below it with four spaces.
"""

import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from hooks.rendering import Block

ITEM = re.compile(r"^  - [a-z0-9_]+:[^\n]*\n(?:    [^\n]*\n|\n)*", re.MULTILINE)
"""A mapping in a list of a job."""
BEGINNING = "  - source_labels:\n"
SOURCES = re.compile(re.escape(BEGINNING) + r"((?:    - [^\n]*\n)+)")
"""Its source labels, which repeat more often than a whole relabeling does."""
ALIAS = 9
"""Bytes of ``  - *123``, about."""
WORTHWHILE = 24
"""Bytes from which on an alias is shorter than what it stands for."""


class Pieces(msgspec.Struct, frozen=True, gc=False):
    """The jobs of one object; ``parts`` in their order are its text, each item of a list is a part of its own."""

    parts: tuple[str, ...]
    items: tuple[str, ...]
    """The parts that may be shared, each once."""
    size: int
    """Bytes of the text."""
    least: int
    """Bytes of the text where aliases stand for all items."""
    lines: int

    @classmethod
    def of(cls, text: Block) -> "Pieces":
        """``text`` cut into pieces; equal ones are the same object in memory, for as long as one of them is used."""
        parts = tuple(sys.intern(part) for part in _parts(text))
        least = sum(ALIAS if is_item(part) else length(part) for part in parts)
        return cls(parts, tuple(dict.fromkeys(filter(is_item, parts))), length(text), least, text.count("\n"))

    @property
    def text(self) -> Block:
        """All of it, without aliases."""
        return Block("".join(self.parts))


def _parts(text: str) -> Iterator[str]:
    end = 0
    for found in ITEM.finditer(text):
        if found.start() > end:
            yield text[end : found.start()]
        yield found[0]
        end = found.end()
    if end < len(text):
        yield text[end:]


def is_item(part: str) -> bool:
    """Whether a part may be shared."""
    return part.startswith("  - ") and len(part) > WORTHWHILE


def _spoken(jobs: Iterable[Pieces]) -> dict[str, str]:
    """Part → what an alias in it stands for: all of it where it occurs more than once, or its source labels where only these do."""
    times = Counter(part for job in jobs for part in job.parts)
    items = {part: part for part, count in times.items() if count > 1 and is_item(part)}
    sources = {part: found[1] for part in times if part not in items for found in (SOURCES.match(part),) if found}
    often = Counter(sources.values())
    return items | {part: labels for part, labels in sources.items() if often[labels] > 1}


def length(text: str) -> int:
    """Bytes of ``text`` as UTF-8."""
    return len(text) if text.isascii() else len(text.encode(errors="surrogatepass"))


def said_once(jobs: Sequence[Pieces]) -> str:
    """The text of all jobs with anchors and aliases; the same jobs give the same text."""
    anchors = _Anchors(_spoken(jobs))
    return "".join(anchors.text(part) for job in jobs for part in job.parts)


class _Anchors:
    """Numbers in the order of first occurrence."""

    def __init__(self, spoken: dict[str, str]) -> None:
        self._spoken = spoken
        self._aliases: dict[str, str] = {}

    def text(self, part: str) -> str:
        """What stands for ``part`` at its next occurrence."""
        spoken = self._spoken.get(part)
        if spoken is None:
            return part
        if spoken is part:
            return self._aliases.get(part) or f"  - &{self._named(part, '  - *')}\n    {part[4:]}"
        below = part[len(BEGINNING) + len(spoken) :]
        return (self._aliases.get(spoken) or f"  - source_labels: &{self._named(spoken, '  - source_labels: *')}\n{spoken}") + below

    def _named(self, text: str, alias: str) -> int:
        number = len(self._aliases)
        self._aliases[text] = f"{alias}{number}\n"
        return number


_ANCHORED = (
    re.compile(r"^  - &(\d+)\n    ([^\n]*\n(?:    [^\n]*\n|\n)*)", re.MULTILINE),
    re.compile(r"^  - source_labels: &(\d+)\n((?:    - [^\n]*\n)+)", re.MULTILINE),
)
_ITEM_NAMED = re.compile(r"^  - (?:\*(\d+)\n|&\d+\n    )", re.MULTILINE)
_SOURCES_NAMED = re.compile(r"^  - source_labels: (?:\*(\d+)|&\d+)\n", re.MULTILINE)


def definitions(text: str) -> dict[str, str]:
    """What each anchor in ``text`` stands for, by number."""
    return {found[1]: found[2] for pattern in _ANCHORED for found in pattern.finditer(text)}


def spelled_out(job: str, known: dict[str, str]) -> str:
    """``job``, an entry of a bucket with these definitions, without anchors and aliases."""
    text = _ITEM_NAMED.sub(lambda found: f"  - {known.get(found[1], '')}", job)
    return _SOURCES_NAMED.sub(lambda found: f"  - source_labels:\n{known.get(found[1], '')}", text)
