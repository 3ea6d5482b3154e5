import pytest

from hooks.errors import InvalidParent
from hooks.prometheus_yaml.limits import lower_size
from hooks.prometheus_yaml.shares import fraction
from hooks.quantities import quantity
from hooks.sizes import size


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("0", 0.0),
        ("1", 1.0),
        (2, 2.0),
        ("1.5", 1.5),
        ("1500m", 1.5),
        ("2k", 2000.0),
        ("1Ki", 1024.0),
        ("1e3", 1000.0),
        ("2E", 2e18),
        (".5", 0.5),
        ("-1", -1.0),
        ("9e999", None),
    ],
)
def test_quantities(text: str | int, want: float | None) -> None:
    assert quantity(text) == want


@pytest.mark.parametrize("text", ["", "a", "1x", ".", "1 k"])
def test_what_is_no_quantity(text: str) -> None:
    assert quantity(text) is None


@pytest.mark.parametrize("text", ["1.1", "-0.1", "2", "much"])
def test_a_fraction_lies_between_0_and_1(text: str) -> None:
    with pytest.raises(InvalidParent, match=r"spec\.a: .* is not between 0 and 1"):
        fraction(text, "spec.a")


@pytest.mark.parametrize(
    ("text", "want"),
    [("0", 0), ("1B", 1), ("1KB", 1024), ("1KiB", 1024), ("1.5MB", 1.5 * 1024**2), ("2GiB", 2 * 1024**3), ("odd", None), ("x5MB", None), ("8EB", None)],
)
def test_sizes_in_bytes(text: str, want: float | None) -> None:
    assert size(text) == want


@pytest.mark.parametrize(
    ("wanted", "enforced", "want"),
    [("1MB", "1GB", "1MB"), ("1GB", "1MB", "1MB"), (None, "1MB", "1MB"), ("1MB", None, "1MB"), (None, None, None), ("1024KB", "1MB", "1024KB")],
)
def test_the_lower_size_as_it_was_written(wanted: str | None, enforced: str | None, want: str | None) -> None:
    assert lower_size(wanted, enforced) == want
