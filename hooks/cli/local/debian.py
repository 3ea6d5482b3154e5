"""Programs from Debian's packages, only unpacked: the system is not touched, no service is started."""

import os
import re
import shutil
import tempfile
from pathlib import Path

from hooks.cli.local.program import MissingProgram, Program, cache, moved, version
from hooks.cli.local.progress import Failed, finished

PACKAGES = {
    "prometheus": ("prometheus", "prometheus"),
    "promtool": ("prometheus", "promtool"),
    "alertmanager": ("prometheus-alertmanager", "prometheus-alertmanager"),
    "amtool": ("prometheus-alertmanager", "amtool"),
}
"""Debian's package and file name of each program."""


def unpacked_program(name: str) -> Program:
    """The program from its package, which is fetched first if need be."""
    if name not in PACKAGES:
        raise MissingProgram("Debian has no package of it")
    root = unpacked(name) or _downloaded(PACKAGES[name][0])
    path = root / "usr" / "bin" / PACKAGES[name][1]
    if name != "alertmanager":
        return Program(name, path, version(path), _file_arguments(name, root))
    return Program(name, path, version(path), _file_arguments(name, root), folder=root, page=None, note="Debian's build has no web pages, only the API")


def unpacked(name: str) -> Path | None:
    """The root that the program's package was unpacked to, None if it was not yet."""
    package, file = PACKAGES.get(name, ("", ""))
    found = sorted((cache() / "debian").glob(f"{package}_*/usr/bin/{file}"))
    return found[-1].parents[2] if package and found else None


def _file_arguments(name: str, root: Path) -> tuple[str, ...]:
    """Debian's builds look for their pages below /usr/share, where a package that is only unpacked has nothing."""
    share = root / "usr" / "share" / "prometheus"
    if name == "prometheus" and not Path("/usr/share/prometheus/web").exists():
        return (f"--web.local-assets={share}/web/",)
    if name == "alertmanager" and not Path("/usr/share/prometheus/alertmanager/ui").exists():
        return (f"--web.ui-path={share}/alertmanager/no-ui/",)
    return ()


def _downloaded(package: str) -> Path:
    if not shutil.which("apt-get") or not shutil.which("dpkg-deb"):
        raise MissingProgram("apt-get and dpkg-deb are not here")
    folder = cache() / "debian"
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder, prefix=".download-") as text:
        download = Path(text)
        archives = _archives(package, download, first=True)
        target = folder / f"{package}_{_field(archives[0], 'Version')}"
        for archive in archives:
            finished(f"unpacking {archive.name}", ["dpkg-deb", "-x", str(archive), str(download / "root")])
        _made_relative(download / "root" / "usr" / "bin" / package)
        moved(download / "root", target)
    return target


def _made_relative(path: Path) -> None:
    """Lets a program that is only unpacked find its templates: the one absolute path that no flag changes becomes a relative one of the same length."""
    absolute = b"/usr/share/prometheus/alertmanager"
    path.write_bytes(path.read_bytes().replace(absolute, absolute[1:] + b"/"))


def _archives(package: str, folder: Path, *, first: bool = False) -> list[Path]:
    """The package and, below it, the fonts and scripts that its web pages need."""
    if list(folder.glob(f"{package}_*.deb")):
        return []
    _apt_download(package, folder, update=first)
    archive = next(folder.glob(f"{package}_*.deb"))
    needed = re.findall(r"(?:^|, )((?:libjs|fonts)-[a-z0-9.+-]+)", _field(archive, "Depends"))
    return [archive, *(below for name in needed for below in _archives(name, folder))]


def _apt_download(package: str, folder: Path, *, update: bool) -> None:
    download = ["apt-get", "download", "-qq", package]
    try:
        finished(f"downloading Debian's {package}", download, folder=folder)
    except Failed:
        if not update or os.geteuid() != 0:
            raise
        finished("reading Debian's package lists", ["apt-get", "update", "-qq"])
        finished(f"downloading Debian's {package}", download, folder=folder)


def _field(archive: Path, field: str) -> str:
    return finished(f"reading {archive.name}", ["dpkg-deb", "-f", str(archive), field]).strip()
