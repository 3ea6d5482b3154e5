"""Random alert templates: from the grammar of Go's, with mistakes that people make, and then mutated."""

from random import Random

from tests.fuzz import nasty

_WORDS = ("humanize", "query", "first", "value", "printf", "eq", "gt", "and", "len", "tmpl", "nope", "index", "break", "true", "nil", "é", "a²")
_VARIABLES = ("$labels", "$value", "$x", "$", "$externalLabels", "$nope", "$labels.job", "$labels.a.b", "$é")
_STRINGS = (
    '"a"',
    '"%.2f"',
    "`raw`",
    "'a'",
    "'ab'",
    "''",
    r"'\n'",
    r"'\"'",
    r"'\''",
    r'"\x41"',
    r'"\400"',
    r'"\u00e9"',
    r'"\ud800"',
    r'"\'"',
    r'"\q"',
    '"}}"',
    '"',
    "`\r`",
)

_NUMBERS = ("1", "2.5", "-1", "+2", *nasty.NUMBERS)
_FIELDS = (".", ".Labels", ".a.b", ".é", ".1", "..")


def template(random: Random) -> str:
    """One template; about half of them are valid."""
    written = _list(random, random.randint(1, 3))
    return nasty.mutated(random, written) if random.random() < 0.25 else written


def _list(random: Random, depth: int) -> str:
    return "".join(_part(random, depth) for _ in range(random.choice((1, 1, 2, 3))))


def _part(random: Random, depth: int) -> str:
    kind = random.random()
    if kind < 0.25:
        return nasty.text(random, 4) if random.random() < 0.3 else random.choice(("text ", " ", "\n", "}} ", "{"))
    if kind < 0.3:
        return _delimited(random, random.choice(("/* c */",) * 6 + ("/*", "/* */ x", "/* a */ /* b */")), space="")
    if kind < 0.6 or depth <= 0:
        return _delimited(random, _pipeline(random, 2))
    return random.choice((_control, _control, _control, _define, _use))(random, depth - 1)


def _delimited(random: Random, inside: str, space: str = " ") -> str:
    left = random.choice(("{{",) * 9 + ("{{- ", "{{- ", "{{-"))
    right = random.choice(("}}",) * 9 + (" -}}", " -}}", "-}}"))
    return left + random.choice((space, space, "", "  ")) + inside + random.choice((space, space, "", "\n")) + right


def _control(random: Random, depth: int) -> str:
    kind = random.choice(("if", "with", "range"))
    declared = random.choice(("",) * 8 + ("$x := ", "$x = ", "$i, $x := ", "$i, ", "$x, $y, $z := "))
    opened = _delimited(random, f"{kind} {declared}{_pipeline(random, 1)}")
    inside = _list(random, depth) + (_delimited(random, random.choice(("break", "continue", "break 1"))) if random.random() < 0.1 else "")
    others = "".join(
        _delimited(random, random.choice(("else",) * 4 + (f"else {kind} {_pipeline(random, 0)}",) * 3 + ("else if true", "elsewhere"))) + _list(random, depth)
        for _ in range(random.choice((0, 0, 0, 0, 1, 1, 1, 2)))
    )
    return opened + inside + others + (_delimited(random, random.choice(("end",) * 20 + ("end ", "end 1"))) if random.random() < 0.97 else "")


def _define(random: Random, depth: int) -> str:
    name = random.choice(('"t"', '"t"', '"u"', "`t`", '"__alert_A"', "t", '""'))
    opened = _delimited(random, random.choice((f"define {name}", f"block {name} .", f"block {name}", f"define {name} .")))
    return opened + random.choice((_list(random, depth), " ", "", "{{/* */}}")) + _delimited(random, "end")


def _use(random: Random, _depth: int) -> str:
    return _delimited(random, random.choice(('template "t"', 'template "t" .', "template t", 'template "t" $labels | printf', "template")))


def _pipeline(random: Random, depth: int) -> str:
    declared = random.choice(("$x := ", "$x = ", "$x.y := ", "$a, $b := ")) if random.random() < 0.12 else ""
    commands = [_command(random, depth) for _ in range(random.choice((1, 1, 1, 2, 3)))]
    return declared + random.choice((" | ",) * 8 + ("|", " || ")).join(commands) + random.choice(("",) * 12 + (" |",))


def _command(random: Random, depth: int) -> str:
    operands = [_operand(random, depth) for _ in range(random.choice((1, 1, 2, 3)))]
    return random.choice((" ",) * 16 + ("  ", ", ", "+", " == ", "")).join(operands)


def _operand(random: Random, depth: int) -> str:
    if random.random() < 0.15 and depth > 0:
        return f"({_pipeline(random, depth - 1)}){random.choice(('', '', '', '', '', '.a', 'b'))}"
    usual, odd = random.choice(
        (*[(_VARIABLES[:3], _VARIABLES)] * 3, *[(_WORDS[:8], _WORDS)] * 2, (_STRINGS[:3], _STRINGS), (_NUMBERS[:4], _NUMBERS), (_FIELDS[:4], _FIELDS))
    )
    return nasty.text(random, 3) if random.random() < 0.01 else random.choice(usual if random.random() < 0.88 else odd)
