"""``promhooks render``: what would be deployed, as YAML."""

import sys
from pathlib import Path

import click

from hooks.cli.cluster import cluster, settings
from hooks.cli.manifests import given
from hooks.cli.verdicts import told
from hooks.loop.loop import Loop
from hooks.loop.resources import Key
from hooks.loop.store import controller_uid
from hooks.protocol import Manifest
from hooks.rendering import yaml_text

_CLUSTER_FIELDS = ("uid", "resourceVersion", "generation", "creationTimestamp", "ownerReferences")


@click.command()
@click.argument("paths", metavar="DIR…", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
def command(paths: tuple[Path, ...]) -> None:
    """Print every object that the hooks make from the manifests below DIR.

    Fields that only a cluster gives (uid, owner references, the label controller-uid) are left out. What is wrong goes to stderr; the exit code is 1
    when a file cannot be read or an object cannot be served.
    """
    found = given(paths)
    loop = cluster(settings())
    refused = loop.apply(document.manifest for document in found.documents)
    report = loop.converge()
    errors = [*map(str, found.findings), *map(str, refused), *map(str, report.events), *map(str, report.unsettled)]
    for sentence in [*errors, *sorted(map(str, told(report.judged)))]:
        click.echo(sentence, err=True)
    click.echo(rendered(loop), nl=False)
    sys.exit(1 if errors else 0)


def rendered(loop: Loop) -> str:
    """The children of all parents as one YAML stream, by kind, namespace and name."""
    owners = {manifest["metadata"]["uid"] for manifest in loop.objects()}
    children = [manifest for manifest in loop.objects() if controller_uid(manifest) in owners]
    return "---\n".join(yaml_text(written(manifest)) for manifest in sorted(children, key=_order))


def _order(manifest: Manifest) -> tuple[str, ...]:
    key = Key.of(manifest)
    return key.namespace, key.kind, key.name


def written(manifest: Manifest) -> Manifest:
    """An object as somebody would write it down."""
    metadata = {name: value for name, value in manifest["metadata"].items() if name not in _CLUSTER_FIELDS}
    labels = {name: value for name, value in metadata.pop("labels", {}).items() if name != "controller-uid"}
    head = {"apiVersion": manifest["apiVersion"], "kind": manifest["kind"], "metadata": metadata | ({"labels": labels} if labels else {})}
    return head | {name: value for name, value in manifest.items() if name not in {*head, "status"}}
