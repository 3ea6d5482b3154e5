"""Custom resources with something wrong in them: one value of a good one replaced, removed, doubled, or an unknown field added."""

import copy
from collections.abc import Iterator, Sequence
from random import Random
from typing import Any

Path = tuple[str | int, ...]

VALUES: tuple[Any, ...] = (
    *(None, "", 0, -1, 1, 70_000, 2**31, 2**63 - 1, 1.5, True, False, [], {}, [None], [1], ["a", "a"], [{}], {"a": "b"}, {"a": 1}, {"a": None}),
    *(
        "abc",
        "ä",
        "\n",
        "a\nb",
        "x" * 300,
        "-1",
        "+5",
        "1e3",
        "100m",
        "1Gi",
        "512MB",
        "1.5GiB",
        "0",
        "30s",
        "1h30m",
        "5x",
        "2026-01-01",
        "2026-01-01T00:00:00Z",
    ),
    *("http://x", "HTTP://x", "https://x\n", "socks5://x", "TLS12", "Monday", "jan"),
)
"""Values that are right for some fields and wrong for others."""


def mutations(samples: Sequence[dict[str, Any]], count: int, seed: int) -> Iterator[dict[str, Any]]:
    """``count`` changed copies, always the same ones for a seed."""
    random = Random(seed)
    with_fields = [sample for sample in samples if sample.get("spec")]
    for _ in range(count):
        sample = copy.deepcopy(random.choice(with_fields))
        change(sample, random.choice([path for path in paths(sample["spec"], ("spec",)) if len(path) > 1]), random)
        yield sample


def paths(value: Any, path: Path) -> Iterator[Path]:
    """The path of a value and of every value below it."""
    yield path
    parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, part in parts:
        yield from paths(part, (*path, step))


def change(sample: dict[str, Any], path: Path, random: Random) -> None:
    """Change the value at ``path``."""
    holder: Any = sample
    for step in path[:-1]:
        holder = holder[step]
    last, value = path[-1], copy.deepcopy(random.choice(VALUES))
    match random.choice(["replace", "replace", "replace", "remove", "add"]):
        case "replace":
            holder[last] = value
        case "remove":
            holder.pop(last)
        case "add" if isinstance(holder, dict):
            holder[f"{last}x"] = value
        case "add":
            holder.append(copy.deepcopy(holder[last]))
