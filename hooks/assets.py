"""Values of Secrets and ConfigMaps by reference, and the asset Secret in which a configuration object keeps the values that it references.

A value is stored under the name of its file in the TLS assets volume, ``<0 secret|1 configmap>_<namespace>_<name>_<key>``. An object that exists is
stored too, under the same name without its key: so "has no key" and "does not exist" stay apart, in memory and in an asset Secret alike.
"""

import base64
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any, get_args, get_type_hints

import msgspec

from hooks import names
from hooks.errors import InvalidObject
from hooks.findings import Finding
from hooks.findings.references import ABSENT, KEY, ROOM, UNNAMED
from hooks.kinds.base import Kind, Spec
from hooks.kinds.references import ConfigMapKeySelector, SecretKeySelector, SecretOrConfigMap
from hooks.kinds.tls import GRPCServerTLSConfig, SafeTLSConfig, TLSConfig
from hooks.names import ASSET_GENERATION, ASSET_OF, shortened
from hooks.protocol import Manifest

Selector = SecretKeySelector | ConfigMapKeySelector
TLS = SafeTLSConfig | TLSConfig

LIMIT = 1 << 20
"""Bytes of values that a Secret may hold (Kubernetes: MaxSecretSize)."""
_PREFIXES = {"Secret": "0", "ConfigMap": "1"}
_LOOKED_UP: tuple[type[Spec], ...] = (SecretKeySelector, ConfigMapKeySelector)
_TLS_PARTS: tuple[type[Spec], ...] = (SafeTLSConfig, TLSConfig)


class Reference(msgspec.Struct, frozen=True):
    """One key of a Secret or ConfigMap that an object refers to; ``path`` is where it does."""

    kind: str
    namespace: str
    name: str
    key: str
    path: str
    optional: bool = False


class Assets(msgspec.Struct, frozen=True):
    """Values by the name of their file (see the module). A value that is no UTF-8 keeps its bytes as surrogates."""

    values: Mapping[str, str] = {}

    @classmethod
    def of(cls, manifests: Iterable[Manifest]) -> "Assets":
        """The values of Secrets (``data``) and ConfigMaps (``data``, ``binaryData``); other kinds are passed over."""
        return cls({file: value for manifest in manifests if manifest.get("kind") in _PREFIXES for file, value in _values(manifest)})

    def merged(self, other: "Assets") -> "Assets":
        """Both; ``other`` wins."""
        return Assets({**self.values, **other.values})

    def secret(self, namespace: str, selector: SecretKeySelector | None) -> str | None:
        """The value, or ``None`` when nothing is selected or it is not there."""
        return None if selector is None else self.values.get(tls_file("Secret", namespace, selector.name or "", selector.key or ""))

    def config_map(self, namespace: str, selector: ConfigMapKeySelector | None) -> str | None:
        """The value, or ``None`` when nothing is selected or it is not there."""
        return None if selector is None else self.values.get(tls_file("ConfigMap", namespace, selector.name or "", selector.key or ""))

    def either(self, namespace: str, choice: SecretOrConfigMap | None) -> str | None:
        """The value of the Secret, or of the ConfigMap where no Secret is chosen."""
        if choice is None:
            return None
        return self.secret(namespace, choice.secret) if choice.secret is not None else self.config_map(namespace, choice.config_map)

    def missing(self, path: str, namespace: str, selector: Selector) -> Finding | None:
        """What is said where the value is not there; an ``optional`` reference is no exception, because nothing could be written."""
        reference = _reference(path, namespace, selector)
        return self.absence(reference) if self.of_reference(reference) is None else None

    def of_reference(self, reference: Reference) -> str | None:
        """The value, or ``None`` when it is not there."""
        return self.values.get(tls_file(reference.kind, reference.namespace, reference.name, reference.key))

    def absence(self, reference: Reference) -> Finding:
        """Why there is no value."""
        kind, name = reference.kind.lower(), f"{reference.namespace}/{reference.name}"
        if not reference.name:
            return UNNAMED.at(reference.path, f"no {kind} is named", "write its name")
        if _object_file(reference.kind, reference.namespace, reference.name) not in self.values:
            return ABSENT.at(reference.path, f'{kind} "{name}" does not exist', "create it or correct the name")
        return KEY.at(reference.path, f'{kind} "{name}" has no key "{reference.key}"')


