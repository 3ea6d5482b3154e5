"""The comparison of our CRDs with the reference's finds what is missing, different, stricter, and beyond."""

from typing import Any

import pytest

from tools.apidiff import Comparison, comparison, facts


def crd(**spec: Any) -> dict[str, Any]:
    schema = {"type": "object", "properties": {"spec": {"type": "object", "properties": spec}}}
    version = {"name": "v1", "served": True, "storage": True, "schema": {"openAPIV3Schema": schema}, "subresources": {"status": {}}}
    return {
        "metadata": {"name": "doors.example.com"},
        "spec": {"group": "example.com", "scope": "Namespaced", "names": {"kind": "Door"}, "versions": [version]},
    }


REFERENCE = crd(size={"type": "integer", "minimum": 1}, tags={"type": "array", "items": {"type": "string", "enum": ["b", "a"]}})


def compared(ours: dict[str, Any], reasons: dict[str, str] | None = None) -> Comparison:
    return comparison("door", facts(ours), facts(REFERENCE), reasons or {})


def test_equal_crds_have_nothing_to_report() -> None:
    found = compared(crd(size={"minimum": 1, "type": "integer"}, tags={"type": "array", "items": {"type": "string", "enum": ["a", "b"]}}))
    assert found == Comparison("door", len(facts(REFERENCE)), (), (), (), ())


@pytest.mark.parametrize(
    ("size", "missing", "different"),
    [
        pytest.param({"type": "integer"}, ("v1:spec.size: minimum: 1",), (), id="a bound is missing"),
        pytest.param({"type": "integer", "minimum": 0}, (), ("v1:spec.size: minimum: 1 there, 0 here",), id="a bound is different"),
        pytest.param(
            {"type": "integer", "minimum": 1, "maximum": 9}, (), ("v1:spec.size: maximum: nothing there, 9 here",), id="a bound is there that refuses more"
        ),
    ],
)
def test_differences_are_named(size: dict[str, Any], missing: tuple[str, ...], different: tuple[str, ...]) -> None:
    found = compared(crd(size=size, tags={"type": "array", "items": {"type": "string", "enum": ["a", "b"]}}))
    assert (found.missing, found.different) == (missing, different)


def test_a_reasoned_difference_is_counted_apart() -> None:
    ours = crd(size={"type": "integer"}, tags={"type": "array", "items": {"type": "string", "enum": ["a", "b"]}})
    found = compared(ours, {"v1:spec.size: minimum": "a door may be small"})
    assert (found.missing, found.reasoned) == ((), ("v1:spec.size: minimum: 1",))


def test_a_field_of_ours_is_beyond_the_reference() -> None:
    ours = crd(size={"type": "integer", "minimum": 1}, tags={"type": "array", "items": {"type": "string", "enum": ["a", "b"]}}, colour={"type": "string"})
    found = compared(ours)
    assert (found.missing, found.different, found.beyond) == ((), (), ("v1:spec.colour",))
