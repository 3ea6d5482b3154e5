"""What Prometheus reads in a scrape job and in the entry of an Alertmanager, taken from the struct tags of its Go sources.

``python -m tools.rawfields`` writes ``hooks/prometheus_yaml/raw_fields.json``: section → field → [kind, since, until]. A field that one of the versions
looked at has and the one before has not counts as known from the minor version after that one on, so that no version is said to refuse what it reads.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

_STRUCT = re.compile(r"^type (\w+) struct \{\n(.*?)^\}", re.MULTILINE | re.DOTALL)
_FIELD = re.compile(r'^\t(?:\w+ +)?([\w.*\[\]]+) +`[^`]*yaml:"([^"]*)"', re.MULTILINE)
_ALIAS = re.compile(r"^type (\w+) =? ?(\w+)$", re.MULTILINE)
_NAME = re.compile(r'func \((?:\w+ )?\*?(\w+)\) Name\(\) string \{\s*return "(\w+)"\s*\}')
_KINDS = {"bool": "flag", "model.LabelNames": "list", "model.Duration": "duration", "int": "number", "uint": "number", "uint64": "number", "int64": "number"}
SECTIONS = {"tls_config": "TLSConfig", "basic_auth": "BasicAuth", "authorization": "Authorization", "oauth2": "OAuth2"}

Version = tuple[int, int]
Tables = Mapping[str, Mapping[str, str]]
"""Section → field → kind."""


class Field(NamedTuple):
    """A field of a struct: its Go type, and its name in YAML; empty where its own fields stand in its place."""

    type: str
    name: str

    @property
    def kind(self) -> str:
        """What its value has to be; empty where this page does not say."""
        if self.type.startswith(("[]", "*[]")):
            return "list"
        return _KINDS.get(self.type.lstrip("*"), "")


Structs = Mapping[str, tuple[Field, ...]]


class Sources(NamedTuple):
    """The module of a Prometheus, and that of the client settings that it uses."""

    prometheus: Path
    common: Path


def structs(folder: Path) -> dict[str, tuple[Field, ...]]:
    """The structs of a Go package that have YAML names, and the other names that they have there."""
    text = _text(folder)
    found = {name: tuple(_fields(body)) for name, body in _STRUCT.findall(text) if "yaml:" in body}
    return {**found, **{name: found[target] for name, target in _ALIAS.findall(text) if target in found}}


def _text(folder: Path) -> str:
    return "".join(file.read_text() for file in sorted(folder.glob("*.go")) if not file.name.endswith("_test.go"))


def _fields(body: str) -> Iterator[Field]:
    for kind, tag in _FIELD.findall(body):
        name, *options = tag.split(",")
        if name != "-":
            yield Field(kind, "" if "inline" in options else name)


def tables(sources: Sources) -> Tables:
    """Every section that raw texts may hold."""
    clients = _of_package(structs(sources.common / "config"), "config")
    known = {**clients, **structs(sources.prometheus / "config")}
    return {
        "scrape_config": _below("ScrapeConfig", known),
        "alertmanager": _below("AlertmanagerConfig", known),
        "relabel_config": _below("Config", structs(sources.prometheus / "model/relabel")),
        "static_config": {"targets": "list", "labels": ""},
        **{section: _below(f"config.{name}", clients) for section, name in SECTIONS.items()},
        **{f"{name}_sd_config": fields for name, fields in _discoveries(sources.prometheus / "discovery", clients)},
    }


def _discoveries(folder: Path, clients: Structs) -> Iterator[tuple[str, Mapping[str, str]]]:
    for package in sorted(path for path in folder.rglob("*") if path.is_dir()):
        known = {**clients, **structs(package)}
        yield from ((name, fields) for struct, name in _NAME.findall(_text(package)) if (fields := _below(struct, known)))


def _of_package(found: Structs, package: str) -> dict[str, tuple[Field, ...]]:
    """Under the names that other packages use; inlined fields of the same package keep finding each other."""
    return {
        f"{package}.{name}": tuple(each._replace(type=f"{package}.{each.type}") if each.type in found else each for each in fields)
        for name, fields in found.items()
    }


def _below(struct: str, known: Structs) -> dict[str, str]:
    fields = known.get(struct, ())
    inlined = (pair for each in fields if not each.name for pair in _below(each.type.lstrip("*"), known).items())
    return {**dict(inlined), **{each.name: each.kind for each in fields if each.name}}


def history(versions: Sequence[tuple[Version, Tables]]) -> dict[str, dict[str, list[str]]]:
    """Section → field → [kind, since, until], from the tables of some versions in ascending order; an empty text is no limit."""
    sections = sorted({section for _, found in versions for section in found})
    return {section: dict(sorted(_lives(section, versions))) for section in sections}


def _lives(section: str, versions: Sequence[tuple[Version, Tables]]) -> Iterator[tuple[str, list[str]]]:
    for name in {name for _, found in versions for name in found.get(section, {})}:
        seen = [index for index, (_, found) in enumerate(versions) if name in found.get(section, {})]
        first, last = seen[0], seen[-1]
        kind = versions[last][1][section][name]
        since = _after(versions[first - 1][0]) if first else ""
        until = _dotted(versions[last + 1][0]) if last + 1 < len(versions) else ""
        yield name, [kind, since, until]


def _after(version: Version) -> str:
    """The next minor version; 3.0 comes after 2.55."""
    major, minor = version
    return "3.0.0-0" if (major, minor) == (2, 55) else _dotted((major, minor + 1))


def _dotted(version: Version) -> str:
    return "3.0.0-0" if version == (3, 0) else f"{version[0]}.{version[1]}.0"
