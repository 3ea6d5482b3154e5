"""YAML texts → values, as the programs that read them do (Go's yaml.v2): types kept, a duplicate key is an error."""

import re
from functools import lru_cache
from typing import Any

import yaml


class DuplicateKey(ValueError):
    """A mapping names a key twice: Prometheus and Alertmanager refuse such a file."""


class _Loader(yaml.CSafeLoader):
    pass


def _mapping(loader: _Loader, node: yaml.MappingNode) -> dict[Any, Any]:
    merged = any(key.tag == "tag:yaml.org,2002:merge" for key, _ in node.value)
    if merged:
        loader.flatten_mapping(node)
    values = {loader.construct_object(key, deep=True): loader.construct_object(item, deep=True) for key, item in node.value}
    if len(values) != len(node.value) and not merged:
        names = [key.value for key, _ in node.value]
        raise DuplicateKey(f"duplicate key {next(name for name in names if names.count(name) > 1)!r}{node.start_mark}")
    return values


def _string(loader: _Loader, node: yaml.ScalarNode) -> str:
    return loader.construct_scalar(node)


_Loader.add_constructor("tag:yaml.org,2002:map", _mapping)
_Loader.add_constructor("tag:yaml.org,2002:value", _string)
# Go writes 1e+06 where YAML 1.1 asks for 1.0e+06.
_Loader.add_implicit_resolver("tag:yaml.org,2002:float", re.compile(r"[-+]?[0-9]+(?:\.[0-9]*)?[eE][-+]?[0-9]+\Z"), list("-+0123456789"))


@lru_cache(maxsize=64)
def document(text: str) -> Any:
    """The only document of ``text``; ``None`` for an empty text."""
    return yaml.load(text, Loader=_Loader)
