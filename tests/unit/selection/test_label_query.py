import pytest

from hooks.selection.label_query import malformed_fields, malformed_labels


@pytest.mark.parametrize("text", ["", "app=web", "app==web, tier != db", "app in (a,b),!canary", "app notin (a, b)", "example.org/app", "weight>10", "app="])
def test_label_selectors_that_the_api_server_takes(text: str) -> None:
    assert not list(malformed_labels(text, "spec.x"))


@pytest.mark.parametrize("text", ["app in a", "app in ()", "app=web,", "=web", "app=a b", "weight>much", "app=web tier=db", "app=-x", "/app"])
def test_label_selectors_that_it_refuses(text: str) -> None:
    assert list(malformed_labels(text, "spec.x"))


@pytest.mark.parametrize("text", ["", "metadata.name=web", "status.phase!=Failed,spec.nodeName==a", r"metadata.name=a\,b"])
def test_field_selectors_that_the_api_server_takes(text: str) -> None:
    assert not list(malformed_fields(text, "spec.x"))


@pytest.mark.parametrize("text", ["metadata.name", "metadata.name=a=b", r"a=\x"])
def test_field_selectors_that_it_refuses(text: str) -> None:
    assert list(malformed_fields(text, "spec.x"))
