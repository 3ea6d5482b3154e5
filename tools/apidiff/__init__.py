"""Is everything of a folder of CRDs in ours?

A CRD is taken apart into facts: a path, a keyword, its value (``spec.replicas``, ``format``, ``int32``). Every fact of the reference must be one of ours
with the same value; where we say more about a field of the reference we would refuse what it accepts, so that counts as a difference as well. Fields
that only we have are listed. Known differences stand with their reasons in ``differences.yaml``.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import yaml

ROOT = Path(__file__).parents[2]
COMPONENT = ROOT / "deploy/components/alertmanagerconfig-v1beta1/served-versions.yaml"
VALIDATIONS = "x-kubernetes-validations"
TEXTS = {"description"}

Facts = dict[tuple[str, str], Any]


class Comparison(NamedTuple):
    """The facts of one kind: those that agree, and what is wrong or beyond with the others, one line each."""

    kind: str
    equal: int
    missing: tuple[str, ...]
    different: tuple[str, ...]
    reasoned: tuple[str, ...]
    beyond: tuple[str, ...]


class Result(NamedTuple):
    """How many facts of the reference we have, and how many we have not."""

    passed: int
    failed: int


def schema_facts(schema: Mapping[str, Any], path: str) -> Iterator[tuple[tuple[str, str], Any]]:
    """The facts of a schema and of everything below it."""
    yield (path, "exists"), True
    for keyword, value in schema.items():
        if keyword == "properties":
            for name, part in value.items():
                yield from schema_facts(part, f"{path}.{name}".lstrip("."))
        elif keyword == "items":
            yield from schema_facts(value, f"{path}[]")
        elif keyword == "additionalProperties" and isinstance(value, dict):
            yield from schema_facts(value, f"{path}{{}}")
        elif keyword == VALIDATIONS:
            yield from (((path, f"CEL {rule['rule']}"), rule.get("message")) for rule in value)
        elif keyword not in TEXTS:
            yield (path, keyword), sorted(value) if keyword in {"required", "enum"} else value


def version_facts(version: Mapping[str, Any]) -> Iterator[tuple[tuple[str, str], Any]]:
    """The facts of one version: what is served, printed and scaled, and its schema."""
    name = version["name"]
    yield (name, "served"), version["served"]
    yield (name, "storage"), version["storage"]
    for subresource, content in version.get("subresources", {}).items():
        yield (name, f"subresource {subresource}"), content
    for position, column in enumerate(version.get("additionalPrinterColumns", ())):
        yield (name, f"column {column['name']}"), {"position": position} | {key: value for key, value in column.items() if key != "description"}
    for (path, keyword), value in schema_facts(version["schema"]["openAPIV3Schema"], ""):
        yield (f"{name}:{path}", keyword), value


def facts(crd: Mapping[str, Any]) -> Facts:
    """Everything that a CRD says, texts aside."""
    spec = crd["spec"]
    named = {("", "name"): crd["metadata"]["name"], ("", "group"): spec["group"], ("", "scope"): spec["scope"]}
    names = {("names", name): value for name, value in spec["names"].items()}
    return named | names | {fact: value for version in spec["versions"] for fact, value in version_facts(version)}


def line(fact: tuple[str, str], text: str) -> str:
    """One line about a fact."""
    return f"{fact[0]}: {fact[1]}: {text}"


def comparison(kind: str, ours: Facts, reference: Facts, reasons: Mapping[str, str]) -> Comparison:
    """The facts of a kind side by side."""
    known_paths = {path for path, _ in reference}
    missing = [line(fact, str(value)) for fact, value in reference.items() if fact not in ours]
    changed = [line(fact, f"{value} there, {ours[fact]} here") for fact, value in reference.items() if fact in ours and ours[fact] != value]
    stricter = [line(fact, f"nothing there, {value} here") for fact, value in ours.items() if fact not in reference and fact[0] in known_paths]
    different = [*changed, *stricter]
    reasoned = [text for text in [*missing, *different] if any(text.startswith(start) for start in reasons)]
    return Comparison(
        kind=kind,
        equal=len(reference) - len(missing) - len(changed),
        missing=tuple(text for text in missing if text not in reasoned),
        different=tuple(text for text in different if text not in reasoned),
        reasoned=tuple(reasoned),
        beyond=tuple(path for path, keyword in ours if keyword == "exists" and path not in known_paths),
    )


def with_served_version(crd: dict[str, Any]) -> dict[str, Any]:
    """The AlertmanagerConfig CRD with the operations of the kustomize component that serves v1beta1 too."""
    versions = next(operation["value"] for operation in yaml.load(COMPONENT.read_text(), Loader=yaml.CSafeLoader) if operation["path"] == "/spec/versions")
    return crd | {"spec": crd["spec"] | {"versions": versions}}


def our_crds() -> dict[str, dict[str, Any]]:
    """Our CRDs by the file name of the reference's."""
    loaded = (yaml.load(path.read_text(), Loader=yaml.CSafeLoader) for path in sorted((ROOT / "crds").glob("*.yaml")))
    by_name = {crd["spec"]["names"]["singular"]: crd for crd in loaded}
    return by_name | {"alertmanagerconfig-full": with_served_version(by_name["alertmanagerconfig"])}


def reasons_of(kind: str) -> dict[str, str]:
    """The reasoned differences of a kind: how the line starts, and why."""
    listed = yaml.safe_load(Path(__file__).with_name("differences.yaml").read_text()) or []
    return {entry["difference"]: entry["reason"] for entry in listed if entry["kind"] == kind}


def references(folder: Path) -> dict[str, dict[str, Any]]:
    """The CRDs of a folder (YAML or JSON files, one CRD each) by the name that ours have: the kind's, with ``-full`` where a second version is served."""
    files = sorted(file for file in folder.iterdir() if file.suffix in {".yaml", ".yml", ".json"})
    found = [yaml.load(file.read_text(), Loader=yaml.CSafeLoader) for file in files]
    return {_name(crd): crd for crd in found if isinstance(crd, dict) and crd.get("kind") == "CustomResourceDefinition"}


def _name(crd: Mapping[str, Any]) -> str:
    several = len(crd["spec"]["versions"]) > 1
    return f"{crd['spec']['names']['singular']}{'-full' if several else ''}"


def comparisons(folder: Path) -> tuple[Comparison, ...]:
    """Every CRD of the reference against ours; one that we do not have at all misses everything."""
    ours = our_crds()
    return tuple(comparison(name, facts(ours[name]) if name in ours else {}, facts(crd), reasons_of(name)) for name, crd in references(folder).items())


def table(rows: tuple[Comparison, ...]) -> str:
    """The figures, and below them every line that is wrong."""
    head = f"{'kind':26}{'equal':>8}{'missing':>9}{'different':>11}{'reasoned':>10}{'beyond':>8}"
    figures = [f"{row.kind:26}{row.equal:8}{len(row.missing):9}{len(row.different):11}{len(row.reasoned):10}{len(row.beyond):8}" for row in rows]
    wrong = [f"{row.kind}: missing {text}" for row in rows for text in row.missing] + [
        f"{row.kind}: different {text}" for row in rows for text in row.different
    ]
    beyond = [f"{row.kind}: beyond the reference: {', '.join(row.beyond)}" for row in rows if row.beyond]
    return "\n".join([head, *figures, *wrong, *beyond])


def report(folder: Path) -> tuple[str, Result]:
    """The table of the CRDs in ``folder`` against ours, and how many facts agree."""
    rows = comparisons(folder)
    return table(rows), Result(sum(row.equal + len(row.reasoned) for row in rows), sum(len(row.missing) + len(row.different) for row in rows))
