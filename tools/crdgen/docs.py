"""Descriptions, read from the source of the types: the docstring below an attribute belongs to the field, the one of a class to the object.

A description is the first paragraph of the docstring on one line; further paragraphs are for readers of the code. Without a docstring of its own, a field
that holds an object is described by the object's class.
"""

import ast
import inspect
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import pairwise
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

import msgspec

from hooks.kinds.base import Kind, Spec
from hooks.kinds.registry import KINDS
from hooks.kinds.structural import Describe


def paragraph(docstring: str | None) -> str:
    """The first paragraph on one line, in the markup that terminals show best."""
    first = inspect.cleandoc(docstring or "").partition("\n\n")[0]
    return " ".join(first.replace("``", "`").split())


@cache
def attribute_docs(owner: type) -> Mapping[str, str]:
    """The docstrings below the attributes that stand in the class body itself."""
    module = ast.parse(inspect.getsource(inspect.getmodule(owner)))  # type: ignore[arg-type]  # a class always has a module
    body = next(node.body for node in ast.walk(module) if isinstance(node, ast.ClassDef) and node.name == owner.__name__)
    return {
        attribute.target.id: paragraph(below.value.value)
        for attribute, below in pairwise(body)
        if isinstance(attribute, ast.AnnAssign)
        and isinstance(attribute.target, ast.Name)
        and isinstance(below, ast.Expr)
        and isinstance(below.value, ast.Constant)
        and isinstance(below.value.value, str)
    }


def field_doc(owner: type, attribute: str) -> str:
    """The docstring of a field, of the nearest class in the line of ancestors that has one."""
    documented = (docs[attribute] for docs in map(attribute_docs, ancestors(owner)) if docs.get(attribute))
    return next(documented, "")


def ancestors(owner: type) -> Iterator[type]:
    """The class and its bases that are types of ours."""
    return (base for base in owner.__mro__ if issubclass(base, msgspec.Struct) and base not in {Spec, Kind, msgspec.Struct})


@cache
def description(owner: type, attribute: str) -> str:
    """What ``kubectl explain`` shows for a field; with an empty attribute, for the class itself."""
    if not attribute:
        return paragraph(owner.__doc__)
    struct = struct_of(next(field.type for field in msgspec.structs.fields(owner) if field.name == attribute))
    return field_doc(owner, attribute) or (paragraph(struct.__doc__) if struct else "")


def description_except(left_out: frozenset[str]) -> Describe:
    """Descriptions of all fields but those of the classes named."""
    return lambda owner, attribute: "" if attribute and owner.__name__ in left_out else description(owner, attribute)


REFERENCES = frozenset({"ConfigMapKeySelector", "SecretKeySelector"})
CERTIFICATES = REFERENCES | {"SafeTLSConfig", "SecretOrConfigMap"}
CLIENT_PARTS = CERTIFICATES | {"BasicAuth", "HTTPConfig", "OAuth2", "SafeAuthorization"}
DETAILS: tuple[Describe, ...] = (description, *(description_except(left_out) for left_out in (REFERENCES, CERTIFICATES, CLIENT_PARTS)))
"""Descriptions from most to fewest: a CRD that repeats the parts of an HTTP client for each receiver has no room for all of them."""


def struct_of(annotation: Any) -> type[msgspec.Struct] | None:
    """The object that an annotation allows, if it is one."""
    if isinstance(annotation, type):
        return annotation if issubclass(annotation, msgspec.Struct) else None
    if get_origin(annotation) in {Annotated, Union, UnionType, tuple, dict}:
        parts = (struct_of(part) for part in get_args(annotation) if part is not Ellipsis)
        return next((part for part in parts if part), None)
    return None


def described_types() -> tuple[type[msgspec.Struct], ...]:
    """Every type of the ten kinds, each once."""
    found: dict[type[msgspec.Struct], None] = {}
    waiting: list[type[msgspec.Struct]] = [info.type for info in KINDS.values()]
    while waiting:
        owner = waiting.pop()
        if owner not in found:
            found[owner] = None
            below = (struct_of(field.type) for field in msgspec.structs.fields(owner) if field.name != "metadata")
            waiting += [struct for struct in below if struct]
    return tuple(found)


def undocumented() -> tuple[str, ...]:
    """``Class.attribute`` of every field, and ``Class`` of every object, that nothing describes."""
    owners = described_types()
    classes = [owner.__name__ for owner in owners if not paragraph(owner.__doc__)]
    own = [(owner, field.name) for owner in owners if not issubclass(owner, Kind) for field in msgspec.structs.fields(owner)]
    return tuple(dict.fromkeys([*classes, *(f"{owner.__name__}.{name}" for owner, name in own if not description(owner, name))]))
