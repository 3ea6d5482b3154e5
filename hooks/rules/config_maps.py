"""Rule files → ConfigMaps. Where each file goes is a question of stability: a changed rule should touch one ConfigMap and start no pod anew."""

from collections.abc import Iterable, Iterator, Mapping

import msgspec

from hooks.modes import Mode
from hooks.names import MANAGED_BY
from hooks.protocol import Manifest
from hooks.rules.file import MAX_BYTES

Files = Mapping[str, str]

MOUNTED_AHEAD = 3
"""A Prometheus mounts at least as many, whether they exist or not: pods need no restart while rules grow, nor when they come from prometheus-operator."""


class Owner(msgspec.Struct, frozen=True):
    """Whose rules they are."""

    prefix: str
    """``prometheus-<n>`` or ``thanos-ruler-<n>``."""
    namespace: str
    labels: Mapping[str, str]
    """``prometheus-name: <n>`` or ``thanos-ruler-name: <n>``: what selects the ConfigMaps."""


def name(prefix: str, index: int) -> str:
    """``prometheus-<n>-rulefiles-<i>``."""
    return f"{prefix}-rulefiles-{index}"


def folders(prefix: str, used: int) -> tuple[str, ...]:
    """Names of the ConfigMaps that a Prometheus mounts, each as a folder; ``used`` of them exist."""
    return tuple(name(prefix, index) for index in range(max(used, MOUNTED_AHEAD)))


def config_maps(files: Files, observed: Iterable[Manifest], owner: Owner, mode: Mode) -> tuple[Manifest, ...]:
    """The ConfigMaps that hold ``files``, always at least one; ``observed`` are those that exist.

    Sidecar mode fills them in the order of the names, as prometheus-operator does. Native mode leaves each file where it is.
    """
    packed = _in_order(files) if mode == "sidecar" else _in_place(files, {item["metadata"]["name"]: item.get("data") or {} for item in observed}, owner.prefix)
    return tuple(_config_map(owner, index, content) for index, content in enumerate(packed))


def _in_order(files: Files) -> Iterator[dict[str, str]]:
    content: dict[str, str] = {}
    for file in sorted(files):
        if content and _size(content) + _length(files[file]) > MAX_BYTES:
            yield content
            content = {}
        content[file] = files[file]
    yield content


def _in_place(files: Files, observed: Mapping[str, Files], prefix: str) -> list[dict[str, str]]:
    """A file stays in its ConfigMap as long as it fits there; the others, in the order of their names, go to the first with room."""
    count = next((index for index in range(len(observed), 0, -1) if name(prefix, index - 1) in observed), 1)
    packed = [dict[str, str]() for _ in range(count)]
    sizes = [0] * count
    old = {file: index for index in range(count) for file in observed.get(name(prefix, index), {})}
    for file in sorted(files, key=lambda file: (file not in old, file)):
        size = _length(files[file])
        candidates = (old.get(file, 0), *range(len(packed)))
        index = next((index for index in candidates if not packed[index] or sizes[index] + size <= MAX_BYTES), len(packed))
        if index == len(packed):
            packed.append({})
            sizes.append(0)
        packed[index][file] = files[file]
        sizes[index] += size
    return packed


def _size(content: Files) -> int:
    return sum(map(_length, content.values()))


def _length(text: str) -> int:
    return len(text.encode(errors="surrogatepass"))


def _config_map(owner: Owner, index: int, content: Files) -> Manifest:
    return {
        "apiVersion": "v1",
        "kind": "ConfigMap",
        "metadata": {
            "name": name(owner.prefix, index),
            "namespace": owner.namespace,
            "labels": {**owner.labels, "managed-by": MANAGED_BY, "app.kubernetes.io/managed-by": MANAGED_BY},
        },
        **({"data": dict(sorted(content.items()))} if content else {}),
    }
