"""A folder of manifests that somebody edits: what of it counts now, and what is wrong with the rest.

A file that cannot be read, and an object that an API server would refuse, change nothing: what they last held when they were right goes on to count.
"""

import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec
import yaml

from hooks.cli.validation import problems
from hooks.loop.resources import Key
from hooks.protocol import Manifest

SUFFIXES = (".yaml", ".yml", ".json")
_SETTLE = 0.3
"""Seconds that an editor may take between emptying a file and writing it."""


class Contents(msgspec.Struct, frozen=True):
    """Objects by key, and what is wrong: (file or object, sentence)."""

    objects: Mapping[Key, Manifest] = {}
    problems: tuple[tuple[str, str], ...] = ()


class Folder:
    """The manifests below a folder, read again whenever something changed."""

    def __init__(self, path: Path) -> None:
        """Nothing is read yet."""
        self.path = path
        self._good: dict[Path, dict[Key, Manifest]] = {}

    def read(self) -> Contents:
        """What counts now."""
        good: dict[Path, dict[Key, Manifest]] = {}
        wrong: list[tuple[str, str]] = []
        for path in self._files():
            before = self._good.get(path, {})
            try:
                documents = self._documents(path, before)
            except (yaml.YAMLError, UnicodeDecodeError) as error:
                wrong.append((self._name(path), _sentence(error)))
                good[path] = before
            else:
                good[path], refused = _accepted(documents, before)
                wrong += [(f"{self._name(path)}, {what}", sentence) for what, sentence in refused]
        wrong += self._duplicates(good)
        self._good = good
        return Contents({key: manifest for objects in reversed(good.values()) for key, manifest in objects.items()}, tuple(wrong))

    def _files(self) -> list[Path]:
        found = [path for path in self.path.rglob("*") if path.suffix in SUFFIXES and path.is_file()]
        return sorted(path for path in found if not any(part.startswith(".") for part in path.relative_to(self.path).parts))

    def _name(self, path: Path) -> str:
        return str(path.relative_to(self.path))

    def _documents(self, path: Path, before: Mapping[Key, Manifest]) -> list[Any]:
        text = path.read_text(encoding="utf-8")
        if before and not text.strip():
            time.sleep(_SETTLE)
            text = path.read_text(encoding="utf-8")
        return list(_flat(yaml.load_all(text, Loader=yaml.CSafeLoader)))

    def _duplicates(self, good: Mapping[Path, Mapping[Key, Manifest]]) -> Iterator[tuple[str, str]]:
        seen: dict[Key, Path] = {}
        for path, objects in good.items():
            for key in objects:
                if key in seen:
                    yield self._name(path), f"{key} is in {self._name(seen[key])} already, which counts; remove one of them"
                seen.setdefault(key, path)


def _flat(documents: Iterator[Any]) -> Iterator[Any]:
    """The objects of a file: empty documents left out, lists taken apart. What only kustomize reads is none."""
    for document in documents:
        if isinstance(document, dict) and document.get("kind") == "List":
            yield from document.get("items") or ()
        elif document is not None and not (isinstance(document, dict) and str(document.get("apiVersion", "")).startswith("kustomize.config.k8s.io/")):
            yield document


def _accepted(documents: list[Any], before: Mapping[Key, Manifest]) -> tuple[dict[Key, Manifest], list[tuple[str, str]]]:
    good: dict[Key, Manifest] = {}
    refused: list[tuple[str, str]] = []
    for index, document in enumerate(documents):
        key = _key(document)
        if key is None:
            refused.append((f"document {index + 1}", "is no Kubernetes object, write apiVersion, kind and metadata.name"))
            good = {**before, **good}  # it may be any of the objects that were there
        elif found := problems(document):
            refused.append((str(key), "; ".join(map(str, found))))
            good.update({key: before[key]} if key in before else {})
        else:
            good[key] = document
    return good, refused


def _key(document: Any) -> Key | None:
    try:
        return Key.of(document)
    except (KeyError, TypeError, AttributeError):
        return None


def _sentence(error: Exception) -> str:
    """A YAML error on one line: what, where."""
    if isinstance(error, yaml.MarkedYAMLError) and error.problem_mark:
        return f"line {error.problem_mark.line + 1}, column {error.problem_mark.column + 1}: {error.problem or error.context}"
    return str(error).splitlines()[0]
