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
    if (answered := _asked(world, own, account, entry)) is not None:
        return answered
    if not any(world.cluster.of(kind) for kind in _BINDINGS):
        return Step(Answer.MAYBE, f"whether ServiceAccount {own}/{account} may list {entry['role']} is not seen here, there are no role bindings")
    missing = [
        _place(resource, space)
        for space, group, resource in _needed(entry)
        if not any(_grants(rule, group, resource) for rule in _rules(world, own, account, space))
    ]
    return _answer(own, account, missing)


def _answer(own: str, account: str, missing: list[str], source: str = "") -> Step:
    if missing:
        return Step(Answer.NO, f"ServiceAccount {own}/{account} may not list and watch {', '.join(missing)}{source}")
    return Step(Answer.YES, f"ServiceAccount {own}/{account} may list and watch what the discovery needs{source}")


def _asked(world: World, own: str, account: str, entry: Mapping[str, Any]) -> Step | None:
    """What the API server says, whoever gives the rights; None where nobody can be asked."""
    if world.may is None:
        return None
    user = f"system:serviceaccount:{own}:{account}"
    answers = {
        (space, group, resource): [world.may(user, verb, group, resource, space) for verb in sorted(_VERBS)] for space, group, resource in _needed(entry)
    }
    if any(None in answer for answer in answers.values()):
        return None
    return _answer(own, account, [_place(resource, space) for (space, _, resource), answer in answers.items() if not all(answer)], ", says the API server")


def _needed(entry: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    """(namespace, API group, resource) that a discovery lists; an empty namespace stands for all."""
    spaces = tuple((entry.get("namespaces") or {}).get("names") or ("",))
    return [(space, group, resource) for space in spaces for group, resource in NEEDED.get(entry["role"], ())]


def _place(resource: str, space: str) -> str:
    return f"{resource}{f' in {space}' if space else ''}"


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
