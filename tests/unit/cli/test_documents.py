from typing import Any

import pytest

from hooks.cli.documents import Malformed, documents, line_of

TEXT = """\
apiVersion: v1
spec:
  endpoints:
    - port: web
    - port: api
      params: {a: [b]}
---
# nothing
---
second: true
"""


def test_documents_and_lines() -> None:
    (first, node), (second, other) = (found for found in documents(TEXT) if not isinstance(found, Malformed))
    assert second == {"second": True}
    assert first["spec"]["endpoints"][1]["port"] == "api"
    assert line_of(other, "second") == 10
    assert [line_of(node, path) for path in ("apiVersion", "spec.endpoints[1].port", "spec.endpoints[1].absent", "spec.absent.deeper")] == [1, 5, 5, 2]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        pytest.param("12:30", "12:30", id="no-base-60"),
        pytest.param("2001-01-01", "2001-01-01", id="times-stay-texts"),
        pytest.param("1e3", 1000.0, id="exponent"),
        pytest.param("10m", "10m", id="quantity"),
        pytest.param("0644", 420, id="octal"),
        pytest.param("=", "=", id="equals-sign"),
        pytest.param("yes", True, id="yes"),
        pytest.param("{1: a, true: b}", {"1": "a", "true": "b"}, id="keys-are-texts"),
        pytest.param("{<<: {a: 1}, b: 2}", {"a": 1, "b": 2}, id="merge"),
    ],
)
def test_values_are_read_as_kubectl_reads_them(text: str, value: Any) -> None:
    assert [found[0] for found in documents(f"a: {text}")] == [{"a": value}]


@pytest.mark.parametrize(
    ("text", "line", "sentence"),
    [
        pytest.param("a: 1\nb: [1\nc: 2", 3, "did not find expected ',' or ']' while parsing a flow sequence", id="syntax"),
        pytest.param("a: 1\nb: 2\na: 3", 3, '"a" is there twice, first in line 1', id="duplicate-key"),
        pytest.param("a: 1\nb: !!python/object:x {}", 2, "could not determine a constructor for the tag", id="tag"),
    ],
)
def test_malformed_texts(text: str, line: int, sentence: str) -> None:
    (found,) = documents(text)
    assert isinstance(found, Malformed)
    assert found.line == line
    assert found.sentence.startswith(sentence)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        pytest.param("a: [\n---\nb: 1\n", ["line 2", {"b": 1}], id="the-next-document-is-read"),
        pytest.param("a: 1\n---\nb: 1\nb: 2\n---\nc: 1\n", [{"a": 1}, "line 4", {"c": 1}], id="both-neighbours-are-read"),
        pytest.param("# by hand\n%YAML 1.1\n---\na: 1\n", [{"a": 1}], id="directives-stay-with-their-document"),
        pytest.param("a: |\n  x\n  --- y\n---\nb: '---'\n", [{"a": "x\n--- y\n"}, {"b": "---"}], id="dashes-in-a-text-part-nothing"),
    ],
)
def test_a_malformed_document_does_not_hide_the_others(text: str, read: list[Any]) -> None:
    assert [f"line {found.line}" if isinstance(found, Malformed) else found[0] for found in documents(text)] == read
