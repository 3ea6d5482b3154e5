"""YAML as it is mostly written → values in one pass: one document without anchors, tags and merges, and nothing wrong with it.

This is what reading a large folder costs, and it is twice as fast as by way of nodes. Whatever is more than that is left to the nodes
(``values``), which know where each part stands.
"""

from collections.abc import Iterator
from typing import Any

import yaml

from hooks.cli.values import RESOLVERS, SCALARS
from hooks.memo import remembered
from hooks.yaml_reading import DEPTH, events


class _Intricate(Exception):
    """More than what is read here."""


def plain(text: str) -> tuple[Any, ...] | None:
    """The value of the only document, nothing for an empty one; None: this has to be read as nodes."""
    try:
        found = _values(events(text))
    except (_Intricate, yaml.YAMLError, ValueError):
        return None
    return tuple(found) if found != [None] else ()


def _values(told: Iterator[Any]) -> list[Any]:
    around: list[tuple[Any, str | None]] = []
    here: Any = []
    key: str | None = None
    for event in told:
        sort = event.__class__
        if sort is yaml.ScalarEvent:
            _check(event)
            part = scalar(event.value) if event.implicit[0] else event.value
        elif sort is yaml.MappingStartEvent or sort is yaml.SequenceStartEvent:
            _check(event)
            if len(around) == DEPTH:
                raise _Intricate
            around.append((here, key))
            here, key = {} if sort is yaml.MappingStartEvent else [], None
            continue
        elif sort is yaml.MappingEndEvent or sort is yaml.SequenceEndEvent:
            part = here
            here, key = around.pop()
        elif sort is yaml.AliasEvent or (sort is yaml.DocumentStartEvent and here):
            raise _Intricate
        else:
            continue
        if here.__class__ is list:
            here.append(part)
        elif key is not None:
            here[key], key = part, None
        elif part.__class__ is str and part != "<<" and part not in here:
            key = part
        else:
            raise _Intricate
    return list(here)


def _check(event: yaml.ScalarEvent | yaml.CollectionStartEvent) -> None:
    if event.anchor is not None or event.tag is not None:
        raise _Intricate


@remembered(8192, 100)
def scalar(text: str) -> Any:
    """What a word without quotes stands for. ValueError: JSON has no such value."""
    tag = next((name for name, pattern in RESOLVERS.get(text[:1], ()) if pattern.match(text)), None)
    return SCALARS[tag](text) if tag else text
