"""Flags of Prometheus, in the order of the command line, each with the versions that know it.

Source: ``prometheus --help`` and the changelog of Prometheus.
"""

from hooks import names
from hooks.kinds.prometheus import Prometheus, PrometheusSpec, Query, RulesAlert
from hooks.kinds.prometheus_common import PrometheusCommonSpec, PrometheusWeb
from hooks.kinds.prometheusagent import PrometheusAgent
from hooks.kinds.remote_write import MESSAGES
from hooks.modes import Mode
from hooks.versions import Gate, since, until
from hooks.workloads.arguments import Flag
from hooks.workloads.thanos_sidecar import SHIPPER_META_FILE, Compaction
from hooks.workloads.web_config import FILE as WEB_CONFIG_FILE

RELOAD_INTERVAL = "1s"
"""How often Prometheus looks at its files. A look at 22 MB of them (10,000 monitors) takes 28 ms of processor time, so this costs 3 % of one at most."""
_V3 = "3.0.0-0"
"""Comes before every pre-release of 3.0.0."""


def common(spec: PrometheusCommonSpec, mode: Mode) -> tuple[Flag, ...]:
    """What a server and an agent have in common."""
    web = spec.web or PrometheusWeb()
    receives = spec.enable_remote_write_receiver
    return (
        Flag("config.file", f"{names.CONFIG_DIR}/{names.CONFIG_FILE}" if mode == "native" else f"{names.CONFIG_OUT_DIR}/{names.CONFIG_OUT_FILE}"),
        Flag("web.console.templates", "/etc/prometheus/consoles", (until(_V3),)),
        Flag("web.console.libraries", "/etc/prometheus/console_libraries", (until(_V3),)),
        Flag("web.enable-lifecycle", _lifecycle(spec, mode)),
        Flag("web.page-title", web.page_title, (since("2.6.0"),), "spec.web.pageTitle"),
        Flag("web.max-connections", web.max_connections),
        Flag("web.enable-remote-write-receiver", receives, (since("2.33.0"),), "spec.enableRemoteWriteReceiver"),
        Flag(
            "web.remote-write-receiver.accepted-protobuf-messages",
            _accepted_messages(spec) if receives else None,
            (since("2.54.0"),),
            "spec.remoteWriteReceiverMessageVersions",
        ),
        *_features(spec),
        Flag("web.external-url", spec.external_url or None),
        Flag("web.route-prefix", spec.route_prefix or "/"),
        Flag("log.level", spec.log_level if spec.log_level != "info" else None),
        Flag("log.format", spec.log_format if spec.log_format != "logfmt" else None, (since("2.6.0"),), "spec.logFormat"),
        Flag("web.listen-address", "127.0.0.1:9090" if spec.listen_local else None),
    )


def server(prometheus: Prometheus, mode: Mode, compaction: Compaction) -> tuple[Flag, ...]:
    """Of a server."""
    spec = prometheus.spec
    alert = (spec.rules and spec.rules.alert) or RulesAlert()
    return (
        *common(spec, mode),
        *_retention(spec),
        Flag("storage.tsdb.path", names.DATA_DIR),
        Flag("web.enable-admin-api", spec.enable_admin_api),
        Flag("rules.alert.for-outage-tolerance", alert.for_outage_tolerance or None, (since("2.4.0"),), "spec.rules.alert.forOutageTolerance"),
        Flag("rules.alert.for-grace-period", alert.for_grace_period or None, (since("2.4.0"),), "spec.rules.alert.forGracePeriod"),
        Flag("rules.alert.resend-delay", alert.resend_delay or None, (since("2.4.0"),), "spec.rules.alert.resendDelay"),
        *_query(spec.query or Query()),
        Flag("storage.tsdb.allow-overlapping-blocks", spec.allow_overlapping_blocks, (since("2.11.0"), until("2.39.0"))),
        *_wal_compression("storage.tsdb", spec.wal_compression, (since("2.11.0"),)),
        web_config(),
        *_compaction(spec, compaction),
        *auto_reload(spec, mode),
    )


def agent(prometheus_agent: PrometheusAgent, mode: Mode) -> tuple[Flag, ...]:
    """Of an agent."""
    spec = prometheus_agent.spec
    return (
        *common(spec, mode),
        Flag("enable-feature", "agent", (until(_V3),)),
        Flag("agent", True, (since(_V3),)),
        Flag("storage.agent.path", names.DATA_DIR),
        *_wal_compression("storage.agent", spec.wal_compression, ()),
        web_config(),
        *auto_reload(spec, mode),
    )


def web_config() -> Flag:
    """Always there, even with an empty file: to switch to HTTPS needs no restart then."""
    return Flag("web.config.file", f"{names.WEB_CONFIG_DIR}/{WEB_CONFIG_FILE}", (since("2.24.0"),))


