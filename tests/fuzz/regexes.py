"""Random regular expressions: RE2's syntax with its corners, and what other dialects have and RE2 has not."""

from random import Random

from tests.fuzz import nasty

_ATOMS = (
    *(
        "a",
        "b",
        ".",
        "\\d",
        "\\D",
        "\\w",
        "\\s",
        "\\b",
        "\\B",
        "\\A",
        "^",
        "$",
        "\\.",
        "\\x41",
        "\\x{1F600}",
        "\\101",
        "\\n",
        "\\pL",
        "\\p{Greek}",
        "\\PN",
        "\\p{^L}",
    ),
    *(
        "[a-z]",
        "[^a]",
        "[]a]",
        "[[:digit:]]",
        "[\\d-z]",
        "[a\\]]",
        "[\\Qa]",
        "é",
        "\\é",
        "\\-",
        "\\_",
        "\\<",
        "\\/",
        "\\ ",
        "\\G",
        "\\K",
        "\\R",
        "\\X",
        "\\C",
        "\\u0041",
    ),
)
_REPEATS = (
    "*",
    "+",
    "?",
    "*?",
    "+?",
    "??",
    "{2}",
    "{2,}",
    "{2,3}",
    "{2,3}?",
    "{1001}",
    "{,3}",
    "{3,2}",
    "**",
    "*+",
    "{a}",
    "{1000}",
    "{0}",
    "{01}",
    "{2,1000}",
)
_GROUPS = (
    "(",
    "(?:",
    "(?i)(",
    "(?s:",
    "(?P<n>",
    "(?<n>",
    "(?P<é>",
    "(?P<1n>",
    "(?P<n-m>",
    "(?P<>",
    "(?=",
    "(?!",
    "(?<=",
    "(?>",
    "(?#",
    "(?i-s:",
    "(?U)(",
    "(?x)(",
    "(?",
)


def regex(random: Random) -> str:
    """One regular expression; most of them are valid."""
    written = _alternation(random, random.randint(1, 3))
    if random.random() < 0.1:
        written = random.choice(nasty.REGEXES) + written
    return nasty.mutated(random, written) if random.random() < 0.3 else written


def _alternation(random: Random, depth: int) -> str:
    return "|".join(_sequence(random, depth) for _ in range(random.choice((1, 1, 1, 2, 3))))


def _sequence(random: Random, depth: int) -> str:
    return "".join(_repeated(random, depth) for _ in range(random.choice((0, 1, 1, 2, 3, 4))))


def _repeated(random: Random, depth: int) -> str:
    kind = random.random()
    if kind < 0.04:
        return "\\Q" + nasty.text(random, 4) + random.choice(("\\E", ""))
    inner = random.choice(_ATOMS) if kind < 0.75 or depth <= 0 else f"{_group(random)}{_alternation(random, depth - 1)})"
    return inner + (random.choice(_REPEATS[:9] if random.random() < 0.8 else _REPEATS) if random.random() < 0.35 else "")


def _group(random: Random) -> str:
    return random.choice(_GROUPS[:6] if random.random() < 0.85 else _GROUPS)
