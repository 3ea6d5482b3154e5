"""``python -m bench.cluster.report FILE…``: the figures of some runs as the tables of deploy/README.md and docs/scale.md, which it writes anew."""

import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

Row = dict[str, Any]
TABLES = {"sizing": Path("deploy/README.md"), "ratios": Path("docs/scale.md")}
TIMES = ("first full configuration", "one added", "one edited", "one Secret rotated", "one deleted")
MODES = ("sidecar", "native")
CONTAINERS = ("hooks", "metacontroller")
PROCESSOR = {"processor seconds until then": 0, "processor seconds a change": 2}


def main(files: Sequence[str]) -> None:
    """Writes the tables."""
    runs = sorted((json.loads(Path(file).read_text("utf-8")) for file in files), key=lambda run: (run["scenario"] != "monitors", run["scenario"], run["count"]))
    for name, lines in (("sizing", sizing(runs)), ("ratios", ratios(runs))):
        path = TABLES[name]
        head, _, rest = path.read_text("utf-8").partition(f"<!-- {name}: begin -->\n")
        _, _, tail = rest.partition(f"<!-- {name}: end -->\n")
        path.write_text(f"{head}<!-- {name}: begin -->\n" + "".join(f"{line}\n" for line in lines) + f"<!-- {name}: end -->\n{tail}", "utf-8")


def sizing(runs: Iterable[Row]) -> Iterable[str]:
    """What the two containers need, by what is in the cluster."""
    yield "| objects | mode | one sync's request | hooks: memory | Metacontroller: memory | processor time to begin (hooks, Metacontroller) | for one change |"
    yield "|---|---|---|---|---|---|---|"
    for run in runs:
        for mode in MODES:
            if row := run["rows"].get(mode):
                cells = [f"{run['count']} {run['scenario']}", mode, f"{row.get('MB per sync', 0):.1f} MB"]
                cells += [f"{row['MB at the peak'][name]:.0f} MB" for name in CONTAINERS]
                cells += [", ".join(f"{row[figure][name]:.{digits}f} s" for name in CONTAINERS) for figure, digits in PROCESSOR.items()]
                yield f"| {' | '.join(cells)} |"


def ratios(runs: Iterable[Row]) -> Iterable[str]:
    """Times as multiples of those of the others in the same run, the median where there are several."""
    yield "| objects | | native, of the floor | native, of prometheus-operator | sidecar, of the floor | sidecar, of prometheus-operator |"
    yield "|---|---|---|---|---|---|"
    for run in runs:
        rows = run["rows"]
        for time in TIMES:
            cells = [_ratio(_time(rows.get(mode), time), _time(rows.get(other), time)) for mode in ("native", "sidecar") for other in ("floor", "operator")]
            if any(cells):
                yield f"| {run['count']} {run['scenario']} | {time} | {' | '.join(cells)} |"
        memory = [_ratio(_memory(rows.get(mode)), _memory(rows.get("operator"))) for mode in ("native", "sidecar")]
        if any(memory):
            yield f"| {run['count']} {run['scenario']} | memory, hooks and Metacontroller together | | {memory[0]} | | {memory[1]} |"


def _time(row: Row | None, name: str) -> float | None:
    value = (row or {}).get(name)
    return value["median"] if isinstance(value, dict) else value


def _memory(row: Row | None) -> float | None:
    return sum(row["MB at the peak"].values()) if row else None


def _ratio(ours: float | None, theirs: float | None) -> str:
    return f"{ours / theirs:.2f}" if ours and theirs else ""


if __name__ == "__main__":
    main(sys.argv[1:])
