"""prometheus.yml → a Prometheus, ScrapeConfigs and PrometheusRules.

A scrape job becomes a ScrapeConfig only where rendering it gives the same job again; otherwise it stays the text that it is, in additionalScrapeConfigs.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import click
import msgspec
import yaml

from hooks.cli.explain import world
from hooks.cli.importing.fields import NotExpressible, Vault, converted
from hooks.cli.importing.imported import Imported, Target, document, matching_files, named_files, object_name
from hooks.cli.importing.meaning import RENAMED, job_meaning
from hooks.cli.manifests import Document, Folder
from hooks.cli.plan.differences import differences
from hooks.cli.validation import problems
from hooks.kinds.prometheus import PrometheusSpec
from hooks.kinds.prometheusrule import PrometheusRuleSpec
from hooks.kinds.remote_read import RemoteRead
from hooks.kinds.remote_write import RemoteWrite
from hooks.kinds.scrapeconfig import ScrapeConfigSpec
from hooks.protocol import Manifest
from hooks.settings import Settings

SELECTED = "prometheus"
"""The label by which the Prometheus selects what is imported for it."""
_DEFAULT = "1m"
"""Prometheus' own interval; that of the custom resource is 30s."""
_READ = frozenset(
    ["global", "runtime", "rule_files", "scrape_configs", "scrape_config_files", "alerting", "remote_write", "remote_read", "storage", "tracing", "otlp"]
)
Job = Mapping[str, Any]


class _Candidate(msgspec.Struct, frozen=True):
    """A job that may become a ScrapeConfig: its objects, or why it cannot."""

    job: Job
    objects: tuple[Manifest, ...] = ()
    reason: str = ""


def prometheus(config: Mapping[str, Any], file: Path, target: Target, chosen: Settings) -> Imported:
    """The objects, rendered once to see that they mean the same."""
    lost = [f"{name} has no field of its own" for name in config if name not in _READ]
    spec, secrets = _spec(config, target, lost)
    jobs = [*(config.get("scrape_configs") or ()), *_more_jobs(config, file.parent, lost)]
    names: set[str] = set()
    candidates = [_candidate(job, object_name(str(job.get("job_name")), names), target) for job in jobs]
    # Nothing else that may be wrong with the Prometheus is to keep its jobs from being rendered.
    alone = target.manifest("v1", "Prometheus", target.name, {"spec": {name: spec[name] for name in ("scrapeInterval", "scrapeConfigSelector")}})
    rendered = _rendered([alone, *(each for candidate in candidates for each in candidate.objects)], chosen)
    kept = [_faithful(each, rendered) for each in candidates]
    texts = _texts(config, [each.job for each in kept if each.reason])
    fields = {
        "additionalScrapeConfigs": "jobs.yaml",
        "additionalAlertManagerConfigs": "alertmanagers.yaml",
        "additionalAlertRelabelConfigs": "alert-relabelings.yaml",
    }
    additional = f"{target.name}-additional"
    spec |= {field: {"name": additional, "key": key} for field, key in fields.items() if key in texts}
    return Imported(
        objects=(
            target.manifest("v1", "Prometheus", target.name, {"spec": spec}),
            *secrets,
            *([target.secret(additional, texts)] if texts else []),
            *(each for candidate in kept if not candidate.reason for each in candidate.objects),
            *_rules(config, file.parent, target, lost),
        ),
        kept=tuple(f"job {each.job.get('job_name')}: {each.reason}" for each in kept if each.reason),
        lost=tuple(lost),
        files=tuple(dict.fromkeys(named_files([jobs, config.get("alerting"), config.get("remote_write"), config.get("remote_read")]))),
    )


def _spec(config: Mapping[str, Any], target: Target, lost: list[str]) -> tuple[dict[str, Any], tuple[Manifest, ...]]:
    """The spec of the Prometheus without its jobs, and the Secrets that it names."""
    vault, labels = Vault(f"{target.name}-credentials"), {"matchLabels": {SELECTED: target.name}}
    storage = dict(config.get("storage") or {})
    tsdb = dict(storage.pop("tsdb", None) or {})
    retention = tsdb.pop("retention", None) or {}
    whole = {
        **(config.get("global") or {}),
        **{name: config[name] for name in ("tracing", "otlp", "runtime") if config.get(name)},
        **storage,
        **({"tsdb": tsdb} if tsdb else {}),
        **{
            name: retention[part]
            for name, part in (("retention", "time"), ("retention_size", "size"), ("retention_percentage", "percentage"))
            if part in retention
        },
    }
    spec: dict[str, Any] = {"scrapeInterval": _DEFAULT, "evaluationInterval": _DEFAULT}
    for name, value in whole.items():
        spec |= _converted({"tracing_config" if name == "tracing" else name: value}, PrometheusSpec, vault, "", lost)
    for name, field, kind in (("remote_write", "remoteWrite", RemoteWrite), ("remote_read", "remoteRead", RemoteRead)):
        found = [_converted(entry, kind, vault, f"{name}[{index}]", lost) for index, entry in enumerate(config.get(name) or ())]
        spec |= {field: [entry for entry in found if entry]} if any(found) else {}
    # The labels that an operator adds were not there before.
    spec |= {"prometheusExternalLabelName": "", "replicaExternalLabelName": "", "scrapeConfigSelector": labels, "ruleSelector": labels}
    return spec, ((target.secret(vault.secret, vault.texts),) if vault.texts else ())


