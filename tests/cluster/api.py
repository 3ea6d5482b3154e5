"""The API server as a controller uses it: with a token of its own, lists, watches, server-side applies."""

import json
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from http.client import HTTPException, HTTPSConnection
from typing import Any, NamedTuple
from urllib.parse import quote, urlencode, urlsplit

from hooks.loop.resources import Resource
from hooks.protocol import Manifest
from tests.cluster.apiserver import decoded, unverified

MERGE = "application/merge-patch+json"
APPLY = "application/apply-patch+yaml"
MANAGER = "promhooks"
WATCH_SECONDS = 300


class ApiError(Exception):
    """The API server said no; ``status`` is its HTTP status."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status


class Watched(NamedTuple):
    """One event of a watch, or, with ``gone``, an object that is not there any more."""

    manifest: Manifest
    gone: bool


class Api:
    """A client for one thread at a time; watches have connections of their own."""

    def __init__(self, url: str, token: str) -> None:
        self._host, self._token = urlsplit(url).netloc, token
        self._connection = self._connected(30)

    def _connected(self, timeout: float) -> HTTPSConnection:
        return HTTPSConnection(self._host, timeout=timeout, context=unverified())

    def call(self, method: str, path: str, body: Any = None, content_type: str = "application/json") -> Any:
        """The decoded answer; ApiError for 4xx and 5xx, OSError where nobody answers."""
        headers = {"Authorization": f"Bearer {self._token}", "Content-Type": content_type}
        try:
            self._connection.request(method, path, None if body is None else json.dumps(body), headers)
            response = self._connection.getresponse()
            answer = decoded(response.read())
        except (HTTPException, OSError) as error:
            self._connection.close()
            raise ConnectionError(str(error)) from error
        if response.status >= 400:
            raise ApiError(response.status, answer.get("message", "") if isinstance(answer, dict) else str(answer))
        return answer

    def apply(self, path: str, manifest: Manifest) -> Any:
        """Server-side apply, with force."""
        return self.call("PATCH", f"{path}?{urlencode({'fieldManager': MANAGER, 'force': 'true'})}", manifest, APPLY)

    def follow(self, resource: Resource, tell: Callable[[Watched], None], listed: threading.Event) -> None:
        """Lists and watches a kind for ever: tells every object and every change; ``listed`` is set after the first list."""
        known: dict[tuple[str, str], Manifest] = {}
        while True:
            try:
                self._follow(resource, known, tell, listed)
            except (ApiError, HTTPException, OSError):
                threading.Event().wait(0.2)

    def _follow(self, resource: Resource, known: dict[tuple[str, str], Manifest], tell: Callable[[Watched], None], listed: threading.Event) -> None:
        with closing(self._connected(WATCH_SECONDS + 30)) as connection:
            items, version = self._listed(connection, resource)
            found = {_place(item): item for item in items}
            for place in known.keys() - found.keys():
                tell(Watched(known.pop(place), gone=True))
            for place, item in found.items():
                known[place] = item
                tell(Watched(item, gone=False))
            listed.set()
            for event in self._events(connection, resource, version):
                manifest = {**_typed(resource), **event["object"]}
                gone = event["type"] == "DELETED"
                known.pop(_place(manifest), None) if gone else known.update({_place(manifest): manifest})
                tell(Watched(manifest, gone))

    def _listed(self, connection: HTTPSConnection, resource: Resource) -> tuple[list[Manifest], str]:
        answer = json.loads(self._read(connection, collection(resource)))
        return [{**_typed(resource), **item} for item in answer["items"]], answer["metadata"]["resourceVersion"]

    def _read(self, connection: HTTPSConnection, path: str) -> bytes:
        connection.request("GET", path, headers={"Authorization": f"Bearer {self._token}"})
        response = connection.getresponse()
        body = response.read()
        if response.status != 200:
            raise ApiError(response.status, body.decode(errors="replace"))
        return body

    def _events(self, connection: HTTPSConnection, resource: Resource, version: str) -> Iterator[Mapping[str, Any]]:
        query = urlencode({"watch": "1", "resourceVersion": version, "timeoutSeconds": WATCH_SECONDS})
        connection.request("GET", f"{collection(resource)}?{query}", headers={"Authorization": f"Bearer {self._token}"})
        response = connection.getresponse()
        if response.status != 200:
            raise ApiError(response.status, response.read().decode(errors="replace"))
        while line := response.readline():
            event = json.loads(line)
            if event["type"] == "ERROR":
                raise ApiError(event["object"].get("code", 500), event["object"].get("message", ""))
            yield event


def collection(resource: Resource, namespace: str = "") -> str:
    """The path of all objects of a kind, or of those in a namespace."""
    root = f"/apis/{resource.api_version}" if resource.group else f"/api/{resource.api_version}"
    return f"{root}/namespaces/{quote(namespace)}/{resource.resource}" if namespace else f"{root}/{resource.resource}"


def _typed(resource: Resource) -> Manifest:
    return {"apiVersion": resource.api_version, "kind": resource.kind}


def _place(manifest: Manifest) -> tuple[str, str]:
    return manifest["metadata"].get("namespace", ""), manifest["metadata"]["name"]
