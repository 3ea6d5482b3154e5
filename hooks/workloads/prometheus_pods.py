"""The pods of Prometheus, server or agent: what tells them apart is given as :class:`Parts`."""

import msgspec

from hooks import names
from hooks.findings import Finding
from hooks.findings.workloads import NO_EFFECT
from hooks.kinds.prometheus import Prometheus
from hooks.kinds.prometheusagent import PrometheusAgent
from hooks.modes import on_every_node, prometheus_version
from hooks.protocol import Manifest
from hooks.shards import number_in_zone, zone_of
from hooks.versions import Version, since
from hooks.workloads import merge, reload, topology, web_config
from hooks.workloads.arguments import Flag, command_line
from hooks.workloads.context import WorkloadContext
from hooks.workloads.labels import Labels, pod_metadata
from hooks.workloads.manifests import SECURITY_CONTEXT, given
from hooks.workloads.names import config_secret, prefixed, tls_assets
from hooks.workloads.pods import pod_spec
from hooks.workloads.probes import prometheus_probes, url
from hooks.workloads.volumes import (
    Mounted,
    Storage,
    config_map_source,
    extra_config_maps,
    extra_secrets,
    memory,
    mount,
    numbered,
    projected,
    secret,
    secret_source,
    storage,
)

CONTAINER = "prometheus"
GRACE_PERIOD_SECONDS = 600
"""Writing the head of a large database to disk takes long."""
WEB_CONFIG = since("2.24.0")


class Parts(msgspec.Struct, frozen=True, kw_only=True):
    """What tells a server's pods from an agent's."""

    image: str
    flags: tuple[Flag, ...]
    selected: Labels
    """Labels that find the pods."""
    extra: Mounted = Mounted()
    """More volumes, mounted in Prometheus."""
    sidecar_volumes: tuple[Manifest, ...] = ()
    """Volumes that only the sidecars mount."""
    rule_folders: tuple[Manifest, ...] = ()
    """Mounts that the config-reloader watches too."""
    environment: tuple[Manifest, ...] = ()
    sidecars: tuple[Manifest, ...] = ()


def template(workload: Prometheus | PrometheusAgent, shard: int, parts: Parts, ctx: WorkloadContext) -> Manifest:
    """The pod template of a shard."""
    spec, version = workload.spec, prometheus_version(workload, ctx.settings)
    web = _web(workload, version)
    own = _configuration(workload, shard, ctx) + _data(workload) + Mounted((), spec.volume_mounts) + _extras(workload) + parts.extra + web
    reloaders = () if ctx.mode == "native" else _reloaders(workload, shard, parts, web, ctx)
    absent = (reload.NAME, reload.INIT_NAME) if ctx.mode == "native" else ()
    return {
        "metadata": pod_metadata(parts.selected, str(version), CONTAINER, spec.pod_metadata, ctx.settings),
        "spec": pod_spec(
            spec,
            merge.merged_containers((_prometheus(workload, parts, own, version, ctx), *reloaders[1:], *parts.sidecars), merge.without(spec.containers, absent)),
            merge.merged_containers(reloaders[:1], merge.without(spec.init_containers, absent)),
            (*own.volumes, *parts.sidecar_volumes, *_data_volumes(workload)),
            ctx.settings,
            automountServiceAccountToken=spec.automount_service_account_token is not False,
            nodeSelector=_node_selector(workload, shard, ctx) or None,
            topologySpreadConstraints=topology.spread(spec.topology_spread_constraints, parts.selected) or None,
            terminationGracePeriodSeconds=GRACE_PERIOD_SECONDS if spec.termination_grace_period_seconds is None else spec.termination_grace_period_seconds,
            shareProcessNamespace=ctx.mode == "sidecar" and spec.reload_strategy == "ProcessSignal",
        ),
    }


def data_storage(workload: Prometheus | PrometheusAgent) -> Storage:
    """Where the time series are kept."""
    return storage(workload.spec.storage, f"{prefixed(workload)}-db", "prometheus-db")


def dropped_patches(workload: Prometheus | PrometheusAgent, ctx: WorkloadContext) -> tuple[Finding, ...]:
    """About container patches that have no effect in this mode."""
    if ctx.mode == "sidecar":
        return ()
    fields = (("containers", workload.spec.containers), ("initContainers", workload.spec.init_containers))
    return tuple(
        NO_EFFECT.at(f"spec.{field}[{index}]", f'"{patch["name"]}" is left out, Prometheus reloads by itself here and has no such container', "remove it")
        for field, patches in fields
        for index, patch in enumerate(patches)
        if patch.get("name") in (reload.NAME, reload.INIT_NAME)
    )


def _prometheus(workload: Prometheus | PrometheusAgent, parts: Parts, own: Mounted, version: Version, ctx: WorkloadContext) -> Manifest:
    spec = workload.spec
    pod_name = (reload.field_variable(names.POD_NAME_VARIABLE, "metadata.name"),) if ctx.mode == "native" else ()
    return given(
        {
            "name": CONTAINER,
            "image": parts.image,
            "imagePullPolicy": spec.image_pull_policy or None,
            "args": command_line(parts.flags, spec.additional_args, version),
            "env": [*pod_name, *parts.environment] or None,
            "ports": None if spec.listen_local else [{"name": spec.port_name or "web", "containerPort": 9090, "protocol": "TCP"}],
            "volumeMounts": list(own.mounts),
            **prometheus_probes(spec),
            "resources": spec.resources,
            "terminationMessagePolicy": "FallbackToLogsOnError",
            "securityContext": SECURITY_CONTEXT,
        }
    )


