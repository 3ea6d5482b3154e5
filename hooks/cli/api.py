"""The API server, for the commands that ask a cluster: kubeconfig or service account, lists, patches, server-side apply.

Objects are plain manifests, as everywhere; what the API server or the network says against a call becomes one sentence of the command.
"""

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import click
import httpx2
import yaml
from lightkube import Client, KubeConfig
from lightkube.config.kubeconfig import SingleConfig
from lightkube.config.models import NameValue
from lightkube.core.exceptions import ApiError, ConfigError
from lightkube.generic_resource import create_global_resource, create_namespaced_resource
from lightkube.types import PatchType

from hooks.loop.resources import Key, Resource
from hooks.protocol import Manifest

EVERYWHERE = "*"
_REVIEW: Any = create_global_resource("authorization.k8s.io", "v1", "SubjectAccessReview", "subjectaccessreviews")
_ACCOUNT = "/var/run/secrets/kubernetes.io/serviceaccount/token"
"""What a pod finds its cluster by."""
_EXEC_VERSION = "client.authentication.k8s.io/v1beta1"


class Conflict(Exception):
    """Somebody wrote the object meanwhile: read it again."""


class Api:
    """One cluster."""

    def __init__(self, client: Client) -> None:
        self._client = client

    @classmethod
    def connected(cls, kubeconfig: Path | None = None, context: str | None = None) -> "Api":
        """The cluster of a context of ``kubeconfig``, else of $KUBECONFIG or ~/.kube/config, else the one that this process runs in."""
        try:
            return cls(Client(_with_exec_version(_configuration(kubeconfig, context)), timeout=httpx2.Timeout(60.0)))
        except (ConfigError, KeyError, OSError, yaml.YAMLError) as error:
            raise click.ClickException(f"no cluster: {error}") from None

    def list(self, resource: Resource, namespace: str = EVERYWHERE, labels: Mapping[str, str] | None = None) -> tuple[Manifest, ...]:
        """The objects of a kind, by namespace and name; none where nobody serves the kind."""
        with _told(f"list {resource.resource}"):
            try:
                found = [dict(item) for item in self._client.list(_type(resource), **_place(resource, namespace), labels=dict(labels or {}), chunk_size=500)]
            except httpx2.HTTPStatusError as error:
                if error.response.status_code != 404:
                    raise
                found = []
        typed = ({"apiVersion": resource.api_version, "kind": resource.kind, **item} for item in found)
        return tuple(sorted(typed, key=lambda item: (item["metadata"].get("namespace", ""), item["metadata"]["name"])))

    def get(self, resource: Resource, namespace: str, name: str) -> Manifest | None:
        """One object, or None."""
        with _told(f"get {resource.resource} {namespace}/{name}"):
            try:
                return dict(self._client.get(_type(resource), name, **_place(resource, namespace)))
            except httpx2.HTTPStatusError as error:
                if error.response.status_code != 404:
                    raise
                return None

    def may(self, user: str, verb: str, group: str, resource: str, namespace: str) -> bool | None:
        """Whether a user may do something, in a namespace or everywhere; None where we may not ask that."""
        attributes = {"verb": verb, "group": group, "resource": resource, "namespace": namespace}
        try:
            # Nothing is stored: a review is a question that is asked with a POST.
            answer = self._client.create(_REVIEW({"metadata": {}, "spec": {"user": user, "groups": _groups(user), "resourceAttributes": attributes}}))
        except (ApiError, httpx2.HTTPError):
            return None
        return bool((answer.get("status") or {}).get("allowed"))

    def patch(self, resource: Resource, key: Key, operations: Iterable[Manifest], manager: str, *, status: bool = False) -> Manifest:
        """A JSON patch, of the ``status`` or of the rest; the object afterwards. Conflict: it names another ``resourceVersion`` than the object has by now."""
        with _told(f"patch {key}"):
            place = _place(resource, key.namespace)
            kind = _type(resource).Status if status else _type(resource)
            return dict(self._client.patch(kind, key.name, list(operations), patch_type=PatchType.JSON, field_manager=manager, **place))

    def apply(self, resource: Resource, manifest: Manifest, manager: str, *, dry_run: bool = False) -> Manifest:
        """Server-side apply with force; the object afterwards."""
        key = Key.of(manifest)
        with _told(f"apply {key}"):
            options = {"patch_type": PatchType.APPLY, "field_manager": manager, "force": True, "dry_run": dry_run, **_place(resource, key.namespace)}
            return dict(self._client.patch(_type(resource), key.name, manifest, **options))

    def create(self, resource: Resource, manifest: Manifest) -> Manifest:
        """A new object."""
        with _told(f"create {Key.of(manifest)}"):
            return dict(self._client.create(_type(resource)(manifest)))

    def delete(self, resource: Resource, key: Key) -> None:
        """Deletes an object and, in the background, what it owns; one that is not there is no error."""
        with _told(f"delete {key}"):
            try:
                self._client.delete(_type(resource), key.name, **_place(resource, key.namespace))
            except httpx2.HTTPStatusError as error:
                if error.response.status_code != 404:
                    raise


