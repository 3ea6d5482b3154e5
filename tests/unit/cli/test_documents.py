from typing import Any

import pytest

from hooks.cli.documents import Malformed, Span, documents, span_of

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


def read(text: str) -> list[Any]:
    """The values, and the sentences about what is none."""
    return [found._replace(column=0) if isinstance(found, Malformed) else found[0] for found in documents(text)]


def test_documents_and_lines() -> None:
    (first, node), (second, other) = (found for found in documents(TEXT) if not isinstance(found, Malformed))
    assert second == {"second": True}
    assert first["spec"]["endpoints"][1]["port"] == "api"
    assert span_of(other, "second") == Span(10, 9, 13)
    assert [(span_of(node, path) or Span(0)).line for path in ("apiVersion", "spec.endpoints[1].port", "spec.endpoints[1].absent", "spec.absent.deeper")] == [
        1,
        5,
        5,
        2,
    ]


def test_a_document_that_cannot_be_read_hides_no_other() -> None:
    text = "a: 1\n---\nb: {c: [}\n---\n# x\n\nd: 4\nd: 5\n--- # more\ne: 5\n...\n"
    assert read(text) == [
        {"a": 1},
        Malformed(3, "did not find expected node content, while parsing a flow node"),
        Malformed(8, '"d" is there twice, first in line 7'),
        {"e": 5},
    ]


def test_directives_belong_to_their_document() -> None:
    assert read("%YAML 1.1\n---\na: 1\n") == [{"a": 1}]


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
        pytest.param("y", True, id="y"),
        pytest.param("N", False, id="n"),
        pytest.param('"y"', "y", id="quoted"),
        pytest.param("0o17", 15, id="octal-with-a-letter"),
        pytest.param("09", 9, id="no-octal"),
        pytest.param("1_000", 1000, id="underscores"),
        pytest.param("2.0", 2, id="a-whole-number"),
        pytest.param("1e400", "1e400", id="larger-than-any-number"),
        pytest.param("18446744073709551616", 18446744073709551616.0, id="more-than-64-bits"),
        pytest.param("!!str 5", "5", id="tag"),
        pytest.param("[&x 1, *x, &x 2, *x]", [1, 1, 2, 2], id="anchor-set-again"),
        pytest.param("{1: a, true: b}", {"1": "a", "true": "b"}, id="keys-are-texts"),
        pytest.param("{<<: {a: 1}, b: 2}", {"a": 1, "b": 2}, id="merge"),
        pytest.param("{<<: [{a: 1}, {a: 2, b: 3}], b: 4}", {"a": 1, "b": 4}, id="merges"),
    ],
)
def test_values_are_read_as_kubectl_reads_them(text: str, value: Any) -> None:
    assert read(f"a: {text}") == [{"a": value}]


@pytest.mark.parametrize(
    ("text", "line", "sentence"),
    [
        pytest.param("a: 1\nb: [1\nc: 2", 3, "did not find expected ',' or ']', while parsing a flow sequence", id="syntax"),
        pytest.param("a: 1\nb: 2\na: 3", 3, '"a" is there twice, first in line 1', id="duplicate-key"),
        pytest.param("a: 1\nb: !!python/object:x {}", 2, "the tag tag:yaml.org,2002:python/object:x says nothing to kubectl, remove it", id="tag"),
        pytest.param("a: 1\nb: {{ .Values.name }}", 2, 'a key that is no text, put quotes around a text that begins with "{{"', id="template"),
        pytest.param("a: .inf", 1, "is no float that JSON has, put it in quotes", id="infinity"),
    ],
)
def test_malformed_texts(text: str, line: int, sentence: str) -> None:
    assert read(text) == [Malformed(line, sentence)]


@pytest.mark.parametrize(
    ("text", "want"),
    [
        pytest.param("a: [\n---\nb: 1\n", ["line 2", {"b": 1}], id="the-next-document-is-read"),
        pytest.param("a: 1\n---\nb: 1\nb: 2\n---\nc: 1\n", [{"a": 1}, "line 4", {"c": 1}], id="both-neighbours-are-read"),
        pytest.param("# by hand\n%YAML 1.1\n---\na: 1\n", [{"a": 1}], id="directives-stay-with-their-document"),
        pytest.param("a: |\n  x\n  --- y\n---\nb: '---'\n", [{"a": "x\n--- y\n"}, {"b": "---"}], id="dashes-in-a-text-part-nothing"),
    ],
)
def test_a_malformed_document_does_not_hide_the_others(text: str, want: list[Any]) -> None:
    assert [f"line {found.line}" if isinstance(found, Malformed) else found[0] for found in documents(text)] == want


@pytest.mark.parametrize(
    ("text", "span"),
    [
        pytest.param("expr: up = 0", Span(1, 10, 11), id="plain"),
        pytest.param("# x\nexpr: 'up = 0' # up", Span(2, 11, 12), id="quoted"),
        pytest.param("expr: |\n  up = 0\n", Span(2, 6, 7), id="literal-block"),
        pytest.param("a:\n- expr: |2-\n      up = 0", Span(3, 10, 11), id="literal-block-with-indentation"),
        pytest.param('expr: "up \\x3d 0"', Span(1, 7, 18), id="escaped-so-all-of-it"),
    ],
)
def test_a_part_of_a_text(text: str, span: Span) -> None:
    ((found, node),) = (each for each in documents(text) if not isinstance(each, Malformed))
    path = "a[0].expr" if "a" in found else "expr"
    expression = found["a"][0]["expr"] if "a" in found else found["expr"]
    start = expression.index("=")
    assert span_of(node, path, (start, start + 1)) == span


def test_a_part_of_a_text_of_several_lines() -> None:
    ((found, node),) = (each for each in documents("expr: |\n  up\n\n    == 0\n") if not isinstance(each, Malformed))
    start = found["expr"].index("==")
    assert span_of(node, "expr", (start, start + 4)) == Span(4, 5, 9)
