"""``promhooks schema``: editors and validators find the same mistakes as ``check``."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from jsonschema_rs import Draft7Validator, Registry

from hooks.cli.schema import command
from hooks.kinds.registry import KINDS

MONITOR = {
    "apiVersion": "monitoring.coreos.com/v1",
    "kind": "ServiceMonitor",
    "metadata": {"name": "web"},
    "spec": {"selector": {}, "endpoints": [{"port": "metrics"}]},
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All schemas."""
    path = tmp_path_factory.mktemp("schemas")
    assert CliRunner().invoke(command, ["-o", str(path)]).exit_code == 0
    return path


def _validator(folder: Path, file: str) -> Draft7Validator:
    found = {path.name: json.loads(path.read_text()) for path in folder.iterdir()}
    return Draft7Validator(found[file], registry=Registry([(f"json-schema:///{name}", schema) for name, schema in found.items()]))


def test_every_kind_and_version_has_a_file(folder: Path) -> None:
    files = {path.name for path in folder.iterdir()}
    assert {f"{name.lower()}_{info.version}.json" for name, info in KINDS.items()} | {"all.json", "alertmanagerconfig_v1beta1.json"} == files


@pytest.mark.parametrize("file", ["servicemonitor_v1.json", "all.json"])
def test_a_misspelt_field_is_found_and_a_right_object_passes(folder: Path, file: str) -> None:
    validator = _validator(folder, file)
    assert validator.is_valid(MONITOR)
    wrong = MONITOR | {"spec": {"selector": {}, "endpoints": [{"prot": "metrics"}]}}
    assert [list(error.instance_path) for error in validator.iter_errors(wrong)] == [["spec", "endpoints", 0]]


def test_an_object_of_somebody_else_is_left_alone(folder: Path) -> None:
    assert _validator(folder, "all.json").is_valid({"apiVersion": "v1", "kind": "Service", "metadata": {"name": "web"}})


def test_an_editor_shows_what_a_field_means() -> None:
    printed = json.loads(CliRunner().invoke(command, ["servicemonitor"]).output)
    assert printed["properties"]["spec"]["properties"]["endpoints"]["description"]


def test_neither_kind_nor_folder_is_a_usage_error() -> None:
    assert CliRunner().invoke(command, []).exit_code == 2
