"""Whatever is edited in whatever order, the loop ends where one that sees only the last state ends."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from hooks.loop.loop import Loop
from hooks.loop.resources import Key
from hooks.protocol import Manifest
from tests.unit.loop.small import copies_answer, monitor, prometheus, secret, world

NAMES = st.sampled_from(["a", "b"])
NAMESPACES = st.sampled_from(["team", "mon"])
ON = {"matchLabels": {"monitoring": "on"}}


def rules(request: Any) -> Any:
    """The copies in namespaces that are labelled, and the namespaces."""
    copies = {"apiVersion": "v1", "resource": "secrets", "labelSelector": {"matchLabels": {"copy": "true"}}, "namespaceSelector": ON}
    return {"relatedResources": [copies, {"apiVersion": "v1", "resource": "namespaces", "labelSelector": ON}]}


def labelled(name: str, label: str) -> Manifest:
    return {"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": name, "labels": {"monitoring": label}}}


OBJECTS = st.one_of(
    st.builds(monitor, NAMES, NAMES, NAMESPACES),
    st.builds(lambda name, namespace, value: secret(name, namespace, password=value), NAMES, NAMESPACES, st.sampled_from(["1", "2"])),
    st.builds(labelled, NAMESPACES, st.sampled_from(["on", "off"])),
    st.builds(prometheus, NAMES, NAMESPACES),
)
EDITS = st.lists(st.tuples(st.sampled_from(["apply", "apply", "delete"]), OBJECTS, st.booleans()), max_size=12)


def empty() -> Loop:
    return world(prometheus_customize=rules, prometheus_sync=copies_answer)[0]


def essence(loop: Loop) -> list[tuple[str, Any]]:
    """Everything but what counts lives: uids, versions, generations."""
    return [
        (str(Key.of(each)), (each.get("spec"), each.get("data"), sorted(each["metadata"].get("labels", {}))))
        for each in loop.objects()
        if each["kind"] != "Namespace"
    ]


@settings(max_examples=150, deadline=None)
@given(EDITS)
def test_edits_end_like_a_fresh_start(edits: list[tuple[str, Manifest, bool]]) -> None:
    loop, last = empty(), dict[Key, Manifest]()
    for act, manifest, converge in edits:
        key = Key.of(manifest)
        if act == "apply":
            last[key] = manifest
            loop.apply([manifest])
        else:
            last.pop(key, None)
            loop.delete(key)
        if converge:
            loop.converge()
    fresh = empty()
    fresh.apply(last.values())
    assert loop.converge().unsettled == fresh.converge().unsettled == ()
    assert essence(loop) == essence(fresh)
