"""``promhooks migrate``: the workloads of a cluster from prometheus-operator to these hooks, and back."""

import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

import click
import msgspec

from hooks.cli.api import Api
from hooks.cli.cluster import settings as own_settings
from hooks.cli.migrate import flags, live, steps, text
from hooks.cli.migrate.backup import Backup
from hooks.cli.migrate.live import Workload
from hooks.cli.migrate.ownership import OTHER, Managers
from hooks.cli.migrate.planning import complete, plans
from hooks.cli.migrate.steps import Step
from hooks.cli.migrate.verification import Observed, changes, observed
from hooks.cli.sources import connection_options
from hooks.settings import Settings

F = TypeVar("F", bound=Callable[..., Any])
FOLDER = Path("promhooks-migration")


class Options(msgspec.Struct, frozen=True, kw_only=True):
    """What the command line says."""

    names: tuple[str, ...]
    field_manager: str
    from_manager: str
    namespace: str | None = None
    kubeconfig: Path | None = None
    context: str | None = None
    everything: bool = False
    yes: bool = False
    controller_id: str | None = None
    urls: tuple[str, ...] = ()
    folder: Path = FOLDER

    @property
    def api(self) -> Api:
        """The cluster."""
        return Api.connected(self.kubeconfig, self.context)

    @property
    def managers(self) -> Managers:
        """Ours and theirs."""
        return Managers(self.field_manager, self.from_manager)

    def workloads(self, cluster: live.Cluster) -> tuple[Workload, ...]:
        """Those that are meant, where none is only by ``--all``."""
        if bool(self.names) == self.everything:
            raise click.UsageError("name the workloads, or say --all")
        return live.chosen(cluster, self.names, None if self.everything else self.namespace)


def _read(command: F) -> F:
    """The options of every command."""
    for option in (
        click.argument("names", metavar="[NAME…]", nargs=-1),
        click.option("--from-manager", metavar="NAME", default=OTHER, show_default=True, help="The field manager of the other operator."),
        click.option("--field-manager", metavar="NAME", default="promhooks", show_default=True, help="Metacontroller's --apply-strategy-ssa-field-manager."),
        click.option("--namespace", "-n", metavar="NAMESPACE", help="The namespace of names without one; without names, only its workloads."),
    ):
        command = option(command)
    return connection_options(command)


def _compare(command: F) -> F:
    """The options of those that compare before and after."""
    folder = click.Path(file_okay=False, path_type=Path)
    kept = click.option("--backup", "folder", metavar="DIR", type=folder, default=FOLDER, show_default=True, help="Where objects are kept as they were.")
    urls = click.option("--prometheus", "urls", metavar="NAME=URL", multiple=True, help="Where a workload answers, to compare targets and rules too.")
    return kept(urls(command))


def _write(command: F) -> F:
    """The options of those that write."""
    for option in (
        click.option("--controller-id", metavar="ID", help="PROMHOOKS_CONTROLLER_ID of the hooks, which is annotated on what is taken."),
        click.option("--yes", is_flag=True, help="Write without asking. Without it, and without a terminal to ask at, nothing is written."),
        click.option("--all", "everything", is_flag=True, help="Every workload, and what belongs to none: kubelet Service, webhooks, finalizers."),
    ):
        command = option(command)
    return command


@click.group()
def command() -> None:
    """Take over from prometheus-operator in a cluster, and give back.

    A NAME is KIND/NAMESPACE/NAME, as in prometheus/monitoring/k8s, or KIND/NAME with --namespace. The page "Moving from prometheus-operator" tells the order.
    """


@command.command()
@_read
def plan(**given: Any) -> None:
    """Say what there is and what taking over would change. Reads only.

    The hooks are asked with the settings of the environment (PROMHOOKS_…); where there are none, with those that prometheus-operator's flags stand for.

    \b
    Examples:
      promhooks migrate plan
      promhooks migrate plan prometheus/monitoring/k8s --context production
    """  # noqa: D301  # click reads the escape: what follows keeps its lines
    options = Options(**given)
    api = options.api
    operators = live.operators(api)
    cluster, settings = _cluster(api, operators)
    for line in text.around(operators, live.webhooks(api), live.kubelet_objects(api), settings):
        click.echo(line)
    for each in plans(cluster, live.chosen(cluster, options.names, options.namespace), settings, options.managers):
        for line in text.plan(each):
            click.echo(line)


def _cluster(api: Api, operators: Sequence[live.Operator]) -> tuple[live.Cluster, Settings]:
    """What there is, and the settings with which the hooks are asked about it."""
    found, chosen = live.read(api), own_settings()
    if operators and not flags.environment(chosen):
        chosen = msgspec.structs.replace(flags.settings(operators[0].flags), **flags.default_versions(found.workloads))
    return complete(found, chosen), chosen


