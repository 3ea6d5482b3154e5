"""What stands behind the annotation of a field of a kind."""

from collections.abc import Mapping
from functools import cache
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

import msgspec


@cache
def fields_of(kind: type[msgspec.Struct]) -> Mapping[str, Any]:
    """The annotations of the fields, by their names in an object."""
    return {field.encode_name: field.type for field in msgspec.structs.fields(kind)}


def bare(annotation: Any) -> Any:
    """A type without its markers, and without that it may be absent."""
    if get_origin(annotation) is Annotated:
        return bare(get_args(annotation)[0])
    if get_origin(annotation) in {Union, UnionType}:
        return bare(next(option for option in get_args(annotation) if option is not type(None)))
    return annotation


def markers(annotation: Any) -> tuple[Any, ...]:
    """The markers of a type, at whatever depth of it they stand."""
    if get_origin(annotation) is Annotated:
        inner, *own = get_args(annotation)
        return (*own, *markers(inner))
    if get_origin(annotation) in {Union, UnionType}:
        return tuple(marker for option in get_args(annotation) for marker in markers(option))
    return ()
