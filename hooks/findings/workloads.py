"""PH6xxx: fields of the workloads themselves (Prometheus, PrometheusAgent, Alertmanager, ThanosRuler)."""

from hooks.findings import Code, Severity

NO_EFFECT = Code(
    "PH6001",
    Severity.WARNING,
    "A patch is for a container that is not there",
    "Prometheus reloads by itself in this mode, so there is no reloader container that the patch could change.",
    "Remove the patch, or choose the config-reloader for all workloads with PROMHOOKS_RELOAD=sidecar.",
)
UNSERVED = Code(
    "PH6002",
    Severity.ERROR,
    "A parent cannot be served",
    "Its hooks failed, or answered something that Metacontroller does not take. Children and status stay as they are.",
    "Report it, together with the manifests: other codes name what is wrong with an object, this one is a mistake of promhooks.",
)
