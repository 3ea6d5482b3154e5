"""The versions of a workload whose custom resource names none.

Default versions change with the releases of promhooks, and a new release of the hooks must not restart every pod. So what runs goes on running; that a newer
default is there is only said, until somebody sets the version or asks for the defaults with an annotation: for those of now, or for those of a release, which
then are the same whatever runs. A version that whoever deployed the hooks has chosen in their settings counts at once.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from msgspec.structs import replace

from hooks.findings import Finding, quoted
from hooks.findings.workloads import NO_RELEASE, OLDER_DEFAULT
from hooks.kinds.alertmanager import Alertmanager
from hooks.kinds.prometheus import Prometheus
from hooks.kinds.thanosruler import ThanosRuler
from hooks.protocol import Manifest
from hooks.settings import Settings
from hooks.status import Verdict
from hooks.workloads import reload, thanos_sidecar
from hooks.workloads.labels import VERSION
from hooks.workloads.names import Workload

FOLLOW = "promhooks.io/follow-defaults"
"""Annotation of a workload: with ``true`` a new default version is taken as soon as the hooks have it, with a release (``0.93``) those of that."""


class Defaults(NamedTuple):
    """The default versions of a release of prometheus-operator, which ours follow."""

    prometheus: str
    alertmanager: str
    thanos: str
    reloader: str


RELEASES: Mapping[str, Defaults] = {
    "0.90": Defaults("v3.10.0", "v0.31.1", "v0.41.0", "v0.90.1"),
    "0.91": Defaults("v3.11.3", "v0.32.1", "v0.41.0", "v0.91.0"),
    "0.92": Defaults("v3.12.0", "v0.33.0", "v0.41.0", "v0.92.1"),
    "0.93": Defaults("v3.13.1", "v0.33.1", "v0.42.2", "v0.93.0"),
    "0.94": Defaults("v3.14.0", "v0.34.0", "v0.42.4", "v0.94.0"),
}
_TAG = re.compile(r"v?\d+\.\d+\.\d+(?:-[0-9A-Za-z.-]+)?")
_BUILT_IN = Settings()


def of_release(settings: Settings, release: str) -> Settings:
    """``settings`` with the default versions of a release in the place of ours; what somebody has chosen stays."""
    theirs = RELEASES[release]
    fields = {"prometheus_version": theirs.prometheus, "alertmanager_version": theirs.alertmanager, "thanos_version": theirs.thanos}
    versions = {field: version for field, version in fields.items() if getattr(settings, field) == getattr(_BUILT_IN, field)}
    image = f"{_BUILT_IN.reloader.image.rpartition(':')[0]}:{theirs.reloader}"
    reloader = replace(settings.reloader, image=image) if settings.reloader.image == _BUILT_IN.reloader.image else settings.reloader
    return replace(settings, **versions, reloader=reloader)


def kept(parent: Workload, workloads: Iterable[Manifest], settings: Settings) -> Settings:
    """``settings`` with the versions that run in ``workloads``, where only a default would change them."""
    pods, followed = next((each["spec"]["template"] for each in workloads if "template" in (each.get("spec") or {})), None), _followed(parent)
    if followed in RELEASES:
        return of_release(settings, followed)
    if pods is None or followed == "true":
        return settings
    running = {field: version for field, version in _running(parent, pods) if getattr(settings, field) == getattr(_BUILT_IN, field)}
    image = _image(pods, reload.NAME)
    reloader = replace(settings.reloader, image=image) if image and settings.reloader.image == _BUILT_IN.reloader.image else settings.reloader
    return replace(settings, **running, reloader=reloader)


def findings(parent: Workload, settings: Settings, given: Settings) -> Iterator[Finding]:
    """What is another version than the default of the ``given`` settings, because it runs."""
    for field, path in _unset(parent):
        running, default = getattr(settings, field), getattr(given, field)
        if running != default and _followed(parent) not in RELEASES:
            yield OLDER_DEFAULT.at(path, f"is not set, and {running} goes on because it runs; the default is {default} now", f"set it, or {FOLLOW}: true")


def misread(parent: Workload) -> Iterator[Finding]:
    """That the annotation asks for something that is not known here."""
    if _followed(parent) not in {"", "true", "false", *RELEASES}:
        yield NO_RELEASE.at(
            f"metadata.annotations.{FOLLOW}", f"{quoted(_followed(parent))} is no release that is known here", f"write true or one of {', '.join(RELEASES)}"
        )


def _followed(parent: Workload) -> str:
    return parent.metadata.annotations.get(FOLLOW, "")


def verdict(older: Iterable[Finding]) -> Verdict:
    """All is as desired; that a newer default waits is said beside it."""
    return Verdict("True", "OlderDefaultVersion", "; ".join(map(str, older)))


def _unset(parent: Workload) -> Iterator[tuple[str, str]]:
    """The setting, and the field that would say more, of each version that the parent leaves open."""
    own = {Alertmanager: "alertmanager_version", ThanosRuler: "thanos_version"}.get(type(parent), "prometheus_version")
    if not parent.spec.version:
        yield own, "spec.version"
    if isinstance(parent, Prometheus) and parent.spec.thanos and not parent.spec.thanos.version:
        yield "thanos_version", "spec.thanos.version"


def _running(parent: Workload, pods: Manifest) -> Iterator[tuple[str, str]]:
    for field, path in _unset(parent):
        sidecar = path != "spec.version"
        tag = (_image(pods, thanos_sidecar.NAME) if sidecar else _image(pods, field.removesuffix("_version"))).rpartition(":")[2]
        label = "" if sidecar else ((pods.get("metadata") or {}).get("labels") or {}).get(VERSION, "")
        if version := next((each for each in (tag, label) if _TAG.fullmatch(each)), None):
            yield field, f"v{version.removeprefix('v')}"


def _image(pods: Manifest, container: str) -> str:
    """The image of a container; that of a Thanos ruler is called thanos-ruler."""
    names = {container, "thanos-ruler"} if container == "thanos" else {container}
    found = (each.get("image") for each in (pods.get("spec") or {}).get("containers") or () if each.get("name") in names)
    return str(next(found, None) or "")
