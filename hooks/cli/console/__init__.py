"""``promhooks console``: a folder or a cluster in the browser. Here is the command; beside it what is shown (pure), and ``web``, which serves it."""

from pathlib import Path
from typing import Any

import click

from hooks.cli.cluster import settings
from hooks.cli.console.asking import Joined
from hooks.cli.console.board import Board
from hooks.cli.console.looking import looked_at
from hooks.cli.console.web.server import PortTaken, Server
from hooks.cli.local.progress import busy
from hooks.cli.running import asked
from hooks.cli.sources import Connection, cluster_options


@click.command()
@click.argument("paths", metavar="[DIR…]", nargs=-1, type=click.Path(exists=True, path_type=Path))
@cluster_options
@click.option("--url", metavar="URL", help="Ask the Prometheus that runs there too: its targets, rules and alerts, and PromQL.")
@click.option("--port", type=click.IntRange(1, 65535), help="The port of 127.0.0.1; by default a free one near 9080.")
def command(paths: tuple[Path, ...], port: int | None, url: str | None, **connection: Any) -> None:
    """Show the manifests below DIR, or a cluster, in the browser: what leads where, what is wrong, and why not. Nothing is written anywhere.

    Edits of DIR appear while it runs, a cluster is looked at twice a minute. `promhooks run DIR` shows the same with real programs.

    \b
    Examples:
      promhooks console monitoring/
      kubectl promhooks console --cluster
      kubectl port-forward -n monitoring prometheus-k8s-0 9090 & promhooks console --cluster --url http://localhost:9090
    """  # noqa: D301  # click reads the escape: what follows keeps its lines
    if url:
        asked(url, "status/runtimeinfo")
    with busy("looking"):
        snapshots = looked_at(paths, Connection(**connection), settings())
        board = Board(next(snapshots))
    try:
        server = Server(board, port)
    except PortTaken as error:
        raise click.ClickException(str(error)) from None
    click.echo(f"open {server.url} (Ctrl-C ends)")
    shown = Joined(board, url) if url else board
    try:
        for snapshot in snapshots:
            shown.show(snapshot)
    finally:
        server.close()
