"""What can be forgotten when a receiver or a field is added (docs/recipes.md)."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_type_hints

import pytest
import yaml

from hooks.alertmanager_yaml.alertmanagerconfig import sections_of_parts
from hooks.alertmanager_yaml.conversion import sources, struct_in
from hooks.alertmanager_yaml.model import AlertmanagerFile, Global
from hooks.alertmanager_yaml.sections import Part, section_fields
from hooks.kinds.base import Spec
from hooks.versions import INLINE, Section

MATCHED = {"source_match", "target_match"}
"""Fields that become others, as the version reads matchers."""
EVERY_FIELD = yaml.safe_load(Path(__file__).with_name("every_field.yaml").read_text(encoding="utf-8"))


def below(section: type[Section], seen: dict[type[Section], None]) -> dict[type[Section], None]:
    """All sections that can stand in ``section``, itself included."""
    if section not in seen:
        seen[section] = None
        for field in section_fields(section).values():
            if field.section is not None:
                below(field.section, seen)
    return seen


SECTIONS = tuple(below(AlertmanagerFile, {}))


def fields_below(part: type[Spec], attribute: str) -> list[str]:
    struct = struct_in(get_type_hints(part)[attribute])
    assert struct is not None
    return [f"{attribute}.{name}" for name in struct.__struct_fields__]


@pytest.mark.parametrize(("section", "part"), [pytest.param(*pair, id=pair[1].__name__) for pair in sections_of_parts().items()])
def test_every_field_of_the_custom_resource_has_a_place_in_the_file(section: type[Section], part: type[Spec]) -> None:
    made = {name for attribute in section.__struct_fields__ for name in sources(section, attribute)}
    deep = {name.partition(".")[0] for name in made if "." in name}
    written = {below for name in part.__struct_fields__ for below in (fields_below(part, name) if name in deep else [name])}
    assert written - made - MATCHED == set()


def test_every_default_that_a_receiver_takes_stands_in_the_global_section() -> None:
    parts = (section for section in SECTIONS if issubclass(section, Part))
    assert {field for section in parts for need in section.needs for field in need.defaults} <= set(Global.__struct_fields__)


def test_needs_and_exclusions_name_fields() -> None:
    for section in SECTIONS:
        assert issubclass(section, Part)
        named = {field for need in section.needs for field in need.fields} | {field for pair in section.excludes for field in pair}
        assert named <= set(section.__struct_fields__), section


def values(section: type[Section], found: Any) -> Iterator[tuple[type[Section], dict[str, Any]]]:
    """Every mapping in ``found`` with the section that it is of."""
    if isinstance(found, list):
        for item in found:
            yield from values(section, item)
    elif isinstance(found, dict) and not found.keys() & {*section.__struct_encode_fields__}:
        for item in found.values():
            yield from values(section, item)
    elif isinstance(found, dict):
        yield section, found
        for field in section_fields(section).values():
            name = section.__struct_encode_fields__[section.__struct_fields__.index(field.attribute)]
            if field.section is not None and name in found:
                yield from values(field.section, found[name])


def test_the_newest_file_has_every_field() -> None:
    seen = {(section, name) for section, found in values(AlertmanagerFile, EVERY_FIELD) for name in found}
    files_too = {(section, name) for section in SECTIONS for name in section.__struct_encode_fields__ if name.endswith("_file")}
    wanted = {(section, name) for section in SECTIONS for name in section.__struct_encode_fields__ if not name.startswith(INLINE)}
    assert {f"{section.__name__}.{name}" for section, name in wanted - seen - files_too} == set()
