"""alerting: which Alertmanagers are told, and what is rewritten on the way."""

import re
from typing import Annotated

import msgspec
from msgspec.structs import replace

from hooks.kinds.prometheus import AlertmanagerEndpoints, Prometheus
from hooks.prometheus_yaml.additional import AddedTexts
from hooks.prometheus_yaml.context import ScrapeContext
from hooks.prometheus_yaml.global_config import replica_label
from hooks.prometheus_yaml.http import basic_auth, http_client, lower, sigv4
from hooks.prometheus_yaml.model import BasicAuth, Duration, EndpointsSD, HTTPClient, PodSD, RelabelConfig, SigV4
from hooks.prometheus_yaml.relabeling import rules
from hooks.prometheus_yaml.scraping import cluster_sd
from hooks.prometheus_yaml.servicemonitor import META
from hooks.rendering import Block
from hooks.source import Source
from hooks.versions import INLINE, Section, Values, since, until

_SPECIAL = re.compile(r"[\\.+*?()|\[\]{}^$]")


class Alertmanager(Section, frozen=True, kw_only=True):
    """One entry of alertmanagers."""

    api_version: Annotated[str | None, since("2.11.0"), Values({"v1": until("3.0.0-0")})] = None
    scheme: str | None = None
    path_prefix: str | None = None
    timeout: Duration = None
    basic_auth: Annotated[BasicAuth | None, since("2.26.0")] = None
    http: HTTPClient | None = msgspec.field(default=None, name=f"{INLINE}http")
    sigv4: Annotated[SigV4 | None, since("2.48.0")] = None
    kubernetes_sd_configs: tuple[PodSD | EndpointsSD, ...] | None = None
    relabel_configs: tuple[RelabelConfig, ...] | None = None
    alert_relabel_configs: Annotated[tuple[RelabelConfig, ...] | None, since("2.51.0")] = None


class Alerting(Section, frozen=True, kw_only=True):
    """alerting."""

    alert_relabel_configs: tuple[RelabelConfig | Block, ...]
    alertmanagers: tuple[Alertmanager | Block, ...]


def section(server: Prometheus, ctx: ScrapeContext, source: Source, more: AddedTexts) -> Alerting | None:
    """The alerting section, with the user's own entries at the end of both lists; ``None`` where nobody is to be told."""
    alerting, label = server.spec.alerting, replica_label(server)
    if alerting is None and more.alert_relabel_configs is None and more.alertmanager_configs is None:
        return None
    dropped = (RelabelConfig(regex=_SPECIAL.sub(r"\\\g<0>", label), action="labeldrop"),) if label else ()
    return Alerting(
        alert_relabel_configs=(*dropped, *more.relabelings()),
        alertmanagers=(*(_alertmanager(part, ctx, source) for part in (alerting.alertmanagers if alerting else ())), *more.alertmanagers()),
    )


def _alertmanager(part: AlertmanagerEndpoints, ctx: ScrapeContext, source: Source) -> Alertmanager:
    role = ctx.endpoints_role(None)
    return Alertmanager(
        api_version=lower(part.api_version),
        scheme=lower(part.scheme),
        path_prefix=part.path_prefix,
        timeout=part.timeout,
        basic_auth=basic_auth(part.basic_auth, source),
        http=replace(http_client(part, source), basic_auth=None),
        sigv4=sigv4(part.sigv4, source),
        kubernetes_sd_configs=(cluster_sd(role, (part.namespace if part.namespace is not None else source.namespace,), ctx),),
        relabel_configs=(
            RelabelConfig(source_labels=("__meta_kubernetes_service_name",), regex=part.name or "", action="keep"),
            *_of_port(part.port, role),
            *rules(part.relabelings),
        ),
        alert_relabel_configs=rules(part.alert_relabelings) or None,
    )


def _of_port(port: int | str | None, role: str) -> tuple[RelabelConfig, ...]:
    if not port:
        return ()
    source = f"{META[role]}_port_name" if isinstance(port, str) else "__meta_kubernetes_pod_container_port_number"
    return (RelabelConfig(source_labels=(source,), regex=str(port), action="keep"),)
