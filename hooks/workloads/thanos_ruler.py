"""The StatefulSet of a ThanosRuler. It cannot watch its own rule files, so there is a config-reloader as soon as there are some."""

from hooks.errors import InvalidParent
from hooks.findings import Finding
from hooks.findings.workloads import QUERY
from hooks.kinds.thanosruler import ThanosRuler
from hooks.names import POD_NAME_VARIABLE, SHARD_VARIABLE
from hooks.protocol import Manifest
from hooks.settings import Settings
from hooks.versions import Version, since
from hooks.workloads import labels, merge, reload, thanos_ruler_flags, web_config
from hooks.workloads.arguments import command_line, dropped
from hooks.workloads.context import WorkloadContext
from hooks.workloads.images import image
from hooks.workloads.manifests import SECURITY_CONTEXT, given, plain
from hooks.workloads.names import prefixed
from hooks.workloads.pods import pod_spec, resources, stateful_set_spec
from hooks.workloads.probes import url
from hooks.workloads.thanos_ruler_flags import DATA_DIR, REMOTE_WRITE, RULES_DIR, secret_files
from hooks.workloads.volumes import Mounted, Storage, config_map, mount, projected, secret_source, storage

SERVICE = "thanos-ruler-operated"
CONTAINER = "thanos-ruler"
CERTS_DIR, WEB_CONFIG_DIR = "/etc/thanos/certs", "/etc/thanos/web_config"
GRACE_PERIOD_SECONDS = 120
_WEB_CONFIG = since("0.21.0")


def stateful_set(ruler: ThanosRuler, ctx: WorkloadContext) -> Manifest:
    """The StatefulSet. InvalidParent where fields contradict each other, a version cannot be read, or nobody is there to be asked."""
    if ruler.spec.query_config is None and not ruler.spec.query_endpoints:
        raise InvalidParent(QUERY.at("spec.queryEndpoints", "a ruler needs somebody to ask", "set queryEndpoints or queryConfig"))
    selected = selector(ruler, ctx)
    return {
        "apiVersion": "apps/v1",
        "kind": "StatefulSet",
        "metadata": labels.workload_metadata(ruler, prefixed(ruler), ctx.settings, selected, {labels.INPUT_HASH: ctx.input_hash}),
        "spec": stateful_set_spec(
            ruler.spec,
            _storage(ruler),
            serviceName=ruler.spec.service_name or SERVICE,
            replicas=ruler.spec.replicas,
            selector={"matchLabels": selected},
            template=_template(ruler, selected, ctx),
        ),
    }


def selector(ruler: ThanosRuler, ctx: WorkloadContext) -> labels.Labels:
    """Labels that find the pods; immutable. Those of ``spec.podMetadata`` are among them, as in every installation so far."""
    given_labels = ruler.spec.pod_metadata.labels if ruler.spec.pod_metadata else {}
    name = ruler.metadata.name
    return {**given_labels, **ctx.settings.labels, **labels.selector("thanos-ruler", name), "thanos-ruler": name}


def thanos_version(ruler: ThanosRuler, settings: Settings) -> Version:
    """The version of ``spec.version``, or of the default image. InvalidParent at ``spec.version`` where it cannot be read."""
    return Version.parse(ruler.spec.version or settings.thanos_version)


def left_out(ruler: ThanosRuler, ctx: WorkloadContext) -> tuple[Finding, ...]:
    """About fields that are set, but that the version does not know."""
    return tuple(drop.finding for drop in dropped(thanos_ruler_flags.flags(ruler.spec), thanos_version(ruler, ctx.settings)))


def config_secret_name(ruler: ThanosRuler) -> str:
    """The Secret with the remote write configuration, under the key ``REMOTE_WRITE``."""
    return f"{prefixed(ruler)}-config"


def _template(ruler: ThanosRuler, selected: labels.Labels, ctx: WorkloadContext) -> Manifest:
    spec, version = ruler.spec, thanos_version(ruler, ctx.settings)
    web, rules = _web(ruler, version, ctx), _rules(ctx)
    own = _configuration(ruler, ctx) + web + _data(ruler) + rules + Mounted((), spec.volume_mounts)
    reloaders = (_reloader(ruler, version, rules, web, ctx),) if rules.mounts else ()
    volume = _storage(ruler).volume
    return {
        "metadata": labels.pod_metadata(selected, str(version), CONTAINER, spec.pod_metadata, ctx.settings),
        "spec": pod_spec(
            spec,
            merge.merged_containers((_ruler(ruler, own, version, ctx), *reloaders), spec.containers),
            list(spec.init_containers),
            (*own.volumes, *((volume,) if volume else ())),
            ctx.settings,
            topologySpreadConstraints=plain(spec.topology_spread_constraints) or None,
            terminationGracePeriodSeconds=GRACE_PERIOD_SECONDS if spec.termination_grace_period_seconds is None else spec.termination_grace_period_seconds,
        ),
    }


