"""The StatefulSet of an Alertmanager. Alertmanager cannot watch its own files, so there is always a config-reloader."""

from collections.abc import Iterator

import msgspec

from hooks.findings import Finding
from hooks.kinds.alertmanager import Alertmanager
from hooks.kinds.references import SecretOrConfigMap
from hooks.names import ALERTMANAGER_CERTS_DIR, ALERTMANAGER_CONFIG_FILE_GZ, ALERTMANAGER_TEMPLATES_DIR, POD_NAME_VARIABLE, SHARD_VARIABLE
from hooks.protocol import Manifest
from hooks.settings import Settings
from hooks.versions import Version
from hooks.workloads import alertmanager_flags, alertmanager_options, cluster_tls, labels, merge, reload, web_config
from hooks.workloads.alertmanager_flags import SERVICE
from hooks.workloads.arguments import command_line, dropped
from hooks.workloads.context import WorkloadContext
from hooks.workloads.images import image
from hooks.workloads.manifests import SECURITY_CONTEXT, given, plain
from hooks.workloads.names import prefixed
from hooks.workloads.pods import pod_spec, resources, stateful_set_spec
from hooks.workloads.probes import TIMEOUT_SECONDS, http_get, url
from hooks.workloads.volumes import (
    Mounted,
    Storage,
    config_map_source,
    extra_config_maps,
    extra_secrets,
    memory,
    mount,
    projected,
    secret,
    secret_source,
    storage,
)

CONTAINER = "alertmanager"
CONFIG_DIR, CONFIG_OUT_DIR = "/etc/alertmanager/config", "/etc/alertmanager/config_out"
SECRETS_DIR, CONFIG_MAPS_DIR = "/etc/alertmanager/secrets", "/etc/alertmanager/configmaps"
GRACE_PERIOD_SECONDS = 120
_NO_SHARD = ({"name": SHARD_VARIABLE, "value": "-1"},)


def stateful_set(alertmanager: Alertmanager, ctx: WorkloadContext) -> Manifest:
    """The StatefulSet. InvalidParent where fields contradict each other or a version cannot be read."""
    spec, selected = alertmanager.spec, selector(alertmanager, ctx)
    return {
        "apiVersion": "apps/v1",
        "kind": "StatefulSet",
        "metadata": labels.workload_metadata(alertmanager, prefixed(alertmanager), ctx.settings, selected, {labels.INPUT_HASH: ctx.input_hash}),
        "spec": stateful_set_spec(
            spec,
            _storage(alertmanager),
            serviceName=spec.service_name or SERVICE,
            replicas=alertmanager_flags.replicas(spec),
            selector={"matchLabels": selected},
            template=_template(alertmanager, selected, ctx),
        ),
    }


def selector(alertmanager: Alertmanager, ctx: WorkloadContext) -> labels.Labels:
    """Labels that find the pods; immutable."""
    name = alertmanager.metadata.name
    return {**labels.selector("alertmanager", name), "alertmanager": name, **ctx.settings.labels}


def alertmanager_version(alertmanager: Alertmanager, settings: Settings) -> Version:
    """The version of ``spec.version``, or of the default image. InvalidParent at ``spec.version`` where it cannot be read."""
    return Version.parse(alertmanager.spec.version or settings.alertmanager_version)


def left_out(alertmanager: Alertmanager, ctx: WorkloadContext) -> tuple[Finding, ...]:
    """About flags that are set in the custom resource, but that the version does not know, and values that it would not start with."""
    version = alertmanager_version(alertmanager, ctx.settings)
    unread = (drop.finding for drop in dropped(alertmanager_flags.flags(alertmanager, ctx.settings), version))
    return (*unread, *alertmanager_options.findings(alertmanager.spec, version))


def generated_secret_name(alertmanager: Alertmanager) -> str:
    """The Secret with the final configuration."""
    return f"{prefixed(alertmanager)}-generated"


