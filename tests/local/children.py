"""Children as the hooks write them, as short as they can be: one Prometheus in native or sidecar mode, one application behind a Service."""

import base64
import gzip
from typing import Any

import yaml

Manifest = dict[str, Any]

CONFIG: Manifest = {
    "global": {"scrape_interval": "1s", "external_labels": {"replica": "$(POD_NAME)"}},
    "scrape_configs": [
        {
            "job_name": "app",
            "kubernetes_sd_configs": [{"role": "endpointslice", "namespaces": {"names": ["default"]}}],
            "relabel_configs": [
                {"source_labels": ["__meta_kubernetes_service_label_app"], "regex": "my-app", "action": "keep"},
                {"source_labels": ["__meta_kubernetes_pod_container_name"], "target_label": "container"},
                {"source_labels": ["__meta_kubernetes_endpointslice_port_name"], "target_label": "endpoint"},
            ],
        }
    ],
}


def application(command: str = "python3 app.py") -> tuple[Manifest, ...]:
    """A Deployment of one pod with a local command, and its Service."""
    container = {"name": "server", "image": "my-app:1", "ports": [{"name": "metrics", "containerPort": 8080}]}
    template = {"metadata": {"labels": {"app": "my-app"}, "annotations": {"promhooks.io/local-command": command}}, "spec": {"containers": [container]}}
    return (
        {"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "my-app", "namespace": "default"}, "spec": {"replicas": 1, "template": template}},
        {
            "apiVersion": "v1",
            "kind": "Service",
            "metadata": {"name": "my-app", "namespace": "default", "labels": {"app": "my-app"}},
            "spec": {"selector": {"app": "my-app"}, "ports": [{"name": "web", "port": 80, "targetPort": "metrics"}]},
        },
    )


def native(config: Manifest = CONFIG) -> tuple[Manifest, ...]:
    """A Prometheus that watches its own files."""
    volume = {"name": "config", "projected": {"sources": [{"secret": {"name": "prometheus-x"}}, {"secret": {"name": "more", "optional": True}}]}}
    mounts = [{"name": "config", "mountPath": "/etc/prometheus/config"}, {"name": "db", "mountPath": "/prometheus"}]
    arguments = ["--config.file=/etc/prometheus/config/prometheus.yaml", "--config.auto-reload", "--storage.tsdb.path=/prometheus"]
    return (
        _secret("prometheus.yaml", yaml.safe_dump(config).encode()),
        _stateful_set([{"name": "prometheus", "args": arguments, "volumeMounts": mounts}], [volume, {"name": "db", "emptyDir": {}}]),
    )


def sidecar(config: Manifest = CONFIG) -> tuple[Manifest, ...]:
    """A Prometheus with a config-reloader."""
    prometheus = {
        "name": "prometheus",
        "args": ["--config.file=/etc/prometheus/config_out/prometheus.env.yaml", "--web.enable-lifecycle", "--storage.tsdb.path=/prometheus"],
        "volumeMounts": [{"name": "out", "mountPath": "/etc/prometheus/config_out"}, {"name": "db", "mountPath": "/prometheus", "subPath": "prometheus-db"}],
    }
    reloader = {
        "name": "config-reloader",
        "args": [
            "--reload-url=http://localhost:9090/-/reload",
            "--config-file=/etc/prometheus/config/prometheus.yaml.gz",
            "--config-envsubst-file=/etc/prometheus/config_out/prometheus.env.yaml",
        ],
        "env": [{"name": "POD_NAME", "valueFrom": {"fieldRef": {"fieldPath": "metadata.name"}}}],
        "volumeMounts": [{"name": "config", "mountPath": "/etc/prometheus/config"}, {"name": "out", "mountPath": "/etc/prometheus/config_out"}],
    }
    volumes = [{"name": "config", "secret": {"secretName": "prometheus-x"}}, {"name": "out", "emptyDir": {}}, {"name": "db", "emptyDir": {}}]
    return _secret("prometheus.yaml.gz", gzip.compress(yaml.safe_dump(config).encode(), mtime=0)), _stateful_set([prometheus, reloader], volumes)


def _secret(key: str, data: bytes) -> Manifest:
    return {
        "apiVersion": "v1",
        "kind": "Secret",
        "metadata": {"name": "prometheus-x", "namespace": "monitoring"},
        "data": {key: base64.b64encode(data).decode()},
    }


def _stateful_set(containers: list[Manifest], volumes: list[Manifest]) -> Manifest:
    return {
        "apiVersion": "apps/v1",
        "kind": "StatefulSet",
        "metadata": {"name": "prometheus-x", "namespace": "monitoring"},
        "spec": {"replicas": 1, "template": {"metadata": {"labels": {"app": "prometheus"}}, "spec": {"containers": containers, "volumes": volumes}}},
    }
