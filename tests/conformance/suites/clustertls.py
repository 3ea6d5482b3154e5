"""cluster-tls-config.yaml of an Alertmanager, and what is mounted for it."""

from typing import Any

import msgspec

from hooks.errors import InvalidParent
from hooks.kinds.alertmanager import Alertmanager
from hooks.workloads.cluster_tls import FILE, mounted, secret_name, text
from tests.conformance.suites.workload_inputs import plain


def outcome(inputs: dict[str, Any], case: dict[str, Any]) -> dict[str, Any]:
    alertmanager, folder = msgspec.convert(inputs["alertmanager"], Alertmanager), inputs["mountingDir"]
    tls = alertmanager.spec.cluster_tls
    try:
        files = mounted(tls, secret_name(alertmanager), folder)
        argument = {"argument": {"name": "cluster.tls-config", "value": f"{folder}/{FILE}"}} if tls else {}
        return {
            **argument,
            "config": text(tls, folder),
            "secretName": secret_name(alertmanager),
            "volumes": plain(files.volumes),
            "volumeMounts": plain(files.mounts),
        }
    except InvalidParent as error:
        return {"error": str(error)}
