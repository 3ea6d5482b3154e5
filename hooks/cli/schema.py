"""``promhooks schema``: the kinds as JSON Schema, for editors and for validators that know no CRDs."""

import json
from collections.abc import Iterator
from pathlib import Path

import click
import yaml

from hooks.cli.json_schema import METADATA, closed_schema
from hooks.cli.local.program import ROOT
from hooks.kinds.registry import KINDS
from hooks.kinds.served import served_schema, served_versions
from hooks.kinds.structural import Schema
from hooks.names import GROUP

CRDS = ROOT / "crds"
DRAFT = "http://json-schema.org/draft-07/schema#"
ALL = "all.json"
"""The file that holds for a document of any kind: what an editor is told for a folder of manifests."""


@click.command()
@click.argument("kind", required=False, type=click.Choice(tuple(KINDS), case_sensitive=False))
@click.option("-o", "--output", metavar="DIR", type=click.Path(file_okay=False, path_type=Path), help="Write a file per kind and version there.")
def command(kind: str | None, output: Path | None) -> None:
    """Print the JSON Schema of KIND, or write those of all kinds below DIR.

    Files are called <kind>_<version>.json, as kubeconform and the CRD catalogues call them; all.json tells the kinds apart by itself, for editors.

    \b
    Examples:
      promhooks schema ServiceMonitor
      promhooks schema -o schemas
      kubeconform -schema-location 'schemas/{{.ResourceKind}}_{{.ResourceAPIVersion}}.json' monitors/
    """  # noqa: D301  # click reads the escape: what follows keeps its lines
    if (kind is None) == (output is None):
        raise click.UsageError("give a KIND to print, or --output for all of them")
    if output is None:
        (_, newest), *_ = schemas(str(kind))
        click.echo(_text(newest))
        return
    output.mkdir(parents=True, exist_ok=True)
    written = {f"{name.lower()}_{version}.json": schema for name in KINDS for version, schema in schemas(name)}
    for file, schema in {**written, ALL: _any(written)}.items():
        (output / file).write_text(_text(schema) + "\n", encoding="utf-8")


def schemas(kind: str) -> Iterator[tuple[str, Schema]]:
    """(version, JSON Schema) of the versions that are served of a kind; that which is stored comes first."""
    for api_version in served_versions(kind):
        version = api_version.rpartition("/")[2]
        yield version, _schema(_described(kind).get(version) or served_schema(api_version, kind) or {}, kind, api_version)


def _described(kind: str) -> dict[str, Schema]:
    """The schemas of the CRD by version: they have the descriptions that an editor shows."""
    crd = yaml.load((CRDS / f"{GROUP}_{KINDS[kind].plural}.yaml").read_bytes(), Loader=yaml.CSafeLoader)
    return {version["name"]: version["schema"]["openAPIV3Schema"] for version in crd["spec"]["versions"]}


def _schema(openapi: Schema, kind: str, api_version: str) -> Schema:
    """Closed, so that a misspelt field is marked; apiVersion and kind are what they must be."""
    head = {"apiVersion": {"type": "string", "const": api_version}, "kind": {"type": "string", "const": kind}, "metadata": METADATA}
    closed = closed_schema(openapi | {"properties": openapi["properties"] | head})
    return {"$schema": DRAFT, "title": f"{kind} {api_version}", **closed, "required": sorted({"apiVersion", "kind", "metadata", *openapi.get("required", ())})}


def _any(written: dict[str, Schema]) -> Schema:
    """By apiVersion and kind; a document of another kind is not looked at."""
    choices = [
        {
            "if": {"required": ["apiVersion", "kind"], "properties": {name: schema["properties"][name] for name in ("apiVersion", "kind")}},
            "then": {"$ref": file},
        }
        for file, schema in written.items()
    ]
    return {"$schema": DRAFT, "title": "Any kind of monitoring.coreos.com", "allOf": choices}


def _text(schema: Schema) -> str:
    return json.dumps(schema, indent=2)
