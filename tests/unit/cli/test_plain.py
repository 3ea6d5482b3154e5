"""The short way to the values of a document and the way by its nodes: one meaning."""

import pytest

from hooks.cli.documents import Malformed, documents
from hooks.cli.plain import plain
from hooks.cli.values import RESOLVERS, value
from hooks.yaml_reading import Unreadable, roots


def by_nodes(text: str) -> list[object]:
    return [value(node) for node in roots(text, RESOLVERS) if node is not None]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("a: 1\nb: [x, {c: y}]\nd: |\n  text\n", id="everyday"),
        pytest.param("'on': on\nports: [0o17, 0x1F, 1_000, 1e3, .5]\nnothing: ~\nempty:\n", id="words-and-numbers"),
        pytest.param("# only a comment\n", id="empty"),
        pytest.param("~", id="null"),
        pytest.param('- "a"\n- b: {}\n  c: []\n', id="list"),
    ],
)
def test_the_short_way_reads_the_same(text: str) -> None:
    assert plain(text) == tuple(by_nodes(text))


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("a: &x 1\nb: *x", id="anchor"),
        pytest.param("a: !!str 1", id="tag"),
        pytest.param("<<: {a: 1}", id="merge"),
        pytest.param("a: 1\na: 2", id="key-twice"),
        pytest.param("8080: web", id="key-that-is-a-number"),
        pytest.param("--- {a: 1}\n--- {b: 2}", id="two-documents"),
        pytest.param("a: [", id="unclosed"),
        pytest.param("a: .inf", id="no-json"),
        pytest.param("[" * 101 + "]" * 101, id="deep"),
    ],
)
def test_everything_else_is_left_to_the_nodes(text: str) -> None:
    assert plain(text) is None
    try:
        wanted: list[object] = by_nodes(text)
    except Unreadable as error:
        wanted = [Malformed(error.line, error.problem)]
    assert [found._replace(column=0) if isinstance(found, Malformed) else found[0] for found in documents(text)] == wanted
