"""A digest of what asks for a new revision of a workload, kept as an annotation of its StatefulSet."""

import msgspec

from hooks.rendering import digest
from hooks.settings import HOOKS_ONLY, Settings
from hooks.workloads.names import Workload


def input_hash(workload: Workload, settings: Settings, rule_config_maps: tuple[str, ...] = (), tls_asset_secrets: tuple[str, ...] = ()) -> str:
    """The same as long as the generation, the labels and annotations, HTTP/2, the settings and the mounted objects are.

    The generation stands for the whole spec; the status does not count, nor does the order of the ConfigMaps or the names of the Secrets. HTTP/2 is
    listed although it is part of the spec: the web configuration is read anew at every request, but not that part of it.
    """
    web = workload.spec.web
    inputs = {
        "labels": workload.metadata.labels,
        "annotations": workload.metadata.annotations,
        "generation": workload.metadata.generation,
        "http2": web.http_config.http2 if web and web.http_config else None,
        "settings": {name: getattr(settings, name) for name in Settings.__struct_fields__ if name not in HOOKS_ONLY},
        "rules": sorted(rule_config_maps),
        "assets": len(tls_asset_secrets),
    }
    return digest(msgspec.json.encode(inputs, order="sorted"))
