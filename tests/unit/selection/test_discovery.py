"""No secret that a service discovery names can be forgotten: each that its type has is looked for."""

import types
from collections.abc import Iterator
from typing import Any, get_args, get_origin, get_type_hints

import msgspec
import pytest

from hooks.assets import Assets
from hooks.kinds.base import Spec
from hooks.kinds.references import ConfigMapKeySelector, SecretKeySelector
from hooks.kinds.scrapeconfig import ScrapeConfig, ScrapeConfigSpec
from hooks.prometheus_yaml.discovery.registry import DISCOVERIES
from hooks.selection import discovery, scrapeconfig
from hooks.selection.context import SelectionContext

HINTS = get_type_hints(ScrapeConfigSpec)


def structs(hint: Any) -> Iterator[type[Spec]]:
    if isinstance(hint, type) and issubclass(hint, Spec):
        yield hint
    for part in get_args(hint) if get_origin(hint) in {tuple, types.UnionType} or get_args(hint) else ():
        yield from structs(part)


def secrets(struct: type[Spec], path: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """(path, manifest) of every reference that ``struct`` can hold outside of lists and maps."""
    hints = get_type_hints(struct)
    for field in msgspec.structs.fields(struct):
        hint = hints[field.name]
        if get_origin(hint) in {tuple, dict}:
            continue
        for below in structs(hint):
            here = f"{path}.{field.encode_name}".lstrip(".")
            if issubclass(below, SecretKeySelector | ConfigMapKeySelector):
                yield here, {field.encode_name: {"name": "absent", "key": "x"}}
            else:
                yield from ((deeper, {field.encode_name: inner}) for deeper, inner in secrets(below, here))


REFERENCES = [
    pytest.param(name, path, entry, id=f"{name}.{path}")
    for attribute, name in discovery.fields()
    for struct in structs(HINTS[attribute])
    for path, entry in secrets(struct)
]


@pytest.mark.parametrize(("field", "path", "entry"), REFERENCES)
def test_a_secret_that_is_not_there_is_told(field: str, path: str, entry: dict[str, Any]) -> None:
    config = msgspec.convert({"metadata": {"namespace": "team", "name": "web"}, "spec": {field: [entry]}}, ScrapeConfig)
    found = {(finding.code.id, finding.path) for finding in scrapeconfig.findings(config, SelectionContext(), Assets())}
    assert ("PH2001", f"spec.{field}[0].{path}") in found


def test_every_discovery_of_a_scrape_config_is_written() -> None:
    attributes = {attribute for attribute, _ in discovery.fields()} | {"static_configs"}
    assert {attribute for attribute, _ in DISCOVERIES.values()} == attributes


@pytest.mark.parametrize("field", ["ec2SDConfigs", "lightSailSDConfigs"])
def test_amazon_needs_a_region(field: str) -> None:
    def paths(entry: dict[str, Any]) -> list[str]:
        config = msgspec.convert({"metadata": {"namespace": "team", "name": "web"}, "spec": {field: [entry]}}, ScrapeConfig)
        return [finding.path for finding in scrapeconfig.findings(config, SelectionContext(), Assets())]

    assert paths({}) == [f"spec.{field}[0].region"]
    assert paths({"region": "eu-west-1"}) == []
