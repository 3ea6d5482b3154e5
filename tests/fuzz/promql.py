"""Random PromQL: from its grammar, with each part now and then of the wrong kind, and then mutated."""

from random import Random

from hooks.rules.promql.functions import AGGREGATIONS, FUNCTIONS, MATRIX, PARAMETERS, SCALAR, STRING
from hooks.rules.promql.tokens import KEYWORDS
from tests.fuzz import nasty

_OPERATORS = (
    "+",
    "-",
    "*",
    "/",
    "%",
    "^",
    "atan2",
    "==",
    "!=",
    "<",
    ">",
    "<=",
    ">=",
    "</",
    ">/",
    "and",
    "or",
    "unless",
    "+",
    "-",
    "*",
    "/",
    "and",
    "or",
    "AND",
    "=",
    "=~",
)
_BLANKS = (" ", " ", " ", "", "  ", "\t", "\n", "\r", " # c\n", " # c\r", "\f", "\u00a0", "# x ) \r\n")


def expression(random: Random) -> str:
    """One expression; about half of them are valid."""
    written = _expression(random, random.randint(1, 4))
    return nasty.mutated(random, written) if random.random() < 0.25 else written


def _blank(random: Random) -> str:
    return " " if random.random() < 0.9 else random.choice(_BLANKS)


def _expression(random: Random, depth: int) -> str:
    if depth <= 0:
        return _leaf(random)
    makers = (_binary, _binary, _call, _call, _aggregation, _parenthesized, _unary, _range, _subquery, _modified, _leaf_of)
    return random.choice(makers)(random, depth - 1)


def _leaf_of(random: Random, _depth: int) -> str:
    return _leaf(random)


def _leaf(random: Random) -> str:
    kind = random.random()
    if kind < 0.8:
        return _selector(random)
    if kind < 0.97:
        return random.choice(("1", "2.5", "5m") if kind < 0.92 else nasty.NUMBERS)
    return _string(random)


def _name(random: Random) -> str:
    return random.choice(("up", "a", "b", "http_requests_total", "a:b", ":x", "_", "le", "job")) if random.random() < 0.85 else random.choice(sorted(KEYWORDS))


def _string(random: Random) -> str:
    quote = random.choice("\"'`")
    if random.random() < 0.6:
        return quote + random.choice(("x", "a b", "", "api")) + quote
    escape = random.choice(
        ("", "", "", r"\n", r"\"", r"\'", r"\x41", r"\xff", r"\101", r"\777", r"\400", r"\u00e9", r"\ud800", r"\U00110000", r"\C", r"\8", "\\")
    )
    return quote + nasty.text(random, 3).replace(quote, "") + escape + quote


def _matcher(random: Random) -> str:
    name = _name(random) if random.random() < 0.8 else _string(random)
    if random.random() < 0.1:
        return name
    operator = random.choice(("=", "!=", "=~", "!~") * 8 + ("==",))
    value = (
        _string(random)
        if random.random() < 0.4 or operator[-1] != "~"
        else random.choice("\"'`") + random.choice((".+", ".*", "a|b", "") if random.random() < 0.5 else nasty.REGEXES)
    )
    value += value[0] if len(value) == 1 or value[-1] != value[0] else ""
    return f"{name}{_blank(random)}{operator}{_blank(random)}{value}"


def _selector(random: Random) -> str:
    name = _name(random) if random.random() < 0.85 else ""
    if name and random.random() < 0.5:
        return name
    inside = f",{_blank(random)}".join(_matcher(random) for _ in range(random.randrange(3)))
    return f"{name}{{{inside}{random.choice(('', '', ','))}}}"


