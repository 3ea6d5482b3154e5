"""Other versions in a plan: of a program, and of what made the workloads before."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any

import click
import msgspec

from hooks.cli.manifests import Folder
from hooks.errors import InvalidParent
from hooks.loop.hooks import OurHooks, Synced
from hooks.parents.defaults import FOLLOW
from hooks.protocol import Manifest
from hooks.settings import Settings
from hooks.versions import Version

_FIELDS = {
    "prometheus": (("Prometheus", ()), ("PrometheusAgent", ())),
    "alertmanager": (("Alertmanager", ()),),
    "thanos": (("ThanosRuler", ()), ("Prometheus", ("thanos",))),
}
"""Program → kinds, and where below their spec ``version`` is."""
WORKLOADS = frozenset(["Prometheus", "PrometheusAgent", "Alertmanager", "ThanosRuler"])


class ProgramVersion(click.ParamType[tuple[str, str]]):
    """``prometheus=v3.16.0``."""

    name = "PROGRAM=VERSION"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, str]:
        """(program, version)."""
        program, _, version = str(value).partition("=")
        if program not in _FIELDS:
            self.fail(f'"{program}" is none of {", ".join(_FIELDS)}, write it like prometheus=v3.16.0', param, ctx)
        try:
            Version.parse(version)
        except InvalidParent as error:
            self.fail(error.findings[0].reason, param, ctx)
        return program, version


def with_programs(folder: Folder, programs: Mapping[str, str]) -> Folder:
    """The manifests with other versions of programs, wherever one runs."""
    places = [(kind, path, version) for program, version in programs.items() for kind, path in _FIELDS[program]]
    return _edited(folder, lambda manifest: _with_versions(manifest, places))


def following_defaults(folder: Folder) -> Folder:
    """The manifests with workloads that take new default versions as soon as there are some."""
    return _edited(folder, _following)


def _edited(folder: Folder, edit: Callable[[Manifest], Manifest]) -> Folder:
    return msgspec.structs.replace(folder, documents=tuple(msgspec.structs.replace(each, manifest=edit(each.manifest)) for each in folder.documents))


def _with_versions(manifest: Manifest, places: Iterable[tuple[str, tuple[str, ...], str]]) -> Manifest:
    for kind, path, version in places:
        if manifest["kind"] == kind and isinstance(manifest.get("spec"), dict):
            manifest = {**manifest, "spec": _with_version(manifest["spec"], path, version)}
    return manifest


def _with_version(spec: dict[str, Any], path: tuple[str, ...], version: str) -> dict[str, Any]:
    if not path:
        return {**spec, "version": version}
    below = spec.get(path[0])
    return {**spec, path[0]: _with_version(below, path[1:], version)} if isinstance(below, dict) else spec


def _following(manifest: Manifest) -> Manifest:
    if manifest["kind"] not in WORKLOADS:
        return manifest
    metadata = manifest["metadata"]
    return {**manifest, "metadata": {**metadata, "annotations": {**(metadata.get("annotations") or {}), FOLLOW: "true"}}}


class UpgradedHooks:
    """Hooks whose settings change in the middle: what an upgrade of their Deployment is to a cluster."""

    def __init__(self, before: Settings) -> None:
        """They begin with ``before``."""
        self._hooks = OurHooks(before)

    def upgrade(self, after: Settings) -> None:
        """From now on the hooks answer with these settings."""
        self._hooks = OurHooks(after)

    def customize(self, kind: str, body: bytes) -> bytes:
        """As :class:`OurHooks`."""
        return self._hooks.customize(kind, body)

    def sync(self, kind: str, body: bytes, now: datetime) -> Synced:
        """As :class:`OurHooks`."""
        return self._hooks.sync(kind, body, now)