def _converted(section: Mapping[str, Any], kind: type[msgspec.Struct], vault: Vault, path: str, lost: list[str]) -> dict[str, Any]:
    try:
        return converted(section, kind, vault, path)
    except NotExpressible as reason:
        lost.append(str(reason))
        return {}


def _more_jobs(config: Mapping[str, Any], folder: Path, lost: list[str]) -> Iterator[Job]:
    for pattern in config.get("scrape_config_files") or ():
        found = matching_files(str(pattern), folder)
        if not found:
            lost.append(f"scrape_config_files: there is no file {pattern}")
        for path in found:
            yield from (document(path.read_text(encoding="utf-8"), str(path)) or {}).get("scrape_configs") or ()


def _candidate(job: Job, name: str, target: Target) -> _Candidate:
    vault, own = Vault(f"{name}-credentials"), {field: value for field, value in job.items() if field != "job_name"}
    try:
        spec = converted(own, ScrapeConfigSpec, vault)
    except NotExpressible as reason:
        return _Candidate(job, reason=str(reason))
    if _may_bring_job(job):
        renamed = {"sourceLabels": ["job"], "regex": f"{RENAMED}{target.namespace}/{name}", "targetLabel": "job", "replacement": str(job["job_name"])}
        spec["relabelings"] = [renamed, *spec.get("relabelings", ())]
    else:
        spec = {"jobName": str(job["job_name"]), **spec}
    manifest = target.manifest("v1alpha1", "ScrapeConfig", name, {"spec": spec}, {SELECTED: target.name})
    if wrong := problems(manifest):
        return _Candidate(job, reason=str(wrong[0]))
    return _Candidate(job, (manifest, *([target.secret(vault.secret, vault.texts)] if vault.texts else [])))


def _may_bring_job(job: Job) -> bool:
    """Whether targets come with a label ``job`` of their own, which wins over the name of the job."""
    return any(job.get(name) for name in ("file_sd_configs", "http_sd_configs")) or any(
        "job" in (group.get("labels") or {}) for group in job.get("static_configs") or ()
    )


def _rendered(objects: list[Manifest], chosen: Settings) -> dict[str, Job]:
    """The jobs of the Prometheus by the name of their ScrapeConfig."""
    seen = world(Folder(tuple(Document(manifest, "") for manifest in objects), ()), chosen)
    return {str(job["job_name"]).rpartition("/")[2]: job for each in seen.configurations for job in each.jobs()}


def _faithful(candidate: _Candidate, rendered: Mapping[str, Job]) -> _Candidate:
    """The same, or why it is none: what it is rendered as means something else."""
    if candidate.reason:
        return candidate
    made = rendered.get(candidate.objects[0]["metadata"]["name"])
    if made is None:
        return _Candidate(candidate.job, reason="as a ScrapeConfig it would be refused")
    other = next(differences(job_meaning(candidate.job), job_meaning(made)), None)
    return _Candidate(candidate.job, reason=f"as a ScrapeConfig it would be another one: {other}") if other else candidate


def _texts(config: Mapping[str, Any], jobs: list[Job]) -> dict[str, str]:
    alerting = config.get("alerting") or {}
    parts = {"jobs.yaml": jobs, "alertmanagers.yaml": alerting.get("alertmanagers"), "alert-relabelings.yaml": alerting.get("alert_relabel_configs")}
    return {key: yaml.safe_dump(part, sort_keys=False, allow_unicode=True) for key, part in parts.items() if part}


def _rules(config: Mapping[str, Any], folder: Path, target: Target, lost: list[str]) -> Iterator[Manifest]:
    names: set[str] = set()
    for pattern in config.get("rule_files") or ():
        found = matching_files(str(pattern), folder)
        if not found:
            lost.append(f"rule_files: there is no file {pattern}")
        for path in found:
            spec = _converted(document(path.read_text(encoding="utf-8"), str(path)) or {}, PrometheusRuleSpec, Vault(""), str(path), lost)
            if spec:
                yield target.manifest("v1", "PrometheusRule", object_name(path.stem, names), {"spec": spec}, {SELECTED: target.name})


def check_jobs(config: Mapping[str, Any], file: str) -> None:
    """A usage error where a job has no name: nothing could be said about it."""
    for index, job in enumerate(config.get("scrape_configs") or ()):
        if not isinstance(job, Mapping) or not job.get("job_name"):
            raise click.UsageError(f"{file}: scrape_configs[{index}] has no job_name")
