"""Flags of Alertmanager, in the order of the command line, each with the versions that know it.

Source: ``alertmanager --help`` and the changelog of Alertmanager.
"""

import re

from hooks.errors import InvalidParent
from hooks.findings import quoted
from hooks.findings.fields import SIZE
from hooks.kinds.alertmanager import Alertmanager, AlertmanagerLimits, AlertmanagerSpec, AlertmanagerWeb
from hooks.names import POD_NAME_VARIABLE, expanded_later
from hooks.settings import Settings
from hooks.versions import Version, since
from hooks.workloads.alertmanager_options import features, span
from hooks.workloads.arguments import Flag
from hooks.workloads.cluster_tls import FILE as CLUSTER_TLS_FILE
from hooks.workloads.cluster_tls import FOLDER as CLUSTER_TLS_DIR
from hooks.workloads.names import prefixed
from hooks.workloads.web_config import FILE as WEB_CONFIG_FILE

SERVICE = "alertmanager-operated"
CONFIG_OUT_FILE = "/etc/alertmanager/config_out/alertmanager.env.yaml"
DATA_DIR = "/alertmanager"
WEB_CONFIG_DIR = "/etc/alertmanager/web_config"
WEB_CONFIG = since("0.22.0")
CLUSTER_TLS = since("0.24.0")
POD_NAME = since("0.30.0")
_POWERS = {"": 0, "K": 1, "M": 2, "G": 3, "T": 4, "P": 5, "E": 6}


def flags(alertmanager: Alertmanager, settings: Settings) -> tuple[Flag, ...]:
    """All of them."""
    spec = alertmanager.spec
    return (
        Flag("config.file", CONFIG_OUT_FILE),
        Flag("storage.path", DATA_DIR),
        Flag("data.retention", span(spec.retention) or "120h"),
        Flag("cluster.listen-address", "[$(POD_IP)]:9094" if clustered(spec) else ""),
        *_web(spec, Version.parse(spec.version or settings.alertmanager_version)),
        *_limits(spec.limits or AlertmanagerLimits()),
        # A pod that starts waits for as long as Kubernetes waits for it, or it would send alerts that its siblings are about to send.
        Flag("dispatch.start-delay", None if spec.min_ready_seconds is None else f"{spec.min_ready_seconds}s", (POD_NAME,), yields=True),
        Flag("log.level", spec.log_level if spec.log_level != "info" else None),
        Flag("log.format", spec.log_format if spec.log_format != "logfmt" else None, (since("0.16.0"),), "spec.logFormat"),
        *_cluster(alertmanager, settings),
        Flag("web.config.file", f"{WEB_CONFIG_DIR}/{WEB_CONFIG_FILE}", (WEB_CONFIG,)),
        Flag("cluster.tls-config", f"{CLUSTER_TLS_DIR}/{CLUSTER_TLS_FILE}" if spec.cluster_tls else None, (CLUSTER_TLS,), "spec.clusterTLS"),
    )


def replicas(spec: AlertmanagerSpec) -> int:
    """One unless told otherwise; none where the number is negative."""
    return 1 if spec.replicas is None else max(spec.replicas, 0)


def clustered(spec: AlertmanagerSpec) -> bool:
    """Alertmanager speaks to its siblings."""
    return replicas(spec) != 1 or bool(spec.force_enable_cluster_mode)


def _web(spec: AlertmanagerSpec, version: Version) -> tuple[Flag, ...]:
    web = spec.web or AlertmanagerWeb()
    return (
        Flag("web.listen-address", "127.0.0.1:9093" if spec.listen_local else ":9093"),
        Flag("web.external-url", spec.external_url or None),
        Flag("enable-feature", ",".join(features(spec, version)) or None, (since("0.27.0"),), "spec.enableFeatures"),
        Flag("web.route-prefix", spec.route_prefix or "/"),
        Flag("web.get-concurrency", web.get_concurrency, (since("0.17.0"),), "spec.web.getConcurrency"),
        Flag("web.timeout", web.timeout, (since("0.17.0"),), "spec.web.timeout"),
    )


def _limits(limits: AlertmanagerLimits) -> tuple[Flag, ...]:
    size = limits.max_per_silence_bytes
    return (
        Flag("silences.max-silences", limits.max_silences, (since("0.28.0"),), "spec.limits.maxSilences"),
        # Named max-per-silence-bytes only before its first release; every released Alertmanager refuses to start with that.
        Flag("silences.max-silence-size-bytes", _bytes(size) if size else None, (since("0.28.0"),), "spec.limits.maxPerSilenceBytes"),
    )


def _cluster(alertmanager: Alertmanager, settings: Settings) -> tuple[Flag, ...]:
    spec, metadata = alertmanager.spec, alertmanager.metadata
    label = f"{metadata.namespace}/{metadata.name}" if spec.cluster_label is None else spec.cluster_label
    return (
        Flag("cluster.advertise-address", spec.cluster_advertise_address or None),
        Flag("cluster.gossip-interval", span(spec.cluster_gossip_interval)),
        Flag("cluster.pushpull-interval", span(spec.cluster_pushpull_interval)),
        Flag("cluster.peer-timeout", span(spec.cluster_peer_timeout)),
        Flag(
            "cluster.peer-name",
            spec.cluster_peer_name or expanded_later(POD_NAME_VARIABLE),
            (POD_NAME,),
            "spec.clusterPeerName" if spec.cluster_peer_name else "",
        ),
        # Addresses of pods are used again: the label keeps the members of another cluster out.
        Flag("cluster.label", label, (since("0.26.0"),)),
        *(Flag("cluster.peer", peer) for peer in (*_own_peers(alertmanager, settings), *spec.additional_peers)),
        # Forgets a member that was replaced after 5 minutes instead of 6 hours.
        Flag("cluster.reconnect-timeout", "5m"),
    )


def _own_peers(alertmanager: Alertmanager, settings: Settings) -> tuple[str, ...]:
    service = alertmanager.spec.service_name or SERVICE
    # Without a cluster domain the resolver's search path completes the name.
    domain = f"{service}.{alertmanager.metadata.namespace}.svc.{settings.cluster_domain}." if settings.cluster_domain else service
    return tuple(f"{prefixed(alertmanager)}-{index}.{domain}:9094" for index in range(replicas(alertmanager.spec)))


def _bytes(size: str) -> int:
    """``5MB`` and ``5MiB`` are both 5 × 1024². InvalidParent where it is more than 64 bits can count."""
    found = re.fullmatch(r"([0-9.]+)([KMGTPE]?)i?B?", size)
    length = float(found[1]) * 1024 ** _POWERS[found[2]] if found else 0
    if length >= 2**63:
        raise InvalidParent(SIZE.at("spec.limits.maxPerSilenceBytes", f"{quoted(size)} is no size", "write it like 512MB"))
    return int(length)
