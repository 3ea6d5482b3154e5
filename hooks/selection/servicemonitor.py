"""Whether a ServiceMonitor can be used."""

from collections.abc import Iterator

from hooks.assets import Assets
from hooks.findings import Finding
from hooks.findings.scraping import FILES
from hooks.kinds.servicemonitor import Endpoint, ServiceMonitor
from hooks.selection import formats, label_names, labels, references, scrape
from hooks.selection.context import SelectionContext
from hooks.source import Source


def findings(monitor: ServiceMonitor, ctx: SelectionContext, assets: Assets) -> Iterator[Finding]:
    """Everything because of which Prometheus could not use ``monitor``."""
    spec, source = monitor.spec, Source(monitor.metadata.namespace, assets)
    yield from formats.findings(spec)
    yield from references.findings(spec, "spec", source)
    yield from labels.findings(spec.selector, "spec.selector")
    yield from label_names.copied(spec.target_labels, "spec.targetLabels", ctx)
    yield from label_names.copied(spec.pod_target_labels, "spec.podTargetLabels", ctx)
    yield from scrape.selector_mechanism(spec.selector_mechanism, ctx)
    for index, endpoint in enumerate(spec.endpoints):
        if ctx.denies_files:
            yield from _files(endpoint, f"spec.endpoints[{index}]")
        yield from scrape.endpoint(endpoint, f"spec.endpoints[{index}]", ctx, source)
    yield from scrape.scrape_class(spec.scrape_class, ctx)


def _files(endpoint: Endpoint, path: str) -> Iterator[Finding]:
    tls = endpoint.tls_config
    files = {"bearerTokenFile": endpoint.bearer_token_file}
    if tls is not None:
        files |= {"tlsConfig.caFile": tls.ca_file, "tlsConfig.certFile": tls.cert_file, "tlsConfig.keyFile": tls.key_file}
    for name, file in files.items():
        if file:
            yield FILES.at(f"{path}.{name}", "the workload denies access to its file system", "use a secret instead")
