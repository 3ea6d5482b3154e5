"""The schemas that are computed from the types, and the files that are generated from them."""

import json
import re
from typing import Annotated

import msgspec
import pytest
import yaml

from hooks.kinds.alertmanagerconfig_v1beta1 import v1beta1_schema
from hooks.kinds.base import Spec
from hooks.kinds.kubernetes import embedded
from hooks.kinds.registry import KINDS
from hooks.kinds.schema import Bounds, Cel, Default, Items, OneOf, Required
from hooks.kinds.served import served_schema, served_versions
from hooks.kinds.structural import Schema, struct_schema, undescribed
from tools.crdgen.docs import attribute_docs, description, undocumented
from tools.crdgen.output import LIMIT, ROOT, files

ANNOTATION_LIMIT = 262_144


class Port(Spec, frozen=True, kw_only=True):
    """One port."""

    number: Annotated[int | None, Bounds(ge=1, le=65535), Required()] = None
    """The number
    of the port, see ``number``.

    Only for those who read the code.
    """
    protocol: Annotated[str | None, OneOf(("TCP", "UDP")), Default("TCP")] = None


class Door(Spec, frozen=True, kw_only=True):
    """A door with ports."""

    schema = (Cel("size(self.ports) < 3", "at most two ports"),)

    ports: Annotated[tuple[Port, ...], Items(kind="map", keys=("number",))] = ()
    any_of: int | str | None = None
    labels: dict[str, str] = {}


def test_markers_become_keywords() -> None:
    assert struct_schema(Port, undescribed) == {
        "type": "object",
        "properties": {
            "number": {"type": "integer", "minimum": 1, "maximum": 65535},
            "protocol": {"type": "string", "enum": ["TCP", "UDP"], "default": "TCP"},
        },
        "required": ["number"],
    }


def test_containers_and_rules() -> None:
    schema = struct_schema(Door, undescribed)
    assert schema["properties"]["labels"] == {"type": "object", "additionalProperties": {"type": "string"}}
    assert schema["properties"]["anyOf"] == {"anyOf": [{"type": "integer"}, {"type": "string"}], "x-kubernetes-int-or-string": True}
    assert schema["properties"]["ports"]["x-kubernetes-list-map-keys"] == ["number"]
    assert schema["x-kubernetes-validations"] == [{"rule": "size(self.ports) < 3", "message": "at most two ports"}]


def test_the_docstring_below_an_attribute_is_its_description() -> None:
    assert attribute_docs(Port) == {"number": "The number of the port, see `number`."}
    assert description(Door, "ports") == "One port."
    assert description(Port, "protocol") == ""


def test_embedded_types_are_structural() -> None:
    container = embedded("io.k8s.api.core.v1.Container")
    assert container["required"] == ["name"]
    assert container["properties"]["ports"]["items"]["properties"]["protocol"]["default"] == "TCP"
    assert "$ref" not in json.dumps(container)


def test_the_claim_template_of_an_ephemeral_volume_keeps_its_labels() -> None:
    template = embedded("io.k8s.api.core.v1.EphemeralVolumeSource")["properties"]["volumeClaimTemplate"]
    assert set(template["properties"]["metadata"]["properties"]) == {"annotations", "labels", "name"}


def test_v1beta1_says_what_differs() -> None:
    spec: Schema = v1beta1_schema()["properties"]["spec"]["properties"]
    assert "timeIntervals" in spec
    assert "muteTimeIntervals" not in spec
    assert "regex" not in spec["route"]["properties"]["matchers"]["items"]["properties"]


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_served_under_its_version(kind: str) -> None:
    assert served_versions(kind)[0] == KINDS[kind].api_version
    assert all(served_schema(version, kind) for version in served_versions(kind))


@pytest.mark.parametrize("kind", KINDS)
def test_every_status_tells_the_observed_generation_and_has_conditions(kind: str) -> None:
    status = (served_schema(KINDS[kind].api_version, kind) or {})["properties"]["status"]["properties"]
    assert {"observedGeneration", "conditions"} <= set(status)


def test_regenerating_gives_the_committed_files() -> None:
    changed = [str(path) for path, content in files().items() if (ROOT / path).read_text() != content]
    assert changed == [], "run `make crds`"


def test_plain_kubectl_apply_can_take_every_crd() -> None:
    sizes = {path.name: len(json.dumps(yaml.load(content, Loader=yaml.CSafeLoader), separators=(",", ":"))) for path, content in files().items()}
    assert LIMIT < ANNOTATION_LIMIT
    assert all(size <= LIMIT for size in sizes.values()), sizes


def test_no_default_is_a_container_that_objects_could_share() -> None:
    defaults = [match for content in files().values() for match in re.findall(r"^ *default: ([\[{].*)$", content, re.MULTILINE)]
    assert defaults == []


def test_every_field_and_object_has_a_description() -> None:
    assert undocumented() == ()


def test_unknown_fields_do_not_hinder_decoding() -> None:
    assert msgspec.json.decode(b'{"number": 1, "colour": "red"}', type=Port) == Port(number=1)
