"""What the API server refuses whatever the schema says: names, labels, annotations, the size and keys of Secrets and ConfigMaps.

Source: Kubernetes documentation, "Object Names and IDs", "Labels and Selectors", "Annotations", "Secrets", "ConfigMaps".
"""

import base64
import binascii
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from hooks.errors import InvalidObject
from hooks.findings import Fix
from hooks.findings.fields import OBJECT
from hooks.loop import pod_templates
from hooks.protocol import Manifest

LIMIT = 1024 * 1024
"""Bytes that the values of a Secret or ConfigMap may have together."""
ANNOTATIONS_LIMIT = 256 * 1024

_SUBDOMAIN = re.compile(r"[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*")
_LABEL_VALUE = re.compile(r"([A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?)?")
_LABEL_KEY = re.compile(r"(?:[a-z0-9.-]{1,253}/)?[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?")
_DATA_KEY = re.compile(r"[A-Za-z0-9._-]{1,253}")


def check(manifest: Manifest) -> None:
    """InvalidObject at the first thing that no API server would store."""
    for name in ("apiVersion", "kind"):
        if not isinstance(manifest.get(name), str) or not manifest[name]:
            raise InvalidObject(OBJECT.at(name, "is missing", "every object needs it"))
    metadata = manifest.get("metadata")
    if not isinstance(metadata, Mapping):
        raise InvalidObject(OBJECT.at("metadata", "is missing", "every object needs a name"))
    _check_name(metadata, manifest["apiVersion"])
    _check_texts(metadata, "labels")
    _check_texts(metadata, "annotations")
    _check_labels(metadata.get("labels") or {})
    _check_annotations(metadata.get("annotations") or {})
    if manifest["kind"] in {"Secret", "ConfigMap"} and manifest["apiVersion"] == "v1":
        _check_data(manifest)
    if manifest["kind"] in pod_templates.KINDS and manifest["apiVersion"] == "apps/v1":
        pod_templates.check(manifest)


def check_owners(owners: Sequence[Mapping[str, Any]]) -> None:
    """InvalidObject where two owners would control an object."""
    in_control = [f"{owner['kind']} {owner['name']}" for owner in owners if owner.get("controller")]
    if len(in_control) > 1:
        raise InvalidObject(OBJECT.at("metadata.ownerReferences", f"it is controlled by {in_control[0]}, only one owner can have that"))


def _check_name(metadata: Mapping[str, Any], api_version: str) -> None:
    name, namespace = metadata.get("name"), metadata.get("namespace") or "default"
    if not isinstance(name, str) or not name:
        raise InvalidObject(OBJECT.at("metadata.name", "is missing", "every object needs a name"))
    if not isinstance(namespace, str) or len(namespace) > 63 or not _SUBDOMAIN.fullmatch(namespace) or "." in namespace:
        raise InvalidObject(OBJECT.at("metadata.namespace", f'"{namespace}" is no namespace', 'write lower-case letters, digits and "-"'))
    # Roles may be called system:node, and the like.
    if not api_version.startswith("rbac.") and (len(name) > 253 or not _SUBDOMAIN.fullmatch(name)):
        raise InvalidObject(OBJECT.at("metadata.name", f'"{name}" is no name', 'write at most 253 lower-case letters, digits, "-" and "."'))


def _check_texts(metadata: Mapping[str, Any], field: str) -> None:
    values = metadata.get(field)
    if values is not None and not isinstance(values, Mapping):
        raise InvalidObject(OBJECT.at(f"metadata.{field}", "is not a map of names to texts"))
    for name, value in (values or {}).items():
        if not isinstance(name, str) or not isinstance(value, str | None):
            raise InvalidObject(OBJECT.at(f"metadata.{field}.{name}", f"{value!r} is not a text", "put it in quotes", Fix()))


def _check_labels(labels: Mapping[str, str]) -> None:
    for name, value in labels.items():
        if not _LABEL_KEY.fullmatch(name):
            raise InvalidObject(OBJECT.at("metadata.labels", f'"{name}" is no label name'))
        if not _LABEL_VALUE.fullmatch(value or ""):
            raise InvalidObject(OBJECT.at(f"metadata.labels.{name}", f'"{value}" is no label value', 'write at most 63 letters, digits, "-", "_" and "."'))


def _check_annotations(annotations: Mapping[str, str]) -> None:
    if sum(len(name.encode()) + len((value or "").encode()) for name, value in annotations.items()) > ANNOTATIONS_LIMIT:
        raise InvalidObject(OBJECT.at("metadata.annotations", f"are larger than {ANNOTATIONS_LIMIT} bytes"))


def _check_data(manifest: Manifest) -> None:
    sizes = 0
    for field in ("data", "binaryData", "stringData"):
        values = manifest.get(field) or {}
        if not isinstance(values, Mapping):
            raise InvalidObject(OBJECT.at(field, "is not a map of names to texts"))
        encoded = field == "binaryData" or (field, manifest["kind"]) == ("data", "Secret")
        sizes += sum(_sizes(values, field, encoded))
    if sizes > LIMIT:
        raise InvalidObject(OBJECT.at("data", f"has {sizes} bytes", f"the limit is {LIMIT}"))


def _sizes(values: Mapping[str, Any], field: str, encoded: bool) -> Iterator[int]:
    for name, value in values.items():
        if not isinstance(name, str) or not _DATA_KEY.fullmatch(name) or name == "." or name.startswith(".."):
            raise InvalidObject(OBJECT.at(field, f'"{name}" is no key', 'write letters, digits, "-", "_" and "."'))
        if not isinstance(value, str | None):
            raise InvalidObject(OBJECT.at(f"{field}.{name}", "is not a text", "put it in quotes", Fix()))
        yield _decoded_size(value or "", f"{field}.{name}") if encoded else len((value or "").encode())


def _decoded_size(value: str, path: str) -> int:
    try:
        return len(base64.b64decode("".join(value.split()), validate=True))
    except (binascii.Error, ValueError):
        raise InvalidObject(OBJECT.at(path, "is not base64", "plain text goes into stringData")) from None
