from typing import Any

import pytest

from hooks.loop.merging import merged


@pytest.mark.parametrize(
    ("live", "before", "after", "result"),
    [
        pytest.param({"a": 1}, {}, {"b": 2}, {"a": 1, "b": 2}, id="foreign-fields-stay"),
        pytest.param({"a": 1, "b": 2}, {"b": 2}, {}, {"a": 1}, id="what-is-no-longer-sent-goes"),
        pytest.param({"a": {"x": 1, "y": 2}}, {"a": {"x": 1}}, {}, {"a": {"y": 2}}, id="a-foreign-part-of-our-object-stays"),
        pytest.param({"a": {"x": 1}}, {"a": {"x": 1}}, {"a": {}}, {"a": {}}, id="empty-is-not-absent"),
        pytest.param({"a": 1}, {}, {"a": 2}, {"a": 2}, id="what-is-sent-wins"),
        pytest.param({"a": [1, 2]}, {"a": [1, 2]}, {"a": [1]}, {"a": [1]}, id="lists-as-a-whole"),
        pytest.param({"a": 1}, {"a": 1}, {"a": {"b": 1}}, {"a": {"b": 1}}, id="another-type"),
        pytest.param({"a": 0}, {"a": 0}, {"a": False}, {"a": False}, id="false-is-sent"),
    ],
)
def test_merged(live: dict[str, Any], before: dict[str, Any], after: dict[str, Any], result: dict[str, Any]) -> None:
    assert merged(live, before, after) == result
