"""The web configuration file: TLS and HTTP settings of the server itself, read anew at every request.

Source: exporter-toolkit, docs/web-configuration.md. The file is always mounted, so that switching between HTTP and HTTPS restarts nothing.
"""

import base64

from hooks.kinds.alertmanager import Alertmanager, AlertmanagerWeb
from hooks.kinds.prometheus import Prometheus
from hooks.kinds.prometheus_common import PrometheusWeb
from hooks.kinds.prometheusagent import PrometheusAgent
from hooks.kinds.thanosruler import ThanosRuler, ThanosRulerWeb
from hooks.kinds.web import WebHTTPConfig
from hooks.protocol import Manifest
from hooks.rendering import yaml_text
from hooks.settings import Settings
from hooks.workloads.credentials import check_server, server_credentials
from hooks.workloads.labels import child_metadata
from hooks.workloads.manifests import given
from hooks.workloads.names import prefixed
from hooks.workloads.tls_server import section as tls_server_section
from hooks.workloads.volumes import Mounted, mount, secret

FILE = "web-config.yaml"
_VOLUME = "web-config"

Web = PrometheusWeb | AlertmanagerWeb | ThanosRulerWeb


def text(web: Web | None, folder: str) -> str:
    """The file; empty where nothing is configured. InvalidParent below ``spec.web.tlsConfig`` where TLS cannot work so."""
    tls, http = (web.tls_config, web.http_config) if web else (None, None)
    if tls is not None:
        check_server(tls, "spec.web.tlsConfig")
    sections = given(
        {
            "tls_server_config": tls_server_section(tls, server_credentials(tls, folder)) if tls else None,
            "http_server_config": _http_server_section(http) if http else None,
        }
    )
    return yaml_text(sections) if sections else ""


def mounted(web: Web | None, folder: str, secret_name: str) -> Mounted:
    """The file, and the certificates that it names."""
    file = Mounted((secret(_VOLUME, secret_name),), (mount(_VOLUME, f"{folder}/{FILE}", read_only=True, sub_path=FILE),))
    if web is None or web.tls_config is None:
        return file
    check_server(web.tls_config, "spec.web.tlsConfig")
    return file + server_credentials(web.tls_config, folder).mounted("web-config-tls-")


def web_config_secret(workload: Prometheus | PrometheusAgent | Alertmanager | ThanosRuler, folder: str, settings: Settings) -> Manifest:
    """The Secret with the file. ``folder`` is where the pods mount it, e.g. ``names.WEB_CONFIG_DIR``."""
    return {
        "apiVersion": "v1",
        "kind": "Secret",
        "metadata": child_metadata(workload, secret_name(workload), settings),
        "data": {FILE: base64.b64encode(text(workload.spec.web, folder).encode()).decode()},
    }


def secret_name(workload: Prometheus | PrometheusAgent | Alertmanager | ThanosRuler) -> str:
    """Name of that Secret."""
    return f"{prefixed(workload)}-web-config"


def _http_server_section(http: WebHTTPConfig) -> Manifest:
    headers = http.headers
    if headers is None:
        return given({"http2": http.http2})
    written = {
        "Content-Security-Policy": headers.content_security_policy or None,
        "Strict-Transport-Security": headers.strict_transport_security or None,
        "X-Content-Type-Options": (headers.x_content_type_options or "").lower() or None,
        "X-Frame-Options": (headers.x_frame_options or "").lower() or None,
        "X-XSS-Protection": headers.x_xss_protection or None,
    }
    return given({"http2": http.http2, "headers": given(written)})
