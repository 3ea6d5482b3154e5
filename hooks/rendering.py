"""Values → bytes, always the same bytes: YAML, gzip, hashes.

The emitter only has to emit (mappings, sequences, strings, numbers, booleans, null, and the typed sections of a generated file); it is an order of
magnitude faster than PyYAML's, which is why it exists. What it writes means the same to a YAML 1.1 reader (PyYAML, Go's yaml.v2) and to a
YAML 1.2 one: a string is written plain only if both read it as that string.
"""

import base64
import hashlib
import re
import textwrap
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from isal import igzip

from hooks.memo import Memo, remembered
from hooks.versions import INLINE, Section, fields_of

# Plain scalars: what starts with a letter (or one of $ ( / _ . followed by a word) and holds nothing that YAML gives a meaning to.
_PLAIN = re.compile(r"[A-Za-z_$(/^][A-Za-z0-9_$()/^.+|;\\*?=<>@%~{}\[\]-]*(?: [A-Za-z0-9_$()/^.+|;\\*?=<>@%~-]+)*")
_WORDS = frozenset(["y", "n", "yes", "no", "on", "off", "true", "false", "null", "none", "nan", "inf"])
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r", "\0": "\\0"}
_SPECIAL = re.compile('["\\\\\x00-\x1f\x7f-\xa0\xad\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]')
_NO_UTF8 = re.compile("[\udc80-\udcff]")
"""Bytes that are no UTF-8, as ``surrogateescape`` keeps them in a string: YAML can only say them as base64, and readers take that for a string."""
_NO_BLOCK = re.compile("[\x00-\x09\x0b-\x1f\x7f-\xa0\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")


_LONGEST_KEY = 1000
"""Characters of a key without a question mark before it; YAML 1.1 allows 1,024."""


class Block(str):
    """Entries of a sequence that are YAML already, in block style from column 0; stands among the items of a list and is only indented."""

    __slots__ = ()


def yaml_text(value: Any, indent: int = 0) -> str:
    """``value`` as a block of YAML, each line indented by ``indent`` spaces; keys stay in the order given, ``None`` fields of sections are left out."""
    lines: list[str] = []
    pad = " " * indent
    _write(value, pad, pad, lines.append)
    return "".join(lines)


Pairs = Sequence[tuple[Any, Any]]
_Emit = Callable[[str], None]
"""Takes the next piece of text. Pieces are joined once at the end: joining at each level costs most of the time."""


def _write(value: Any, first: str, rest: str, emit: _Emit) -> None:
    """``value`` as a block; its first line begins with ``first`` (which may hold the dashes of sequences), each further one with ``rest``."""
    if isinstance(value, Section):
        emit(_leaf_text(value, first, rest)) if _is_leaf(type(value)) else _write_pairs(_pairs(value), first, rest, emit)
    elif isinstance(value, Mapping):
        _write_pairs(tuple(value.items()), first, rest, emit)
    elif isinstance(value, tuple | list):
        _write_items(value, first, rest, emit)
    else:
        emit(f"{first}{scalar(value, len(rest))}\n")


def _leaf_text(section: Section, first: str, rest: str) -> str:
    """A section of scalars: thousands of jobs share the same few hundred relabeling rules."""

    def compute() -> str:
        lines: list[str] = []
        _write_pairs(_pairs(section), first, rest, lines.append)
        return "".join(lines)

    return _LEAVES.value((section, first, rest), None, compute)


_LEAVES: Memo[str] = Memo(16 * 2**20, len)


@cache
def _is_leaf(section: type[Section]) -> bool:
    """Whether only scalars and tuples of scalars can stand in it, so that it is hashable."""
    return all(_is_scalar(hint) for hint in get_type_hints(section).values())


def _is_scalar(hint: Any) -> bool:
    if get_origin(hint) in (tuple, Union, UnionType):
        return all(map(_is_scalar, get_args(hint)))
    return hint in (str, int, float, bool, type(None), ...)


def _write_pairs(pairs: Pairs, first: str, rest: str, emit: _Emit) -> None:
    if not pairs:
        emit(first + "{}\n")
    pad, below = first, rest + "  "
    for key, value in pairs:
        head = f"{pad}{_key(key, rest)}:"
        pad = rest
        if isinstance(value, str | int | float | None):
            emit(f"{head} {scalar(value, len(below))}\n")
        elif isinstance(value, tuple | list):
            emit(head + "\n" if value else head + " []\n")
            if value:
                _write_items(value, rest, rest, emit)
        else:
            inner = _pairs(value)
            emit(head + "\n" if inner else head + " {}\n")
            if inner:
                _write_pairs(inner, below, below, emit)


def _key(key: Any, rest: str) -> str:
    """A key as it stands before its colon. Of a long one readers want to know beforehand that it is a key."""
    text = _quoted(key) if isinstance(key, str) else scalar(key)
    return text if len(text) <= _LONGEST_KEY else f"? {text}\n{rest}"


def _write_items(items: Sequence[Any], first: str, rest: str, emit: _Emit) -> None:
    if not items:
        emit(first + "[]\n")
    pad, below = first, rest + "  "
    for item in items:
        if isinstance(item, Block):
            emit(textwrap.indent(item, rest) if rest else item)
        else:
            _write(item, pad + "- ", below, emit)
        pad = rest


def _pairs(value: Any) -> Pairs:
    if isinstance(value, Section):
        return tuple(_section_pairs(value))
    if isinstance(value, Mapping):
        return tuple(value.items())
    raise TypeError(f"{type(value).__name__} has no place in a generated file")


def _section_pairs(section: Section) -> Iterator[tuple[Any, Any]]:
    for attribute, name, _ in fields_of(type(section)):
        item = getattr(section, attribute)
        if item is not None:
            if name.startswith(INLINE):
                yield from _pairs(item)
            else:
                yield name, item


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


@remembered(count=32768, longest=200)
def _quoted(text: str) -> str:
    if _PLAIN.fullmatch(text) and text.lower() not in _WORDS and not text.endswith(" "):
        return text
    if _NO_UTF8.search(text):
        return f"!!binary {base64.b64encode(text.encode(errors='surrogateescape')).decode()}"
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
