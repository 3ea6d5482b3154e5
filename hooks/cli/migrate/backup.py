"""A folder with every object as it was before it was touched for the first time, and with what the workloads did then. It holds Secrets."""

from collections.abc import Iterable
from pathlib import Path

import msgspec
import yaml

from hooks.cli.migrate.verification import Observed
from hooks.loop.resources import Key
from hooks.protocol import Manifest
from hooks.rendering import yaml_text

_OBSERVED = "observed.json"


class Backup:
    """One folder, readable by its owner only. What is in it is never overwritten: the first state is the one to go back to."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def keep(self, manifest: Manifest) -> None:
        """Writes an object down, unless it is there."""
        path = self._path(Key.of(manifest))
        if not path.exists():
            self._write(path, yaml_text(manifest))

    def kept(self, kind: str) -> tuple[Manifest, ...]:
        """The objects of a kind."""
        return tuple(yaml.safe_load(path.read_text("utf-8")) for path in sorted(self.folder.glob(f"{kind}.*.yaml")))

    def observe(self, observed: dict[str, Observed]) -> None:
        """Writes down what workloads do, unless it is there."""
        self._write(self.folder / _OBSERVED, msgspec.json.encode({**observed, **self.observed()}).decode())

    def forget(self, names: Iterable[str]) -> None:
        """Workloads that were given back are compared with what they do when they are taken the next time."""
        gone = set(names)
        self._write(self.folder / _OBSERVED, msgspec.json.encode({name: each for name, each in self.observed().items() if name not in gone}).decode())

    def observed(self) -> dict[str, Observed]:
        """What workloads did before they were touched, by name."""
        path = self.folder / _OBSERVED
        return msgspec.json.decode(path.read_bytes(), type=dict[str, Observed]) if path.exists() else {}

    def _path(self, key: Key) -> Path:
        return self.folder / ".".join(part for part in (key.kind, key.namespace, key.name, "yaml") if part)

    def _write(self, path: Path, text: str) -> None:
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(text, "utf-8")
