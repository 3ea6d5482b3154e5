"""One program that can be started, the folder that fetched and built ones are kept in, and how a program is asked for its version."""

import os
import re
import subprocess
from pathlib import Path

import msgspec

from hooks.errors import InvalidParent
from hooks.versions import Version

ROOT = Path(__file__).resolve().parents[3]
"""The repository, or the package that an installation keeps the same folders in."""
_VERSION = re.compile(r"(?:version:?|Kubernetes)\s+v?(\d[^\s,)]*)", re.IGNORECASE)


class Program(msgspec.Struct, frozen=True):
    """A program that can be started."""

    name: str
    path: Path
    version: Version
    arguments: tuple[str, ...] = ()
    """They come before any other: files that this copy does not find by itself."""
    folder: Path | None = None
    """Where it has to be started; None: anywhere."""
    page: str | None = ""
    """Path of the page to open; None where there is none."""
    note: str = ""
    """What its user should know."""


class MissingProgram(Exception):
    """A program is nowhere to be had; the text says what was tried and what would help."""


def cache() -> Path:
    """The folder that fetched and built programs are kept in."""
    if given := os.environ.get("PROMHOOKS_CACHE"):
        return Path(given)
    if (ROOT / "Makefile").exists():
        return ROOT / ".cache" / "promhooks"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "promhooks"


def moved(source: Path, target: Path) -> None:
    """``source`` under its final name; two runs that fetch the same thing at the same time both succeed."""
    try:
        source.rename(target)
    except OSError:
        if not target.exists():
            raise


def version(path: Path) -> Version:
    """What the program says of itself."""
    arguments = ("version", "--client") if path.name == "kubectl" else ("--version",)
    answer = subprocess.run([path, *arguments], capture_output=True, text=True, timeout=60, check=False)
    found = _VERSION.search(answer.stdout + answer.stderr)
    try:
        return Version.parse(found[1]) if found else Version.parse("")
    except InvalidParent:
        raise MissingProgram(f"{path} does not tell its version") from None
