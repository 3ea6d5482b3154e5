import gzip
from typing import Any

import msgspec
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from hooks.rendering import Block, digest, gzipped, yaml_text
from hooks.versions import INLINE, Section

WORDS = [
    "", "y", "No", "a b", "a: b", "a #b", "a:", "- x", "$1", "(.+);", "1", "0x1f", "0o7", "1e3", ".5", "=", "~", "null", "a\nb", "a\nb\n", " lead", "trail ",
    "한국어", "\u2028x", "a\tb", "\x07", "😀", "{{ x }}", "[a]",
    "%x", "@x", "`x", "!x", "&x", "*x", "'q'", '"q"', "2001-01-01", "12:30", "1_000", "\n", "x\n\n",
    "---", "...", "$(POD_NAME)", "<<", "a\\b", "a  b", ".inf", "+1", "-", "?", "a\r\nb", "#", "\ufeffx", "\x85",
]  # fmt: skip
texts = st.one_of(st.sampled_from(WORDS), st.text(alphabet=st.characters(exclude_categories=["Cs"])))
scalars = st.one_of(texts, st.booleans(), st.integers(), st.floats(allow_nan=False, allow_infinity=False), st.none())
documents = st.recursive(scalars, lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(texts, inner, max_size=4)), max_leaves=12)


@given(documents)
def test_pyyaml_reads_back_what_was_written(document: Any) -> None:
    assert yaml.safe_load(yaml_text(document)) == document


@pytest.mark.parametrize("word", WORDS)
def test_awkward_words_survive_as_key_value_and_item(word: str) -> None:
    document = {"k": [{word: word}, word, [word, {"x": [word]}]]}
    assert yaml.safe_load(yaml_text(document)) == document


class Job(Section, frozen=True, kw_only=True):
    job_name: str
    honor_labels: bool | None = None
    params: dict[str, tuple[str, ...]] | None = None
    relabel_configs: tuple[dict[str, Any], ...] | None = None


def test_a_long_key_is_announced() -> None:
    document = {"x": [{"b" * 2000: [1, 2], "k": {"c" * 1500: {"d": 1}}, "e" * 3000: "t"}], "g" * 1025: {"h": [{"i" * 1100: None}]}}
    assert yaml.load(yaml_text(document), yaml.CSafeLoader) == document
    assert yaml.safe_load(yaml_text(document)) == document


def test_a_section_keeps_its_order_and_leaves_out_what_is_none() -> None:
    job = Job(job_name="a", honor_labels=False, relabel_configs=({"regex": "(.+);", "action": "keep"},))
    assert yaml_text({"scrape_configs": [job]}) == (
        "scrape_configs:\n- job_name: a\n  honor_labels: false\n  relabel_configs:\n  - regex: (.+);\n    action: keep\n"
    )


@pytest.mark.parametrize("length", [998, 1_000, 1_024, 5_000])
def test_a_long_key_is_announced_so_that_readers_find_its_colon(length: int) -> None:
    document = {"k" * length: {"é" * length: "v", "b": [1, {"x" * length: ["y"], "z": {}}]}}
    assert yaml.safe_load(yaml_text(document)) == document


def test_several_lines_are_readable() -> None:
    assert yaml_text({"expr": "sum(\n  up\n)\n"}) == "expr: |\n  sum(\n    up\n  )\n"


def test_gzip_is_the_same_bytes_every_time_and_reads_back() -> None:
    data = b"scrape_configs: []\n" * 1000
    assert gzipped(data) == gzipped(bytes(data))
    assert gzipped(data)[4:8] == b"\0\0\0\0"
    assert gzip.decompress(gzipped(data)) == data


def test_digest_is_stable() -> None:
    assert digest(b"promhooks") == digest(b"promhooks") != digest(b"promhook")


class Pair(Section, frozen=True, kw_only=True):
    left: str | None = None
    right: dict[str, str] | None = None


class Outside(Section, frozen=True, kw_only=True):
    name: str
    pair: Pair | None = msgspec.field(default=None, name=f"{INLINE}pair")
    after: int | None = None


def test_an_inline_section_stands_among_the_fields_of_the_outer_one() -> None:
    assert yaml_text(Outside(name="a", pair=Pair(left="b", right={"c": "d"}), after=1)) == "name: a\nleft: b\nright:\n  c: d\nafter: 1\n"
    assert yaml_text((Outside(name="a", pair=Pair()),)) == "- name: a\n"


def test_a_block_is_only_indented() -> None:
    text = Block("- a: |\n    one\n\n    two\n- b: 1\n")
    assert yaml_text({"items": (Pair(left="x"), text)}) == "items:\n- left: x\n- a: |\n    one\n\n    two\n- b: 1\n"
    assert yaml.safe_load(yaml_text({"outer": {"items": (text,)}})) == {"outer": {"items": [{"a": "one\n\ntwo\n"}, {"b": 1}]}}


def test_bytes_that_are_no_utf8_are_written_as_base64() -> None:
    assert yaml.safe_load(yaml_text({"password": b"a\xff\n\xfe".decode(errors="surrogateescape")})) == {"password": b"a\xff\n\xfe"}
