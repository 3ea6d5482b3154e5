"""Nothing that a user can write about a service discovery is forgotten, whatever fields the kinds may gain."""

from typing import Annotated, Any, get_args, get_origin, get_type_hints

import msgspec
import pytest
import yaml

from hooks.kinds.base import Spec
from hooks.kinds.references import SecretKeySelector, SecretOrConfigMap
from hooks.kinds.schema import OneOf
from hooks.kinds.scrapeconfig import ScrapeConfigSpec
from hooks.prometheus_yaml.discovery.registry import DISCOVERIES, JSON_NAMES
from tests.unit.prometheus_yaml.discovery.sections import section

OVERRULED = {("ionosSDConfigs", "authorization")}
"""Written only where OAuth 2 is not."""


LOGIN = {"name": "login", "key": "token"}
LEAVES: dict[Any, Any] = {str: "text", bool: False, int: 7, SecretKeySelector: LOGIN, SecretOrConfigMap: {"secret": LOGIN}}


def sample(hint: Any) -> Any:
    """Some JSON of that type, with every field of a part."""
    if hint in LEAVES:
        return LEAVES[hint]
    if get_origin(hint) is Annotated:
        inner, *markers = get_args(hint)
        return next((marker.values[0] for marker in markers if isinstance(marker, OneOf)), None) or sample(inner)
    if isinstance(hint, type) and issubclass(hint, Spec):
        hints = get_type_hints(hint, include_extras=True)
        return {field.encode_name: sample(hints[field.name]) for field in msgspec.structs.fields(hint)}
    if get_origin(hint) is dict:
        return {"name": sample(get_args(hint)[1])}
    first = sample(get_args(hint)[0])
    return [first] if get_origin(hint) is tuple else first


def entry_type(field: str) -> type[Spec]:
    hints = get_type_hints(ScrapeConfigSpec)
    attribute = next(attribute for attribute, name in JSON_NAMES.items() if name == field)
    found: type[Spec] = get_args(hints[attribute])[0]
    return found


FIELDS = sorted(name for name in JSON_NAMES.values() if name.endswith("Configs"))


def test_every_discovery_of_a_scrapeconfig_has_its_builder() -> None:
    assert sorted(JSON_NAMES[attribute] for attribute, _ in DISCOVERIES.values()) == FIELDS


@pytest.mark.parametrize("field", FIELDS)
def test_every_field_says_something(field: str) -> None:
    entry = sample(entry_type(field))
    whole = section(field, yaml.safe_dump(entry))
    silent = {name for name in entry if section(field, yaml.safe_dump({key: value for key, value in entry.items() if key != name})) == whole}
    assert {(field, name) for name in silent} <= OVERRULED