def auto_reload(spec: PrometheusCommonSpec, mode: Mode) -> tuple[Flag, ...]:
    """Prometheus watches its own files; where the user tunes that, the flags of the user count."""
    if mode == "sidecar":
        return ()
    known = "auto-reload-config" in spec.enable_features
    return (
        Flag("enable-feature", None if known else "auto-reload-config", (until("3.12.0"),), beside=True),
        Flag("config.auto-reload", True, (since("3.12.0"),), yields=True),
        Flag("config.auto-reload-interval", RELOAD_INTERVAL, yields=True),
    )


def _lifecycle(spec: PrometheusCommonSpec, mode: Mode) -> bool:
    """The sidecar reloads by request unless told otherwise; natively nobody needs the endpoint, so it is open only on request."""
    return spec.reload_strategy == "HTTP" or (mode == "sidecar" and not spec.reload_strategy)


def _accepted_messages(spec: PrometheusCommonSpec) -> str | None:
    return ",".join(MESSAGES.get(version, MESSAGES["V1.0"]) for version in spec.remote_write_receiver_message_versions) or None


def _features(spec: PrometheusCommonSpec) -> tuple[Flag, ...]:
    """Feature flags that other fields ask for stand beside the user's own.

    prometheus-operator loses the user's own, and every later flag with a gate, where remote write 2.0 is asked of a version that is too old for it.
    """
    metadata = any(remote.message_version == "V2.0" for remote in spec.remote_write)
    receives_otlp = spec.otlp is not None if spec.enable_otlp_receiver is None else spec.enable_otlp_receiver
    floats = spec.tsdb.chunk_encoding.floats if spec.tsdb and spec.tsdb.chunk_encoding else None
    xor2 = floats == "Xor2" and "xor2-encoding" not in spec.enable_features
    extra = spec.extra_scrape_metrics and "extra-scrape-metrics" not in spec.enable_features
    return (
        # Remote write 2.0 sends metadata from the write-ahead log; from 3.4 on Prometheus no longer wants the flag, which costs resources.
        Flag("enable-feature", "metadata-wal-records" if metadata else None, (since("2.54.0"), until("3.4.0"))),
        Flag("enable-feature", "otlp-write-receiver" if receives_otlp else None, (since("2.47.0"), until(_V3)), "spec.enableOTLPReceiver"),
        Flag("web.enable-otlp-receiver", receives_otlp, (since(_V3),)),
        Flag("enable-feature", ",".join(spec.enable_features) or None, (since("2.25.0"),), "spec.enableFeatures"),
        Flag("enable-feature", "xor2-encoding" if xor2 else None, (since("3.13.0"),), "spec.tsdb.chunkEncoding.floats"),
        # From 3.10 on it is a setting of the configuration file.
        Flag("enable-feature", "extra-scrape-metrics" if extra else None, (since("2.32.0"), until("3.10.0")), "spec.extraScrapeMetrics"),
    )


def _retention(spec: PrometheusSpec) -> tuple[Flag, ...]:
    """Retention moved to the configuration file with 3.11."""
    by_size = bool(spec.retention_size)
    return (
        Flag("storage.tsdb.retention", spec.retention or "24h", (until("2.7.0"),)),
        Flag("storage.tsdb.retention.time", spec.retention or (None if by_size else "24h"), (since("2.7.0"), until("3.11.0"))),
        Flag("storage.tsdb.retention.size", spec.retention_size or None, (since("2.7.0"), until("3.11.0")), "spec.retentionSize"),
        # Never was a flag: it stands here to be named where the version does not read it from the file.
        Flag("storage.tsdb.retention.percentage", spec.retention_percentage, (since("3.11.0"), until("3.11.0")), "spec.retentionPercentage"),
    )


def _query(query: Query) -> tuple[Flag, ...]:
    return (
        Flag("query.lookback-delta", query.lookback_delta),
        Flag("query.max-samples", query.max_samples if (query.max_samples or 0) > 0 else None, (since("2.5.0"),), "spec.query.maxSamples"),
        Flag("query.max-concurrency", query.max_concurrency if (query.max_concurrency or 0) > 0 else None),
        Flag("query.timeout", query.timeout),
    )


def _wal_compression(prefix: str, wanted: bool | None, gates: tuple[Gate, ...]) -> tuple[Flag, ...]:
    return (
        Flag(f"{prefix}.wal-compression", wanted, gates, "spec.walCompression"),
        Flag(f"no-{prefix}.wal-compression", wanted is False, gates, "spec.walCompression"),
    )


def _compaction(spec: PrometheusSpec, compaction: Compaction) -> tuple[Flag, ...]:
    """Blocks that a sidecar uploads must not be compacted before: not at all, or only once they are uploaded."""
    block = ((spec.thanos and spec.thanos.block_size) or "2h") if compaction == "disabled" else None
    out_of_order = spec.tsdb is not None and spec.tsdb.out_of_order_time_window is not None and compaction != "default"
    return (
        Flag("storage.tsdb.max-block-duration", block),
        Flag("storage.tsdb.min-block-duration", block),
        Flag("storage.tsdb.delay-compact-file.path", f"{names.DATA_DIR}/{SHIPPER_META_FILE}" if compaction == "delayed" else None),
        Flag("no-storage.tsdb.allow-overlapping-compaction", out_of_order, (since("2.55.0"),)),
    )
