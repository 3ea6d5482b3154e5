"""The command ``promhooks``. Each command is a module of its own and is imported only when it is called, so that all of them start quickly."""

import gc
import importlib
from difflib import get_close_matches

import click

COMMANDS = {
    "init": "Write a small working folder to begin with.",
    "run": "Run the manifests of a folder live on this machine, without a cluster.",
    "console": "Show a folder or a cluster in the browser: what leads where, and why not.",
    "check": "Say what is wrong with manifests, with file and line.",
    "explain": "Say what becomes of an object, step by step, and why.",
    "plan": "Say what an edit would do to each workload, and why.",
    "render": "Print what would be deployed, as YAML.",
    "route": "Say which receivers get an alert, and by which path.",
    "schema": "Print the kinds as JSON Schema, for editors.",
    "test": "Run the unit tests of rules and routes.",
    "import": "Make custom resources of a prometheus.yml or alertmanager.yml.",
    "report": "Write what a bug report needs to one file, without secrets.",
    "replay": "Ask the hooks again what a report has recorded.",
    "serve": "Serve the hooks to Metacontroller.",
    "certificates": "Make or renew the certificate of the webhooks.",
    "migrate": "Take over from prometheus-operator in a cluster, and give back.",
    "programs": "Get the programs that local runs and tests need.",
}
"""The modules of this package that have a ``command``, and what stands in the list of commands."""
_MODULES = {"import": "importing"}
"""Commands whose name no module may have."""
LASTING = frozenset(["run", "serve"])
"""Those that go on until somebody ends them."""


class _Commands(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  # click's signature
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002  # click's signature
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = importlib.import_module(f"{__name__}.{_MODULES.get(cmd_name, cmd_name)}").command
        return command

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        """As usual; a word that is nearly a command is told which."""
        near = get_close_matches(args[0], COMMANDS, n=1) if args[0] not in COMMANDS else []
        if near:
            ctx.fail(f"there is no command {args[0]}, did you mean {near[0]}?")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002  # click's signature
        """The list of commands, without importing any."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="promhooks")
@click.pass_context
def main(ctx: click.Context) -> None:
    """A Prometheus Operator of pure functions: the hooks for a cluster, and the same hooks on this machine."""
    if ctx.invoked_subcommand not in LASTING and gc.isenabled():
        # What a command has read is needed to its end: looking through it for garbage again and again takes a third of the time.
        gc.disable()
        ctx.call_on_close(gc.enable)
