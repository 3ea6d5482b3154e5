"""Scrape jobs and sections compared by what they mean to Prometheus: what is written although it is the default does not count."""

from collections.abc import Mapping
from typing import Any

Job = Mapping[str, Any]

_DEFAULTS: Mapping[str, Any] = {
    "metrics_path": "/metrics",
    "scheme": "http",
    "honor_labels": False,
    "honor_timestamps": True,
    "follow_redirects": True,
    "enable_http2": True,
    "enable_compression": True,
    "action": "replace",
    "regex": "(.*)",
    "separator": ";",
    "replacement": "$1",
    "type": "Bearer",
}
"""Fields that mean the same where they are not written (Prometheus documentation, "Configuration")."""
RENAMED = "scrapeConfig/"
_KEPT_NAME = {"source_labels": ["job"], "target_label": "__tmp_prometheus_job_name"}


def meaning(value: Any) -> Any:
    """``value`` without what is empty or the default, and with the one way to write a bearer token."""
    if isinstance(value, list):
        return [meaning(part) for part in value]
    if not isinstance(value, Mapping):
        return value if value is None or isinstance(value, bool) else str(value)
    if token := value.get("bearer_token"):
        value = {name: part for name, part in value.items() if name != "bearer_token"} | {"authorization": {"credentials": token}}
    parts = {name: meaning(part) for name, part in value.items()}
    return {name: part for name, part in parts.items() if part not in (None, [], {}) and _DEFAULTS.get(name) != part}


def job_meaning(job: Job) -> Any:
    """A job without its name, which only the label ``job`` carries on, and without the rules that give the label."""
    rules = [meaning(rule) for rule in job.get("relabel_configs") or ()]
    own = [rule for rule in rules if rule != meaning(_KEPT_NAME) and not _names_job(rule)]
    return meaning({name: part for name, part in job.items() if name != "job_name"} | {"relabel_configs": own})


def _names_job(rule: Mapping[str, Any]) -> bool:
    return rule.get("target_label") == "job" and (set(rule) == {"target_label", "replacement"} or str(rule.get("regex", "")).startswith(RENAMED))