def _duration(random: Random, depth: int = 1) -> str:
    kind = random.random()
    if depth <= 0 or kind < 0.7:
        return random.choice(("5m", "1h", "30s", "300") if random.random() < 0.7 else nasty.DURATIONS)
    inner = [_duration(random, depth - 1) for _ in range(2)]
    return random.choice(
        (
            f"({inner[0]})",
            f"-{inner[0]}",
            f"{inner[0]} {random.choice('+-*/%^')} {inner[1]}",
            "step()",
            "range()",
            f"min_of({inner[0]}, {inner[1]})",
            f"Max_Of({inner[0]},{inner[1]})",
            "(b)",
        )
    )


def _range(random: Random, _depth: int) -> str:
    return f"{_selector(random)}{_blank(random)}[{_duration(random)}]"


def _subquery(random: Random, depth: int) -> str:
    return f"{_expression(random, depth)}[{_duration(random)}:{random.choice(('', _duration(random)))}]"


def _modified(random: Random, depth: int) -> str:
    inner = random.choice((_selector(random), _range(random, depth), _expression(random, depth)))
    for _ in range(random.choice((1, 1, 1, 2, 3))):
        modifier = random.choice(
            (
                f"offset {_duration(random, 2)}",
                f"@ {random.choice(nasty.NUMBERS)}",
                "@ start()",
                "@ end()",
                "anchored",
                "smoothed",
                f"offset {random.choice('+-')}{_duration(random)}",
            )
        )
        inner += f" {modifier}"
    return inner


def _unary(random: Random, depth: int) -> str:
    return f"{random.choice('+-')}{_blank(random)}{_expression(random, depth)}"


def _parenthesized(random: Random, depth: int) -> str:
    return f"({_expression(random, depth)})"


def _labels(random: Random) -> str:
    names = [_name(random) if random.random() < 0.9 else _string(random) for _ in range(random.randrange(3))]
    return f"({', '.join(names)}{random.choice(('', '', ','))})"


def _binary(random: Random, depth: int) -> str:
    modifiers = ""
    if random.random() < 0.15:
        modifiers += " bool"
    if random.random() < 0.15:
        modifiers += f" {random.choice(('on', 'ignoring'))} {_labels(random)}"
        if random.random() < 0.4:
            modifiers += f" {random.choice(('group_left', 'group_right'))} {random.choice(('', _labels(random)))}"
    if random.random() < 0.08:
        modifiers += f" {random.choice(('fill', 'fill_left', 'fill_right'))}({random.choice(('1', '-1', 'a'))})"
    return f"{_expression(random, depth)}{_blank(random)}{random.choice(_OPERATORS)}{modifiers} {_expression(random, depth)}"


def _call(random: Random, depth: int) -> str:
    name = random.choice(sorted(FUNCTIONS)) if random.random() < 0.97 else random.choice(("nope", "RATE", "Start"))
    function = FUNCTIONS.get(name, FUNCTIONS["rate"])
    count = max(0, min(function.most, function.least + 2, len(function.types) + 1) - random.randrange(3)) if random.random() < 0.3 else function.least
    types = function.types + function.types[-1:] * 9
    arguments = [_of_type(random, types[index], depth) if types else "a" for index in range(count)]
    return f"{name}({', '.join(arguments)}{',' if random.random() < 0.03 else ''})"


def _of_type(random: Random, wanted: str, depth: int) -> str:
    if random.random() < 0.1:
        return _expression(random, depth)
    if wanted == MATRIX:
        return _range(random, depth)
    if wanted == SCALAR:
        return random.choice(("1", "0.5", "scalar(a)", "-1"))
    return _string(random) if wanted == STRING else _selector(random)


def _aggregation(random: Random, depth: int) -> str:
    name = random.choice(sorted(AGGREGATIONS))
    arguments = [_of_type(random, PARAMETERS[name], 0)] if name in PARAMETERS else []
    arguments.append(_expression(random, depth) if random.random() < 0.5 else _selector(random))
    grouping = f"{random.choice(('by', 'without', 'BY'))} {_labels(random)}" if random.random() < 0.5 else ""
    return random.choice((f"{name} {grouping} ({', '.join(arguments)})", f"{name}({', '.join(arguments)}) {grouping}"))
