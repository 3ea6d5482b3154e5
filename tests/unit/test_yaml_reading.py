"""Whatever a text holds, reading it ends soon, with nodes or with a sentence."""

import pytest
import yaml

from hooks.yaml_reading import UNFOLDED, Unreadable, root, roots

BOMB = "a: &a [x, x, x, x, x, x, x, x, x, x]\n" + "".join(f"{chr(i + 1)}: &{chr(i + 1)} [{', '.join(['*' + chr(i)] * 10)}]\n" for i in range(97, 105))
MERGE_BOMB = "a: &a {x: 1, y: 2}\n" + "".join(f"{chr(i + 1)}: &{chr(i + 1)} {{<<: [{', '.join(['*' + chr(i)] * 10)}]}}\n" for i in range(97, 105))


def value(text: str) -> object:
    node = root(text)
    return None if node is None else yaml.SafeLoader("").construct_document(node)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("a: {b: [1, two, 3.5, null, 'x']}\nc: |\n  te\n  xt\n", id="collections-and-scalars"),
        pytest.param("a: &x {b: 1}\nc: {<<: *x, d: 2}", id="merge"),
        pytest.param("a: !!str 1\nb: ! 2", id="tags"),
        pytest.param("- - - 1\n    - 2", id="compact"),
        pytest.param("? a\n: b", id="explicit-key"),
        pytest.param("a: &x 1\nb: *x", id="alias"),
        pytest.param("\ufeffa: 1", id="byte-order-mark"),
        pytest.param("text", id="one-scalar"),
    ],
)
def test_nodes_are_those_of_pyyaml(text: str) -> None:
    assert value(text) == yaml.safe_load(text)


def test_an_anchor_may_be_set_again() -> None:
    assert value("a: &x 1\nb: *x\nc: &x 2\nd: *x") == {"a": 1, "b": 1, "c": 2, "d": 2}


@pytest.mark.parametrize("text", ["", "# nothing", "~", "---\n---\n"])
def test_a_text_without_content_has_no_root(text: str) -> None:
    assert root(text) is None


def test_every_document_has_its_root() -> None:
    found = list(roots("a: 1\n---\n---\nb: &x 2\n---\nc: 3"))
    assert [node and node.start_mark.line for node in found] == [0, None, 3, 5]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        pytest.param("- " * 50_000, "it is nested more than 100 levels deep, line 1, column 201", id="list-in-list-in-list"),
        pytest.param("[" * 100_000, "it is nested more than 100 levels deep, line 1, column 101", id="brackets"),
        pytest.param('{"a":' * 50_000, "it is nested more than 100 levels deep, line 1, column 501", id="braces"),
        pytest.param("? " * 50_000, "it is nested more than 100 levels deep, line 1, column 201", id="keys"),
        pytest.param(BOMB, f"its aliases unfold to more than {UNFOLDED:,} values, line 6, column 16", id="aliases-of-aliases"),
        pytest.param(MERGE_BOMB, f"its aliases unfold to more than {UNFOLDED:,} values, line 6, column 37", id="merges-of-merges"),
        pytest.param("a: &a [1, *a]", "the alias *a stands inside of what it names, line 1, column 11", id="circle"),
        pytest.param("a: *b", "there is no anchor for the alias *b, line 1, column 4", id="no-anchor"),
        pytest.param("a: \udcff", "it holds a character that is not allowed, line 1, column 1", id="half-a-character"),
        pytest.param("a: \x01", "it holds a character that is not allowed, line 1, column 1", id="control-character"),
        pytest.param("a: 1\nb: [1\nc: 2", "did not find expected ',' or ']', while parsing a flow sequence, line 3, column 2", id="syntax"),
        pytest.param("a: 1\n---\nb: 2", "it holds a second document, keep one, line 3, column 1", id="two-documents"),
    ],
)
def test_what_cannot_be_read_is_a_sentence_with_its_place(text: str, sentence: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        root(text)
    assert str(refusal.value) == sentence


def test_a_sentence_never_holds_a_value() -> None:
    with pytest.raises(Unreadable) as refusal:
        root('password: "hunter2\nmore: [')
    assert "hunter2" not in str(refusal.value)
