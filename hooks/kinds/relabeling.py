"""Relabeling."""

from typing import Annotated

from hooks.kinds.base import Spec
from hooks.kinds.schema import Count, Default, OneOf


class RelabelConfig(Spec, frozen=True, kw_only=True):
    """One relabeling step. More: configuration reference of Prometheus, relabel_config."""

    source_labels: tuple[str, ...] = ()
    """Labels whose values are joined."""
    separator: str | None = None
    """Put between the source values; a semicolon when absent."""
    regex: str | None = None
    """Regular expression for the joined value; (.*) when absent."""
    modulus: Count | None = None
    """Number of buckets that hashmod spreads the source values over."""
    replacement: str | None = None
    """Replacement, with $1 and so on for groups; $1 when absent."""
    target_label: str | None = None
    """Label that gets the result."""
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
    """What is done; replace when absent. Upper and lower case are the same. Lowercase and uppercase need Prometheus 2.36, keepequal and dropequal 2.41."""