def _configuration(workload: Prometheus | PrometheusAgent, shard: int, ctx: WorkloadContext) -> Mounted:
    """The configuration and its TLS material."""
    if ctx.mode == "native":
        return _native_configuration(workload, shard, ctx)
    assets = projected("tls-assets", (secret_source(name) for name in ctx.tls_asset_secrets))
    return Mounted(
        (secret("config", config_secret(workload, shard, ctx.mode)), assets, memory("config-out")),
        (mount("config-out", names.CONFIG_OUT_DIR, read_only=True), mount("tls-assets", names.CERTS_DIR, read_only=True)),
    )


def _native_configuration(workload: Prometheus | PrometheusAgent, shard: int, ctx: WorkloadContext) -> Mounted:
    """Configuration, scrape files and rules in one volume: they switch together, and Prometheus never sees half a change."""
    config = config_secret(workload, shard, ctx.mode)
    rules = numbered(f"{prefixed(workload)}-rulefiles", ctx.slots.rules) if isinstance(workload, Prometheus) else ()
    files = projected(
        "config",
        (
            secret_source(config, key=names.CONFIG_FILE),
            *(secret_source(name, optional=True) for name in numbered(f"{config}-scrape", ctx.slots.scrape)),
            *(config_map_source(name, optional=True) for name in rules),
        ),
    )
    assets = numbered(tls_assets(workload), ctx.slots.tls)
    return Mounted(
        (files, projected("tls-assets", (secret_source(name, optional=True) for name in assets))),
        (mount("config", names.CONFIG_DIR, read_only=True), mount("tls-assets", names.CERTS_DIR, read_only=True)),
    )


def _data(workload: Prometheus | PrometheusAgent) -> Mounted:
    if on_every_node(workload):
        return Mounted()
    kept = data_storage(workload)
    return Mounted((), (mount(kept.name, names.DATA_DIR, sub_path=kept.sub_path),))


def _data_volumes(workload: Prometheus | PrometheusAgent) -> tuple[Manifest, ...]:
    volume = None if on_every_node(workload) else data_storage(workload).volume
    return (volume,) if volume else ()


def _extras(workload: Prometheus | PrometheusAgent) -> Mounted:
    return extra_secrets(workload.spec.secrets, names.SECRETS_DIR) + extra_config_maps(workload.spec.config_maps, names.CONFIG_MAPS_DIR)


def _web(workload: Prometheus | PrometheusAgent, version: Version) -> Mounted:
    if version not in WEB_CONFIG:
        return Mounted()
    return web_config.mounted(workload.spec.web, names.WEB_CONFIG_DIR, web_config.secret_name(workload))


def _node_selector(workload: Prometheus | PrometheusAgent, shard: int, ctx: WorkloadContext) -> Labels:
    return workload.spec.node_selector if on_every_node(workload) else topology.node_selector(workload.spec, shard, ctx.settings)


def _reloaders(workload: Prometheus | PrometheusAgent, shard: int, parts: Parts, web: Mounted, ctx: WorkloadContext) -> tuple[Manifest, Manifest]:
    """The init container and the sidecar."""
    spec = workload.spec
    secured = bool(web.mounts) and (spec.web is not None or on_every_node(workload))
    base = reload.ConfigReloader(
        settings=ctx.settings.reloader,
        config_file=f"{names.CONFIG_DIR}/{names.CONFIG_FILE_GZ}",
        config_out_file=f"{names.CONFIG_OUT_DIR}/{names.CONFIG_OUT_FILE}",
        watched=tuple(folder["mountPath"] for folder in parts.rule_folders),
        mounts=(mount("config", names.CONFIG_DIR), mount("config-out", names.CONFIG_OUT_DIR), *(web.mounts if secured else ()), *parts.rule_folders),
        environment=_variables(workload, shard, ctx),
        image_pull_policy=spec.image_pull_policy,
        log_level=spec.log_level,
        log_format=spec.log_format,
    )
    return (
        reload.container(msgspec.structs.replace(base, name=reload.INIT_NAME, init=True)),
        reload.container(
            msgspec.structs.replace(
                base,
                web_config_file=f"{names.WEB_CONFIG_DIR}/{web_config.FILE}" if secured else "",
                reload_arguments=_reload_arguments(workload, ctx),
                listen_host=ctx.settings.local_host if spec.listen_local and spec.reload_strategy != "ProcessSignal" else None,
            )
        ),
    )


def _reload_arguments(workload: Prometheus | PrometheusAgent, ctx: WorkloadContext) -> tuple[str, ...]:
    spec = workload.spec
    scheme = "https" if spec.web and spec.web.tls_config else "http"
    host, prefix = f"{ctx.settings.local_host}:9090", spec.route_prefix or "/"
    if spec.reload_strategy == "ProcessSignal":
        return reload.by_signal(url(scheme, host, f"{prefix}/api/v1/status/runtimeinfo"))
    return reload.by_request(url(scheme, host, f"{prefix}/-/reload"))


def _variables(workload: Prometheus | PrometheusAgent, shard: int, ctx: WorkloadContext) -> tuple[Manifest, ...]:
    """What the configuration may use as ``$(VARIABLE)``."""
    if on_every_node(workload):
        return (reload.field_variable("NODE_NAME", "spec.nodeName"), {"name": names.SHARD_VARIABLE, "value": "0"})
    zone = zone_of(shard, workload.spec, ctx.settings)
    return (
        {"name": names.SHARD_VARIABLE, "value": str(shard)},
        *(({"name": names.ZONE_VARIABLE, "value": zone},) if zone else ()),
        *(({"name": names.INZONE_SHARD_VARIABLE, "value": str(number_in_zone(shard, workload.spec, ctx.settings))},) if zone else ()),
    )
