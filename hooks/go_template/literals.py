"""Literals in templates, which are Go's (The Go Programming Language Specification, "Integer literals" to "String literals")."""

import re

_ESCAPE = r"\\(?:[abfnrtv\\%s]|[0-3][0-7]{2}|x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8})"
_CODE = re.compile(r"\\(?:u(.{4})|U(.{8})|.)", re.DOTALL)
_STRING = re.compile(rf'"(?:[^"\\\n]++|{_ESCAPE % chr(34)})*+"')
_CHARACTER = re.compile(rf"'(?:[^'\\\n]|{_ESCAPE % chr(39)})'")
_INTEGER = re.compile(r"([-+]?)(0[xX](?:_?[0-9a-fA-F]+)+|0[bB](?:_?[01]+)+|0[oO]?(?:_?[0-7]+)+|0|[1-9][0-9]*(?:_[0-9]+)*)")
_UNDERSCORED = r"[0-9]+(?:_[0-9]+)*"
_FLOAT = re.compile(rf"[-+]?(?:{_UNDERSCORED}\.?(?:{_UNDERSCORED})?|\.{_UNDERSCORED})(?:[eE][-+]?{_UNDERSCORED})?")
_HEXADECIMAL_FLOAT = re.compile(r"[-+]?0[xX](?=[_.]*[0-9a-fA-F])(?:_?[0-9a-fA-F]+)*\.?(?:[0-9a-fA-F]+(?:_[0-9a-fA-F]+)*)?[pP][-+]?[0-9]+(?:_[0-9]+)*")
_COMPLEX = re.compile(r"([-+]?[^-+]*(?:(?<=[eEpP])[-+][^-+]*)?)([-+].*)i")


def is_string(text: str) -> bool:
    """Whether a string with its quotes has a value."""
    return text[0] == "`" or (_STRING.fullmatch(text) is not None and _holds_characters(text))


def is_character(text: str) -> bool:
    """Whether a character constant holds one character."""
    return _CHARACTER.fullmatch(text) is not None and _holds_characters(text)


def _holds_characters(text: str) -> bool:
    codes = (int(found[1] or found[2] or "0", 16) for found in _CODE.finditer(text))
    return all(code < 0xD800 or 0xDFFF < code < 0x110000 for code in codes)


_LONGEST = 1000
"""Digits that are looked at; a number of 64 bits has 64 at most."""


def is_number(text: str) -> bool:
    """Whether a number has a value that 64 bits hold."""
    if text.endswith("i") and _is_float(text[:-1]):
        return True
    integer = _INTEGER.fullmatch(text)
    if integer and len(text) > _LONGEST:
        return False
    if integer:
        value = int(integer[2].replace("_", "") if not re.match("0[0-7_]", integer[2]) else "0o" + integer[2].replace("_", ""), 0)
        return value <= 2**63 if integer[1] == "-" else value < (2**63 if integer[1] else 2**64)
    return bool(set(text) & set(".eEpP")) and _is_float(text)


def is_complex(text: str) -> bool:
    """Whether both parts of ``1+2i`` have a value."""
    parts = _COMPLEX.fullmatch(text)
    return parts is not None and all(_is_float(part) for part in parts.groups())


def _is_float(text: str) -> bool:
    try:
        if _HEXADECIMAL_FLOAT.fullmatch(text):
            return abs(float.fromhex(text.replace("_", ""))) != float("inf")
        return _FLOAT.fullmatch(text) is not None and abs(float(text.replace("_", ""))) != float("inf")
    except OverflowError:
        return False