def _ruler(ruler: ThanosRuler, own: Mounted, version: Version, ctx: WorkloadContext) -> Manifest:
    spec, settings = ruler.spec, ctx.settings
    grpc = {"name": "grpc", "containerPort": 10901, "protocol": "TCP"}
    http = given({"name": spec.port_name or None, "containerPort": 10902, "protocol": "TCP"})
    return given(
        {
            "name": CONTAINER,
            "image": image(spec.image, settings.thanos_base_image, spec.version or settings.thanos_version),
            "imagePullPolicy": spec.image_pull_policy or None,
            "args": _arguments(ruler, version, ctx),
            "env": [reload.field_variable(POD_NAME_VARIABLE, "metadata.name")],
            "ports": [grpc] if spec.listen_local else [grpc, http],
            "volumeMounts": list(own.mounts),
            "resources": resources(spec),
            "terminationMessagePolicy": "FallbackToLogsOnError",
            "securityContext": SECURITY_CONTEXT,
        }
    )


def _arguments(ruler: ThanosRuler, version: Version, ctx: WorkloadContext) -> list[str]:
    flags = command_line(thanos_ruler_flags.flags(ruler.spec), ruler.spec.additional_args, version)
    web = (f"--http.config={WEB_CONFIG_DIR}/{web_config.FILE}",) if _web(ruler, version, ctx).mounts else ()
    return ["rule", *flags, *web]


def _configuration(ruler: ThanosRuler, ctx: WorkloadContext) -> Mounted:
    files = (("remote-write-config", REMOTE_WRITE, config_secret_name(ruler)), *((name, key, key.name or "") for name, key in secret_files(ruler.spec)))
    return Mounted(
        (
            *({"name": name, "secret": {"secretName": source, "items": [{"key": key.key or "", "path": key.key or ""}]}} for name, key, source in files),
            projected("tls-assets", (secret_source(name) for name in ctx.tls_asset_secrets)),
        ),
        (
            *(mount(name, f"{thanos_ruler_flags.CONFIG_DIR}/{name}", read_only=True) for name, _, _ in files),
            mount("tls-assets", CERTS_DIR, read_only=True),
        ),
    )


def _web(ruler: ThanosRuler, version: Version, ctx: WorkloadContext) -> Mounted:
    if version not in _WEB_CONFIG or not ctx.rule_config_maps:
        return Mounted()
    return web_config.mounted(ruler.spec.web, WEB_CONFIG_DIR, web_config.secret_name(ruler))


def _data(ruler: ThanosRuler) -> Mounted:
    return Mounted((), (mount(_storage(ruler).name, DATA_DIR),))


def _storage(ruler: ThanosRuler) -> Storage:
    return storage(ruler.spec.storage, f"{prefixed(ruler)}-data", "")


def _rules(ctx: WorkloadContext) -> Mounted:
    return Mounted(
        tuple(config_map(name, name, optional=True) for name in ctx.rule_config_maps),
        tuple(mount(name, f"{RULES_DIR}/{name}", read_only=True) for name in ctx.rule_config_maps),
    )


def _reloader(ruler: ThanosRuler, version: Version, rules: Mounted, web: Mounted, ctx: WorkloadContext) -> Manifest:
    spec = ruler.spec
    secured = spec.web is not None and spec.web.tls_config is not None and version in _WEB_CONFIG
    address = url("https" if secured else "http", f"{ctx.settings.local_host}:10902", f"{spec.route_prefix or ''}/-/reload")
    return reload.container(
        reload.ConfigReloader(
            settings=ctx.settings.reloader,
            watched=tuple(folder["mountPath"] for folder in rules.mounts),
            mounts=(*(mount(folder["name"], folder["mountPath"]) for folder in rules.mounts), *web.mounts),
            reload_arguments=reload.by_request(address),
            web_config_file=f"{WEB_CONFIG_DIR}/{web_config.FILE}" if web.mounts else "",
            listen_host=ctx.settings.local_host if spec.listen_local else None,
            environment=({"name": SHARD_VARIABLE, "value": "-1"},),
            log_level=spec.log_level,
            log_format=spec.log_format,
        )
    )
