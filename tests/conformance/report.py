"""``python -m tests.conformance.report DIR``: docs/compatibility.md from a run of the whole corpus; ``--check`` only says whether it is up to date."""

import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

import click

from tests.conformance.cases import CRDS, cases, suites
from tests.conformance.known import Entry, entries
from tests.conformance.outcomes import Outcome, Verdict, adapter, outcomes
from tools.apidiff import Comparison, comparisons

TARGET = Path(__file__).parents[2] / "docs/compatibility.md"
HEAD = """# Compatibility with prometheus-operator

Made by `make compatibility` from recorded inputs and answers of prometheus-operator 0.93 and from the CRDs of 0.95.2; do not edit. A case is equal when the
parsed documents are: every sequence in order, types kept. Which versions of which program are tried by what stands in [versions](versions.md).
"""


def markdown(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table."""
    lines = [headings, ["---"] * len(headings), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def suite_row(suite: str, results: Sequence[Outcome] | None, total: int) -> tuple[str, ...]:
    """One suite in figures."""
    if results is None:
        return suite, "not yet", "", str(total)
    verdicts = Counter(outcome.verdict for outcome in results)
    return suite, str(verdicts[Verdict.PASSED]), str(verdicts[Verdict.KNOWN] + verdicts[Verdict.FAILED]), str(total)


def report(judged: Mapping[str, tuple[Sequence[Outcome] | None, int]], listed: Sequence[Entry], crds: Sequence[Comparison]) -> str:
    """The whole page."""
    suite_rows = [suite_row(suite, results, total) for suite, (results, total) in judged.items()]
    failed = [f"- {outcome.suite}: `{outcome.case}`\n" for results, _ in judged.values() for outcome in results or () if outcome.verdict is Verdict.FAILED]
    crd_rows = [(row.kind, str(row.equal), str(len(row.missing)), str(len(row.different) + len(row.reasoned)), str(len(row.beyond))) for row in crds]
    parts = [
        HEAD,
        "## Behaviour\n",
        markdown(("suite", "equal", "different", "cases"), suite_rows),
        "## Where we differ on purpose\n",
        "".join(f"- {entry.suite}, `{entry.witness}`: {entry.reason}{_adopted(entry)}\n" for entry in listed),
        *(["## Differences to be mended\n", "".join(failed)] if failed else []),
        "## CRDs\n",
        "Facts of the reference's CRDs (property paths, types, bounds, patterns, defaults, list types, CEL rules, columns, subresources) found in ours.\n",
        markdown(("kind", "equal", "missing", "different", "fields beyond"), crd_rows),
    ]
    return "\n".join(parts)


def _adopted(entry: Entry) -> str:
    return f"; prometheus-operator {entry.adopted} and later answer so too" if entry.adopted else ""


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--check", is_flag=True, help="Write nothing; exit code 1 when the page is out of date.")
def main(folder: Path, check: bool) -> None:
    """Write docs/compatibility.md from the corpus in FOLDER."""
    listed = entries()
    judged: dict[str, tuple[Sequence[Outcome] | None, int]] = {}
    for suite, files in suites(folder).items():
        module = adapter(suite)
        judged[suite] = (tuple(outcomes(module, cases(suite, files), listed)) if module else None, len(files))
    text = report(judged, listed, comparisons(folder / CRDS))
    if not check:
        TARGET.write_text(text, "utf-8")
    elif not TARGET.exists() or TARGET.read_text("utf-8") != text:
        click.echo(f"{TARGET.name} is out of date: run `make compatibility`")
        sys.exit(1)


if __name__ == "__main__":
    main()
