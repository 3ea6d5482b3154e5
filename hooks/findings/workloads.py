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
TOO_MANY_REPLICAS = Code(
    "PH6003",
    Severity.ERROR,
    "More replicas than there may be",
    "An Alertmanager names each of its peers on its command line, and a number with some zeros too many would exhaust the memory that all workloads share.",
    "Lower `spec.replicas`.",
)
GATE_OFF = Code(
    "PH6004",
    Severity.ERROR,
    "The feature is switched off",
    "A PrometheusAgent runs as DaemonSet only where whoever deployed promhooks has switched the gate on, as with prometheus-operator.",
    'Set `PROMHOOKS_GATES` to `{"prometheus_agent_daemon_set": true}` for the hooks, or use `mode: StatefulSet`.',
)
NO_STORAGE_CLASS = Code(
    "PH6005",
    Severity.ERROR,
    "The storage class does not exist",
    "Claims of a class that does not exist wait for ever, and the claims of a StatefulSet cannot be corrected once it is made. So nothing is made yet.",
    "Create the StorageClass, or correct the name.",
)
SHARDS = Code(
    "PH6101",
    Severity.ERROR,
    "There are too many shards",
    "Each shard is a child or more of one answer; a number with some zeros too many must not take the memory that all workloads share.",
    "Lower spec.shards.",
)
EMPTY = Code(
    "PH6102",
    Severity.ERROR,
    "A field that has no default is empty",
    "Prometheus refuses an empty text there.",
    "Write a value, or remove the field.",
)
OLDER_DEFAULT = Code(
    "PH6201",
    Severity.NOTE,
    "An older default version goes on running",
    "The workload names no version. A new release of promhooks has a newer default, but does not restart pods by itself.",
    'Set `spec.version`, or the annotation `promhooks.io/follow-defaults: "true"`.',
)
NO_RELEASE = Code(
    "PH6206",
    Severity.WARNING,
    "An annotation asks for the defaults of a release that is not known",
    "The annotation `promhooks.io/follow-defaults` says whose default versions a workload has. With anything else than true or a release that is known it has "
    "no effect: what runs goes on, and a new workload has the defaults of now.",
    'Write "true", or a release such as "0.93".',
)
NO_ROOM = Code(
    "PH6103",
    Severity.ERROR,
    "The configuration does not fit into its Secrets",
    "A Secret holds 1 MiB. What is too large is left out object by object, so that the others go on.",
    "Split the object that is named, or select fewer.",
)
IMAGE = Code(
    "PH6205",
    Severity.ERROR,
    "A text is no image reference",
    "No container could be started from it.",
    "Write it like quay.io/prometheus/prometheus, with the tag or the version in a field of its own.",
)
NAME = Code(
    "PH6202",
    Severity.ERROR,
    "No name of a volume can be made of a name",
    "Volumes of a pod have names of lower-case letters, digits and dashes.",
    "Choose another name for the Secret or ConfigMap.",
)
ARGUMENT = Code(
    "PH6203",
    Severity.ERROR,
    "An additional argument is set already",
    "The program refuses a flag that is given twice.",
    "Remove it from additionalArgs; the message names the field that sets it.",
)
QUERY = Code(
    "PH6204",
    Severity.ERROR,
    "A ThanosRuler has nobody to ask",
    "It evaluates rules by asking Thanos queriers.",
    "Set queryEndpoints or queryConfig.",
)
TEXT = Code(
    "PH6301",
    Severity.ERROR,
    "A text of your own is not what Prometheus reads there",
    "additionalScrapeConfigs and its like are YAML lists, read strictly: no key twice, no job name twice.",
    "Mend the place that is named.",
)
DISRUPTION = Code(
    "PH6401",
    Severity.WARNING,
    "What an annotation asks for is no number of pods",
    "The annotation `promhooks.io/max-unavailable` asks for a PodDisruptionBudget; with anything else than a number or a percentage there is none.",
    'Write it like `"1"` or `25%`.',
)
