"""Which bucket holds which scrape jobs. A bucket is a file in a Secret of its own, which Prometheus reads through scrape_config_files.

An object's bucket follows from its name, so that an edit rewrites one bucket and nothing else moves. Names can be chosen to meet in one bucket: what does
not fit there goes to the next one with room, the objects of the namespaces that take most room last, so that it is they who lose where nothing is left.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial

import msgspec
import xxhash

from hooks.memo import Memo
from hooks.prometheus_yaml.pieces import Pieces, length, said_once

SECRET_LIMIT = 1024 * 1024
"""Bytes of values that a Secret may hold (Kubernetes: MaxSecretSize)."""
LINES = 130_000
"""Lines of a bucket when its aliases are spelled out. A line is three values at most, and Prometheus's parser lets aliases make 99 % of a file only as long
as that has 400,000 values (yaml.v2, decode.go)."""
AVERAGE = 640 * 1024
"""Bytes that a bucket is expected to hold on average at most, as long as there are buckets left: chance fills some more than others."""
COUNTS = (2, 4, 8, 16, 32, 64)
"""How many buckets there may be."""
HEAD = "scrape_configs:\n"
COMMENT = 32
"""Bytes of the comment that may come in front (hooks/parents/origin.py)."""


class Job(msgspec.Struct, frozen=True, gc=False):
    """The scrape jobs of one object that has any."""

    kind: str
    key: str
    pieces: Pieces

    @property
    def namespace(self) -> str:
        """Whose they are."""
        return self.key.partition("/")[0]

    @property
    def place(self) -> int:
        """Modulo the number of buckets the bucket that it belongs to."""
        return xxhash.xxh64_intdigest(f"{self.kind}/{self.key}".encode())


class Buckets(msgspec.Struct, frozen=True):
    """Jobs by number of their bucket, and those for which there is no room."""

    texts: dict[int, str]
    left_out: tuple[Job, ...] = ()


class _Room:
    """A bucket that is being filled. What it holds takes at most what is counted here: aliases stand for more than items alone."""

    def __init__(self) -> None:
        self._jobs: list[Job] = []
        self._size, self._lines = COMMENT + len(HEAD), 0
        self._said: set[str] = set()

    def takes(self, job: Job) -> bool:
        """Whether there was room for ``job``, which is in the bucket then."""
        new = [item for item in job.pieces.items if item not in self._said]
        size, lines = self._size + job.pieces.least + sum(map(length, new)), self._lines + job.pieces.lines
        if size > SECRET_LIMIT or lines > LINES:
            return False
        self._jobs.append(job)
        self._said.update(new)
        self._size, self._lines = size, lines
        return True

    @property
    def jobs(self) -> list[Job]:
        """By kind and name, in whatever order they came."""
        return sorted(self._jobs, key=lambda job: (job.kind, job.key))


_TEXTS: Memo[str] = Memo(64 * 2**20, length)


def buckets(owner: str, jobs: Sequence[Job]) -> Buckets:
    """The fewest buckets, a power of two, of a fair size and with room for everything; as many as there are where there is too much for fewer.

    ``owner`` names whose they are in the memory of texts: of many buckets one changes at a time.
    """
    small, large = [job for job in jobs if _fits_alone(job)], [job for job in jobs if not _fits_alone(job)]
    count = next((count for count in COUNTS if count * AVERAGE >= _size(small)), COUNTS[-1])
    rooms, left_out = _filled(small, count)
    while left_out and count < COUNTS[-1]:
        count *= 2
        rooms, left_out = _filled(small, count)
    filled = {number: tuple(job.pieces for job in room.jobs) for number, room in enumerate(rooms) if room.jobs}
    texts = {number: _TEXTS.value((owner, number), pieces, partial(_text, pieces)) for number, pieces in filled.items()}
    return Buckets(texts, (*large, *left_out))


def _fits_alone(job: Job) -> bool:
    """Whether a bucket has room for it at all."""
    return (job.pieces.size < SECRET_LIMIT // 2 and job.pieces.lines <= LINES) or _Room().takes(job)


def _size(jobs: Sequence[Job]) -> int:
    """Bytes of them all in one bucket, were there one without a limit."""
    items = set().union(*(job.pieces.items for job in jobs))
    return sum(job.pieces.least for job in jobs) + sum(map(length, items))


def _text(pieces: Sequence[Pieces]) -> str:
    return HEAD + said_once(pieces)


def _filled(jobs: Sequence[Job], count: int) -> tuple[list[_Room], list[Job]]:
    rooms = [_Room() for _ in range(count)]
    late = [job for job in jobs if not rooms[job.place % count].takes(job)]
    taken = Counter[str]()
    for job in jobs if late else ():
        taken[job.namespace] += job.pieces.least
    late.sort(key=lambda job: taken[job.namespace])
    return rooms, [job for job in late if not any(room.takes(job) for room in _onward(rooms, job.place % count))]


def _onward(rooms: list[_Room], start: int) -> Iterator[_Room]:
    yield from rooms[start + 1 :]
    yield from rooms[:start]