def _template(alertmanager: Alertmanager, selected: labels.Labels, ctx: WorkloadContext) -> Manifest:
    spec, version = alertmanager.spec, alertmanager_version(alertmanager, ctx.settings)
    web, shared = _web(alertmanager, version), _templates(alertmanager) + _extras(alertmanager)
    own = _configuration(alertmanager, ctx) + shared + Mounted((), spec.volume_mounts) + web + _cluster_tls(alertmanager, version)
    init, sidecar = _reloaders(alertmanager, shared, web, ctx)
    volume = _storage(alertmanager).volume
    return {
        "metadata": labels.pod_metadata(selected, str(version), CONTAINER, spec.pod_metadata, ctx.settings),
        "spec": pod_spec(
            spec,
            merge.merged_containers((_alertmanager(alertmanager, own, version, ctx), sidecar), spec.containers),
            merge.merged_containers((init,), spec.init_containers),
            (*own.volumes, *((volume,) if volume else ())),
            ctx.settings,
            automountServiceAccountToken=spec.automount_service_account_token,
            topologySpreadConstraints=plain(spec.topology_spread_constraints) or None,
            terminationGracePeriodSeconds=GRACE_PERIOD_SECONDS if spec.termination_grace_period_seconds is None else spec.termination_grace_period_seconds,
        ),
    }


def _alertmanager(alertmanager: Alertmanager, own: Mounted, version: Version, ctx: WorkloadContext) -> Manifest:
    spec, settings = alertmanager.spec, ctx.settings
    pod_name = (reload.field_variable(POD_NAME_VARIABLE, "metadata.name"),) if version in alertmanager_flags.POD_NAME else ()
    return given(
        {
            "name": CONTAINER,
            "image": image(spec.image, spec.base_image or settings.alertmanager_base_image, spec.version or settings.alertmanager_version, spec.tag, spec.sha),
            "imagePullPolicy": spec.image_pull_policy or None,
            "args": command_line(alertmanager_flags.flags(alertmanager, settings), spec.additional_args, version),
            "env": [reload.field_variable("POD_IP", "status.podIP"), *pod_name],
            "ports": _ports(alertmanager),
            "volumeMounts": list(own.mounts),
            **_probes(alertmanager, version),
            "resources": resources(spec),
            "terminationMessagePolicy": "FallbackToLogsOnError",
            "securityContext": SECURITY_CONTEXT,
        }
    )


def _ports(alertmanager: Alertmanager) -> list[Manifest]:
    web = {"name": alertmanager.spec.port_name or "web", "containerPort": 9093, "protocol": "TCP"}
    mesh = [{"name": "mesh-tcp", "containerPort": 9094, "protocol": "TCP"}, {"name": "mesh-udp", "containerPort": 9094, "protocol": "UDP"}]
    return mesh if alertmanager.spec.listen_local else [web, *mesh]


def _probes(alertmanager: Alertmanager, version: Version) -> Manifest:
    """None for a port on the loopback interface, which the kubelet cannot reach."""
    spec = alertmanager.spec
    if spec.listen_local:
        return {}
    prefix, port, https = spec.route_prefix or "/", spec.port_name or "web", _https(alertmanager, version)
    live, ready = http_get(f"{prefix}/-/healthy", port, https=https), http_get(f"{prefix}/-/ready", port, https=https)
    return {
        "livenessProbe": {**live, "timeoutSeconds": TIMEOUT_SECONDS, "failureThreshold": 10},
        "readinessProbe": {**ready, "initialDelaySeconds": 3, "timeoutSeconds": TIMEOUT_SECONDS, "periodSeconds": 5, "failureThreshold": 10},
    }


def _https(alertmanager: Alertmanager, version: Version) -> bool:
    web = alertmanager.spec.web
    return web is not None and web.tls_config is not None and version in alertmanager_flags.WEB_CONFIG


