"""Quantities as Kubernetes writes them: ``1500m``, ``2Gi``, ``1e3`` (Kubernetes documentation: Quantity)."""

import re
from math import isfinite

_QUANTITY = re.compile(r"([+-]?[0-9]*\.?[0-9]*)(?:([KMGTPE]i)|([numkMGTPE])|[eE]([+-]?[0-9]+))?")
_DECIMAL = {unit: 10.0**power for unit, power in (("n", -9), ("u", -6), ("m", -3), ("k", 3), ("M", 6), ("G", 9), ("T", 12), ("P", 15), ("E", 18))}
_BINARY = {f"{unit}i": 1024.0**power for power, unit in enumerate("KMGTPE", start=1)}


def quantity(text: str | float) -> float | None:
    """``1500m`` → 1.5, ``1`` → 1.0; None where ``text`` is no quantity, or one that no number of 64 bits can hold."""
    found = _QUANTITY.fullmatch(str(text))
    if not found or found[1] in ("", "+", "-", "."):
        return None
    unit = _BINARY.get(found[2] or "") or _DECIMAL.get(found[3] or "") or 1.0
    value = float(f"{found[1]}e{found[4]}") if found[4] else float(found[1]) / (1 / unit) if unit < 1 else float(found[1]) * unit
    return value if isfinite(value) else None
