"""Whether a ServiceMonitor can be used."""

from hooks.assets import Assets
from hooks.errors import InvalidObject
from hooks.kinds.servicemonitor import Endpoint, ServiceMonitor
from hooks.selection import formats, label_names, labels, scrape
from hooks.selection.context import SelectionContext
from hooks.source import Source


def check(monitor: ServiceMonitor, ctx: SelectionContext, assets: Assets) -> None:
    """InvalidObject, with its path, where Prometheus could not use ``monitor``."""
    source = Source(monitor.metadata.namespace, assets)
    formats.check(monitor.spec)
    labels.check(monitor.spec.selector, "spec.selector")
    label_names.check_copied(monitor.spec.target_labels, "spec.targetLabels", ctx)
    label_names.check_copied(monitor.spec.pod_target_labels, "spec.podTargetLabels", ctx)
    scrape.check_selector_mechanism(monitor.spec.selector_mechanism, ctx)
    for index, endpoint in enumerate(monitor.spec.endpoints):
        if ctx.denies_files:
            _check_no_files(endpoint, f"spec.endpoints[{index}]")
        scrape.check_endpoint(endpoint, f"spec.endpoints[{index}]", ctx, source)
    scrape.check_scrape_class(monitor.spec.scrape_class, ctx)


def _check_no_files(endpoint: Endpoint, path: str) -> None:
    tls = endpoint.tls_config
    files = {"bearerTokenFile": endpoint.bearer_token_file}
    if tls is not None:
        files |= {"tlsConfig.caFile": tls.ca_file, "tlsConfig.certFile": tls.cert_file, "tlsConfig.keyFile": tls.key_file}
    for name, file in files.items():
        if file:
            raise InvalidObject(f"{path}.{name}", "the workload denies access to its file system, use a secret instead")
