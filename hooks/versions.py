"""Versions, and what they know: gates are data on the output model, never code in a builder.

A field of a generated file says since when (and until when) the program reads it; :func:`prune` drops what the version at hand does not know and
names what it dropped. A change of behaviour is a named :class:`Feature`.
"""

import re
from collections.abc import Iterator, Mapping
from enum import Enum
from functools import cache, lru_cache
from typing import Annotated, Any, NamedTuple, get_args, get_origin, get_type_hints

import msgspec

from hooks.errors import InvalidParent
from hooks.findings import Finding, quoted
from hooks.findings.versions import DROPPED, PROGRAM, TOO_OLD

_IDENTIFIER = r"(?:0|[1-9]\d*|\d*[A-Za-z-][0-9A-Za-z-]*)"
_VERSION = re.compile(rf"v?(\d+)(?:\.(\d+)(?:\.(\d+)(?:-({_IDENTIFIER}(?:\.{_IDENTIFIER})*))?(?:\+[0-9A-Za-z.-]+)?)?)?")

_LONGEST = 128
"""Characters of a version, as many as a tag of an image has: whoever writes one must not choose how long a number is read."""


class Version(NamedTuple):
    """A semantic version, ordered as semver.org section 11 says: a pre-release comes before its release."""

    major: int
    minor: int
    patch: int
    release: tuple[tuple[int, int, str], ...] = ((2, 0, ""),)

    @classmethod
    def parse(cls, text: str, path: str = "spec.version") -> "Version":
        """``v3.13.2``, ``3.0.0-rc.1``; anything else is an InvalidParent at ``path``."""
        found = _parsed(text)
        if found is None:
            raise InvalidParent(PROGRAM.at(path, f"{quoted(text)} is not a semantic version", "write it like v3.13.2"))
        return found

    def __str__(self) -> str:
        suffix = ".".join(text or str(number) for kind, number, text in self.release if kind != 2)
        return f"{self.major}.{self.minor}.{self.patch}" + (f"-{suffix}" if suffix else "")


@lru_cache(maxsize=1024)
def _parsed(text: str) -> Version | None:
    """Each text is taken to pieces once, however often a sync asks."""
    found = _VERSION.fullmatch(text) if len(text) <= _LONGEST else None
    return Version(int(found[1]), int(found[2] or 0), int(found[3] or 0), _release(found[4])) if found else None


def _release(suffix: str | None) -> tuple[tuple[int, int, str], ...]:
    if suffix is None:
        return ((2, 0, ""),)
    return tuple((0, int(part), "") if part.isdigit() else (1, 0, part) for part in suffix.split("."))


NEWEST_PROMETHEUS = Version.parse("3.16.0")
NEWEST_ALERTMANAGER = Version.parse("0.35.0")
"""The newest versions that are known here; a later one is treated like them."""


class Since(msgspec.Struct, frozen=True):
    """The first version that reads a field.

    With ``refuse`` losing the field is an error: it would change the meaning of the rest. With ``quiet`` nothing is lost and nothing is reported, because
    another field says the same to the older ones.
    """

    version: Version
    refuse: bool = False
    quiet: bool = False

    def __contains__(self, version: Version) -> bool:
        return version >= self.version


class Until(msgspec.Struct, frozen=True):
    """The first version that no longer reads a field; ``refuse`` and ``quiet`` as in :class:`Since`."""

    version: Version
    refuse: bool = False
    quiet: bool = False

    def __contains__(self, version: Version) -> bool:
        return version < self.version


Gate = Since | Until


def since(text: str, *, refuse: bool = False, quiet: bool = False) -> Since:
    """``since("2.48.0")``."""
    return Since(Version.parse(text), refuse, quiet)


def until(text: str, *, refuse: bool = False, quiet: bool = False) -> Until:
    """``until("3.0.0")``."""
    return Until(Version.parse(text), refuse, quiet)


class Values:
    """Gates of single values of a field, or of single members of its list: ``Values({"NoTranslation": since("3.4.0")})``.

    They stand in the order in which they are asked.
    """

    def __init__(self, gates: Mapping[str, Gate]) -> None:
        """``gates``: value → since or until when it is known; a value without one is always known."""
        self.gates = gates


class OmitEmpty:
    """A section in which nothing is left is left out itself; without this marker an empty section is written, because it often means something."""


OMIT_EMPTY = OmitEmpty()
Marker = Gate | Values | OmitEmpty


class Feature(Enum):
    """A behaviour that differs between versions: ``if version in Feature.AUTO_RELOAD``."""

    AUTO_RELOAD = since("3.4.0")
    """Prometheus notices changed rule and scrape files by itself, behind a feature flag."""
    AUTO_RELOAD_FLAG = since("3.12.0")
    """The same as a stable command line flag."""
    STICKS_AFTER_FAILED_RELOAD = until("3.16.0")
    """Prometheus, reloading by itself, does not load a configuration that it takes for the one it has, whatever became of the one between."""
    ENDPOINT_SLICE = since("2.21.0")
    """The Kubernetes service discovery has the role ``endpointslice``."""
    GLOBAL_LIMITS = since("2.45.0")
    """Limits of the global section hold for every scrape job that sets none."""

    def __contains__(self, version: Version) -> bool:
        return version in self.value