def _values(manifest: Manifest) -> Iterator[tuple[str, str]]:
    kind, metadata = manifest["kind"], manifest["metadata"]
    namespace, name = metadata.get("namespace", ""), metadata["name"]
    yield _object_file(kind, namespace, name), ""
    data, binary = manifest.get("data") or {}, manifest.get("binaryData") or {}
    for key, value in (data if kind == "Secret" else binary).items():
        yield tls_file(kind, namespace, name, key), _decoded(value)
    for key, value in ({} if kind == "Secret" else data).items():
        yield tls_file(kind, namespace, name, key), value


def tls_file(kind: str, namespace: str, name: str, key: str) -> str:
    """Name of a value's file below the TLS assets volume, and its key in an asset Secret."""
    return shortened(f"{_PREFIXES[kind]}_{namespace}_{name}_{key}")


def _object_file(kind: str, namespace: str, name: str) -> str:
    return shortened(f"{_PREFIXES[kind]}_{namespace}_{name}")


def references(part: Spec | Kind, namespace: str) -> tuple[Reference, ...]:
    """Every Secret and ConfigMap key that ``part`` refers to, at any depth, with its path; those without a name are passed over."""
    return tuple(_reference(path, namespace, selector) for path, selector in selectors(part) if selector.name)


def selectors(part: Spec | Kind) -> Iterator[tuple[str, Selector]]:
    """(path, selector) of everything that ``part`` looks up, at any depth, whether it has a name or not."""
    return _parts(part, _LOOKED_UP)


def _reference(path: str, namespace: str, selector: Selector) -> Reference:
    kind = "Secret" if isinstance(selector, SecretKeySelector) else "ConfigMap"
    return Reference(kind, namespace, selector.name or "", selector.key or "", path, selector.optional or False)


def tls_files(part: Spec | Kind | None, namespace: str, assets: Assets) -> dict[str, bytes]:
    """The files that the TLS settings of clients inside ``part`` need; a certificate without its key, or a key without its certificate, is left out.

    A gRPC server reads only files that its user mounts.
    """
    clients = (tls for _, tls in _parts(part, _TLS_PARTS) if not isinstance(tls, GRPCServerTLSConfig))
    return {file: value for tls in clients for file, value in _files_of(tls, namespace, assets)}


def _files_of(tls: TLS, namespace: str, assets: Assets) -> Iterator[tuple[str, bytes]]:
    ca, certificate, key = assets.either(namespace, tls.ca), assets.either(namespace, tls.cert), assets.secret(namespace, tls.key_secret)
    if tls.ca is not None and ca:
        yield choice_file(tls.ca, namespace), _bytes(ca)
    if tls.cert is not None and tls.key_secret is not None and certificate and key:
        yield choice_file(tls.cert, namespace), _bytes(certificate)
        yield tls_file("Secret", namespace, tls.key_secret.name or "", tls.key_secret.key or ""), _bytes(key)


def choice_file(choice: SecretOrConfigMap, namespace: str) -> str:
    """:func:`tls_file` of what is chosen, the empty string where nothing is."""
    kind, selector = ("Secret", choice.secret) if choice.secret is not None else ("ConfigMap", choice.config_map)
    return tls_file(kind, namespace, selector.name or "", selector.key or "") if selector is not None else ""


def _bytes(value: str) -> bytes:
    return value.encode(errors="surrogateescape")


def _decoded(data: str) -> str:
    return base64.b64decode(data).decode(errors="surrogateescape")


def _parts(part: Any, wanted: tuple[type[Spec], ...], path: str = "") -> Iterator[tuple[str, Any]]:
    """Every struct of the ``wanted`` types inside ``part``, with its path."""
    if isinstance(part, wanted):
        yield path, part
    if isinstance(part, _STRUCTS):
        for attribute, name in _carriers(type(part), wanted):
            if (below := getattr(part, attribute)) is not None:
                yield from _parts(below, wanted, f"{path}.{name}" if path else name)
    elif isinstance(part, tuple):
        for index, item in enumerate(part):
            yield from _parts(item, wanted, f"{path}[{index}]")
    elif isinstance(part, Mapping):
        for key in sorted(part):
            yield from _parts(part[key], wanted, f"{path}.{key}")


