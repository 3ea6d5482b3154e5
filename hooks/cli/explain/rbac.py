"""Whether a workload's ServiceAccount may see what its discovery has to see, as far as roles and bindings are among the objects."""

from collections.abc import Iterator, Mapping
from typing import Any

from hooks.cli.explain.chain import Answer, Step, World
from hooks.cli.local.objects import namespace_of
from hooks.protocol import Manifest

NEEDED: Mapping[str, tuple[tuple[str, str], ...]] = {
    "endpoints": (("", "services"), ("", "endpoints"), ("", "pods")),
    "endpointslice": (("", "services"), ("discovery.k8s.io", "endpointslices"), ("", "pods")),
    "pod": (("", "pods"),),
    "service": (("", "services"),),
    "ingress": (("networking.k8s.io", "ingresses"),),
    "node": (("", "nodes"),),
}
"""Discovery role → (API group, resource) that it lists and watches."""
_VERBS = frozenset(["list", "watch"])
_BINDINGS = ("ClusterRoleBinding", "RoleBinding")


def allowed(world: World, workload: Manifest, entry: Mapping[str, Any]) -> Step:
    """One step about a ``kubernetes_sd_configs`` entry of a workload's job."""
    account, own = workload["spec"].get("serviceAccountName") or "default", namespace_of(workload)
    if not any(world.cluster.of(kind) for kind in _BINDINGS):
        return Step(Answer.MAYBE, f"whether ServiceAccount {own}/{account} may list {entry['role']} is not seen here, there are no role bindings")
    spaces = tuple((entry.get("namespaces") or {}).get("names") or ("",))
    missing = [
        f"{resource}{f' in {space}' if space else ''}"
        for space in spaces
        for group, resource in NEEDED.get(entry["role"], ())
        if not any(_grants(rule, group, resource) for rule in _rules(world, own, account, space))
    ]
    if missing:
        return Step(Answer.NO, f"ServiceAccount {own}/{account} may not list and watch {', '.join(missing)}")
    return Step(Answer.YES, f"ServiceAccount {own}/{account} may list and watch what the discovery needs")


def _rules(world: World, own: str, account: str, space: str) -> Iterator[Mapping[str, Any]]:
    """The rules that hold for the account in a namespace, or everywhere where none is named."""
    bindings = (*world.cluster.of("ClusterRoleBinding"), *(each for each in world.cluster.of("RoleBinding") if namespace_of(each) == space))
    for binding in bindings:
        if any(_is(subject, own, account) for subject in binding.get("subjects") or ()):
            reference = binding["roleRef"]
            for role in world.cluster.of(reference["kind"]):
                if role["metadata"]["name"] == reference["name"] and (role["kind"] == "ClusterRole" or namespace_of(role) == namespace_of(binding)):
                    yield from role.get("rules") or ()


def _is(subject: Mapping[str, str], own: str, account: str) -> bool:
    return (subject.get("kind"), subject.get("namespace", own), subject.get("name")) == ("ServiceAccount", own, account)


def _grants(rule: Mapping[str, Any], group: str, resource: str) -> bool:
    verbs = set(rule.get("verbs") or ())
    named = {group, "*"} & set(rule.get("apiGroups") or ()) and {resource, "*"} & set(rule.get("resources") or ())
    return bool(named) and not rule.get("resourceNames") and ("*" in verbs or verbs >= _VERBS)
