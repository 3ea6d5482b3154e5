"""Manifests that the types allow, for property tests: some of the fields are there, strings are what its schema says or something odd."""

from typing import Annotated, Any, get_args, get_origin, get_type_hints

import msgspec
from hypothesis import strategies as st

from hooks.kinds.base import Kind, Spec
from hooks.kinds.references import ConfigMapKeySelector, SecretKeySelector
from hooks.kinds.schema import Bounds, OneOf

ODD = ["true", "null", "=", "~", "0x1f", "é→", "- a: b", "a\nb\n", " x ", '"', "'#", "$(SHARD)", "1e999"]
"""Strings that a careless emitter or builder would trip over."""
TEXTS = st.sampled_from(["", "a", "web", "10s", "1.5", "5MB", "http://host:80/p?q=1", *ODD])
KEYS = st.sampled_from(["a", "b", "app.kubernetes.io/name", "module", "namespace", "true", "1"])
LOGINS = st.sampled_from([{"name": "login", "key": "token"}, {"name": "login", "key": "user"}, {"name": "nobody", "key": "token"}, {"key": "token"}, {}])


def manifests(kind: type[Kind]) -> st.SearchStrategy[dict[str, Any]]:
    """Objects ``shop/web`` of that kind as JSON."""
    return values(get_type_hints(kind, include_extras=True)["spec"]).map(lambda spec: {"metadata": {"namespace": "shop", "name": "web"}, "spec": spec})


def values(hint: Any) -> st.SearchStrategy[Any]:
    """JSON of any type that occurs in ``hooks.kinds``."""
    if get_origin(hint) is Annotated:
        return _marked(get_args(hint)[0], get_args(hint)[1:])
    if isinstance(hint, type) and issubclass(hint, Spec):
        return _part(hint)
    if get_origin(hint) is dict:
        return st.dictionaries(KEYS, values(get_args(hint)[1]), min_size=1, max_size=3)
    if get_origin(hint) is tuple:
        return st.lists(values(get_args(hint)[0]), min_size=1, max_size=2)
    if get_args(hint):
        return st.one_of(*(values(each) for each in get_args(hint) if each is not type(None)))
    return {str: TEXTS, bool: st.booleans(), int: st.integers(0, 3), float: st.sampled_from([0.0, 1.5])}[hint]


def _marked(hint: Any, markers: tuple[Any, ...]) -> st.SearchStrategy[Any]:
    for marker in markers:
        if isinstance(marker, OneOf):
            return st.sampled_from(marker.values)
        if isinstance(marker, Bounds) and marker.ge is not None:
            return st.integers(int(marker.ge), int(marker.ge) + 3)
    return values(hint)


def _part(part: type[Spec]) -> st.SearchStrategy[dict[str, Any]]:
    if part in (SecretKeySelector, ConfigMapKeySelector):
        return LOGINS
    hints = get_type_hints(part, include_extras=True)
    fields = {field.encode_name: hints[field.name] for field in msgspec.structs.fields(part)}
    chosen = st.lists(st.sampled_from(sorted(fields)), min_size=min(len(fields), 3), max_size=9, unique=True)
    return chosen.flatmap(lambda names: st.fixed_dictionaries({name: values(fields[name]) for name in names}))
