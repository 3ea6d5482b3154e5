"""Which of the related objects a workload selects: by their own labels, and by those of their namespaces."""

from collections.abc import Iterator, Mapping

import msgspec

from hooks import names
from hooks.kinds.meta import ObjectMeta
from hooks.kinds.selectors import LabelSelector, Selectors
from hooks.protocol import Objects
from hooks.selection.labels import in_namespaces, matches


class _Labelled(msgspec.Struct, frozen=True):
    metadata: ObjectMeta = ObjectMeta()


class Namespaces:
    """The namespaces whose objects may count for a workload in ``own``, each asked once."""

    def __init__(self, related: Objects, selector: LabelSelector | None, own: str) -> None:
        self._related, self._selector, self._own = related.get("Namespace.v1", {}), selector, own
        self._known: dict[str, bool] = {}

    def __contains__(self, namespace: str) -> bool:
        if namespace not in self._known:
            self._known[namespace] = in_namespaces(self._selector, namespace, self._own, _labels(self._related.get(namespace)))
        return self._known[namespace]


def selected(related: Objects, messages_key: str, wanted: Selectors, own: str) -> Iterator[tuple[str, msgspec.Raw]]:
    """The objects (``<Kind>.<apiVersion>``) that a workload in ``own`` wants, in the order of their keys."""
    namespaces = Namespaces(related, wanted.namespaces, own)
    for key, raw in sorted(related.get(messages_key, {}).items()):
        if key.partition("/")[0] in namespaces and matches(wanted.objects, _labels(raw)):
            yield key, raw


def asset(related: Objects, kind: str, key: str) -> msgspec.Raw | None:
    """The asset Secret of an object, if it is there."""
    namespace, _, name = key.partition("/")
    return related.get("Secret.v1", {}).get(f"{namespace}/{names.asset_secret(kind, name)}")


def _labels(raw: msgspec.Raw | None) -> Mapping[str, str]:
    try:
        return {} if raw is None else msgspec.json.decode(raw, type=_Labelled).metadata.labels
    except msgspec.ValidationError:
        return {}
