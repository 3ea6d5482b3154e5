"""How long a change takes: from the edit to the object that we write, to the file in the pod, to the program that has loaded it."""

import json
import time
from collections.abc import Callable, Iterable
from contextlib import closing
from statistics import median
from typing import Any

import msgspec

from hooks.protocol import Manifest
from tests.node.world import World

LONGEST = 120.0
"""Seconds after which an edit counts as lost."""


class Chain(msgspec.Struct, frozen=True, kw_only=True):
    """One way from an object of a user to a program."""

    name: str
    edited: str
    """API path of the object that is edited."""
    edit: Callable[[int], Manifest]
    """The merge patch of the n-th edit."""
    written: tuple[str, ...]
    """API paths of the objects of which one changes."""
    pod: str
    volume: str
    """Folder of the pod's volume below the kubelet's, e.g. ``kubernetes.io~projected/config``."""
    port: int
    metric: str
    """When the program loaded its configuration, in seconds since 1970."""


class Steps(msgspec.Struct, frozen=True):
    """Seconds from an edit to each step."""

    written: float
    file: float
    loaded: float


def measured(world: World, chain: Chain, number: int) -> Steps:
    """One edit. AssertionError: it did not arrive."""
    folder = world.node.volume(world.get(f"/api/v1/namespaces/monitoring/pods/{chain.pod}")["metadata"]["uid"], chain.volume)
    with closing(world.server.connection()) as connection:

        def versions() -> list[str]:
            answers = (world.server.request_on(connection, "GET", path) for path in chain.written)
            return [answer.body["metadata"].get("resourceVersion", "") for answer in answers if answer.status == 200]

        before, link = versions(), (folder / "..data").readlink()
        start = time.time()
        patch(world, chain.edited, chain.edit(number))
        written = _when(lambda: versions() != before, start)
        _when(lambda: (folder / "..data").readlink() != link, start)
    swapped = (folder / "..data").lstat().st_mtime
    _when(lambda: _loaded_at(world, chain) > swapped, start, every=0.1)
    return Steps(written, swapped - start, _loaded_at(world, chain) - start)


def patch(world: World, path: str, change: Manifest) -> None:
    """A JSON merge patch."""
    with closing(world.server.connection()) as connection:
        headers = {"Authorization": f"Bearer {world.server.token}", "Content-Type": "application/merge-patch+json"}
        connection.request("PATCH", path, json.dumps(change), headers)
        response = connection.getresponse()
        assert response.status == 200, response.read()


def _when(probe: Callable[[], bool], start: float, every: float = 0.01) -> float:
    while not probe():
        assert time.time() - start < LONGEST, "the edit did not arrive"
        time.sleep(every)
    return time.time() - start


def _loaded_at(world: World, chain: Chain) -> float:
    text: Any = world.ask("monitoring", chain.pod, chain.port, "/metrics") or ""
    return next((float(line.split()[1]) for line in str(text).splitlines() if line.startswith(f"{chain.metric} ")), 0.0)


def row(name: str, found: Iterable[Steps]) -> str:
    """One line of the table: median and 99th percentile of each step."""
    columns = [sorted(column) for column in zip(*(msgspec.structs.astuple(steps) for steps in found), strict=True)]
    return f"{name:<46}" + "".join(f"{median(column):>9.2f}{percentile(column, 99):>9.2f}" for column in columns)


HEAD = f"{'seconds from the edit (median, p99)':<46}{'written':>9}{'p99':>9}{'in pod':>9}{'p99':>9}{'loaded':>9}{'p99':>9}"


def percentile(ordered: list[float], percent: int) -> float:
    """Nearest rank."""
    return ordered[max(0, -(-len(ordered) * percent // 100) - 1)]
