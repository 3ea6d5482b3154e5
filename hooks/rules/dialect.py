"""Which expressions and names a Prometheus or Thanos takes: its version and its feature flags decide."""

from collections.abc import Mapping
from typing import Literal

import msgspec

from hooks.versions import Since, Version, since

Format = Literal["prometheus", "thanos"]
"""Who reads the rule file: Prometheus, or Thanos Ruler."""

UTF8_NAMES: Mapping[Format, Since] = {"prometheus": since("3.0.0"), "thanos": since("0.38.0")}
HOLT_WINTERS, SMOOTHING = "holt_winters", "double_exponential_smoothing"
RENAMED: Mapping[Format, Since] = {"prometheus": since("3.0.0"), "thanos": since("0.37.0")}
"""``holt_winters`` became ``double_exponential_smoothing``, and an experiment."""
STABLE = since("3.14.0")
"""``first_over_time`` and computed durations are no experiments any more. No Thanos has that Prometheus yet."""
EXTENDED = since("3.16.0")
"""``anchored`` and ``smoothed`` are no experiments any more."""
EXPERIMENTAL_FUNCTIONS = "promql-experimental-functions"
EXTENDED_RANGE_SELECTORS = "promql-extended-range-selectors"
BINOP_FILL_MODIFIERS = "promql-binop-fill-modifiers"
COMPUTED_DURATIONS = "promql-duration-expr"


class Dialect(msgspec.Struct, frozen=True, kw_only=True):
    """The default is the most generous one: what a PrometheusRule is judged by while no workload is known."""

    utf8: bool = True
    """Label, annotation and metric names may be any UTF-8 text (otherwise letters, digits and ``_``)."""
    features: tuple[str, ...] = (EXPERIMENTAL_FUNCTIONS, EXTENDED_RANGE_SELECTORS, BINOP_FILL_MODIFIERS)
    """Flags of the program, as in ``spec.enableFeatures``."""
    smoothing: tuple[str, ...] = (HOLT_WINTERS, SMOOTHING)
    """Names of the function that was renamed."""
    stable: bool = True
    """The function ``first_over_time`` and computed durations are no experiments any more."""
    extended: bool = True
    """``anchored`` and ``smoothed`` are not either."""

    @classmethod
    def of(cls, reader: Format, version: Version, features: tuple[str, ...] = ()) -> "Dialect":
        """The dialect of a program; ``features`` as in ``spec.enableFeatures``."""
        return cls(
            utf8=version in UTF8_NAMES[reader],
            features=features,
            smoothing=(SMOOTHING if version in RENAMED[reader] else HOLT_WINTERS,),
            stable=reader == "prometheus" and version in STABLE,
            extended=reader == "prometheus" and version in EXTENDED,
        )
