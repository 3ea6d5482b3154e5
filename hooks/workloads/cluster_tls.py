"""Mutual TLS between the members of an Alertmanager cluster.

Source: Alertmanager, docs/https.md, "Gossip Traffic".
"""

import base64
from typing import Any

from hooks.kinds.alertmanager import Alertmanager, ClusterTLS
from hooks.kinds.tls import SafeTLSConfig
from hooks.kinds.web import WebTLSConfig
from hooks.protocol import Manifest
from hooks.rendering import yaml_text
from hooks.settings import Settings
from hooks.workloads.credentials import Credentials, check_client, check_server, client_credentials, server_credentials
from hooks.workloads.labels import child_metadata
from hooks.workloads.manifests import given
from hooks.workloads.names import prefixed
from hooks.workloads.tls_server import section as tls_server_section
from hooks.workloads.volumes import Mounted, mount, secret

FOLDER = "/etc/alertmanager/cluster_tls_config"
FILE = "cluster-tls-config.yaml"
_VOLUME = "cluster-tls-config"


def text(cluster_tls: ClusterTLS | None, folder: str = FOLDER) -> str:
    """The file; empty where the cluster speaks plain text. InvalidParent below ``spec.clusterTLS`` where TLS cannot work so."""
    if cluster_tls is None:
        return ""
    server, client = _checked(cluster_tls)
    return yaml_text(
        {
            "tls_server_config": tls_server_section(server, server_credentials(server, f"{folder}/server_tls")),
            "tls_client_config": _tls_client_section(client, client_credentials(client, f"{folder}/client_tls")),
        }
    )


def mounted(cluster_tls: ClusterTLS | None, secret_name: str, folder: str = FOLDER) -> Mounted:
    """The file, and the certificates that it names."""
    file = Mounted((secret(_VOLUME, secret_name),), (mount(_VOLUME, f"{folder}/{FILE}", read_only=True, sub_path=FILE),))
    if cluster_tls is None:
        return file
    server, client = _checked(cluster_tls)
    served = server_credentials(server, f"{folder}/server_tls").mounted("cluster-tls-server-config-")
    return file + served + client_credentials(client, f"{folder}/client_tls").mounted("cluster-tls-client-config-")


def cluster_tls_secret(alertmanager: Alertmanager, settings: Settings) -> Manifest:
    """The Secret with the file."""
    return {
        "apiVersion": "v1",
        "kind": "Secret",
        "metadata": child_metadata(alertmanager, secret_name(alertmanager), settings),
        "data": {FILE: base64.b64encode(text(alertmanager.spec.cluster_tls).encode()).decode()},
    }


def secret_name(alertmanager: Alertmanager) -> str:
    """Name of that Secret."""
    return f"{prefixed(alertmanager)}-cluster-tls-config"


def _checked(cluster_tls: ClusterTLS) -> tuple[WebTLSConfig, SafeTLSConfig]:
    server, client = cluster_tls.server or WebTLSConfig(), cluster_tls.client or SafeTLSConfig()
    check_server(server, "spec.clusterTLS.server")
    check_client(client, "spec.clusterTLS.client")
    return server, client


def _tls_client_section(tls: SafeTLSConfig, credentials: Credentials) -> dict[str, Any]:
    return given(
        {
            "key_file": credentials.key and credentials.key.file,
            "cert_file": credentials.cert and credentials.cert.file,
            "ca_file": credentials.authority and credentials.authority.file,
            "server_name": tls.server_name,
            "insecure_skip_verify": tls.insecure_skip_verify,
        }
    )
