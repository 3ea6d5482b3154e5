"""A headless Chromium: the one on PATH, else Debian's package with the libraries and fonts that this machine lacks, unpacked into the cache.

Nothing is installed: ``apt-get`` tells which packages are missing and fetches them, ``dpkg-deb`` unpacks them into one folder.
"""

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path

import msgspec

from hooks.cli.local.program import MissingProgram, cache, moved
from hooks.cli.local.progress import Failed, finished
from hooks.rendering import digest

PACKAGES = ("chromium-headless-shell", "fonts-dejavu-core", "fonts-inter", "fonts-nanum")
"""The browser without a window, and letters for the page and for both languages of the example."""
_ON_PATH = ("chromium-headless-shell", "chromium", "google-chrome")
_FONTS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
<dir>{root}/usr/share/fonts</dir><dir>/usr/share/fonts</dir><cachedir>{root}/fonts-cache</cachedir>
<alias><family>system-ui</family><prefer><family>Inter</family><family>NanumGothic</family></prefer></alias>
<alias><family>sans-serif</family><prefer><family>DejaVu Sans</family><family>NanumGothic</family></prefer></alias>
<alias><family>monospace</family><prefer><family>DejaVu Sans Mono</family></prefer></alias>
</fontconfig>
"""


class Chromium(msgspec.Struct, frozen=True):
    """The program, and what it needs in its environment."""

    path: Path
    environment: Mapping[str, str] = {}


def chromium() -> Chromium:
    """The browser, fetched first if need be (some 110 MB). MissingProgram says why there is none."""
    found = next(filter(None, map(shutil.which, _ON_PATH)), None)
    return Chromium(Path(found)) if found else _unpacked()


def _unpacked() -> Chromium:
    root = cache() / "debian" / f"chromium-{digest(' '.join(PACKAGES).encode())[:8]}"
    program = root / "usr/lib/chromium/chromium-headless-shell"
    if not program.exists():
        _fetched(root)
    libraries = sorted({str(path.parent) for path in (root / "usr" / "lib").rglob("*.so*") if path.parent != program.parent})
    fonts = root / "fonts.conf"
    fonts.write_text(_FONTS.format(root=root), encoding="utf-8")
    return Chromium(program, {"LD_LIBRARY_PATH": os.pathsep.join(libraries), "FONTCONFIG_FILE": str(fonts)})


def _fetched(root: Path) -> None:
    if not shutil.which("apt-get") or not shutil.which("dpkg-deb"):
        raise MissingProgram("no chromium on PATH, and apt-get and dpkg-deb are not here to fetch it")
    root.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=root.parent, prefix=".chromium-") as text:
        folder = Path(text)
        try:
            finished("downloading Debian's Chromium", ["apt-get", "download", "-qq", *_missing_packages()], folder=folder)
            for archive in sorted(folder.glob("*.deb")):
                finished(f"unpacking {archive.name}", ["dpkg-deb", "-x", str(archive), str(folder / "root")])
        except Failed as error:
            raise MissingProgram(str(error)) from None
        moved(folder / "root", root)


def _missing_packages() -> list[str]:
    """The packages that an installation would bring, as ``name``."""
    asked = ["apt-get", "--print-uris", "-y", "--no-install-recommends", "install", *PACKAGES]
    for _ in range(2):
        answer = subprocess.run(asked, capture_output=True, text=True, check=False)
        if found := re.findall(r"^'[^']+' ([^_]+)_", answer.stdout, re.MULTILINE):
            return found
        if os.geteuid() == 0:
            finished("reading Debian's package lists", ["apt-get", "update", "-qq"])
    raise MissingProgram(f"no chromium on PATH, and Debian's is not to be had: {answer.stderr.strip()[-200:] or 'it is installed elsewhere'}")
