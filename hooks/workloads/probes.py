"""How the kubelet asks whether a container lives."""

import math
import posixpath
from urllib.parse import quote

from hooks.kinds.prometheus_common import PrometheusCommonSpec
from hooks.protocol import Manifest
from hooks.workloads.manifests import given

TIMEOUT_SECONDS = 3
_UNESCAPED = "/$&+,:;=@!'()*~"
_STARTUP_PERIOD_SECONDS, _STARTUP_FAILURES = 15, 60
"""15 minutes: replaying a large write-ahead log takes long."""


def clean_path(path: str) -> str:
    """``path`` without doubled slashes and dots; ``/`` plus ``/-/ready`` is ``/-/ready``."""
    cleaned = posixpath.normpath(path)
    return cleaned[1:] if cleaned.startswith("//") else cleaned


def url(scheme: str, host: str, path: str) -> str:
    """``scheme://host/path`` with the path cleaned and escaped."""
    return f"{scheme}://{host}/{quote(clean_path(path).lstrip('/'), safe=_UNESCAPED)}"


def http_get(path: str, port: str | int, *, https: bool = False) -> Manifest:
    """A handler for a port that the kubelet can reach."""
    return {"httpGet": given({"path": clean_path(path), "port": port, "scheme": "HTTPS" if https else None})}


def fetched(address: str) -> Manifest:
    """A handler for a port on the loopback interface: asked from inside the container, with whichever program its image has."""
    curl, wget = f"curl --fail {address}", f"wget -q -O /dev/null {address}"
    choice = f'if [ -x "$(command -v curl)" ]; then exec {curl}; elif [ -x "$(command -v wget)" ]; then exec {wget}; else exit 1; fi'
    return {"exec": {"command": ["sh", "-c", choice]}}


def prometheus_probes(spec: PrometheusCommonSpec) -> Manifest:
    """Startup, readiness and liveness of Prometheus.

    The startup probe asks for readiness, which comes only after the write-ahead log has been replayed; health is reported at once.
    """
    period, failures = _startup(spec.maximum_startup_duration_seconds)
    return {
        "startupProbe": {**_handler(spec, "/-/ready"), "timeoutSeconds": TIMEOUT_SECONDS, "periodSeconds": period, "failureThreshold": failures},
        "readinessProbe": {**_handler(spec, "/-/ready"), "timeoutSeconds": TIMEOUT_SECONDS, "periodSeconds": 5, "failureThreshold": 3},
        "livenessProbe": {**_handler(spec, "/-/healthy"), "timeoutSeconds": TIMEOUT_SECONDS, "periodSeconds": 5, "failureThreshold": 6},
    }


def _handler(spec: PrometheusCommonSpec, path: str) -> Manifest:
    whole = (spec.route_prefix or "/") + path
    if spec.listen_local:
        return fetched(url("http", "localhost:9090", whole))
    return http_get(whole, spec.port_name or "web", https=bool(spec.web and spec.web.tls_config))


def _startup(seconds: int | None) -> tuple[int, int]:
    """Period in seconds and number of failures, which together allow at least ``seconds``."""
    if not seconds or seconds < 60:
        return _STARTUP_PERIOD_SECONDS, _STARTUP_FAILURES
    failures = math.ceil(seconds / 60)
    return math.ceil(seconds / failures), failures
