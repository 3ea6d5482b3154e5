"""Who owns which field of an object: ``metadata.managedFields`` (Kubernetes documentation: Server-Side Apply, "Field management").

Server-side apply removes a field that is no longer sent only if nobody else owns it. So what another operator wrote by updates stays for ever, unless its
entries become those of the manager that applies from now on.
"""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from hooks.protocol import Manifest

Fields = dict[str, Any]


def moved(manifest: Manifest, theirs: Collection[str], entry: Manifest) -> list[Manifest]:
    """The ``managedFields`` with all entries of the managers ``theirs`` made one with that of ``entry`` (its manager and operation); a status's stay."""
    entries: list[Manifest] = manifest["metadata"].get("managedFields") or []
    taken = [each for each in entries if each["manager"] in theirs and not each.get("subresource")]
    if not taken:
        return entries
    same = [each for each in entries if _who(each) == (entry["manager"], entry["operation"], "")]
    fields = united(each.get("fieldsV1") or {} for each in (*same, *taken))
    latest = max((each["time"] for each in (*same, *taken) if "time" in each), default=None)
    united_entry = {**entry, "apiVersion": manifest["apiVersion"], "fieldsType": "FieldsV1", "fieldsV1": fields, **({"time": latest} if latest else {})}
    return [united_entry, *(each for each in entries if each not in taken and each not in same)]


def _who(entry: Manifest) -> tuple[str, str, str]:
    return entry["manager"], entry["operation"], entry.get("subresource", "")


def united(sets: Iterable[Fields]) -> Fields:
    """The union of sets of fields."""
    union: Fields = {}
    for each in sets:
        for name, below in each.items():
            union[name] = united((union.get(name, {}), below))
    return union


def owned(manifest: Manifest, manager: str) -> Manifest:
    """The part of an object that ``manager`` applied: what it would take away by no longer sending it. Lists that have keys keep only the owned items."""
    sets = [each.get("fieldsV1") or {} for each in manifest["metadata"].get("managedFields") or () if _who(each) == (manager, "Apply", "")]
    found = _part(manifest, united(sets))
    return found if isinstance(found, dict) else {}


def _part(value: Any, fields: Fields) -> Any:
    """``value`` reduced to the fields of a set; the whole where the set goes no deeper."""
    below = {name: part for name, part in fields.items() if name != "."}
    if not below:
        return value
    if isinstance(value, Mapping):
        named = {name[2:]: part for name, part in below.items() if name.startswith("f:")}
        return {name: _part(value[name], part) for name, part in named.items() if name in value}
    return value
