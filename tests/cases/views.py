"""What an answer looks like in files, by the name of the file:

``prometheus.yaml`` (``prometheus-shard-1.yaml`` …), ``alertmanager.yaml``, ``rules/<file>`` are the generated configurations, unpacked;
``status.yaml`` is the status, ``children.yaml`` the list of all children, ``related.yaml`` what customize asks for, ``error.txt`` the sentence of a 422;
``<kind>.yaml`` is the only child of that kind, ``<kind>/<name>.yaml`` one of several; Secrets show their values as ``stringData``.

A child's file and ``status.yaml`` may hold a part only: what they leave out is not claimed. In a list whose items have names they may leave out items
as well. ``null`` claims that a field is not there.
"""

import base64
import gzip
from pathlib import PurePosixPath
from typing import Any

import yaml

from hooks.errors import InvalidParent
from hooks.protocol import Manifest
from tests.cases.requests import Case

CONFIGS = {"prometheus": "prometheus.yaml", "prometheusagent": "prometheus.yaml", "alertmanager": "alertmanager.yaml"}
PREFIXES = {"prometheus": "prometheus", "prometheusagent": "prom-agent", "alertmanager": "alertmanager"}


def text(case: Case, file: str) -> str:
    """The text of one view."""
    if file == "error.txt":
        return refusal(case) + "\n"
    if file == "related.yaml":
        return dumped(case.rules())
    return _of_answer(case, case.answer(), file)


def _of_answer(case: Case, answer: Manifest, file: str) -> str:
    if file == "status.yaml":
        return dumped(answer["status"])
    if file == "children.yaml":
        return dumped([f"{child['kind']} {child['metadata']['name']}" for child in answer["children"]])
    if file.startswith("rules/"):
        return _rule_file(answer, file.removeprefix("rules/"))
    return dumped(_child(answer, file)) if is_partial(file) else _configuration(case, answer, file)


def is_partial(file: str) -> bool:
    """Whether what the file leaves out is not claimed."""
    return file not in {"error.txt", "related.yaml", "children.yaml"} and not file.startswith(("rules/", "prometheus", "alertmanager"))


def refusal(case: Case) -> str:
    """The sentence with which the parent is refused, empty where it is not."""
    try:
        case.answer()
    except InvalidParent as error:
        return str(error)
    return ""


class Dumper(yaml.SafeDumper):
    """Texts of several lines stay so."""


Dumper.add_representer(str, lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None))


def dumped(value: Any) -> str:
    """YAML for people."""
    return yaml.dump(value, Dumper=Dumper, sort_keys=False, allow_unicode=True, width=150)


def projection(value: Any, shape: Any) -> Any:
    """The part of ``value`` that ``shape`` has; an empty shape is all of it."""
    if isinstance(value, dict) and isinstance(shape, dict) and shape:
        return {name: projection(value.get(name), below) for name, below in shape.items() if name in value or below is None}
    if isinstance(value, list) and isinstance(shape, list) and shape and all(_name(item) for item in (*value, *shape)):
        found = {_name(item): item for item in value}
        return [projection(found[_name(item)], item) for item in shape if _name(item) in found]
    return value


def _name(item: Any) -> str | None:
    return (item.get("name") or item.get("type")) if isinstance(item, dict) else None


def _child(answer: Manifest, file: str) -> Manifest:
    path = PurePosixPath(file).with_suffix("")
    kind, name = (path.parts[0], path.parts[1]) if len(path.parts) > 1 else (path.name, None)
    (found,) = (child for child in answer["children"] if child["kind"].lower() == kind and name in {None, child["metadata"]["name"]})
    if found["kind"] != "Secret":
        return dict(found)
    values = {"stringData": {key: unpacked(key, value) for key, value in found["data"].items()}} if "data" in found else {}
    return {**{field: value for field, value in found.items() if field != "data"}, **values}


def unpacked(key: str, value: str) -> str:
    """A value of a Secret as text."""
    data = base64.b64decode(value)
    return (gzip.decompress(data) if key.endswith(".gz") else data).decode()


def _configuration(case: Case, answer: Manifest, file: str) -> str:
    shard = file.removesuffix(".yaml").removeprefix(PurePosixPath(CONFIGS[case.kind]).stem)
    suffix = "-generated" if case.kind == "alertmanager" else shard
    name, key = f"{PREFIXES[case.kind]}-{case.parent['metadata']['name']}{suffix}", CONFIGS[case.kind]
    data = next(child["data"] for child in answer["children"] if child["kind"] == "Secret" and child["metadata"]["name"] == name)
    return next(unpacked(each, data[each]) for each in (key, f"{key}.gz") if each in data)


def _rule_file(answer: Manifest, file: str) -> str:
    maps = (child.get("data", {}) for child in answer["children"] if child["kind"] == "ConfigMap")
    return next(str(data[file]) for data in maps if file in data)
