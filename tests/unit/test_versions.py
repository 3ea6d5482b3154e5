from typing import Annotated

import msgspec
import pytest

from hooks.errors import InvalidParent
from hooks.findings import Severity
from hooks.versions import INLINE, Section, Values, Version, prune, since, until


class Inner(Section, frozen=True, kw_only=True):
    fresh: Annotated[bool | None, since("3.0.0")] = None
    kept: int | None = None


class Outer(Section, frozen=True, kw_only=True):
    old: Annotated[str | None, until("3.0.0")] = None
    strict: Annotated[str | None, since("2.50.0", refuse=True)] = None
    formats: Annotated[tuple[str, ...] | None, Values({"New": since("3.1.0")})] = None
    inner: Inner | None = msgspec.field(default=None, name=f"{INLINE}inner")
    items: tuple[Inner, ...] | None = None


@pytest.mark.parametrize(
    ("lower", "higher"),
    [
        pytest.param("2.9.0", "2.10.0", id="numbers-not-text"),
        pytest.param("3.0.0-rc.1", "3.0.0", id="pre-release-comes-first"),
        pytest.param("3.0.0-beta.9", "3.0.0-beta.10", id="numeric-parts-of-a-pre-release"),
        pytest.param("3.0.0-1", "3.0.0-alpha", id="numbers-before-words"),
        pytest.param("3.0.0-rc", "3.0.0-rc.0", id="longer-pre-release-comes-later"),
    ],
)
def test_order(lower: str, higher: str) -> None:
    assert Version.parse(lower) < Version.parse(higher)


def test_leading_v_and_build_do_not_count() -> None:
    assert Version.parse("v2.45.0+ds") == Version.parse("2.45.0")


def test_text_of_a_version() -> None:
    assert [str(Version.parse(text)) for text in ("v3.1.0", "3.0.0-rc.1")] == ["3.1.0", "3.0.0-rc.1"]


def test_what_is_no_version_names_the_field() -> None:
    with pytest.raises(InvalidParent, match=r'^spec\.version: "latest" is not a semantic version'):
        Version.parse("latest")


def test_nothing_gated_out_is_the_same_object() -> None:
    section = Outer(inner=Inner(fresh=True), items=(Inner(kept=1),))
    pruned, dropped = prune(section, Version.parse("3.1.0"))
    assert pruned is section
    assert dropped == ()


@pytest.mark.parametrize(
    ("version", "want", "dropped"),
    [
        pytest.param("2.45.0", Outer(old="x", inner=Inner(kept=0), items=(Inner(kept=1),)), ["fresh", "items[0].fresh"], id="before"),
        pytest.param("3.0.0", Outer(inner=Inner(fresh=False, kept=0), items=(Inner(fresh=True, kept=1),)), ["old"], id="at"),
    ],
)
def test_gated_fields_are_left_out_and_named(version: str, want: Outer, dropped: list[str]) -> None:
    section = Outer(old="x", inner=Inner(fresh=False, kept=0), items=(Inner(fresh=True, kept=1),))
    pruned, gone = prune(section, Version.parse(version))
    assert pruned == want
    assert [drop.path for drop in gone] == dropped


def test_a_value_can_be_newer_than_its_field() -> None:
    pruned, gone = prune(Outer(formats=("New", "Old")), Version.parse("3.0.0"))
    assert pruned == Outer(formats=("Old",))
    assert [drop.path for drop in gone] == ['formats "New"']


def test_a_field_whose_loss_would_change_the_meaning_is_an_error() -> None:
    _, (gone,) = prune(Outer(strict="x"), Version.parse("2.49.0"))
    assert (gone.path, gone.finding.severity) == ("strict", Severity.ERROR)
