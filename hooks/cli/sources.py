"""Where a command that only looks takes its objects from: manifests, or a cluster, which is never written to."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click
import msgspec

from hooks.assets import references
from hooks.cli.local.objects import controller_of, namespace_of
from hooks.cli.manifests import Document, Folder, given
from hooks.kinds.base import Kind
from hooks.kinds.registry import KINDS
from hooks.loop.resources import Resource, group_of, resource
from hooks.names import GROUP, alertmanager_secret
from hooks.protocol import Manifest

if TYPE_CHECKING:
    from hooks.cli.api import Api

F = TypeVar("F", bound=Callable[..., Any])

CLUSTER = "cluster"
"""What stands in the place of the file of an object that a cluster holds."""
CUSTOM = tuple(resource(info.api_version, info.plural) for info in KINDS.values())
SEEN = (
    resource("v1", "namespaces"),
    resource("v1", "services"),
    resource("v1", "pods"),
    resource("v1", "nodes"),
    resource("discovery.k8s.io/v1", "endpointslices"),
    *(Resource("rbac.authorization.k8s.io/v1", f"{kind.lower()}s", kind) for kind in ("Role", "RoleBinding", "ClusterRole", "ClusterRoleBinding")),
)
"""What the custom resources are about."""
VALUES = {"Secret": resource("v1", "secrets"), "ConfigMap": resource("v1", "configmaps")}


class Connection(msgspec.Struct, frozen=True):
    """The options by which a command is told of a cluster."""

    cluster: bool = False
    kubeconfig: Path | None = None
    context: str | None = None

    @property
    def wanted(self) -> bool:
        """Whether a cluster is to be looked at."""
        return self.cluster or self.kubeconfig is not None or self.context is not None

    def api(self) -> "Api":
        """The cluster."""
        from hooks.cli.api import Api  # noqa: PLC0415  # commands that look at files only do not wait for its client

        return Api.connected(self.kubeconfig, self.context)


def connection_options(command: F) -> F:
    """The options of every command that asks a cluster; they are called ``kubeconfig`` and ``context``."""
    file = click.option("--kubeconfig", metavar="FILE", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="The kubeconfig to use.")
    return file(click.option("--context", metavar="NAME", help="The context of the kubeconfig.")(command))


def cluster_options(command: F) -> F:
    """``--cluster``, ``--kubeconfig`` and ``--context``: the cluster instead of manifests."""
    flag = click.option("--cluster", is_flag=True, help="Look at the cluster of the kubeconfig instead of manifests; nothing is written.")
    return flag(connection_options(command))


def contents(paths: tuple[Path, ...], connection: Connection) -> Folder:
    """The manifests below ``paths``, or what the cluster holds; a usage error where both or neither is named, NotSeen where the cluster does not answer."""
    if connection.wanted == bool(paths):
        raise click.UsageError("give manifests, or --cluster (--kubeconfig, --context)")
    if not connection.wanted:
        return given(paths)
    try:
        return in_cluster(connection.api())
    except click.ClickException as error:
        raise NotSeen(error.message) from None


class NotSeen(click.ClickException):
    """Nothing could be looked at, which is no answer to what was asked: neither yes (0) nor no (1)."""

    exit_code = 2


def in_cluster(api: "Api") -> Folder:
    """The custom resources, what they are about, and the Secrets and ConfigMaps that they reference, as documents.

    What workloads have made is left out: the hooks make it again, whichever operator made it there.
    """
    custom = [each for kind in CUSTOM for each in api.list(kind)]
    uids = {each["metadata"]["uid"] for each in custom}
    others = [each for kind in SEEN for each in api.list(kind) if _uid_of_controller(each) not in uids or each["kind"] == "Pod"]
    wanted = sorted({name for each in custom for name in referenced(each)})
    values = [found for kind, namespace, name in wanted if (found := api.get(VALUES[kind], namespace, name)) is not None]
    return Folder(tuple(Document(_typed(each), CLUSTER) for each in (*custom, *others, *values)), ())


def _uid_of_controller(manifest: Manifest) -> str:
    owner = controller_of(manifest)
    return str(owner.get("uid", "")) if group_of(str(owner.get("apiVersion", ""))) == GROUP else ""


def referenced(manifest: Manifest) -> Iterator[tuple[str, str, str]]:
    """(kind, namespace, name) of the values that a custom resource names; an Alertmanager's configuration by its convention."""
    space = namespace_of(manifest)
    try:
        obj: Kind = msgspec.convert(manifest, KINDS[manifest["kind"]].type)
    except msgspec.ValidationError:
        return  # what is wrong with it is told when it is looked at
    yield from ((each.kind, space, each.name) for each in references(obj, space))
    if manifest["kind"] == "Alertmanager":
        yield "Secret", space, manifest["spec"].get("configSecret") or alertmanager_secret(manifest["metadata"]["name"])


def _typed(manifest: Manifest) -> Manifest:
    """As somebody would apply it: who manages which field is of no interest here."""
    return {**manifest, "metadata": {name: value for name, value in manifest["metadata"].items() if name != "managedFields"}}
