"""What an import makes of a file."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import click
import msgspec
import yaml
from yaml.constructor import SafeConstructor

from hooks.protocol import Manifest
from hooks.yaml_reading import Resolvers, Unreadable, root

GROUP = "monitoring.coreos.com"


class Target(msgspec.Struct, frozen=True):
    """Where the custom resources are to live, and what the workload is called."""

    namespace: str
    name: str

    def manifest(self, version: str, kind: str, name: str, body: Mapping[str, Any], labels: Mapping[str, str] | None = None) -> Manifest:
        """An object there."""
        metadata: dict[str, Any] = {"name": name, "namespace": self.namespace, **({"labels": dict(labels)} if labels else {})}
        return {"apiVersion": version if kind == "Secret" else f"{GROUP}/{version}", "kind": kind, "metadata": metadata, **body}

    def secret(self, name: str, texts: Mapping[str, str]) -> Manifest:
        """A Secret there."""
        return self.manifest("v1", "Secret", name, {"stringData": dict(texts)})


class Imported(msgspec.Struct, frozen=True):
    """Objects to apply, and what a person has to know of them, a sentence each."""

    objects: tuple[Manifest, ...]
    kept: tuple[str, ...] = ()
    """What stays as it was written, as a text in a Secret, and why."""
    lost: tuple[str, ...] = ()
    """What no custom resource says, or what could not be read."""
    files: tuple[str, ...] = ()
    """Files that the pods would read, and do not have yet."""


_RESOLVERS: Resolvers = {
    first: [(tag, re.compile(rf"(?:{expression})\Z"))]
    for tag, expression, firsts in (
        ("tag:yaml.org,2002:bool", "[Tt]rue|TRUE|[Ff]alse|FALSE", "tTfF"),
        ("tag:yaml.org,2002:null", "~|[Nn]ull|NULL|", ["~", "n", "N", ""]),
        ("tag:yaml.org,2002:int", "0|[1-9][0-9]*", "0123456789"),
    )
    for first in firsts
}
"""What is no text without quotes. Prometheus and Alertmanager take ``y``, ``on`` or ``1.50`` as they stand where they want a text."""


def document(text: str, file: str) -> Any:
    """The values of the only YAML document of a file; a usage error where it cannot be read."""
    try:
        node = root(text, _RESOLVERS)
        return None if node is None else SafeConstructor().construct_document(node)
    except Unreadable as error:
        raise click.UsageError(f"{file}:{error.line}:{error.column}: {error.problem}") from None
    except yaml.YAMLError as error:
        raise click.UsageError(f"{file}: {error}") from None


def object_name(text: str, taken: set[str]) -> str:
    """A name that the API server takes, near to ``text`` and new."""
    base = re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")[:50].strip("-") or "unnamed"
    name = next(name for number in range(1, len(taken) + 2) if (name := base if number == 1 else f"{base}-{number}") not in taken)
    taken.add(name)
    return name


def named_files(value: Any) -> Iterator[str]:
    """Every file that a part of a configuration names: ``password_file: …``, ``files: […]``."""
    if isinstance(value, Mapping):
        for name, part in value.items():
            texts = part if isinstance(part, list) else [part]
            if str(name).endswith("_file") or name == "files":
                yield from (text for text in texts if isinstance(text, str))
            else:
                yield from named_files(part)
    elif isinstance(value, list):
        for part in value:
            yield from named_files(part)


def matching_files(pattern: str, folder: Path) -> list[Path]:
    """The files of a pattern, which counts from the folder of its configuration."""
    return sorted(path for path in (folder.glob(pattern) if not Path(pattern).is_absolute() else Path("/").glob(pattern.lstrip("/"))) if path.is_file())
