"""The global section: what holds for every scrape job and rule, and the labels that tell one Prometheus from another."""

from datetime import timedelta
from typing import Annotated

from hooks.durations import duration
from hooks.errors import InvalidParent
from hooks.findings.fields import DURATION
from hooks.findings.scraping import TIMEOUT
from hooks.kinds.prometheus import Prometheus
from hooks.kinds.prometheus_common import PrometheusCommonSpec
from hooks.names import POD_NAME_VARIABLE, ZONE_VARIABLE, expanded_later, log_file
from hooks.prometheus_yaml.context import Inputs, Scraper
from hooks.prometheus_yaml.model import TEXT_1_0_0, Duration, Limits
from hooks.prometheus_yaml.scraping import ESCAPING
from hooks.settings import Settings
from hooks.shards import topology
from hooks.versions import Section, since

POD_NAME = expanded_later(POD_NAME_VARIABLE)
ZONE = expanded_later(ZONE_VARIABLE)


class Global(Section, frozen=True, kw_only=True):
    """global. Limits stand here since 2.45 and then hold for every job that sets none."""

    scrape_interval: str | None = None
    scrape_timeout: Duration = None
    scrape_protocols: Annotated[tuple[str, ...] | None, since("2.49.0"), TEXT_1_0_0] = None
    external_labels: dict[str, str] | None = None
    body_size_limit: Annotated[str | None, since("2.45.0")] = None
    sample_limit: Annotated[int | None, since("2.45.0")] = None
    target_limit: Annotated[int | None, since("2.45.0")] = None
    label_limit: Annotated[int | None, since("2.45.0")] = None
    label_name_length_limit: Annotated[int | None, since("2.45.0")] = None
    label_value_length_limit: Annotated[int | None, since("2.45.0")] = None
    keep_dropped_targets: Annotated[int | None, since("2.47.0")] = None
    scrape_failure_log_file: Annotated[str | None, since("2.55.0")] = None
    metric_name_validation_scheme: Annotated[str | None, since("3.0.0")] = None
    metric_name_escaping_scheme: Annotated[str | None, since("3.4.0")] = None
    convert_classic_histograms_to_nhcb: Annotated[bool | None, since("3.4.0")] = None
    always_scrape_classic_histograms: Annotated[bool | None, since("3.5.0")] = None
    scrape_native_histograms: Annotated[bool | None, since("3.8.0")] = None
    extra_scrape_metrics: Annotated[bool | None, since("3.10.0", quiet=True)] = None
    """Older versions are told by a flag."""
    evaluation_interval: str | None = None
    rule_query_offset: Annotated[Duration, since("2.53.0")] = None
    query_log_file: Annotated[str | None, since("2.16.0")] = None


def section(workload: Scraper, inputs: Inputs) -> Global:
    """The global section; an agent has no rules and no queries. InvalidParent where the timeout is longer than the interval."""
    spec = workload.spec
    _check_timeout(spec)
    server = workload.spec if isinstance(workload, Prometheus) else None
    # Where the version has no limits for all jobs, each job has those that are enforced.
    enforced = inputs.ctx.enforced if inputs.ctx.limits_are_global else Limits()
    return Global(
        scrape_interval=spec.scrape_interval or "",
        scrape_timeout=spec.scrape_timeout or None,
        scrape_protocols=spec.scrape_protocols or None,
        external_labels=external_labels(workload, inputs),
        body_size_limit=spec.body_size_limit if spec.body_size_limit is not None else enforced.body_size_limit,
        sample_limit=_limit(spec.sample_limit, enforced.sample_limit),
        target_limit=_limit(spec.target_limit, enforced.target_limit),
        label_limit=_limit(spec.label_limit, enforced.label_limit),
        label_name_length_limit=_limit(spec.label_name_length_limit, enforced.label_name_length_limit),
        label_value_length_limit=_limit(spec.label_value_length_limit, enforced.label_value_length_limit),
        keep_dropped_targets=_limit(spec.keep_dropped_targets, enforced.keep_dropped_targets),
        scrape_failure_log_file=None if spec.scrape_failure_log_file is None else log_file(spec.scrape_failure_log_file),
        metric_name_validation_scheme=None if spec.name_validation_scheme is None else spec.name_validation_scheme.lower(),
        metric_name_escaping_scheme=ESCAPING.get(spec.name_escaping_scheme or ""),
        convert_classic_histograms_to_nhcb=spec.convert_classic_histograms_to_nhcb,
        always_scrape_classic_histograms=spec.scrape_classic_histograms,
        scrape_native_histograms=spec.scrape_native_histograms,
        extra_scrape_metrics=spec.extra_scrape_metrics,
        evaluation_interval=(server.evaluation_interval or "") if server else None,
        rule_query_offset=server.rule_query_offset if server else None,
        query_log_file=log_file(server.query_log_file) if server and server.query_log_file else None,
    )


def _check_timeout(spec: PrometheusCommonSpec) -> None:
    if not spec.scrape_timeout:
        return
    timeout, interval = _length(spec.scrape_timeout, "spec.scrapeTimeout"), _length(spec.scrape_interval or "", "spec.scrapeInterval")
    if timeout > interval:
        raise InvalidParent(TIMEOUT.at("spec.scrapeTimeout", f"{spec.scrape_timeout} is longer than the scrape interval {spec.scrape_interval}", "shorten it"))


def _length(text: str, path: str) -> timedelta:
    found = duration(text)
    if found is None:
        raise InvalidParent(DURATION.at(path, f'"{text}" is not a duration', "write it like 30s or 1m30s"))
    return found


def _limit(wanted: int | None, enforced: int | None) -> int | None:
    """The lower one of two limits; 0 is no limit."""
    return min((limit for limit in (wanted, enforced) if limit), default=None)


def external_labels(workload: Scraper, inputs: Inputs) -> dict[str, str]:
    """Sorted; the labels of the operator win over a user's of the same name, and one whose name is set to ``""`` is left out.

    Prometheus expands variables of its environment in external labels itself, in another spelling than the config-reloader.
    """
    spec = workload.spec
    own = {
        _name(spec.prometheus_external_label_name, "prometheus"): workload.key,
        replica_label(workload): POD_NAME,
        zone_label(spec, inputs.settings): ZONE,
    }
    found = {**spec.external_labels, **{name: value for name, value in own.items() if name}}
    return {name: found[name].replace(POD_NAME, "${POD_NAME}") if inputs.ctx.native else found[name] for name in sorted(found)}


def replica_label(workload: Scraper) -> str:
    """The external label that tells replicas apart; empty where there is none."""
    return _name(workload.spec.replica_external_label_name, "prometheus_replica")


def zone_label(spec: PrometheusCommonSpec, settings: Settings) -> str:
    """The external label with the zone of a shard; empty where targets are not shared out by zone."""
    found = topology(spec, settings)
    return _name(found.external_label_name, "zone") if found is not None else ""


def _name(given: str | None, default: str) -> str:
    return default if given is None else given
