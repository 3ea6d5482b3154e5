"""Relabeling rules: a user's own, and those that several kinds share."""

import re
from collections.abc import Iterable

from hooks.kinds.relabeling import RelabelConfig as Rule
from hooks.kinds.selectors import LabelSelector, LabelSelectorRequirement
from hooks.prometheus_yaml.model import RelabelConfig

_NOT_IN_A_LABEL = re.compile("[^a-zA-Z0-9_]")

INIT = (RelabelConfig(source_labels=("job",), target_label="__tmp_prometheus_job_name"),)
"""The job's name of the configuration, kept for a user's own rules before ``job`` is replaced."""
RUNNING = RelabelConfig(source_labels=("__meta_kubernetes_pod_phase",), regex="(Failed|Succeeded)", action="drop")
"""Pods that are done are no targets."""


def label_name(text: str) -> str:
    """A Kubernetes label or annotation name as Prometheus writes it in a label name: ``app.kubernetes.io/name`` → ``app_kubernetes_io_name``."""
    return _NOT_IN_A_LABEL.sub("_", text)


def rules(configs: Iterable[Rule]) -> tuple[RelabelConfig, ...]:
    """A user's rules in the file's form. An empty ``separator`` or ``replacement`` means something and is kept."""
    return tuple(
        RelabelConfig(
            source_labels=rule.source_labels or None,
            separator=rule.separator,
            target_label=rule.target_label or None,
            regex=rule.regex or None,
            modulus=rule.modulus or None,
            replacement=rule.replacement,
            action=rule.action.lower() if rule.action else None,
        )
        for rule in configs
    )


def selected_by(selector: LabelSelector | None, prefix: str) -> tuple[RelabelConfig, ...]:
    """Rules that keep what ``selector`` matches, by the meta labels ``<prefix>_label_<name>`` and ``<prefix>_labelpresent_<name>``."""
    if selector is None:
        return ()
    equal = (_labelled("keep", prefix, name, (selector.match_labels[name],)) for name in sorted(selector.match_labels))
    return (*equal, *(rule for each in selector.match_expressions for rule in _matching(each, prefix)))


def _matching(part: LabelSelectorRequirement, prefix: str) -> tuple[RelabelConfig, ...]:
    action = {"In": "keep", "Exists": "keep", "NotIn": "drop", "DoesNotExist": "drop"}.get(part.operator or "")
    if action is None:
        return ()
    return (_labelled(action, prefix, part.key or "", part.values) if part.operator in ("In", "NotIn") else _present(action, prefix, part.key or ""),)


def _labelled(action: str, prefix: str, name: str, values: tuple[str, ...]) -> RelabelConfig:
    label = label_name(name)
    sources = (f"{prefix}_label_{label}", f"{prefix}_labelpresent_{label}")
    return RelabelConfig(source_labels=sources, regex=f"({'|'.join(values)});true", action=action)


def _present(action: str, prefix: str, name: str) -> RelabelConfig:
    return RelabelConfig(source_labels=(f"{prefix}_labelpresent_{label_name(name)}",), regex="true", action=action)


def copied(prefix: str, names: Iterable[str]) -> tuple[RelabelConfig, ...]:
    """Kubernetes labels that become labels of the target under their own name, where they are set: ``<prefix>_<name>`` → ``<name>``."""
    return tuple(RelabelConfig(source_labels=(f"{prefix}_{label}",), target_label=label, regex="(.+)", replacement="${1}") for label in map(label_name, names))


def of_container_port(port: int | str | None) -> tuple[RelabelConfig, ...]:
    """Only the container port of that name or number; all of them where none is given."""
    if not port:
        return ()
    return (RelabelConfig(source_labels=(f"__meta_kubernetes_pod_container_port_{'name' if isinstance(port, str) else 'number'}",), regex=port, action="keep"),)


def job_label(prefix: str, name: str | None) -> tuple[RelabelConfig, ...]:
    """``job`` from a Kubernetes label, where it is set."""
    if not name:
        return ()
    return (RelabelConfig(source_labels=(f"{prefix}_{label_name(name)}",), target_label="job", regex="(.+)", replacement="${1}"),)


def endpoint_label(port: int | str | None) -> tuple[RelabelConfig, ...]:
    """``endpoint``: the name, else the number of the port that was asked for."""
    return () if port is None or port == "" else (RelabelConfig(target_label="endpoint", replacement=str(port)),)
