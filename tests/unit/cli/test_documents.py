from typing import Any

import pytest
import yaml

from hooks.cli.documents import documents, line_of, problem

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
    (first, node), (second, _) = documents(TEXT)
    assert second == {"second": True}
    assert first["spec"]["endpoints"][1]["port"] == "api"
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
    assert [read for read, _ in documents(f"a: {text}")] == [{"a": value}]


@pytest.mark.parametrize(
    ("text", "line", "sentence"),
    [
        pytest.param("a: 1\nb: [1\nc: 2", 3, "did not find expected ',' or ']' while parsing a flow sequence", id="syntax"),
        pytest.param("a: 1\nb: 2\na: 3", 3, '"a" is there twice, first in line 1', id="duplicate-key"),
        pytest.param("a: 1\nb: !!python/object:x {}", 2, "could not determine a constructor for the tag", id="tag"),
    ],
)
def test_malformed_texts(text: str, line: int, sentence: str) -> None:
    with pytest.raises(yaml.YAMLError) as raised:
        list(documents(text))
    found = problem(raised.value)
    assert found[0] == line
    assert found[1].startswith(sentence)
