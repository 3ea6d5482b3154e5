"""What differs between a generated configuration in a pod and the same one on this machine.

Paths are moved below the pod's folder, ``kubernetes_sd_configs`` become file discovery, and what would be sent to others stays here. Everything else
stays as it was written: the text is changed on the level of YAML nodes, so no value is read as another type on the way.
"""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec
import yaml

from hooks.cli.local import outgoing
from hooks.rendering import digest

_PATH_KEYS = frozenset(["rule_files", "scrape_config_files", "files", "templates"])


class Localized(msgspec.Struct, frozen=True):
    """A configuration for this machine: its text, and for each discovery file the ``kubernetes_sd_configs`` entry that it stands for."""

    text: str
    discoveries: Mapping[Path, Mapping[str, Any]]


def localized(text: str, local_path: Callable[[str], str], folder: Path, gate: str = "") -> Localized:
    """``text`` with paths given by ``local_path`` and discovery files in ``folder``. yaml.YAMLError where the text is none.

    With a ``gate`` (``host:port``) what would leave this machine is sent there.
    """
    root = yaml.compose(text, Loader=yaml.CSafeLoader)
    if root is None:
        return Localized(text, {})
    _move_paths(root, local_path)
    discoveries = dict(_discovered(root, folder))
    if gate:
        outgoing.kept_in(root, gate)
    return Localized(yaml.serialize(root, Dumper=yaml.CSafeDumper, allow_unicode=True, width=1_000_000), discoveries)


def _discovered(node: yaml.Node, folder: Path) -> Iterator[tuple[Path, Mapping[str, Any]]]:
    """Turns Kubernetes discoveries below ``node`` into file discoveries, and yields each file with its entry."""
    for mapping in _mappings(node):
        entries = _value(mapping, "kubernetes_sd_configs")
        if entries is None:
            continue
        found = {folder / f"{digest(yaml.serialize(entry).encode())}.json": _plain(entry) for entry in entries.value}
        _replace_discovery(mapping, [str(path) for path in found])
        yield from found.items()


def _replace_discovery(mapping: yaml.MappingNode, paths: list[str]) -> None:
    added = yaml.compose(yaml.safe_dump([{"files": paths}]), Loader=yaml.CSafeLoader)
    existing = _value(mapping, "file_sd_configs")
    if existing is not None:
        existing.value.extend(added.value if added else ())
        mapping.value = [pair for pair in mapping.value if pair[0].value != "kubernetes_sd_configs"]
    else:
        key = yaml.ScalarNode("tag:yaml.org,2002:str", "file_sd_configs")
        mapping.value = [(key, added) if pair[0].value == "kubernetes_sd_configs" else pair for pair in mapping.value]


def _move_paths(root: yaml.Node, local_path: Callable[[str], str]) -> None:
    for mapping in _mappings(root):
        for key, value in mapping.value:
            if key.value in _PATH_KEYS or str(key.value).endswith("_file"):
                for scalar in value.value if isinstance(value, yaml.SequenceNode) else [value]:
                    if isinstance(scalar, yaml.ScalarNode):
                        scalar.value = local_path(scalar.value)


def _mappings(node: yaml.Node) -> Iterator[yaml.MappingNode]:
    if isinstance(node, yaml.MappingNode):
        yield node
        for _, value in node.value:
            yield from _mappings(value)
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _mappings(item)


def _value(mapping: yaml.MappingNode, name: str) -> Any:
    return next((value for key, value in mapping.value if key.value == name), None)


def _plain(node: yaml.Node) -> Any:
    return yaml.safe_load(yaml.serialize(node))
