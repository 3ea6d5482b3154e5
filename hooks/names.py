"""Names, labels, ports and paths that users, dashboards and other tools rely on. One place, because they must never drift apart."""

import posixpath

import xxhash

GROUP = "monitoring.coreos.com"
MANAGED_BY = "prometheus-operator"
"""Value of ``app.kubernetes.io/managed-by``: NetworkPolicies and dashboards select by it, so it stays what prometheus-operator writes."""

CONTROLLER_ID = "operator.prometheus.io/controller-id"
"""Annotation of a custom resource: which of several installations serves it."""
ASSET_OF = "promhooks.io/asset-of"
"""Label of an asset Secret: the kind whose references it resolves."""
ASSET_GENERATION = "promhooks.io/generation"
"""Annotation of an asset Secret: the generation of its owner that it was made for."""
DESIRED_HASH = "promhooks.io/desired"
"""Annotation of a child: digest of what was desired, to tell an applied child from one that is still on its way."""
STEP = "promhooks.io/step"
"""Annotation of a configuration Secret: when it was written while many objects waited for their values."""
CONFIG_DIGEST = "promhooks.io/config-digest"
"""Annotation of a StatefulSet: digest of the Secrets and ConfigMaps that its pods mount. Of a pod: the last one that it was told."""
CONFIG_TOLD_AT = "promhooks.io/config-told-at"
"""Annotation of a pod, and of its StatefulSet: when it was told the last time (UTC)."""
CONFIG_TOLD = "promhooks.io/config-told"
"""Annotation of a StatefulSet: the digest that all of its pods have been told."""

LEFT_OUT = "promhooks.io/left-out"
"""Annotation of the kubelet Service: which nodes are no target, and why."""

CONFIG_FILE = "prometheus.yaml"
CONFIG_FILE_GZ = f"{CONFIG_FILE}.gz"
CONFIG_DIR = "/etc/prometheus/config"
CONFIG_OUT_DIR = "/etc/prometheus/config_out"
CONFIG_OUT_FILE = "prometheus.env.yaml"
RULES_DIR = "/etc/prometheus/rules"
CERTS_DIR = "/etc/prometheus/certs"
WEB_CONFIG_DIR = "/etc/prometheus/web_config"
SECRETS_DIR = "/etc/prometheus/secrets"
CONFIG_MAPS_DIR = "/etc/prometheus/configmaps"
DATA_DIR = "/prometheus"
LOG_DIR = "/var/log/prometheus"
"""A writable folder of the pod, where there is a log file that needs it."""

ALERTMANAGER_CONFIG_FILE = "alertmanager.yaml"
ALERTMANAGER_CONFIG_FILE_GZ = f"{ALERTMANAGER_CONFIG_FILE}.gz"
ALERTMANAGER_CERTS_DIR = "/etc/alertmanager/certs"
ALERTMANAGER_TEMPLATES_DIR = "/etc/alertmanager/templates"

SCRAPE_FILES, RULE_FILES = "scrape_*.yaml", "*-*.yaml"
NATIVE_SCRAPE_FILES = f"{CONFIG_DIR}/{SCRAPE_FILES}"
"""Native reload: config, scrape files and rules lie in one projected volume, so they switch together. A scrape file's name has no dash."""
NATIVE_RULE_FILES = f"{CONFIG_DIR}/{RULE_FILES}"
"""The rule files in the same folder: ``<namespace>-<name>-<uid>.yaml`` always has a dash, ``prometheus.yaml`` and ``scrape_0.yaml`` never."""


CONFIG_RELOADER = "config-reloader"
"""The container of pods that are reloaded by a sidecar."""
SHARD_VARIABLE, INZONE_SHARD_VARIABLE, ZONE_VARIABLE, POD_NAME_VARIABLE = "SHARD", "INZONE_SHARD", "TOPOLOGY_ZONE", "POD_NAME"
"""What tells the pods of a workload apart, in the environment of their config-reloader."""


def expanded_later(variable: str) -> str:
    """A variable in a configuration, for which the config-reloader, or we natively, put its value."""
    return f"$({variable})"


def alertmanager_secret(alertmanager: str) -> str:
    """The Secret with the user's own configuration of an Alertmanager that names no other."""
    return f"alertmanager-{alertmanager}"


BUCKET = "-scrape-"
"""Between the name of the Secret with prometheus.yaml and the number of a bucket, in the name of the Secret with its scrape jobs."""


def scrape_file(bucket: int) -> str:
    """Key of bucket ``bucket`` of the scrape jobs, in its Secret and in the native config folder."""
    return f"scrape_{bucket}.yaml"


def log_file(file: str) -> str:
    """The path of a log file: a bare file name lies in the pod's folder for logs, any other path is the user's own matter."""
    return posixpath.join(LOG_DIR, posixpath.basename(file)) if posixpath.dirname(file) in ("", ".") else file


def shard_name(base: str, shard: int) -> str:
    """``base`` for shard 0, ``base-shard-<n>`` for the others."""
    return base if shard == 0 else f"{base}-shard-{shard}"


def shortened(name: str, limit: int = 253) -> str:
    """``name``, or its start and a hash of the whole where it is longer than ``limit`` characters."""
    return name if len(name) <= limit else f"{name[: limit - 9].rstrip('-.')}-{xxhash.xxh64_hexdigest(name.encode())[:8]}"


def copied_label(label: str) -> str:
    """Under which name an asset Secret carries a label of its object.

    One of ours, because whoever writes the object must not choose what a Secret is to others: to Argo CD, to a dashboard's sidecar. A prefix becomes a
    hash, since a name has room for 63 characters only.
    """
    prefix, _, name = label.rpartition("/")
    return f"labels.promhooks.io/{f'{name[:54]}-{xxhash.xxh64_hexdigest(prefix.encode())[:8]}' if prefix else name}"


def asset_secret(kind: str, name: str) -> str:
    """Name of the Secret that keeps the values which an object references; by it a workload finds the asset of an object without searching."""
    return shortened(f"{kind.lower()}-{name}-assets")
