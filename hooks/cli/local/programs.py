"""The programs that a local run and the tests start: those on PATH, else what was built already, else Debian's packages, else built from ``tools/``.

What is fetched or built stays in a cache folder (``PROMHOOKS_CACHE``; by default ``.cache/promhooks`` of the checkout, or ``promhooks`` in the
user's cache folder for an installed package). Nothing is installed into the system and no system service is started.
"""

import shutil
from collections.abc import Callable
from enum import Enum
from pathlib import Path

from hooks.cli.local.debian import PACKAGES, unpacked, unpacked_program
from hooks.cli.local.pinned import BUILDS, built_path, pinned_program
from hooks.cli.local.program import MissingProgram, Program, version
from hooks.cli.local.progress import Failed

__all__ = ["LOCAL", "MissingProgram", "Program", "Source", "cached", "program"]

LOCAL = ("prometheus", "promtool", "alertmanager", "amtool")
"""What ``promhooks run`` and ``promhooks check`` use."""


class Source(Enum):
    """Where a program may come from."""

    PATH = "path"
    DEBIAN = "debian"
    PINNED = "pinned"


def program(name: str, source: Source | None = None) -> Program:
    """``name`` from ``source``, or from the first source that has it; what was built is newer than Debian's. MissingProgram tells what was tried."""
    tried = []
    built = name in BUILDS and cached(name, Source.PINNED)
    for candidate in [source] if source else [Source.PATH, *((Source.PINNED,) if built else ()), Source.DEBIAN, Source.PINNED]:
        try:
            return _FINDERS[candidate](name)
        except (MissingProgram, Failed) as error:
            tried.append(f"{candidate.value}: {error}")
    raise MissingProgram(f"{name} is not to be had ({'; '.join(tried)}); put it on PATH")


def cached(name: str, source: Source) -> bool:
    """Whether ``program(name, source)`` needs neither a download nor a build."""
    if source is Source.PINNED:
        return built_path(name).exists()
    return _on_path(name) is not None if source is Source.PATH else unpacked(name) is not None


def _on_path(name: str) -> Path | None:
    names = dict.fromkeys((name, PACKAGES[name][1] if name in PACKAGES else name))
    return next((Path(found) for found in map(shutil.which, names) if found), None)


def _from_path(name: str) -> Program:
    path = _on_path(name)
    if path is None:
        raise MissingProgram("not there")
    return Program(name, path, version(path))


_FINDERS: dict[Source, Callable[[str], Program]] = {Source.PATH: _from_path, Source.DEBIAN: unpacked_program, Source.PINNED: pinned_program}
