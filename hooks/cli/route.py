"""``promhooks route``: who gets an alert, by which path; or the whole routing tree."""

import sys
from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path
from typing import Any

import click

from hooks.cli.cluster import settings
from hooks.cli.explain import world
from hooks.cli.manifests import ARGUMENT, Folder
from hooks.cli.objects import OBJECT, found
from hooks.cli.printing import colors, printable
from hooks.cli.routing import Path as RoutePath
from hooks.cli.routing import Route, idle, paths, tree
from hooks.cli.running import running_tree
from hooks.cli.sources import Connection, cluster_options, contents
from hooks.loop.resources import Key
from hooks.names import ALERTMANAGER_CONFIG_FILE


@click.command()
@click.argument("given_paths", metavar="[DIR…]", nargs=-1, type=ARGUMENT)
@cluster_options
@click.option("-l", "--label", "labels", metavar="NAME=VALUE", multiple=True, help="A label of the alert; may be repeated. Without any: the whole tree.")
@click.option("--alertmanager", type=OBJECT, help="Only this Alertmanager; by default all of them.")
@click.option("--url", metavar="URL", help="Ask the Alertmanager that runs there whether it has loaded these routes.")
def command(given_paths: tuple[Path, ...], labels: tuple[str, ...], alertmanager: Key | None, url: str | None, **connection: Any) -> None:
    """Say which receivers get an alert with the given labels, by which path, and from which AlertmanagerConfig each route comes.

    The exit code is 1 where nobody is told: no Alertmanager has a configuration, or an alert ends at a receiver without any integration; or where the
    running one has other routes.

    \\b
    Examples:
      promhooks route -l alertname=HighRequestLatency -l severity=warning examples/my-app
      promhooks route examples/my-app
      promhooks route --cluster -l severity=critical
      promhooks route --cluster --alertmanager am/monitoring/main --url http://localhost:9093
    """  # noqa: D301  # click reads the escape: what follows keeps its lines
    wanted = dict(_pair(text) for text in labels)
    trees = _trees(contents(given_paths, Connection(**connection)), alertmanager)
    if not trees:
        click.echo("no Alertmanager has a configuration here", err=True)
    silent = True
    for key, (route, nobody) in trees.items():
        click.secho(str(key), bold=True, color=colors())
        for path in paths(route, wanted) if wanted else ():
            silent = silent and path[-1].receiver in nobody
            click.echo(printable(_described(path, nobody)))
        for line in () if wanted else _lines(route, 0):
            silent = False
            click.echo(printable(line))
    loaded = _loaded(url, [route for route, _ in trees.values()]) if url else True
    sys.exit(1 if silent or not loaded else 0)


def _loaded(url: str, wanted: list[Route]) -> bool:
    """Whether the Alertmanager at ``url`` has the only tree that is wanted, which is said."""
    if len(wanted) != 1:
        raise click.UsageError("with --url, name one --alertmanager")
    running, should = list(_lines(running_tree(url), 0)), list(_lines(wanted[0], 0))
    other = next(((one, two) for one, two in zip_longest(running, should, fillvalue="nothing") if one != two), None)
    if other:
        click.echo(printable(f"✗ the Alertmanager at {url} has other routes: {other[0].strip()}, here {other[1].strip()}"))
    else:
        click.echo(f"✓ the Alertmanager at {url} has these routes")
    return other is None


def _trees(folder: Folder, alertmanager: Key | None) -> dict[Key, tuple[Route, frozenset[str]]]:
    """The routing tree of each Alertmanager, and the names of its receivers that tell nobody."""
    seen = world(folder, settings())
    texts = {each.workload: each.files.get(ALERTMANAGER_CONFIG_FILE, "") for each in seen.configurations if each.workload.kind == "Alertmanager"}
    chosen = {found(alertmanager, texts): texts[found(alertmanager, texts)]} if alertmanager else texts
    return {key: (route, idle(text)) for key, text in chosen.items() if (route := tree(text))}


def _pair(text: str) -> tuple[str, str]:
    name, sign, value = text.partition("=")
    if not sign or not name:
        raise click.UsageError(f'"{text}" is no label, write it like severity=critical')
    return name, value


def _described(path: RoutePath, nobody: frozenset[str]) -> str:
    """``  slack: severity="critical" → team="web"``."""
    last = path[-1]
    way = " → ".join(route.condition for route in path[1:] if route.matchers) or "the root"
    told = f"{last.receiver} (tells nobody)" if last.receiver in nobody else last.receiver
    muted = f", muted in {', '.join(last.muted)}" if last.muted else ""
    return f"  {told}: by {way}{_origin(last)}{muted}"


def _origin(route: Route) -> str:
    """A receiver of an AlertmanagerConfig is called ``namespace/name/receiver``."""
    parts = route.receiver.split("/")
    return f", from AlertmanagerConfig {parts[0]}/{parts[1]}" if len(parts) == 3 else ""


def _lines(route: Route, depth: int) -> Iterator[str]:
    condition = f"{route.condition} → " if route.matchers else ""
    more = ", goes on" if route.continues else ""
    yield f"{'  ' * (depth + 1)}{condition}{route.receiver}{more}"
    for child in route.children:
        yield from _lines(child, depth + 1)
