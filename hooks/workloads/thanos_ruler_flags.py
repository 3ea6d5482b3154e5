"""Flags of the Thanos ruler, in the order of the command line, each with the versions that know it.

Source: Thanos, docs/components/rule.md, "Flags".
"""

from hooks.kinds.references import SecretKeySelector
from hooks.kinds.thanosruler import ThanosRulerSpec
from hooks.names import POD_NAME_VARIABLE, expanded_later
from hooks.versions import since
from hooks.workloads import grpc_tls
from hooks.workloads.arguments import Flag

CONFIG_DIR, RULES_DIR, DATA_DIR = "/etc/thanos/config", "/etc/thanos/rules", "/thanos/data"
REMOTE_WRITE = SecretKeySelector(key="remote-write.yaml")
"""The key of our own Secret; its name is the workload's."""
_REPLICA = "thanos_ruler_replica"


def flags(spec: ThanosRulerSpec) -> tuple[Flag, ...]:
    """All but the web configuration's, which comes after the user's own."""
    return (
        Flag("data-dir", DATA_DIR),
        Flag("eval-interval", spec.evaluation_interval or True),
        Flag("tsdb.retention", spec.retention or True),
        *_evaluation(spec),
        Flag("label", f'{_REPLICA}="{expanded_later(POD_NAME_VARIABLE)}"'),
        *(Flag("label", f'{name}="{value}"') for name, value in sorted(spec.labels.items())),
        *(Flag("alert.label-drop", label) for label in (_REPLICA, *spec.alert_drop_labels)),
        Flag("http-address", "localhost:10902" if spec.listen_local else None),
        Flag("log.level", spec.log_level if spec.log_level != "info" else None),
        Flag("log.format", spec.log_format or None),
        Flag("rule-file", f"{RULES_DIR}/*/*.yaml"),
        *_neighbours(spec),
        *_files(spec),
        *grpc_tls.flags(spec.grpc_server_tls_config, "spec.grpcServerTlsConfig"),
        Flag("web.external-prefix", spec.external_prefix or None),
        Flag("web.route-prefix", spec.route_prefix or None),
        Flag("alert.query-url", spec.alert_query_url or None),
    )


def secret_files(spec: ThanosRulerSpec) -> tuple[tuple[str, SecretKeySelector], ...]:
    """Volume name and key of the configuration files that come from the user's Secrets."""
    objects = spec.object_storage_config if spec.object_storage_config_file is None else None
    relabeling = spec.alert_relabel_configs if spec.alert_relabel_config_file is None else None
    files = (
        ("query-config", spec.query_config),
        ("alertmanager-config", spec.alertmanagers_config),
        ("objstorage-config", objects),
        ("tracing-config", None if spec.tracing_config_file else spec.tracing_config),
        ("alertrelabel-config", relabeling),
    )
    return tuple((volume, selector) for volume, selector in files if selector is not None)


def file(volume: str, selector: SecretKeySelector) -> str:
    """Where such a file is mounted."""
    return f"{CONFIG_DIR}/{volume}/{selector.key or ''}"


def _evaluation(spec: ThanosRulerSpec) -> tuple[Flag, ...]:
    concurrent = spec.rule_concurrent_eval if (spec.rule_concurrent_eval or 0) > 0 else None
    return (
        Flag("rule-query-offset", spec.rule_query_offset or None, (since("0.38.0"),), "spec.ruleQueryOffset"),
        Flag("rule-concurrent-evaluation", concurrent, (since("0.37.0"),), "spec.ruleConcurrentEval"),
        Flag("for-outage-tolerance", spec.rule_outage_tolerance or None, (since("0.30.0"),), "spec.ruleOutageTolerance"),
        Flag("for-grace-period", spec.rule_grace_period or None, (since("0.30.0"),), "spec.ruleGracePeriod"),
        Flag("resend-delay", spec.resend_delay or None),
        Flag("enable-feature", ",".join(spec.enable_features) or None, (since("0.39.0"),), "spec.enableFeatures"),
    )


def _neighbours(spec: ThanosRulerSpec) -> tuple[Flag, ...]:
    """Whom it asks and whom it tells; a configuration file wins over addresses."""
    mounted = {volume: file(volume, selector) for volume, selector in secret_files(spec)}
    written = file("remote-write-config", REMOTE_WRITE) if spec.remote_write else None
    return (
        Flag("remote-write.config-file", written, (since("0.24.0"),), "spec.remoteWrite"),
        Flag("query.config-file", mounted.get("query-config")),
        *(Flag("query", endpoint or True) for endpoint in (() if spec.query_config else spec.query_endpoints)),
        Flag("alertmanagers.config-file", mounted.get("alertmanager-config")),
        *(Flag("alertmanagers.url", address or True) for address in (() if spec.alertmanagers_config else spec.alertmanagers_url)),
    )


def _files(spec: ThanosRulerSpec) -> tuple[Flag, ...]:
    """A file that the user mounts himself wins over a Secret."""
    mounted = {volume: file(volume, selector) for volume, selector in secret_files(spec)}
    return (
        Flag("objstore.config-file", spec.object_storage_config_file or mounted.get("objstorage-config")),
        Flag("tracing.config-file", spec.tracing_config_file or mounted.get("tracing-config")),
        Flag("alert.relabel-config-file", spec.alert_relabel_config_file or mounted.get("alertrelabel-config")),
    )
