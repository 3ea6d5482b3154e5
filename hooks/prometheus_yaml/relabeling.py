"""Relabeling rules: a user's own, and those that several kinds share."""

import re
from collections.abc import Iterable

from hooks.kinds.relabeling import RelabelConfig as Rule
from hooks.kinds.selectors import LabelSelector
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
    return (*equal, *(_EXPRESSIONS[each.operator](prefix, each.key or "", each.values) for each in selector.match_expressions if each.operator in _EXPRESSIONS))


def _labelled(action: str, prefix: str, name: str, values: tuple[str, ...]) -> RelabelConfig:
    label = label_name(name)
    sources = (f"{prefix}_label_{label}", f"{prefix}_labelpresent_{label}")
    return RelabelConfig(source_labels=sources, regex=f"({'|'.join(values)});true", action=action)


def _present(action: str, prefix: str, name: str) -> RelabelConfig:
    return RelabelConfig(source_labels=(f"{prefix}_labelpresent_{label_name(name)}",), regex="true", action=action)


_EXPRESSIONS = {
    "In": lambda prefix, name, values: _labelled("keep", prefix, name, values),
    "NotIn": lambda prefix, name, values: _labelled("drop", prefix, name, values),
    "Exists": lambda prefix, name, values: _present("keep", prefix, name),
    "DoesNotExist": lambda prefix, name, values: _present("drop", prefix, name),
}


def copied(prefix: str, names: Iterable[str]) -> tuple[RelabelConfig, ...]:
    """Kubernetes labels that become labels of the target under their own name, where they are set: ``<prefix>_<name>`` → ``<name>``."""
    return tuple(RelabelConfig(source_labels=(f"{prefix}_{label}",), target_label=label, regex="(.+)", replacement="${1}") for label in map(label_name, names))
