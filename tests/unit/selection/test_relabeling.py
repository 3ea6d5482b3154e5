import pytest

from hooks.kinds.relabeling import RelabelConfig
from hooks.selection import relabeling
from hooks.selection.context import SelectionContext
from hooks.versions import Version


def paths(rule: RelabelConfig, ctx: SelectionContext) -> list[str]:
    return [finding.path for finding in relabeling.findings([rule], "rules", ctx)]


TWO, THREE = SelectionContext(version=Version.parse("2.55.0")), SelectionContext(version=Version.parse("3.0.0"))


@pytest.mark.parametrize(
    ("rule", "ctx"),
    [
        pytest.param(RelabelConfig(target_label="team"), TWO, id="action-defaults-to-replace"),
        pytest.param(RelabelConfig(action="LabelMap", regex="app_(.+)", replacement="x_$1${name}"), TWO, id="labelmap-takes-variables"),
        pytest.param(RelabelConfig(target_label="team name", action="Replace"), THREE, id="utf-8-names-from-3"),
        pytest.param(RelabelConfig(action="labeldrop", regex="pod", separator=";", replacement="$1"), TWO, id="defaults-are-no-changes"),
        pytest.param(RelabelConfig(action="keep", regex="a)|(b"), TWO, id="expression-is-checked-as-prometheus-anchors-it"),
        pytest.param(RelabelConfig(action="drop", regex="(?P<x>a)|(?<y>b)|[[:alpha:]]+"), TWO, id="re2-syntax"),
        pytest.param(RelabelConfig(action="uppercase", target_label="a", replacement="$1"), THREE, id="default-replacement"),
    ],
)
def test_rules_that_prometheus_takes_are_taken(rule: RelabelConfig, ctx: SelectionContext) -> None:
    assert not paths(rule, ctx)


@pytest.mark.parametrize(
    ("rule", "field"),
    [
        pytest.param(RelabelConfig(target_label="team name"), "targetLabel", id="legacy-name"),
        pytest.param(RelabelConfig(target_label="l${1}"), "targetLabel", id="variable-in-target"),
        pytest.param(RelabelConfig(action="labelmap", replacement="$1-x"), "replacement", id="legacy-template"),
        pytest.param(RelabelConfig(action="keep", regex=r"\C"), "regex", id="escape-that-go-does-not-know"),
        pytest.param(RelabelConfig(action="keep", regex="(?=a)"), "regex", id="lookahead"),
        pytest.param(RelabelConfig(action="labelkeep", regex="a", modulus=3), "modulus", id="labelkeep-with-modulus"),
        pytest.param(RelabelConfig(action="lowercase", target_label="a", replacement="b"), "replacement", id="lowercase-with-replacement"),
        pytest.param(RelabelConfig(action="dropequal", target_label="a", separator="/"), "separator", id="dropequal-with-separator"),
    ],
)
def test_rules_that_prometheus_refuses_are_refused_at_the_field(rule: RelabelConfig, field: str) -> None:
    assert paths(rule, TWO) == [f"rules[0].{field}"]


@pytest.mark.parametrize(
    ("version", "scheme", "taken"),
    [
        pytest.param("3.7.0", "Legacy", False, id="legacy"),
        pytest.param("3.6.0", "Legacy", True, id="legacy-before-relabelling-asked"),
        pytest.param("3.7.0", "UTF8", True, id="utf-8"),
        pytest.param("3.7.0", None, True, id="unset-is-utf-8"),
        pytest.param("2.55.0", "UTF8", False, id="prometheus-2-knows-no-utf-8"),
    ],
)
def test_the_validation_scheme_decides_about_target_labels(version: str, scheme: str | None, taken: bool) -> None:
    ctx = SelectionContext(version=Version.parse(version), name_scheme=scheme)
    assert bool(paths(RelabelConfig(target_label="team-name"), ctx)) != taken


def test_a_scheme_of_the_object_s_own_wins() -> None:
    workload = SelectionContext(version=Version.parse("3.13.0"), name_scheme="Legacy")
    assert not paths(RelabelConfig(target_label="team-name"), workload.with_scheme("UTF8"))
    assert workload.with_scheme(None) == workload


def test_an_expression_made_to_hang_a_backtracking_engine_is_taken_at_once() -> None:
    assert not paths(RelabelConfig(action="keep", regex="(a+)+" * 30), TWO)


def test_an_unknown_action_is_told_once() -> None:
    (found,) = relabeling.findings([RelabelConfig(action="explode")], "rules", TWO)
    assert (found.code.id, found.path) == ("PH3101", "rules[0].action")
