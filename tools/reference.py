"""The pages of the reference that are made from the code: settings, options of the commands, metrics, rights.

``python -m tools.reference`` writes them, ``--check`` only says whether they are up to date.
"""

import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import click
import msgspec
import yaml

from hooks.cli import main
from hooks.metrics import REGISTRY
from hooks.settings import VARIABLES, Settings
from tools.crdgen.docs import attribute_docs

DOCS = Path("docs")
HEAD = "<!-- Made by `make reference`; do not edit. -->\n\n"
WIDTH = 100


def settings() -> str:
    """docs/settings.md."""
    documented, defaults = attribute_docs(Settings), Settings()
    head = (
        "Settings are variables of the environment of the hooks, and of every command. What has fields is written as JSON; names of namespaces stand\n"
        "between commas.\n\n"
    )
    rows = (
        f"| `PROMHOOKS_{field.upper()}` | `{_cell(msgspec.json.encode(getattr(defaults, field)).decode())}` | {_cell(documented.get(field, ''))} |\n"
        for field in VARIABLES
    )
    return "# Settings\n\n" + HEAD + head + "| variable | default | meaning |\n|---|---|---|\n" + "".join(rows)


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def options() -> str:
    """docs/options.md."""
    return "# Options of the commands\n\n" + HEAD + "[The command](commands.md) says what each is for.\n" + "".join(_helps(main, "promhooks"))


def _helps(command: click.Command, path: str) -> Iterator[str]:
    """Its help, and that of what is below it."""
    with click.Context(command, info_name=path, terminal_width=WIDTH, max_content_width=WIDTH) as context:
        yield f"\n## {path}\n\n```text\n{command.get_help(context)}\n```\n"
        group = command if isinstance(command, click.Group) else click.Group()
        for name in group.list_commands(context):
            if below := group.get_command(context, name):
                yield from _helps(below, f"{path} {name}")


def metrics() -> str:
    """docs/metrics.md."""
    head = (
        "The hooks serve them at `--metrics-bind` (in a cluster the port `hooks-metrics`, 9998) at `/metrics`. No label ever holds a value of a user's\n"
        "object but its kind.\n\n"
    )
    rows = (
        f"| `{family.name}{'_total' if family.type == 'counter' else ''}` | {family.type} | {_labels(family.name)} | {family.documentation} |\n"
        for family in REGISTRY.collect()
    )
    tail = (
        "\nMetacontroller has its own (port 9999): `metacontroller_sync_requests_total`, `workqueue_depth`, `rest_client_requests_total`,\n"
        "`leader_election_master_status` and others. [deploy/mixin](../deploy/mixin) has alerts and dashboards for both.\n"
    )
    return "# Metrics\n\n" + HEAD + head + "| metric | type | labels | meaning |\n|---|---|---|---|\n" + "".join(rows) + tail


def _labels(name: str) -> str:
    collector = REGISTRY._names_to_collectors[name]  # a collector without samples tells its labels nowhere else
    return ", ".join(f"`{label}`" for label in collector._labelnames)  # type: ignore[attr-defined]  # the same


def rights() -> str:
    """docs/rights.md."""
    head = (
        "What Metacontroller may do for promhooks; the hooks themselves have no rights and no token. `…-writing` can be granted in some namespaces\n"
        "only: `deploy/components/namespaces`.\n"
    )
    return "# Rights\n\n" + HEAD + head + "".join(map(_roles, ("standalone", "addon")))


def _roles(installation: str) -> str:
    documents = (
        document for path in sorted(Path(f"deploy/{installation}/local").glob("rbac*.yaml")) for document in yaml.safe_load_all(path.read_text("utf-8"))
    )
    rows = (
        f"| {role['kind']} {role['metadata']['name']} | {', '.join(rule['resources'])} | {', '.join(rule['verbs'])} |\n"
        for role in documents
        for rule in role.get("rules", ())
    )
    return f"\n## {installation}\n\n| role | resources | may |\n|---|---|---|\n" + "".join(rows)


PAGES: Mapping[str, Callable[[], str]] = {"settings.md": settings, "options.md": options, "metrics.md": metrics, "rights.md": rights}


def outdated() -> Iterator[Path]:
    """The pages that are not as they should be."""
    return (DOCS / name for name, page in PAGES.items() if not (DOCS / name).exists() or (DOCS / name).read_text("utf-8") != page())


if __name__ == "__main__":
    if "--check" in sys.argv[1:]:
        late = [*map(str, outdated())]
        if late:
            print(f"{', '.join(late)}: not what the code says, run `make reference`")
        raise SystemExit(bool(late))
    for target, made in PAGES.items():
        (DOCS / target).write_text(made(), "utf-8")
