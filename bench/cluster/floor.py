"""A hook that computes nothing: what a change costs in Metacontroller and the API server alone.

``python -m bench.cluster.floor PORT PLURAL`` answers the customize hook with everything of the kind, and the sync hook with one small Secret that holds a
digest of what it was sent, so that each change is written.
"""

import hashlib
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import msgspec

GROUP = "monitoring.coreos.com"


class _Sync(msgspec.Struct):
    related: dict[str, msgspec.Raw] = {}


def controller(port: int, parent: str, api_version: str) -> dict[str, Any]:
    """The CompositeController that asks it."""

    def hook(name: str) -> dict[str, Any]:
        return {"version": "v2", "webhook": {"url": f"http://127.0.0.1:{port}/{name}", "timeout": "60s"}}

    return {
        "apiVersion": "metacontroller.k8s.io/v1alpha1",
        "kind": "CompositeController",
        "metadata": {"name": "floor", "labels": {"controller-group": "promhooks"}},
        "spec": {
            "generateSelector": True,
            "parentResource": {"apiVersion": api_version, "resource": parent, "ignoreStatusChanges": True},
            "childResources": [{"apiVersion": "v1", "resource": "secrets", "updateStrategy": {"method": "InPlace"}}],
            "hooks": {"customize": hook("customize"), "sync": hook("sync")},
        },
    }


def main(port: int, api_version: str, plural: str) -> None:
    """Serves for ever."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            answer = msgspec.json.encode(self._answer(body))
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def _answer(self, body: bytes) -> dict[str, Any]:
            if self.path == "/customize":
                return {"relatedResources": [{"apiVersion": api_version, "resource": plural, "labelSelector": {}}]}
            digest = hashlib.sha256(b"".join(msgspec.json.decode(body, type=_Sync).related.values())).hexdigest()
            secret = {"apiVersion": "v1", "kind": "Secret", "metadata": {"name": "prometheus-main"}, "data": {"digest": digest}}
            return {"children": [secret], "status": {}}

        def log_message(self, *_: Any) -> None:
            """Nothing."""

    ThreadingHTTPServer(("127.0.0.1", port), Handler).serve_forever()


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2], sys.argv[3])