_STRUCTS = (Spec, Kind)


@cache
def _carriers(struct: type[Spec | Kind], wanted: tuple[type[Any], ...]) -> tuple[tuple[str, str], ...]:
    """(attribute, name outside) of the fields that can hold one of ``wanted``."""
    hints = get_type_hints(struct)
    names = zip(struct.__struct_fields__, struct.__struct_encode_fields__, strict=True)
    return tuple((attribute, name) for attribute, name in names if _holds(hints[attribute], wanted))


def _holds(hint: Any, wanted: tuple[type[Any], ...]) -> bool:
    if isinstance(hint, type) and issubclass(hint, msgspec.Struct):
        return issubclass(hint, wanted) or (issubclass(hint, Spec | Kind) and bool(_carriers(hint, wanted)))
    return any(_holds(argument, wanted) for argument in get_args(hint))


class Asset(msgspec.Struct, frozen=True):
    """An asset Secret as a workload reads it. Believe it only where ``owner_uid`` is the uid of the object it speaks for."""

    owner_uid: str
    generation: int
    assets: Assets


def asset_secret(kind: str, obj: Kind, wanted: Iterable[Reference], assets: Assets) -> Manifest | None:
    """The Secret that keeps the values ``obj`` references, beside it and with copies of its labels; ``None`` where it references nothing.

    InvalidObject where they take more room than a Secret has.
    """
    needed = tuple(wanted)
    if not needed:
        return None
    meta = obj.metadata
    labels = {names.copied_label(name): value for name, value in meta.labels.items()}
    return {
        "apiVersion": "v1",
        "kind": "Secret",
        "metadata": {
            "name": names.asset_secret(kind, meta.name),
            "namespace": meta.namespace,
            "labels": {**labels, ASSET_OF: kind},
            "annotations": {ASSET_GENERATION: str(meta.generation)},
        },
        "type": "Opaque",
        "data": _stored(needed, assets),
    }


def _stored(wanted: tuple[Reference, ...], assets: Assets) -> dict[str, str]:
    files = {
        file
        for reference in wanted
        for file in (
            tls_file(reference.kind, reference.namespace, reference.name, reference.key),
            _object_file(reference.kind, reference.namespace, reference.name),
        )
    }
    values = {file: _bytes(assets.values[file]) for file in sorted(files & assets.values.keys())}
    size = sum(map(len, values.values()))
    if size > LIMIT:
        raise InvalidObject(ROOM.at("spec", f"the secrets and configmaps it references hold {size} bytes, more than the {LIMIT} of one secret", "split it"))
    return {file: base64.b64encode(value).decode() for file, value in values.items()}


def asset_of(secret: bytes | msgspec.Raw) -> Asset:
    """What an asset Secret (its JSON) says. Values that claim to come from another namespace are left out."""
    manifest: Manifest = msgspec.json.decode(secret)
    metadata = manifest["metadata"]
    notes, kind = metadata.get("annotations") or {}, (metadata.get("labels") or {}).get(ASSET_OF)
    owners = (owner["uid"] for owner in metadata.get("ownerReferences") or () if owner.get("controller") and owner.get("kind") == kind)
    own = tuple(f"{prefix}_{metadata.get('namespace', '')}_" for prefix in _PREFIXES.values())
    values = {file: _decoded(value) for file, value in (manifest.get("data") or {}).items() if file.startswith(own)}
    return Asset(next(owners, ""), _generation(notes), Assets(values))


def collected(obj: Kind, asset: bytes | msgspec.Raw | None) -> Assets | None:
    """The values that ``obj`` references; ``None`` while they are not there for its generation. An asset that another object owns is not believed."""
    if not references(obj, obj.metadata.namespace):
        return Assets()
    found = None if asset is None else asset_of(asset)
    believed = found is not None and (found.owner_uid, found.generation) == (obj.metadata.uid, obj.metadata.generation)
    return found.assets if found is not None and believed else None


_DIGITS = 20
"""No generation has so many; whoever writes an asset must not choose how long a number is read."""


def _generation(notes: Mapping[str, str]) -> int:
    text = notes.get(ASSET_GENERATION, "")
    return int(text) if text.isdecimal() and len(text) < _DIGITS else -1
