"""The ``tls_server_config`` section, the same in the web configuration file and in the cluster TLS file.

Source: exporter-toolkit, docs/web-configuration.md.
"""

from hooks.kinds.web import WebTLSConfig
from hooks.protocol import Manifest
from hooks.workloads.credentials import Credentials
from hooks.workloads.manifests import given


def section(tls: WebTLSConfig, credentials: Credentials) -> Manifest:
    """The section; a file that the user names himself wins over a reference."""
    return given(
        {
            "cert_file": tls.cert_file or (credentials.cert and credentials.cert.file),
            "key_file": tls.key_file or (credentials.key and credentials.key.file),
            "client_auth_type": tls.client_auth_type or None,
            "client_ca_file": tls.client_ca_file or (credentials.authority and credentials.authority.file),
            "min_version": tls.min_version or None,
            "max_version": tls.max_version or None,
            "cipher_suites": list(tls.cipher_suites) or None,
            "prefer_server_cipher_suites": tls.prefer_server_cipher_suites,
            "curve_preferences": list(tls.curve_preferences) or None,
        }
    )
