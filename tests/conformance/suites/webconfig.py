"""web-config.yaml, and what is mounted for it."""

from typing import Any

import msgspec

from hooks.errors import InvalidParent
from hooks.kinds.prometheus_common import PrometheusWeb
from hooks.workloads.web_config import FILE, mounted, text
from tests.conformance.suites.workload_inputs import plain


def outcome(inputs: dict[str, Any], case: dict[str, Any]) -> dict[str, Any]:
    web = msgspec.convert(inputs.get("web") or {}, PrometheusWeb)
    folder = inputs["mountingDir"]
    try:
        files = mounted(web, folder, inputs["secretName"])
        return {
            "config": text(web, folder),
            "argument": {"name": "web.config.file", "value": f"{folder}/{FILE}"},
            "volumes": plain(files.volumes),
            "volumeMounts": plain(files.mounts),
        }
    except InvalidParent as error:
        return {"error": str(error)}
