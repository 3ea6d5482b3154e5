"""``promhooks render``: what would be deployed, as YAML."""

import gzip
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click
import msgspec

from hooks.cli.cluster import cluster, settings
from hooks.cli.configurations import Configuration, configurations
from hooks.cli.local.volumes import data_of
from hooks.cli.manifests import ARGUMENT, given
from hooks.cli.objects import OBJECT, found, is_named
from hooks.cli.printing import printable
from hooks.cli.verdicts import told
from hooks.findings import Severity
from hooks.loop.loop import Loop
from hooks.loop.resources import Key
from hooks.loop.store import controller_uid
from hooks.protocol import Manifest
from hooks.rendering import yaml_text

_CLUSTER_FIELDS = ("uid", "resourceVersion", "generation", "creationTimestamp", "ownerReferences")


class Options(msgspec.Struct, frozen=True):
    """The options of the command."""

    only: Key | None
    decoded: bool
    config: Key | None
    shard: int
    output: Path | None


@click.command()
@click.argument("paths", metavar="DIR…", nargs=-1, required=True, type=ARGUMENT)
@click.option("--only", type=OBJECT, help="Only this object, or what is made for it.")
@click.option("--decoded", is_flag=True, help="Generated configurations as readable text instead of base64.")
@click.option("--config", type=OBJECT, help="Only the configuration that the pods of this workload read, as its program reads it.")
@click.option("--shard", type=int, default=0, show_default=True, help="Of which shard; with --config.")
@click.option("-o", "--output", metavar="DIR", type=click.Path(file_okay=False, path_type=Path), help="Write the configurations of all workloads there.")
def command(paths: tuple[Path, ...], **given_options: Any) -> None:
    """Print every object that the hooks make from the manifests below DIR.

    Fields that only a cluster gives (uid, owner references, the label controller-uid) are left out. What is wrong goes to stderr; the exit code is 1
    when a file cannot be read, or an object is rejected or cannot be served.

    \b
    Examples:
      promhooks render examples/my-app
      promhooks render --only prometheus/monitoring/prometheus --decoded examples/my-app
      promhooks render --config prometheus/monitoring/prometheus examples/my-app
      promhooks render -o out examples/my-app && promtool check config out/prometheus-prometheus/prometheus.yaml
    """  # noqa: D301  # click reads the escape: what follows keeps its lines
    options, contents = Options(**given_options), given(paths)
    loop = cluster(settings())
    refused = loop.apply(document.manifest for document in contents.documents)
    report = loop.converge()
    said = tuple(told(report.judged))
    for sentence in [*map(str, contents.findings), *map(str, refused), *map(str, report.events), *map(str, report.unsettled), *sorted(map(str, said))]:
        click.echo(printable(sentence), err=True)
    if options.output:
        _write(options.output, configurations(loop.objects()))
    elif options.config:
        click.echo(_config_text(configurations(loop.objects()), options.config, options.shard), nl=False)
    else:
        text = rendered(loop, options.only, decoded=options.decoded)
        click.echo(text or "nothing is made of these objects, there is no workload among them", nl=False, err=not text)
    wrong = contents.findings or refused or report.events or report.unsettled or any(each.finding.severity == Severity.ERROR for each in said)
    sys.exit(1 if wrong else 0)


def rendered(loop: Loop, only: Key | None = None, *, decoded: bool = False) -> str:
    """The children of all parents as one YAML stream, by kind, namespace and name; or ``only`` one of them, or those of one parent."""
    parents = {manifest["metadata"]["uid"]: manifest for manifest in loop.objects()}
    children = [(manifest, parents[uid]) for manifest in loop.objects() if (uid := controller_uid(manifest)) in parents]
    if only:
        found(only, (Key.of(manifest) for pair in children for manifest in pair))
        children = [pair for pair in children if any(is_named(Key.of(manifest), only) for manifest in pair)]
    return "---\n".join(yaml_text(written(manifest, decoded=decoded)) for manifest, _ in sorted(children, key=lambda pair: _order(pair[0])))


def _write(folder: Path, all_of: Iterable[Configuration]) -> None:
    """One folder per StatefulSet or DaemonSet, with the files as its pods see them."""
    for each in all_of:
        for name, text in each.files.items():
            path = folder / each.pods / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")


def _config_text(all_of: tuple[Configuration, ...], workload: Key, shard: int) -> str:
    """The files one below the other; where there are several, a comment names each."""
    key = found(workload, (each.workload for each in all_of))
    shards = {each.shard: each for each in all_of if each.workload == key}
    if shard not in shards:
        raise click.UsageError(f"{key} has no shard {shard}, it has {', '.join(map(str, shards))}")
    files = {name: text for name, text in shards[shard].files.items() if text}
    return next(iter(files.values())) if len(files) == 1 else "---\n".join(f"# {name}\n{text}" for name, text in files.items())


def _order(manifest: Manifest) -> tuple[str, ...]:
    key = Key.of(manifest)
    return key.namespace, key.kind, key.name


def written(manifest: Manifest, *, decoded: bool = False) -> Manifest:
    """An object as somebody would write it down; ``decoded``: a Secret's texts as texts."""
    metadata = {name: value for name, value in manifest["metadata"].items() if name not in _CLUSTER_FIELDS}
    labels = {name: value for name, value in metadata.pop("labels", {}).items() if name != "controller-uid"}
    head = {"apiVersion": manifest["apiVersion"], "kind": manifest["kind"], "metadata": metadata | ({"labels": labels} if labels else {})}
    body = {name: value for name, value in manifest.items() if name not in {*head, "status"}}
    return head | (_readable(manifest, body) if decoded and manifest["kind"] == "Secret" else body)


def _readable(secret: Manifest, body: Manifest) -> Manifest:
    """A compressed file stands under its own name without ``.gz``."""
    texts = {name.removesuffix(".gz"): _text(data) for name, data in data_of(secret).items()}
    return {name: value for name, value in body.items() if name != "data"} | ({"stringData": texts} if texts else {})


def _text(data: bytes) -> str:
    return (gzip.decompress(data) if data[:2] == b"\x1f\x8b" else data).decode(errors="replace")
