"""The ten kinds as the API server knows them: names, version, printer columns, scale subresource, and the type that decodes them."""

from collections.abc import Mapping
from types import MappingProxyType

import msgspec

from hooks.kinds.alertmanager import Alertmanager
from hooks.kinds.alertmanagerconfig import AlertmanagerConfig
from hooks.kinds.base import Kind
from hooks.kinds.podmonitor import PodMonitor
from hooks.kinds.probe import Probe
from hooks.kinds.prometheus import Prometheus
from hooks.kinds.prometheusagent import PrometheusAgent
from hooks.kinds.prometheusrule import PrometheusRule
from hooks.kinds.scrapeconfig import ScrapeConfig
from hooks.kinds.servicemonitor import ServiceMonitor
from hooks.kinds.thanosruler import ThanosRuler
from hooks.names import GROUP

CATEGORY = "prometheus-operator"
"""``kubectl get prometheus-operator`` lists all ten kinds."""


class Column(msgspec.Struct, frozen=True):
    """A printer column of ``kubectl get``; ``priority`` 1 shows it with ``-o wide`` only."""

    name: str
    type: str
    path: str
    description: str = ""
    priority: int = 0


def condition_column(name: str, condition: str, description: str = "") -> Column:
    """What a condition is: True, False, Unknown."""
    return Column(name, "string", f".status.conditions[?(@.type == '{condition}')].status", description)


def reason_column(condition: str, description: str) -> Column:
    """Why it is so, for those who ask for more."""
    return Column("Reason", "string", f".status.conditions[?(@.type == '{condition}')].reason", description, priority=1)


_AGE = Column("Age", "date", ".metadata.creationTimestamp")
CONFIGURATION_COLUMNS = (
    condition_column("Accepted", "Accepted", "Whether it can be used"),
    _AGE,
    reason_column("Accepted", "Why it is not accepted"),
)
"""The columns of a kind that only configures others."""


class Scale(msgspec.Struct, frozen=True, kw_only=True):
    """The fields behind ``kubectl scale`` and a HorizontalPodAutoscaler."""

    desired: str
    observed: str
    selector: str


class KindInfo(msgspec.Struct, frozen=True, kw_only=True):
    """One kind: what stands in its CRD beside the schema, and ``type``, from which the schema is generated."""

    type: type[Kind]
    plural: str
    short_names: tuple[str, ...]
    version: str
    columns: tuple[Column, ...] = CONFIGURATION_COLUMNS
    scale: Scale | None = None

    @property
    def kind(self) -> str:
        """The kind's name in a manifest, e.g. ``ServiceMonitor``."""
        return self.type.__name__

    @property
    def singular(self) -> str:
        """The kind's name in lower case, as in hook paths and file names."""
        return self.kind.lower()

    @property
    def api_version(self) -> str:
        """``group/version`` of the version that is stored and that the hooks read."""
        return f"{GROUP}/{self.version}"

    @property
    def crd_name(self) -> str:
        """Name of the CustomResourceDefinition."""
        return f"{self.plural}.{GROUP}"

    @property
    def has_workload(self) -> bool:
        """Whether pods run for this kind; the other kinds only configure those that have."""
        return self.columns is not CONFIGURATION_COLUMNS


def workload_columns(program: str, desired: str) -> tuple[Column, ...]:
    """The columns of a kind that has pods."""
    return (
        Column("Version", "string", ".spec.version", f"The version of {program}"),
        Column(desired, "integer", ".spec.replicas", "The number of desired replicas"),
        Column("Ready", "integer", ".status.availableReplicas", "The number of ready replicas"),
        condition_column("Reconciled", "Reconciled"),
        condition_column("Available", "Available"),
        _AGE,
        Column("Paused", "boolean", ".status.paused", "Whether the resource reconciliation is paused or not", priority=1),
        # After those that prometheus-operator has, whose positions programs may count.
        Column("Selected", "integer", ".status.selected", "Objects that it selects"),
        Column("Rejected", "integer", ".status.rejected", "Those of them that cannot be used"),
        condition_column("Complete", "ConfigurationComplete", "Whether everything that is selected is in the configuration"),
        reason_column("Reconciled", "Why it is not reconciled, or what there is to say"),
        Column("Controller", "string", r".metadata.annotations.operator\.prometheus\.io/controller-id", "Which of several installations serves it", priority=1),
    )


SHARDS = Scale(desired=".spec.shards", observed=".status.shards", selector=".status.selector")
REPLICAS = Scale(desired=".spec.replicas", observed=".status.replicas", selector=".status.selector")

KINDS: Mapping[str, KindInfo] = MappingProxyType(
    {
        info.kind: info
        for info in (
            KindInfo(
                type=Alertmanager,
                plural="alertmanagers",
                short_names=("am",),
                version="v1",
                columns=workload_columns("Alertmanager", "Replicas"),
                scale=REPLICAS,
            ),
            KindInfo(type=AlertmanagerConfig, plural="alertmanagerconfigs", short_names=("amcfg",), version="v1alpha1"),
            KindInfo(type=PodMonitor, plural="podmonitors", short_names=("pmon",), version="v1"),
            KindInfo(type=Probe, plural="probes", short_names=("prb",), version="v1"),
            KindInfo(
                type=Prometheus,
                plural="prometheuses",
                short_names=("prom",),
                version="v1",
                columns=workload_columns("Prometheus", "Desired"),
                scale=SHARDS,
            ),
            KindInfo(
                type=PrometheusAgent,
                plural="prometheusagents",
                short_names=("promagent",),
                version="v1alpha1",
                columns=workload_columns("Prometheus agent", "Desired"),
                scale=SHARDS,
            ),
            KindInfo(type=PrometheusRule, plural="prometheusrules", short_names=("promrule",), version="v1"),
            KindInfo(type=ScrapeConfig, plural="scrapeconfigs", short_names=("scfg",), version="v1alpha1"),
            KindInfo(type=ServiceMonitor, plural="servicemonitors", short_names=("smon",), version="v1"),
            KindInfo(type=ThanosRuler, plural="thanosrulers", short_names=("ruler",), version="v1", columns=workload_columns("Thanos Ruler", "Replicas")),
        )
    }
)
"""The kinds by name."""
