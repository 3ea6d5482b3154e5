"""DOC module relabeling"""

from typing import Annotated

from hooks.kinds.base import Spec
from hooks.kinds.schema import Count, Default, OneOf


class RelabelConfig(Spec, frozen=True, kw_only=True):
    """DOC PodMonitor.spec.podMetricsEndpoints[].metricRelabelings[]"""

    action: Annotated[
        str | None,
        OneOf(
            (
                "replace",
                "Replace",
                "keep",
                "Keep",
                "drop",
                "Drop",
                "hashmod",
                "HashMod",
                "labelmap",
                "LabelMap",
                "labeldrop",
                "LabelDrop",
                "labelkeep",
                "LabelKeep",
                "lowercase",
                "Lowercase",
                "uppercase",
                "Uppercase",
                "keepequal",
                "KeepEqual",
                "dropequal",
                "DropEqual",
            )
        ),
        Default("replace"),
    ] = None
    modulus: Count | None = None
    regex: str | None = None
    replacement: str | None = None
    separator: str | None = None
    source_labels: tuple[str, ...] = ()
    target_label: str | None = None
