"""Label and field selectors as text, the form that Prometheus' ``kubernetes_sd_configs`` carry (Kubernetes documentation, "Labels and Selectors")."""

import re
from collections.abc import Mapping

from hooks.cli.local.objects import labels_of
from hooks.protocol import Manifest

_REQUIREMENT = re.compile(r"\s*(!?)([\w./-]+)\s*(?:(==|=|!=)\s*([\w./-]*)|(in|notin)\s*\(([^)]*)\))?\s*")


def by_labels(selector: str, manifest: Manifest) -> bool:
    """Whether the object's labels meet every requirement of ``a=b,c!=d,e in (f,g),h,!i``."""
    return all(_met(requirement, labels_of(manifest)) for requirement in re.split(r",(?![^(]*\))", selector) if requirement.strip())


def by_fields(selector: str, manifest: Manifest) -> bool:
    """Whether the object's fields meet every requirement of ``metadata.name=a,status.phase!=b``."""
    return all(_field_met(requirement, manifest) for requirement in selector.split(",") if requirement.strip())


def _met(requirement: str, labels: Mapping[str, str]) -> bool:
    found = _REQUIREMENT.fullmatch(requirement)
    if not found:
        return False
    absent, key, sign, value, word, values = found.groups()
    if sign:
        return (labels.get(key) == value) is (sign != "!=")
    if word:
        return (labels.get(key) in {text.strip() for text in values.split(",")}) is (word == "in")
    return (key in labels) is not bool(absent)


def _field_met(requirement: str, manifest: Manifest) -> bool:
    path, value = re.split(r"!=|==|=", requirement, maxsplit=1)
    field: object = manifest
    for name in path.strip().split("."):
        field = field.get(name) if isinstance(field, dict) else None
    return (str(field or "") == value.strip()) is ("!=" not in requirement)
