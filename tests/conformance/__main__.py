"""``python -m tests.conformance DIR``: every case of a corpus against our code, as a table; exit code 1 on a difference that is not known."""

import sys
import time
from collections import Counter
from pathlib import Path

import click

from tests.conformance import cases as corpus
from tests.conformance.cases import cases, suites
from tests.conformance.known import Entry, entries
from tests.conformance.outcomes import Outcome, Verdict, adapter, outcomes, stale
from tools import apidiff

CRDS = "crds"
"""The suite that compares schemas instead of running cases; each fact of a schema counts as one."""


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--suite", "chosen", multiple=True, help="Run only this suite; may be given several times.")
@click.option("--failures", is_flag=True, help="Print each failure with its differences.")
def main(folder: Path, chosen: tuple[str, ...], failures: bool) -> None:
    """Run the cases below FOLDER, which is laid out as FOLDER/<suite>/*.json (or contains a folder "cases" that is)."""
    found = suites(folder)
    with_crds = (folder / corpus.CRDS).is_dir() and (not chosen or CRDS in chosen)
    unknown = sorted(set(chosen) - set(found) - ({CRDS} if with_crds else set()))
    if unknown or not found:
        raise click.ClickException(f"no cases below {folder} for: {', '.join(unknown) or 'any suite'}")
    listed = entries()
    judged = {suite: _run(suite, files, listed) for suite, files in found.items() if not chosen or suite in chosen}
    everything = tuple(outcome for results in judged.values() for outcome in results or ())
    if failures:
        for outcome in everything:
            _print_failure(outcome)
    outdated = stale(listed, everything)
    click.echo(_table({suite: (len(found[suite]), results) for suite, results in judged.items()}))
    for sentence in outdated:
        click.echo(f"known differences: {sentence}")
    verdicts = Counter(outcome.verdict for outcome in everything)
    _print_emptiness(everything)
    table, facts = apidiff.report(folder / corpus.CRDS) if with_crds else ("", apidiff.Result(0, 0))
    if table:
        click.echo(table)
    click.echo(f"{verdicts[Verdict.PASSED] + facts.passed} passed, {verdicts[Verdict.FAILED] + facts.failed} failed")
    sys.exit(1 if verdicts[Verdict.FAILED] or facts.failed or outdated else 0)


def _run(suite: str, files: tuple[Path, ...], listed: tuple[Entry, ...]) -> tuple[Outcome, ...] | None:
    module = adapter(suite)
    if module is None:
        return None
    start, results = time.monotonic(), []
    for number, outcome in enumerate(outcomes(module, cases(suite, files), listed), 1):
        results.append(outcome)
        if sys.stderr.isatty():
            click.echo(f"\r{suite} {number}/{len(files)}", err=True, nl=False)
    click.echo(f"{chr(13) if sys.stderr.isatty() else ''}{suite} {len(results)}/{len(files)} in {time.monotonic() - start:.1f} s", err=True)
    return tuple(results)


def _print_failure(outcome: Outcome) -> None:
    if outcome.verdict is Verdict.FAILED:
        click.echo(f"{outcome.suite}: {outcome.case}")
        for difference in outcome.differences[:8]:
            click.echo(f"    {difference}")
        if len(outcome.differences) > 8:
            click.echo(f"    … and {len(outcome.differences) - 8} more")


def _print_emptiness(everything: tuple[Outcome, ...]) -> None:
    count = sum(outcome.verdict is Verdict.FAILED and outcome.only_emptiness for outcome in everything)
    if count:
        click.echo(f"of the failed ones, {count} differ only by an empty value that is absent on the other side")


def _table(judged: dict[str, tuple[int, tuple[Outcome, ...] | None]]) -> str:
    rows = [("suite", "passed", "known difference", "failed", "total"), *(_row(suite, total, results) for suite, (total, results) in judged.items())]
    widths = [max(len(row[column]) for row in rows) for column in range(5)]
    return "\n".join("  ".join([row[0].ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True))]) for row in rows)


def _row(suite: str, total: int, results: tuple[Outcome, ...] | None) -> tuple[str, str, str, str, str]:
    if results is None:
        return suite, "-", "no code yet", "-", str(total)
    verdicts = Counter(outcome.verdict for outcome in results)
    return suite, str(verdicts[Verdict.PASSED]), str(verdicts[Verdict.KNOWN]), str(verdicts[Verdict.FAILED]), str(total)


if __name__ == "__main__":
    main()
