"""``promhooks import``: a configuration file of Prometheus or Alertmanager as custom resources."""

import sys
from pathlib import Path
from typing import Any

import click

from hooks.cli.cluster import settings
from hooks.cli.importing.alertmanager import alertmanager
from hooks.cli.importing.imported import Imported, Target, document
from hooks.cli.importing.prometheus import check_jobs, prometheus
from hooks.cli.local.progress import busy
from hooks.cli.printing import printable
from hooks.protocol import Manifest
from hooks.rendering import yaml_text


@click.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("-n", "--namespace", default="monitoring", show_default=True, help="Where the objects are to live.")
@click.option("--name", help="What the Prometheus or Alertmanager is called; by default main.", default="main")
@click.option("-o", "--output", metavar="DIR", type=click.Path(file_okay=False, path_type=Path), help="Write a file per object there, instead of printing all.")
def command(file: Path, namespace: str, name: str, output: Path | None) -> None:
    """Make custom resources of FILE, a prometheus.yml or an alertmanager.yml, that come to the same configuration.

    Jobs become ScrapeConfigs, rule files PrometheusRules, credentials Secrets. What no custom resource says exactly stays a text in a Secret that the
    Prometheus reads beside them; each is named on stderr, and so is what is lost. Command line flags are not in the file: set spec.retention and its
    like yourself. The exit code is 1 where something is lost.

    \b
    Examples:
      promhooks import prometheus.yml -o monitoring/
      promhooks import alertmanager.yml -n alerting --name main | kubectl apply -f -
      promhooks import prometheus.yml -o monitoring/ && promhooks check monitoring/
    """  # noqa: D301  # click reads the escape: what follows keeps its lines
    with busy("importing"):
        found = imported(file, Target(namespace, name))
    if output:
        output.mkdir(parents=True, exist_ok=True)
        for manifest in found.objects:
            _file(output, manifest).write_text(yaml_text(manifest), encoding="utf-8")
    else:
        click.echo("---\n".join(map(yaml_text, found.objects)), nl=False)
    for sentence in _told(found):
        click.echo(printable(sentence), err=True)
    sys.exit(1 if found.lost else 0)


def imported(file: Path, target: Target) -> Imported:
    """What is made of a file; a usage error where it is neither sort."""
    text = file.read_text(encoding="utf-8")
    config: Any = document(text, str(file))
    if isinstance(config, dict) and {"route", "receivers"} & set(config):
        return alertmanager(config, text, file, target)
    if isinstance(config, dict) and {"scrape_configs", "rule_files", "global", "remote_write", "scrape_config_files"} & set(config):
        check_jobs(config, str(file))
        return prometheus(config, file, target, settings())
    raise click.UsageError(f"{file} is neither a prometheus.yml nor an alertmanager.yml")


def _file(folder: Path, manifest: Manifest) -> Path:
    return folder / f"{manifest['kind'].lower()}-{manifest['metadata']['name']}.yaml"


def _told(found: Imported) -> tuple[str, ...]:
    return (
        f"{len(found.objects)} objects",
        *(f"kept as a text: {sentence}" for sentence in found.kept),
        *(f"the pods need the file {name}: mount it (spec.secrets, spec.configMaps, spec.volumes)" for name in found.files),
        *(f"lost: {sentence}" for sentence in found.lost),
    )
