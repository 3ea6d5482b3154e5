import pytest

from hooks.errors import InvalidParent
from hooks.workloads.resource_names import unique_label


def test_a_name_without_a_letter_or_digit_makes_no_volume() -> None:
    with pytest.raises(InvalidParent) as caught:
        unique_label("", "--")
    assert [finding.code.id for finding in caught.value.findings] == ["PH6202"]


def test_two_names_that_look_alike_make_two_volumes() -> None:
    assert unique_label("secret", "a.b") != unique_label("secret", "a-b")