class Section(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A part of a generated file: its fields in the order of the file; ``None`` is left out.

    A field whose YAML name is no Python name is declared with ``msgspec.field(name=...)``; a name that begins with :data:`INLINE` means that the
    fields of the section inside stand directly among the others (the HTTP client settings of a scrape job, for instance).
    """


INLINE = "<<"


class Dropped(msgspec.Struct, frozen=True):
    """A field that was left out because the program's version does not read it."""

    path: str
    gate: Gate

    @property
    def finding(self) -> Finding:
        """What is said about it: an error where the rest would mean something else without it."""
        if self.gate.refuse and isinstance(self.gate, Since):
            return TOO_OLD.at(self.path, f"it needs version {self.gate.version} or later", "use a later one or remove it")
        if isinstance(self.gate, Since):
            return DROPPED.at(self.path, f"it is left out because no version before {self.gate.version} reads it", "use that version or remove it")
        return DROPPED.at(self.path, f"it is left out because no version from {self.gate.version} on reads it", "remove it")


Pruned = tuple[Any, tuple[Dropped, ...]]


def prune(value: Any, version: Version, path: str = "") -> Pruned:
    """``value`` without what ``version`` does not read, and what was left out. What holds nothing of the kind is returned as the same object."""
    if isinstance(value, Section):
        return _pruned_section(value, version, path)
    if isinstance(value, tuple | list):
        return _pruned_items(value, version, path)
    if isinstance(value, Mapping):
        return _pruned_map(value, version, path)
    return value, ()


def _pruned_section(section: Section, version: Version, path: str) -> Pruned:
    changes: dict[str, Any] = {}
    dropped: list[Dropped] = []
    for attribute, name, gates in _gated_fields(type(section)):
        value = getattr(section, attribute)
        if value is None:
            continue
        kept, below = _pruned_field(value, gates, version, path if name.startswith(INLINE) else f"{path}.{name}" if path else name)
        dropped.extend(below)
        if kept is not value:
            changes[attribute] = kept
    return (msgspec.structs.replace(section, **changes) if changes else section), tuple(dropped)


def _pruned_field(value: Any, markers: tuple[Marker, ...], version: Version, path: str) -> Pruned:
    dropped: tuple[Dropped, ...] = ()
    for marker in markers:
        if isinstance(marker, Since | Until) and version not in marker:
            return None, (*dropped, *_closed(marker, path))
        if isinstance(marker, Values):
            value, unknown = _pruned_values(value, marker.gates, version, path)
            dropped = (*dropped, *unknown)
    kept, below = prune(value, version, path)
    if OMIT_EMPTY in markers and kept == type(kept)():
        kept = None
    return kept, (*dropped, *below)


def _pruned_values(value: Any, gates: Mapping[str, Gate], version: Version, path: str) -> Pruned:
    """A value, or a list without those members, that the version does not know; nothing at all where nothing is left."""
    values = value if isinstance(value, tuple) else (value,)
    unknown = tuple(item for item in values if item in gates and version not in gates[item])
    dropped = tuple(drop for item in unknown for drop in _closed(gates[item], f'{path} "{item}"'))
    if not unknown:
        return value, ()
    return tuple(item for item in values if item not in unknown) or None, dropped


def _closed(gate: Gate, path: str) -> tuple[Dropped, ...]:
    return () if gate.quiet else (Dropped(path, gate),)


def _pruned_items(items: tuple[Any, ...] | list[Any], version: Version, path: str) -> Pruned:
    pruned = [prune(item, version, f"{path}[{index}]") for index, item in enumerate(items)]
    dropped = tuple(drop for _, below in pruned for drop in below)
    same = all(kept is item for (kept, _), item in zip(pruned, items, strict=True))
    return (items if same else tuple(item for item, _ in pruned)), dropped


def _pruned_map(values: Mapping[str, Any], version: Version, path: str) -> Pruned:
    pruned = {key: prune(value, version, f"{path}.{key}") for key, value in values.items()}
    dropped = tuple(drop for _, below in pruned.values() for drop in below)
    same = all(pruned[key][0] is value for key, value in values.items())
    return (values if same else {key: value for key, (value, _) in pruned.items()}), dropped


@cache
def fields_of(section: type[Section]) -> tuple[tuple[str, str, tuple[Marker, ...]], ...]:
    """(attribute, name in the file, gates) of each field, in the order of the file."""
    hints = get_type_hints(section, include_extras=True)
    names = zip(section.__struct_fields__, section.__struct_encode_fields__, strict=True)
    return tuple((attribute, name, tuple(_gates(hints[attribute]))) for attribute, name in names)


@cache
def _gated_fields(section: type[Section]) -> tuple[tuple[str, str, tuple[Marker, ...]], ...]:
    """The fields that pruning has to look at: those with a gate, or with one somewhere below."""
    hints = get_type_hints(section, include_extras=True)
    return tuple(field for field in fields_of(section) if field[2] or _may_hold_gates(hints[field[0]], frozenset({section})))


def _may_hold_gates(hint: Any, above: frozenset[type[Section]]) -> bool:
    """A section inside of itself (a route below a route) is looked at."""
    if isinstance(hint, type) and issubclass(hint, Section):
        return hint is Section or hint in above or _holds_gates(hint, above | {hint})
    return hint is Any or any(_may_hold_gates(part, above) for part in get_args(hint))


def _holds_gates(section: type[Section], above: frozenset[type[Section]]) -> bool:
    hints = get_type_hints(section, include_extras=True)
    return any(gates or _may_hold_gates(hints[attribute], above) for attribute, _, gates in fields_of(section))


def _gates(hint: Any) -> Iterator[Marker]:
    if get_origin(hint) is Annotated:
        yield from (marker for marker in get_args(hint)[1:] if isinstance(marker, Marker))
