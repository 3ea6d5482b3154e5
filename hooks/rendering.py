"""Values → bytes, always the same bytes: YAML, gzip, hashes.

The emitter only has to emit (mappings, sequences, strings, numbers, booleans, null, and the typed sections of a generated file); it is an order of
magnitude faster than PyYAML's, which is why it exists. What it writes means the same to a YAML 1.1 reader (PyYAML, Go's yaml.v2) and to a
YAML 1.2 one: a string is written plain only if both read it as that string.
"""

import hashlib
import re
import textwrap
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from isal import igzip

from hooks.versions import INLINE, Section, fields_of

# Plain scalars: what starts with a letter (or one of $ ( / _ . followed by a word) and holds nothing that YAML gives a meaning to.
_PLAIN = re.compile(r"[A-Za-z_$(/^][A-Za-z0-9_$()/^.+|;\\*?=<>@%~{}\[\]-]*(?: [A-Za-z0-9_$()/^.+|;\\*?=<>@%~-]+)*")
_FLOW = re.compile(r"[{}\[\]]")
_WORDS = frozenset(["y", "n", "yes", "no", "on", "off", "true", "false", "null", "none", "nan", "inf"])
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r", "\0": "\\0"}
_SPECIAL = re.compile('["\\\\\x00-\x1f\x7f-\xa0\xad\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]')
_NO_BLOCK = re.compile("[\x00-\x09\x0b-\x1f\x7f-\xa0\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")


class Block(str):
    """Entries of a sequence that are YAML already, in block style from column 0; stands among the items of a list and is only indented."""

    __slots__ = ()


def yaml_text(value: Any, indent: int = 0) -> str:
    """``value`` as a block of YAML, each line indented by ``indent`` spaces; keys stay in the order given, ``None`` fields of sections are left out."""
    if isinstance(value, Section | Mapping):
        pairs = tuple(_pairs(value))
        return "".join(_entry(key, item, indent) for key, item in pairs) if pairs else " " * indent + "{}\n"
    if isinstance(value, tuple | list):
        return "".join(_item(item, indent) for item in value) if value else " " * indent + "[]\n"
    return f"{' ' * indent}{scalar(value, indent)}\n"


def _pairs(value: Any) -> Iterator[tuple[Any, Any]]:
    if isinstance(value, Section):
        for attribute, name, _ in fields_of(type(value)):
            item = getattr(value, attribute)
            if item is not None and name.startswith(INLINE):
                yield from _pairs(item)
            elif item is not None:
                yield name, item
    else:
        yield from value.items()


def _entry(key: Any, value: Any, indent: int) -> str:
    head = f"{' ' * indent}{_quoted(key) if isinstance(key, str) else scalar(key)}:"
    if isinstance(value, Section | Mapping):
        body = yaml_text(value, indent + 2)
        return f"{head} {{}}\n" if body.strip() == "{}" else f"{head}\n{body}"
    if isinstance(value, tuple | list):
        return f"{head}\n{yaml_text(value, indent)}" if value else f"{head} []\n"
    return f"{head} {scalar(value, indent + 2)}\n"


def _item(value: Any, indent: int) -> str:
    if isinstance(value, Block):
        return textwrap.indent(value, " " * indent) if indent else value
    body = yaml_text(value, indent + 2) if isinstance(value, Section | Mapping | tuple | list) else f"{' ' * (indent + 2)}{scalar(value, indent + 2)}\n"
    return f"{' ' * indent}- {body[indent + 2 :]}"


def scalar(value: Any, indent: int = 0) -> str:
    """One value on one line, or a literal block of several lines whose body is indented by ``indent``."""
    if isinstance(value, str):
        return _quoted(value) if "\n" not in value else _lines(value, indent)
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        return _number(value)
    raise TypeError(f"{type(value).__name__} has no place in a generated file")


def _number(value: float) -> str:
    if value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    text = repr(value)
    return text if "." in text or "e" not in text else text.replace("e", ".0e")


@lru_cache(maxsize=65536)
def _quoted(text: str) -> str:
    if _PLAIN.fullmatch(text) and text.lower() not in _WORDS and not text.endswith(" "):
        return text
    return '"' + _SPECIAL.sub(_escaped, text) + '"'


def _escaped(found: re.Match[str]) -> str:
    character = found[0]
    return _ESCAPES.get(character) or (f"\\x{ord(character):02x}" if ord(character) < 256 else f"\\u{ord(character):04x}")


def _lines(text: str, indent: int) -> str:
    body = text.rstrip("\n")
    lines = body.split("\n")
    if _NO_BLOCK.search(text) or not body or text[0] in " \n" or any(line != line.rstrip() for line in lines) or len(text) - len(body) > 1:
        return _quoted(text)
    pad = " " * max(indent, 2)
    return ("|\n" if text.endswith("\n") else "|-\n") + "\n".join(pad + line if line else "" for line in lines)


def gzipped(data: bytes) -> bytes:
    """``data`` compressed; no time stamp, a fixed level: the same input gives the same bytes."""
    return igzip.compress(data, compresslevel=2, mtime=0)


def digest(data: bytes) -> str:
    """A short, stable name of some bytes (not a secret's protection): 16 hexadecimal digits of its SHA-256."""
    return hashlib.sha256(data).hexdigest()[:16]
