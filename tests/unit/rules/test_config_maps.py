"""Packing: what a ConfigMap holds, and how few of them a change touches."""

from typing import Any

import pytest

from hooks.modes import Mode
from hooks.rules import Owner, config_maps

OWNER = Owner("prometheus-main", "own", {"prometheus-name": "main"})
LARGE = 200 * 1024


def packed(files: dict[str, int], observed: Any = (), mode: Mode = "native") -> list[list[str]]:
    made = config_maps({name: "x" * size for name, size in files.items()}, observed, OWNER, mode)
    return [sorted(item.get("data", {})) for item in made]


def test_there_is_always_one() -> None:
    (only,) = config_maps({}, (), OWNER, "sidecar")
    assert only["metadata"]["name"] == "prometheus-main-rulefiles-0"
    assert only["metadata"]["labels"]["prometheus-name"] == "main"
    assert "data" not in only


@pytest.mark.parametrize("mode", ["native", "sidecar"])
def test_none_holds_more_than_half_a_mebibyte(mode: Mode) -> None:
    assert packed(dict.fromkeys("abcde", LARGE), mode=mode) == [["a", "b"], ["c", "d"], ["e"]]


@pytest.mark.parametrize(
    ("mode", "want"),
    [
        pytest.param("native", [["b", "c"], ["d", "e"]], id="native-leaves-each-file-in-place"),
        pytest.param("sidecar", [["b", "c"], ["d", "e"]], id="sidecar-fills-in-the-order-of-names"),
    ],
)
def test_a_new_file_goes_where_there_is_room(mode: Mode, want: list[list[str]]) -> None:
    before = config_maps(dict.fromkeys("bcd", "x" * LARGE), (), OWNER, mode)
    assert packed(dict.fromkeys("bcde", LARGE), before, mode) == want


def test_in_native_mode_a_first_file_moves_no_other() -> None:
    before = config_maps(dict.fromkeys("bcd", "x" * LARGE), (), OWNER, "native")
    assert packed(dict.fromkeys("abcd", LARGE), before) == [["b", "c"], ["a", "d"]]


def test_in_native_mode_a_removed_file_moves_no_other() -> None:
    before = config_maps(dict.fromkeys("abcde", "x" * LARGE), (), OWNER, "native")
    assert packed(dict.fromkeys("bcde", LARGE), before) == [["b"], ["c", "d"], ["e"]]


def test_a_file_that_grew_out_of_its_place_moves_alone() -> None:
    before = config_maps(dict.fromkeys("abc", "x" * LARGE), (), OWNER, "native")
    assert packed({"a": LARGE, "b": 2 * LARGE, "c": 10}, before) == [["a"], ["b", "c"]]
