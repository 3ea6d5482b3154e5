"""What a cluster has: workloads with their children, whoever made them, and what stands around them. Reading only."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import click
import msgspec

from hooks.cli.api import EVERYWHERE, Api
from hooks.cli.migrate.ownership import UID
from hooks.kinds.registry import KINDS
from hooks.loop.resources import Key, Resource, resource
from hooks.loop.store import controller_uid
from hooks.names import ASSET_OF, GROUP
from hooks.protocol import Manifest
from hooks.workloads import kubelet

WORKLOADS = ("Prometheus", "PrometheusAgent", "Alertmanager", "ThanosRuler")
CUSTOM = {info.kind: resource(info.api_version, info.plural) for info in KINDS.values()}
CHILDREN = tuple(
    resource(api_version, name)
    for api_version, name in (("v1", "secrets"), ("v1", "configmaps"), ("v1", "services"), ("apps/v1", "statefulsets"), ("apps/v1", "daemonsets"))
)
NAMESPACES, PODS = resource("v1", "namespaces"), resource("v1", "pods")
SERVICES, ENDPOINTS, SLICES = resource("v1", "services"), resource("v1", "endpoints"), resource("discovery.k8s.io/v1", "endpointslices")
CONTROLLERS = Resource("metacontroller.k8s.io/v1alpha1", "compositecontrollers", "CompositeController")
DEPLOYMENTS = resource("apps/v1", "deployments")
WEBHOOKS = tuple(
    Resource("admissionregistration.k8s.io/v1", f"{kind.lower()}s", kind) for kind in ("ValidatingWebhookConfiguration", "MutatingWebhookConfiguration")
)
KUBELET = {name: kubelet.LABELS[name] for name in ("k8s-app", "app.kubernetes.io/managed-by")}


class Workload(msgspec.Struct, frozen=True):
    """A custom resource with pods, and everything that was made for it."""

    parent: Manifest
    children: tuple[Manifest, ...]

    @property
    def key(self) -> Key:
        """That of the custom resource."""
        return Key.of(self.parent)

    @property
    def name(self) -> str:
        """As commands take it: ``prometheus/monitoring/k8s``."""
        return f"{self.key.kind.lower()}/{self.key.path}"


class Cluster(msgspec.Struct, frozen=True):
    """Everything that the hooks could see, as it is now."""

    objects: tuple[Manifest, ...]
    named: Mapping[Key, str] = {}
    """By the key of a child the uid of the workload that would make it: by its name it is known when nobody controls it any more."""

    @property
    def workloads(self) -> tuple[Workload, ...]:
        """By kind, namespace and name, each with the children that it alone has."""
        parents = [each for each in self.objects if each["kind"] in WORKLOADS and _is_custom(each)]
        return tuple(Workload(parent, children) for parent, children in zip(parents, children_of(parents, self.objects, self.named), strict=True))

    @property
    def custom(self) -> tuple[Manifest, ...]:
        """All custom resources."""
        return tuple(filter(_is_custom, self.objects))

    @property
    def assets(self) -> tuple[Manifest, ...]:
        """The Secrets that the hooks keep beside monitors and other objects with references."""
        owners = {each["metadata"]["uid"] for each in self.custom}
        labelled = (each for each in self.objects if each["kind"] == "Secret" and ASSET_OF in (each["metadata"].get("labels") or {}))
        return tuple(each for each in labelled if controller_uid(each) in owners)


_CHILD_KINDS = frozenset((each.group, each.kind) for each in CHILDREN)
_RESOURCES = {(each.group, each.kind): each for each in (*CUSTOM.values(), *CHILDREN, *WEBHOOKS, ENDPOINTS, SLICES)}


def _kind(manifest: Manifest) -> tuple[str, str]:
    key = Key.of(manifest)
    return key.group, key.kind


def _is_custom(manifest: Manifest) -> bool:
    return str(manifest["apiVersion"]).startswith(f"{GROUP}/")


def resource_of(manifest: Manifest) -> Resource:
    """The kind of an object, in the version in which it was read."""
    return _RESOURCES[_kind(manifest)]


def children_of(parents: Sequence[Manifest], objects: Iterable[Manifest], named: Mapping[Key, str]) -> Iterator[tuple[Manifest, ...]]:
    """The children of each parent: what it controls, what bears its label or, with no owner at all, its name, and what names it as an owner.

    A governing Service names all workloads that it serves, and none controls it: it counts for the first, which is the one that the hooks let have it.
    """
    order = {parent["metadata"]["uid"]: index for index, parent in enumerate(parents)}
    found: list[list[Manifest]] = [[] for _ in parents]
    for each in objects:
        claims = [order[uid] for uid in _claims(each, named) if uid in order] if _kind(each) in _CHILD_KINDS else []
        if claims:
            found[order.get(controller_uid(each), min(claims))].append(each)
    return map(tuple, found)


def _claims(manifest: Manifest, named: Mapping[Key, str]) -> set[str]:
    metadata = manifest["metadata"]
    owners = {owner["uid"] for owner in metadata.get("ownerReferences") or ()} or {named.get(Key.of(manifest), "")}
    return owners | {(metadata.get("labels") or {}).get(UID, "")}


def read(api: Api) -> Cluster:
    """Everything that the hooks could see."""
    return Cluster(tuple(each for kind in (NAMESPACES, *CUSTOM.values(), *CHILDREN) for each in api.list(kind)))


def chosen(cluster: Cluster, names: Sequence[str], namespace: str | None) -> tuple[Workload, ...]:
    """The workloads with these names (``prometheus/k8s`` in ``namespace``, or ``prometheus/monitoring/k8s``), or all, or all of ``namespace``."""
    if not names:
        return tuple(each for each in cluster.workloads if namespace in (None, each.key.namespace))
    by_name = {each.name: each for each in cluster.workloads}
    wanted = [name if name.count("/") > 1 else name.replace("/", f"/{namespace or 'default'}/", 1) for name in map(str.lower, names)]
    missing = next((name for name in wanted if name not in by_name), None)
    if missing:
        raise click.ClickException(f"there is no {missing}; there are {', '.join(by_name) or 'no workloads'}")
    return tuple(by_name[name] for name in dict.fromkeys(wanted))


class Operator(msgspec.Struct, frozen=True):
    """A Deployment of prometheus-operator."""

    place: str
    replicas: int
    arguments: tuple[str, ...]

    @property
    def flags(self) -> Mapping[str, str]:
        """Its arguments by name; a flag without a value is ``true``."""
        pairs = (argument.lstrip("-").partition("=") for argument in self.arguments if argument.startswith("-"))
        return {name: value if sign else "true" for name, sign, value in pairs}


def operators(api: Api) -> tuple[Operator, ...]:
    """The prometheus-operators of the cluster: Deployments with its most telling argument."""
    return tuple(
        Operator(f"{each['metadata']['namespace']}/{each['metadata']['name']}", int(each["spec"].get("replicas", 1)), tuple(container.get("args") or ()))
        for each in api.list(DEPLOYMENTS)
        for container in each["spec"]["template"]["spec"]["containers"]
        if any(argument.lstrip("-").startswith("prometheus-config-reloader=") for argument in container.get("args") or ())
    )


def webhooks(api: Api) -> tuple[Manifest, ...]:
    """Webhook configurations through which the API server asks prometheus-operator about our custom resources."""
    found = (each for kind in WEBHOOKS for each in api.list(kind))
    return tuple(each for each in found if any(_asks_operator(webhook) for webhook in each.get("webhooks") or ()))


def _asks_operator(webhook: Mapping[str, Any]) -> bool:
    path = ((webhook.get("clientConfig") or {}).get("service") or {}).get("path") or ""
    return path.startswith(("/admission-prometheusrules", "/admission-alertmanagerconfigs"))


def kubelet_objects(api: Api) -> tuple[Manifest, ...]:
    """The kubelet Services of prometheus-operator, with their EndpointSlices and Endpoints."""
    services = api.list(SERVICES, EVERYWHERE, KUBELET)
    slices = api.list(SLICES, EVERYWHERE, KUBELET) if services else ()
    endpoints = api.list(ENDPOINTS, EVERYWHERE, KUBELET) if services else ()
    return (*services, *endpoints, *slices)
