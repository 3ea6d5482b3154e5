"""``python -m tools.crdgen.definitions``: takes the definitions that our kinds embed out of the Kubernetes OpenAPI.

The OpenAPI comes from the Go module k8s.io/kubernetes in the version pinned in ``tools/kubernetes/go.mod``. The result is committed, so only a change of
that version, or of what the kinds embed, needs Go.
"""

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from hooks.kinds import schema
from hooks.kinds.kubernetes import OWN, reference

ROOT = Path(__file__).parents[2]
TARGET = ROOT / "hooks/kinds/kubernetes.json"
OPENAPI = "api/openapi-spec/v3/api__v1_openapi.json"
"""Version 3 of the OpenAPI, because version 2 has lost the defaults."""
FOREIGN = ("x-kubernetes-patch", "x-kubernetes-unions", "x-kubernetes-group-version-kind")
COMPUTED_DEFAULTS = (("io.k8s.api.core.v1.AzureDiskVolumeSource", "cachingMode"), ("io.k8s.api.core.v1.AzureDiskVolumeSource", "kind"))
"""Defaults that prometheus-operator's CRDs leave to the API server's own defaulting of pods."""
ENUMS = {("io.k8s.api.core.v1.VolumeHealthCondition", "status"): ["DataLoss", "Degraded", "Inaccessible"]}
"""Values that the CRDs list and the published OpenAPI does not."""


def module_folder() -> Path:
    """The folder of the pinned Kubernetes source, fetched by ``go`` when it is not there."""
    found = subprocess.run(["go", "mod", "download", "-json", "k8s.io/kubernetes"], cwd=ROOT / "tools/kubernetes", check=True, capture_output=True)
    return Path(json.loads(found.stdout)["Dir"])


def wanted() -> tuple[str, ...]:
    """The definitions that the markers of ``hooks.kinds.schema`` name."""
    markers = (marker for value in vars(schema).values() for marker in getattr(value, "__metadata__", ()))
    return tuple(sorted({marker.definition for marker in markers if isinstance(marker, schema.Kubernetes)}))


def references(value: Any) -> Iterator[str]:
    """Every definition that a schema refers to, at any depth."""
    if isinstance(value, dict):
        if name := reference(value):
            yield name
        for part in value.values():
            yield from references(part)
    elif isinstance(value, list):
        for part in value:
            yield from references(part)


def is_kept(name: str, value: Any) -> bool:
    """Whether a part of a schema is more than a text, and known to a CRD."""
    return not (name == "description" and isinstance(value, str)) and not name.startswith(FOREIGN)


def without_descriptions(value: Any) -> Any:
    """A schema without its texts and without the extensions that a CRD does not know."""
    if isinstance(value, list):
        return [without_descriptions(part) for part in value]
    if not isinstance(value, dict):
        return value
    return {name: without_descriptions(part) for name, part in value.items() if is_kept(name, part)}


def closure(published: dict[str, Any], names: tuple[str, ...]) -> dict[str, Any]:
    """The named definitions and all that they refer to."""
    found: dict[str, Any] = {}
    open_names = list(names)
    while open_names:
        name = open_names.pop()
        if name not in found and name not in OWN:
            found[name] = without_descriptions(published[name])
            open_names += references(found[name])
    for owner, name in COMPUTED_DEFAULTS:
        found[owner]["properties"][name].pop("default")
    for (owner, name), values in ENUMS.items():
        found[owner]["properties"][name]["enum"] = values
    return dict(sorted(found.items()))


def main() -> None:
    """Write ``hooks/kinds/kubernetes.json``."""
    published = json.loads((module_folder() / OPENAPI).read_text())["components"]["schemas"]
    TARGET.write_text(json.dumps(closure(published, wanted()), indent=1, sort_keys=True) + "\n")


if __name__ == "__main__":
    main()
