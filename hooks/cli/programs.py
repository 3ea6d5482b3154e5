"""``promhooks programs``: get the programs that a local run and the tests start, before they are needed."""

import click

from hooks.cli.local.programs import LOCAL, MissingProgram, Source, program


def _source(_context: click.Context, _parameter: click.Parameter, name: str | None) -> Source | None:
    return Source(name) if name else None


from_option = click.option(
    "--from",
    "source",
    type=click.Choice([source.value for source in Source]),
    callback=_source,
    help="Only take programs from there; default: the first that has one.",
)


@click.command()
@click.argument("names", nargs=-1)
@click.option("--pinned", is_flag=True, help="Build the pinned versions: the same as --from pinned.")
@from_option
def command(names: tuple[str, ...], pinned: bool, source: Source | None) -> None:
    """Get programs (default: prometheus, promtool, alertmanager, amtool) from PATH, from Debian's packages, or built; say where they are.

    \b
    Examples:
      promhooks programs
      promhooks programs judge
      promhooks programs --pinned promtool
    """  # noqa: D301  # click reads the escape: what follows keeps its lines
    try:
        for name in names or LOCAL:
            found = program(name, Source.PINNED if pinned else source)
            click.echo(f"{found.name} {found.version} {found.path}")
    except MissingProgram as error:
        raise click.ClickException(str(error)) from None