def _groups(user: str) -> list[str]:
    """Those that every user, and a ``system:serviceaccount:<namespace>:<name>``, is a member of."""
    parts = user.split(":")
    accounts = ["system:serviceaccounts", f"system:serviceaccounts:{parts[2]}"] if parts[:2] == ["system", "serviceaccount"] else []
    return ["system:authenticated", *accounts]


@contextmanager
def _told(action: str) -> Iterator[None]:
    try:
        yield
    except ApiError as error:
        if error.status.code == 409 and error.status.reason == "Conflict":
            raise Conflict(action) from None
        raise click.ClickException(f"cannot {action}: {error.status.message}") from None
    except (httpx2.HTTPError, OSError, ConfigError) as error:
        raise click.ClickException(f"cannot {action}: {error or type(error).__name__}") from None


def _place(resource: Resource, namespace: str) -> Mapping[str, Any]:
    return {"namespace": namespace} if resource.namespaced else {}


@cache
def _type(resource: Resource) -> Any:
    make = create_namespaced_resource if resource.namespaced else create_global_resource
    return make(resource.group, resource.api_version.rpartition("/")[2], resource.kind, resource.resource)


def _configuration(kubeconfig: Path | None, context: str | None) -> SingleConfig:
    files = [kubeconfig] if kubeconfig else [Path(file).expanduser() for file in os.environ.get("KUBECONFIG", "~/.kube/config").split(os.pathsep) if file]
    found = [(file, yaml.safe_load(file.read_text("utf-8")) or {}) for file in files if file.is_file()]
    if not found and not Path(_ACCOUNT).exists():
        raise ConfigError(f"there is no kubeconfig ({', '.join(map(str, files))}), and this is no pod")
    if not found:
        return _one(KubeConfig.from_service_account().get())
    lists = {name: [each for _, document in reversed(found) for each in document.get(name) or ()] for name in ("clusters", "users", "contexts")}
    current = next((document["current-context"] for _, document in found if document.get("current-context")), None)
    return _one(KubeConfig.from_dict({**lists, "current-context": current}, fname=found[0][0]).get(context))


def _one(found: SingleConfig | None) -> SingleConfig:
    if found is None:
        raise ConfigError("the kubeconfig has no current context, choose one with --context")
    return found


def _with_exec_version(found: SingleConfig) -> SingleConfig:
    """Credential plugins are asked for ``v1beta1``, the version that the client library reads; those of ``v1`` write the same token."""
    if found.user and found.user.exec:
        found.user.exec.apiVersion = _EXEC_VERSION
        asked = {"apiVersion": _EXEC_VERSION, "kind": "ExecCredential", "spec": {"interactive": False}}
        found.user.exec.env = [*(found.user.exec.env or []), NameValue("KUBERNETES_EXEC_INFO", json.dumps(asked))]
    return found
