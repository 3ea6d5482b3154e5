"""Metric and label names, in the classic grammar and in UTF-8 (Prometheus documentation, "Data model")."""

import re

from hooks.selection.label_names import CLASSIC

_METRIC = re.compile(r"[a-zA-Z_:][a-zA-Z0-9_:]*")


def is_label_name(name: str, *, utf8: bool) -> bool:
    """Whether a label or an annotation may have that name."""
    return bool(name) and is_text(name) if utf8 else bool(CLASSIC.fullmatch(name))


def is_metric_name(name: str, *, utf8: bool) -> bool:
    """Whether a recording rule may have that name."""
    return bool(name) and is_text(name) if utf8 else bool(_METRIC.fullmatch(name))


def is_text(value: str) -> bool:
    """Whether it can be encoded as UTF-8 at all."""
    return not any("\ud800" <= character <= "\udfff" for character in value)
