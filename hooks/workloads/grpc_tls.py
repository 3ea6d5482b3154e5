"""TLS of Thanos' gRPC server.

Source: Thanos, docs/components/sidecar.md and docs/components/rule.md, "Flags".
"""

from hooks.kinds.tls import GRPCServerTLSConfig
from hooks.versions import since
from hooks.workloads.arguments import Flag

_SUITES = (since("0.42.0"),)


def flags(tls: GRPCServerTLSConfig | None, path: str) -> tuple[Flag, ...]:
    """The flags; ``path`` is where the section stands in the custom resource. Certificates come from files that the user mounts."""
    if tls is None:
        return ()
    minimum = ".".join(tls.min_version.removeprefix("TLS")) if tls.min_version else None
    return (
        Flag("grpc-server-tls-cert", tls.cert_file or None),
        Flag("grpc-server-tls-key", tls.key_file or None),
        Flag("grpc-server-tls-client-ca", tls.ca_file or None),
        Flag("grpc-server-tls-min-version", minimum, (since("0.37.0"),), f"{path}.minVersion"),
        # Thanos takes each value as a flag of its own and knows no list with commas.
        *(Flag("grpc-server-tls-ciphers", suite, _SUITES, f"{path}.cipherSuites") for suite in tls.cipher_suites),
        *(Flag("grpc-server-tls-curves", curve, _SUITES, f"{path}.curves") for curve in tls.curves),
    )
