"""The versions of a workload whose custom resource names none.

Default versions change with the releases of promhooks, and a new release of the hooks must not restart every pod. So what runs goes on running; that a newer
default is there is only said, until somebody sets the version or asks for the defaults with an annotation. A version that whoever deployed the hooks
has chosen in their settings counts at once.
"""

import re
from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from hooks.findings import Finding
from hooks.findings.workloads import OLDER_DEFAULT
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
"""Annotation of a workload: with ``true`` a new default version is taken as soon as the hooks have it."""
_TAG = re.compile(r"v?\d+\.\d+\.\d+(?:-[0-9A-Za-z.-]+)?")
_BUILT_IN = Settings()


def kept(parent: Workload, workloads: Iterable[Manifest], settings: Settings) -> Settings:
    """``settings`` with the versions that run in ``workloads``, where only a default would change them."""
    pods = next((each["spec"]["template"] for each in workloads if "template" in (each.get("spec") or {})), None)
    if pods is None or parent.metadata.annotations.get(FOLLOW) == "true":
        return settings
    running = {field: version for field, version in _running(parent, pods) if getattr(settings, field) == getattr(_BUILT_IN, field)}
    image = _image(pods, reload.NAME)
    reloader = replace(settings.reloader, image=image) if image and settings.reloader.image == _BUILT_IN.reloader.image else settings.reloader
    return replace(settings, **running, reloader=reloader)


def findings(parent: Workload, settings: Settings, given: Settings) -> Iterator[Finding]:
    """What is another version than the default of the ``given`` settings, because it runs."""
    for field, path in _unset(parent):
        running, default = getattr(settings, field), getattr(given, field)
        if running != default:
            yield OLDER_DEFAULT.at(path, f"is not set, and {running} goes on because it runs; the default is {default} now", f"set it, or {FOLLOW}: true")


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
