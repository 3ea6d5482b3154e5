"""Values that break things: characters that some reader takes for something else, and numbers at the edges."""

from random import Random

CHARACTERS = (
    *"\x00\x01\x07\b\t\n\v\f\r\x1b\x7f\x85\xa0\xad\u2028\u2029\ufeff\ufffd\ufffe\u200b\u202e\u00e9\u00df\u0130\u212a\u00b2\u0660\u3042\U0001f600\U0010ffff",
    *"\"'`\\#{}[]()<>=!~,:;.@$%^&*+-/|?_ 0aZ",
)
NUMBERS = (
    *("0", "00", "01", "08", "0x", "0x1F", "0x1e5", "0xe", "0x_1", "1_000", "1__0", "1_", "1_e3", "1e", "1e3", "1E+3", "01e-1", "1e999", "-1e-999"),
    *(".5", "5.", "1.5.2", "Inf", "inf", "NaN", "0b1", "0o7", "9223372036854775807", "9223372036854775808", "18446744073709551616", "9" * 400, "1i", "1+2i"),
)
DURATIONS = (
    "0",
    "0s",
    "5m",
    "1h30m",
    "1d",
    "300y",
    "290y",
    "1m1h",
    "5ms",
    "5sm",
    "1.5h",
    "1_0s",
    "90",
    "0x10",
    "1e3",
    "-5m",
    "1y2w3d4h5m6s7ms",
    "9" * 30 + "s",
)
REGEXES = (
    *(".*", ".+", "", "a|b", "a**", "(", ")", "[", "[]a]", "[^\\]]", "\\C", "\\pL", "\\pX", "(?P<n>a)", "(?<n>a)", "(?P<én>a)", "(?P<n>a)(?P<n>b)", "(?i)a"),
    *(
        "a{1000}",
        "a{1001}",
        "(a{100}){100}",
        "a{2,1}",
        "\\Q(\\E",
        "\\z",
        "\\Z",
        "\\1",
        "(?=a)",
        "x*+",
        "[[:alpha:]]",
        "[[:nope:]]",
        "\\x{10FFFF}",
        "\\x{110000}",
        "$^",
    ),
)
TEXTS = (
    "",
    "a",
    "null",
    "~",
    "yes",
    "on",
    "0x1",
    "1e3",
    "=",
    "- a",
    "? b",
    "a: b",
    "#c",
    "&a",
    "*a",
    "!t",
    "%",
    "|",
    ">",
    "2001-01-01",
    "<<",
    "{{",
    "}}",
    "x" * 2000,
)


def text(random: Random, length: int = 6) -> str:
    """A few characters, mostly odd ones."""
    if random.random() < 0.3:
        return random.choice(TEXTS)
    return "".join(random.choice(CHARACTERS) for _ in range(random.randrange(length)))


def mutated(random: Random, written: str) -> str:
    """``written`` with one to three small changes."""
    for _ in range(random.randint(1, 3)):
        at, end = sorted(random.randrange(len(written) + 1) for _ in range(2))
        end = min(end, at + 4)
        change = random.randrange(5)
        if change == 0:
            written = written[:at] + written[end:]
        elif change == 1:
            written = written[:at] + random.choice(CHARACTERS) + written[at:]
        elif change == 2:
            written = written[:at] + random.choice(CHARACTERS) + written[end:]
        elif change == 3:
            written = written[:at] + written[at:end] * 2 + written[end:]
        else:
            other = random.randrange(len(written) + 1)
            written = written[:other] + written[at:end] + written[other:]
    return written