def _configuration(alertmanager: Alertmanager, ctx: WorkloadContext) -> Mounted:
    kept = _storage(alertmanager)
    return Mounted(
        (
            secret("config-volume", generated_secret_name(alertmanager)),
            projected("tls-assets", (secret_source(name) for name in ctx.tls_asset_secrets)),
            memory("config-out"),
        ),
        (
            mount("config-volume", CONFIG_DIR),
            mount("config-out", CONFIG_OUT_DIR, read_only=True),
            mount("tls-assets", ALERTMANAGER_CERTS_DIR, read_only=True),
            mount(kept.name, alertmanager_flags.DATA_DIR, sub_path=kept.sub_path),
        ),
    )


def _storage(alertmanager: Alertmanager) -> Storage:
    return storage(alertmanager.spec.storage, f"{prefixed(alertmanager)}-db", "alertmanager-db")


def _templates(alertmanager: Alertmanager) -> Mounted:
    """Notification templates in one folder, each under its key; of two with the same key the first counts."""
    configuration = alertmanager.spec.alertmanager_configuration
    if configuration is None or not configuration.templates:
        return Mounted()
    sources: dict[str, Manifest] = {}
    for key, source in _template_sources(configuration.templates):
        sources.setdefault(key, source)
    name = "notification-templates"
    return Mounted((projected(name, sources.values()),), (mount(name, ALERTMANAGER_TEMPLATES_DIR, read_only=True),))


def _template_sources(templates: tuple[SecretOrConfigMap, ...]) -> Iterator[tuple[str, Manifest]]:
    for template in templates:
        if template.config_map:
            yield template.config_map.key or "", config_map_source(template.config_map.name or "", key=template.config_map.key or "")
        if template.secret:
            yield template.secret.key or "", secret_source(template.secret.name or "", key=template.secret.key or "")


def _extras(alertmanager: Alertmanager) -> Mounted:
    return extra_secrets(alertmanager.spec.secrets, SECRETS_DIR) + extra_config_maps(alertmanager.spec.config_maps, CONFIG_MAPS_DIR)


def _web(alertmanager: Alertmanager, version: Version) -> Mounted:
    if version not in alertmanager_flags.WEB_CONFIG:
        return Mounted()
    return web_config.mounted(alertmanager.spec.web, alertmanager_flags.WEB_CONFIG_DIR, web_config.secret_name(alertmanager))


def _cluster_tls(alertmanager: Alertmanager, version: Version) -> Mounted:
    if version not in alertmanager_flags.CLUSTER_TLS:
        return Mounted()
    return cluster_tls.mounted(alertmanager.spec.cluster_tls, cluster_tls.secret_name(alertmanager))


def _reloaders(alertmanager: Alertmanager, shared: Mounted, web: Mounted, ctx: WorkloadContext) -> tuple[Manifest, Manifest]:
    """The init container and the sidecar, which also watches what the user mounts: templates may be among it."""
    spec = alertmanager.spec
    scheme = "https" if _https(alertmanager, alertmanager_version(alertmanager, ctx.settings)) else "http"
    base = reload.ConfigReloader(
        settings=ctx.settings.reloader,
        config_file=f"{CONFIG_DIR}/{ALERTMANAGER_CONFIG_FILE_GZ}",
        config_out_file=alertmanager_flags.CONFIG_OUT_FILE,
        watched=(CONFIG_DIR, *(part["mountPath"] for part in shared.mounts)),
        mounts=(mount("config-volume", CONFIG_DIR, read_only=True), mount("config-out", CONFIG_OUT_DIR), *shared.mounts, *web.mounts),
        environment=_NO_SHARD,
        image_pull_policy=spec.image_pull_policy,
        log_level=spec.log_level,
        log_format=spec.log_format,
    )
    sidecar = msgspec.structs.replace(
        base,
        web_config_file=f"{alertmanager_flags.WEB_CONFIG_DIR}/{web_config.FILE}" if web.mounts else "",
        reload_arguments=reload.by_request(url(scheme, f"{ctx.settings.local_host}:9093", f"{spec.route_prefix or '/'}/-/reload")),
        listen_host=ctx.settings.local_host if spec.listen_local else None,
    )
    return reload.container(msgspec.structs.replace(base, name=reload.INIT_NAME, init=True)), reload.container(sidecar)
