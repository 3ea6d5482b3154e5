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
from hooks.prometheus_yaml.pieces import Pieces, Repeats, length, said_once

SECRET_LIMIT = 1024 * 1024
"""Bytes of values that a Secret may hold (Kubernetes: MaxSecretSize)."""
LINES = 130_000
"""Lines of a bucket when its aliases are spelled out. A line is three values at most, and Prometheus's parser lets aliases make 99 % of a file only as long
as that has 400,000 values (yaml.v2, decode.go)."""
AVERAGE = 512 * 1024
"""Bytes that a bucket holds on average at most, as long as there are buckets left: chance fills some more than others."""
COUNTS = (2, 4, 8, 16, 32, 64)
"""How many buckets there may be."""
HEAD = "scrape_configs:\n"


class Job(msgspec.Struct, frozen=True):
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


class _Load(msgspec.Struct, frozen=True):
    """What a job needs in a bucket: bytes for itself with aliases, and for what they stand for where the bucket has not got it yet."""

    job: Job
    size: int
    spoken: tuple[str, ...]

    @classmethod
    def of(cls, job: Job, repeats: Repeats) -> "_Load":
        """Of ``job`` among those that ``repeats`` is about."""
        parts = job.pieces.parts
        spoken = dict.fromkeys(spoken for part in parts if (spoken := repeats.spoken.get(part)))
        return cls(job, sum(map(repeats.lengths.__getitem__, parts)), tuple(spoken))

    @property
    def fits_alone(self) -> bool:
        """Whether a bucket has room for it at all."""
        pieces = self.job.pieces
        return (pieces.size < SECRET_LIMIT // 2 and pieces.lines <= LINES) or _Room().takes(self)


class _Room:
    """A bucket that is being filled."""

    def __init__(self) -> None:
        self._loads: list[_Load] = []
        self._size, self._lines = len(HEAD), 0
        self._said: set[str] = set()

    def takes(self, load: _Load) -> bool:
        """Whether there was room for ``load``, which is in the bucket then."""
        new = [text for text in load.spoken if text not in self._said]
        size, lines = self._size + load.size + sum(map(length, new)), self._lines + load.job.pieces.lines
        if size > SECRET_LIMIT or lines > LINES:
            return False
        self._loads.append(load)
        self._said.update(new)
        self._size, self._lines = size, lines
        return True

    @property
    def jobs(self) -> list[Job]:
        """By kind and name, in whatever order they came."""
        return sorted((load.job for load in self._loads), key=lambda job: (job.kind, job.key))


_TEXTS: Memo[str] = Memo(64 * 2**20, length)


def buckets(owner: str, jobs: Sequence[Job]) -> Buckets:
    """The fewest buckets, a power of two, of a fair size and with room for everything; as many as there are where there is too much for fewer.

    ``owner`` names whose they are in the memory of texts: of many buckets one changes at a time.
    """
    repeats = Repeats.of(job.pieces for job in jobs)
    loads = [_Load.of(job, repeats) for job in jobs]
    small = [load for load in loads if load.fits_alone]
    count = next((count for count in COUNTS if count * AVERAGE >= sum(load.size for load in small)), COUNTS[-1])
    rooms, left_out = _filled(small, count)
    while left_out and count < COUNTS[-1]:
        count *= 2
        rooms, left_out = _filled(small, count)
    large = [load.job for load in loads if not load.fits_alone]
    filled = {number: tuple(job.pieces for job in room.jobs) for number, room in enumerate(rooms) if room.jobs}
    texts = {number: _TEXTS.value((owner, number), pieces, partial(_text, pieces)) for number, pieces in filled.items()}
    return Buckets(texts, (*large, *left_out))


def _text(pieces: Sequence[Pieces]) -> str:
    return HEAD + said_once(pieces)


def _filled(loads: Sequence[_Load], count: int) -> tuple[list[_Room], list[Job]]:
    rooms = [_Room() for _ in range(count)]
    late = [load for load in loads if not rooms[load.job.place % count].takes(load)]
    taken = Counter[str]()
    for load in loads:
        taken[load.job.namespace] += load.size
    late.sort(key=lambda load: taken[load.job.namespace])
    return rooms, [load.job for load in late if not any(room.takes(load) for room in _onward(rooms, load.job.place % count))]


def _onward(rooms: list[_Room], start: int) -> Iterator[_Room]:
    yield from rooms[start + 1 :]
    yield from rooms[:start]