@command.command()
@_read
@_compare
@_write
def take(**given: Any) -> None:
    """Make workloads, and all that was made for them, the hooks' own. Pods notice nothing.

    Every object is kept in DIR as it was. May be interrupted and run again. Afterwards install the CompositeControllers.

    \b
    Examples:
      promhooks migrate take prometheus/monitoring/k8s --controller-id promhooks
      promhooks migrate take --all
    """  # noqa: D301  # click reads the escape: what follows keeps its lines
    options = Options(**given)
    api = options.api
    operators = live.operators(api)
    running = [each.place for each in operators if each.replicas]
    if running and not options.controller_id:
        raise click.ClickException(f"deployment {running[0]} runs and would fight: scale it to 0, or take single workloads with --controller-id")
    cluster, _ = _cluster(api, operators)
    workloads = options.workloads(cluster)
    kubelet, webhooks = (live.kubelet_objects(api), live.webhooks(api)) if options.everything else ((), ())
    rest = steps.taking_the_rest(cluster, kubelet, options.managers) if options.everything else ()
    todo = steps.due((*steps.taking(workloads, options.managers, options.controller_id), *rest))
    _carry_out(api, workloads, todo, steps.Extra(deleted=webhooks), options)


@command.command("give-back")
@_read
@_compare
@_write
def give_back(**given: Any) -> None:
    """The reverse of take: workloads, and all that was made for them, are prometheus-operator's again.

    First make the hooks let go: delete the CompositeControllers, or name the --controller-id with which the workloads were taken. Webhooks come from DIR.

    \b
    Examples:
      promhooks migrate give-back prometheus/monitoring/k8s --controller-id promhooks
      promhooks migrate give-back --all
    """  # noqa: D301  # click reads the escape: what follows keeps its lines
    options = Options(**given)
    api = options.api
    if not options.controller_id and api.list(live.CONTROLLERS, labels={"controller-group": "promhooks"}):
        raise click.ClickException("the CompositeControllers are installed and would take all back: kubectl delete -f compositecontrollers/")
    cluster, _ = _cluster(api, ())
    workloads = options.workloads(cluster)
    rest = steps.giving_back_the_rest(cluster, live.kubelet_objects(api), options.managers) if options.everything else ()
    todo = steps.due((*steps.giving_back(workloads, options.managers, options.controller_id), *rest))
    webhooks = [each for kind in live.WEBHOOKS for each in Backup(options.folder).kept(kind.kind) if api.get(kind, "", each["metadata"]["name"]) is None]
    extra = steps.Extra(deleted=cluster.assets, made=tuple(webhooks)) if options.everything else steps.Extra()
    if _carry_out(api, workloads, todo, extra, options):
        Backup(options.folder).forget(each.name for each in workloads)


@command.command()
@_read
@_compare
def status(**given: Any) -> None:
    """Say of each workload whose it is, and what has changed since it was taken. Exit code 1 when something has.

    \b
    Examples:
      promhooks migrate status
      promhooks migrate status prometheus/monitoring/k8s --prometheus prometheus/monitoring/k8s=http://localhost:9090
    """  # noqa: D301  # click reads the escape: what follows keeps its lines
    options = Options(**given)
    api = options.api
    cluster, _ = _cluster(api, ())
    workloads = live.chosen(cluster, options.names, options.namespace)
    for workload in workloads:
        for line in text.state(workload, options.managers):
            click.echo(line)
    _verify(Backup(options.folder).observed(), _observed(api, workloads, options.urls))


def _carry_out(api: Api, workloads: Sequence[Workload], todo: Sequence[Step], extra: steps.Extra, options: Options) -> bool:
    """Shows, asks, writes, and compares what the workloads do before and after. False: nothing was to be written."""
    lines = (*map(str, todo), *extra.lines)
    for line in lines:
        click.echo(line)
    if lines and not options.yes and not (sys.stdin.isatty() and click.confirm(f"write {len(lines)} objects?")):
        click.echo(f"nothing is written: {len(lines)} objects would be, with --yes")
        return False
    backup, before = Backup(options.folder), _observed(api, workloads, options.urls)
    backup.observe(before)
    steps.carry_out(todo, extra, api, backup)
    keys = {each.key for each in workloads}
    _verify(before, _observed(api, [each for each in live.read(api).workloads if each.key in keys], options.urls))
    return True


def _observed(api: Api, workloads: Sequence[Workload], urls: Iterable[str]) -> dict[str, Observed]:
    by_name = dict(pair.split("=", 1) for pair in urls if "=" in pair)
    pods = {namespace: api.list(live.PODS, namespace) for namespace in sorted({each.key.namespace for each in workloads})}
    return {each.name: observed(each, pods[each.key.namespace], by_name.get(each.name)) for each in workloads}


def _verify(before: Mapping[str, Observed], now: Mapping[str, Observed]) -> None:
    """Exit code 1 where something is not as it was."""
    found = [f"{name}: {sentence}" for name, each in before.items() if name in now for sentence in changes(each, now[name])]
    for line in found or [f"{name}: {text.unchanged(now[name])}" for name in before if name in now]:
        click.echo(line)
    if found:
        sys.exit(1)
