"""Accept or reject one configuration object, already selected by its labels."""

from collections.abc import Iterator
from typing import Any

import msgspec

from hooks.alertmanager_yaml.addresses import is_url
from hooks.alertmanager_yaml.alertmanagerconfig import Surroundings, judgement
from hooks.assets import Assets
from hooks.errors import InvalidObject, InvalidParent, refuse
from hooks.findings import Finding, errors
from hooks.findings.fields import VALUE
from hooks.kinds.alertmanagerconfig import AlertmanagerConfig
from hooks.kinds.base import Kind
from hooks.kinds.connection import connection
from hooks.kinds.prometheus import Prometheus
from hooks.kinds.prometheusagent import PrometheusAgent
from hooks.kinds.relabeling import RelabelConfig
from hooks.kinds.remote_write import RemoteWrite
from hooks.kinds.scraped import SCRAPE_KINDS
from hooks.prometheus_yaml.context import ScrapeContext
from hooks.prometheus_yaml.fragments import judged
from hooks.selection import http, relabeling, remote_write
from hooks.selection.context import SelectionContext
from hooks.settings import Settings
from hooks.source import Source
from hooks.versions import Version
from tests.conformance.defaults import recorded


def outcome(inputs: dict[str, Any], case: dict[str, Any]) -> dict[str, Any]:
    try:
        _check(inputs)
    except (InvalidObject, InvalidParent) as problem:
        return {"accepted": False, "reason": str(problem)}
    return {"accepted": True}


def agrees(got: dict[str, Any], want: dict[str, Any], case: dict[str, Any]) -> str | None:
    return None if got["accepted"] == want["accepted"] else f"{got} instead of {want}"


def _check(inputs: dict[str, Any]) -> None:
    match inputs["kind"]:
        case "AlertmanagerConfig":
            _check_alertmanagerconfig(inputs)
        case "AlertmanagerConfigAdmission":
            refuse(errors(judgement(msgspec.convert(_stored(inputs["object"]), AlertmanagerConfig), None, Surroundings())[1]))
        case "AlertmanagerURL" | "AlertmanagerSecretURL":
            if not is_url(inputs["url"]):
                raise InvalidObject(VALUE.at("url", "no http or https URL with a host"))
        case _:
            _check_for_prometheus(inputs)


def _check_alertmanagerconfig(inputs: dict[str, Any]) -> None:
    version = Version.parse(inputs["workload"]["spec"].get("version") or recorded().alertmanager_version)
    config = msgspec.convert(inputs["object"], AlertmanagerConfig)
    refuse(errors(judgement(config, Source(config.metadata.namespace, Assets.of(inputs.get("objects", ()))), Surroundings(version))[1]))


def _stored(manifest: dict[str, Any]) -> dict[str, Any]:
    """A v1beta1 object in the words of v1alpha1, as far as it is checked."""
    spec = dict(manifest["spec"])
    return {**manifest, "spec": {**spec, "muteTimeIntervals": spec.pop("timeIntervals", ())}}


def _check_for_prometheus(inputs: dict[str, Any]) -> None:
    workload = _workload(inputs["workload"])
    ctx = SelectionContext.of(workload)
    if inputs["kind"] == "RelabelConfig":
        refuse(relabeling.findings((msgspec.convert(inputs["relabelConfig"], RelabelConfig),), "relabelings", ctx))
    elif inputs["kind"] == "RemoteWriteSpec":
        refuse(_remote_write(msgspec.convert(inputs["remoteWrite"], RemoteWrite), "spec.remoteWrite[0]", ctx))
    else:
        obj: Kind = msgspec.convert(inputs["object"], SCRAPE_KINDS[inputs["kind"]].type)
        of_jobs = ScrapeContext.of(workload, Settings(), Assets.of(()))
        refuse(errors(judged(obj, of_jobs, ctx, Assets.of(inputs.get("objects", ()))).findings))


def _remote_write(remote: RemoteWrite, path: str, ctx: SelectionContext) -> Iterator[Finding]:
    yield from http.two_methods(connection(remote), path)
    yield from remote_write.form(remote, path, ctx)


def _workload(manifest: dict[str, Any]) -> Prometheus | PrometheusAgent:
    return msgspec.convert(manifest, PrometheusAgent) if manifest.get("kind") == "PrometheusAgent" else msgspec.convert(manifest, Prometheus)
