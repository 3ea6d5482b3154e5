"""The functions and aggregations of PromQL with their types (Prometheus documentation, "Query functions", "Aggregation operators")."""

import msgspec

VECTOR, MATRIX, SCALAR, STRING = "instant vector", "range vector", "scalar", "string"
ENDLESS = 10**9
"""How many arguments a function without a limit takes."""
_TYPES = {"v": VECTOR, "m": MATRIX, "s": SCALAR, "t": STRING}


class Function(msgspec.Struct, frozen=True):
    """``types`` of its arguments; the last one counts for all that follow. ``least`` and ``most`` are how many there may be."""

    types: tuple[str, ...]
    least: int
    most: int
    returns: str
    experimental: bool = False


def _function(written: str, *, experimental: bool = False) -> Function:
    """``vs?:v``: a vector and perhaps a scalar give a vector; ``*`` means any number of the last one, ``+9`` up to nine more than it says."""
    arguments, returns = written.split(":")
    types = tuple(_TYPES[letter] for letter in arguments if letter in _TYPES)
    if arguments.endswith("?"):
        return Function(types, len(types) - 1, len(types), _TYPES[returns], experimental)
    if arguments.endswith("*"):
        return Function(types, len(types) - 1, ENDLESS, _TYPES[returns], experimental)
    if "+" in arguments:
        return Function(types, len(types) - 1, len(types) - 1 + int(arguments.partition("+")[2]), _TYPES[returns], experimental)
    return Function(types, len(types), len(types), _TYPES[returns], experimental)


_STABLE = {
    "v:v": """abs absent acos acosh asin asinh atan atanh ceil cos cosh deg exp floor histogram_avg histogram_count histogram_sum histogram_stddev
        histogram_stdvar ln log10 log2 rad sgn sin sinh sort sort_desc sqrt tan tanh timestamp""",
    "m:v": """absent_over_time avg_over_time changes count_over_time delta deriv first_over_time idelta increase irate last_over_time max_over_time
        min_over_time present_over_time rate resets stddev_over_time stdvar_over_time sum_over_time""",
    "v?:v": "days_in_month day_of_month day_of_week day_of_year hour minute month year",
    "vss:v": "clamp",
    "vs:v": "clamp_max clamp_min",
    "ssv:v": "histogram_fraction",
    "sv:v": "histogram_quantile",
    "vtttt:v": "label_replace",
    "vttt*:v": "label_join",
    ":s": "pi time",
    "ms:v": "predict_linear",
    "sm:v": "quantile_over_time",
    "vs?:v": "round",
    "v:s": "scalar",
    "s:v": "vector",
}
_EXPERIMENTAL = {
    "vtss+9:v": "histogram_quantiles",
    "mss:v": "double_exponential_smoothing holt_winters",
    "vv?:v": "info",
    "ms?:v": "integral",
    "ss:s": "max_of min_of",
    "m:v": "mad_over_time ts_of_first_over_time ts_of_max_over_time ts_of_min_over_time ts_of_last_over_time",
    ":s": "start end range step",
    "vt*:v": "sort_by_label sort_by_label_desc",
    "v:v": "start_timestamp",
}
FUNCTIONS = {name: _function(written) for written, names in _STABLE.items() for name in names.split()} | {
    name: _function(written, experimental=True) for written, names in _EXPERIMENTAL.items() for name in names.split()
}
"""By name. ``holt_winters`` is what ``double_exponential_smoothing`` was called before Prometheus 3."""

PARAMETERS = {"topk": SCALAR, "bottomk": SCALAR, "quantile": SCALAR, "limitk": SCALAR, "limit_ratio": SCALAR, "count_values": STRING}
"""Aggregations with a parameter before their vector, and its type."""
AGGREGATIONS = frozenset(["sum", "avg", "count", "min", "max", "group", "stddev", "stdvar", *PARAMETERS])
EXPERIMENTAL_AGGREGATIONS = frozenset(["limitk", "limit_ratio"])
