from pathlib import Path

import pytest

from hooks.cli.manifests import folder

SECRET = "apiVersion: v1\nkind: Secret\nmetadata: {name: %s}\n"
ITEM = "- {apiVersion: v1, kind: Secret, metadata: {name: %s}}\n"


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    files = {
        "b.yaml": SECRET % "b1" + "---\n" + SECRET % "b2",
        "a/deep.yml": SECRET % "deep",
        "a/one.json": '{"apiVersion": "v1", "kind": "Secret", "metadata": {"name": "json"}}',
        "list.yaml": "apiVersion: v1\nkind: List\nitems:\n" + ITEM % "l1" + ITEM % "l2",
        "kustomization.yaml": "resources: [b.yaml]\n",
        ".hidden/c.yaml": "[",
        "notes.txt": "[",
        "empty.yaml": "# nothing\n",
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def test_every_object_with_its_place(tree: Path) -> None:
    found = folder([tree])
    assert found.findings == ()
    assert [(document.key.name, str(document.place("metadata")).removeprefix(f"{tree}/")) for document in found.documents] == [
        ("deep", "a/deep.yml:3:11"),
        ("json", "a/one.json:1"),
        ("b1", "b.yaml:3:11"),
        ("b2", "b.yaml:7:11"),
        ("l1", "list.yaml:4:44"),
        ("l2", "list.yaml:5:44"),
    ]


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        pytest.param("a: [1\n", "x.yaml:2: did not find expected ',' or ']', while parsing a flow sequence", id="syntax"),
        pytest.param("a: 1\n", "x.yaml:1: is no Kubernetes object, write apiVersion and kind", id="no-object"),
        pytest.param("- a\n", "x.yaml:1: is no Kubernetes object, write apiVersion and kind", id="a-list"),
        pytest.param("apiVersion: v1\nkind: Secret\n", "x.yaml:1: metadata.name: is missing or no text in this Secret, give the object a name", id="no-name"),
        pytest.param(
            "apiVersion: v1\nkind: Secret\nmetadata:\n  name: 1\n",
            "x.yaml:4:9: metadata.name: is missing or no text in this Secret, give the object a name",
            id="name-that-is-a-number",
        ),
        pytest.param("apiVersion: 1\nkind: Secret\n", "x.yaml:1: is no Kubernetes object, write apiVersion and kind", id="version-that-is-a-number"),
    ],
)
def test_what_cannot_be_read_is_a_finding_and_the_others_go_on(tree: Path, text: str, finding: str) -> None:
    (tree / "x.yaml").write_text(text, encoding="utf-8")
    found = folder([tree])
    assert [f"{each.place}: {each.finding}".removeprefix(f"{tree}/") for each in found.findings] == [finding]
    assert len(found.documents) == 6


def test_bytes_that_are_no_text_are_a_finding(tree: Path) -> None:
    (tree / "x.yaml").write_bytes(b"\xff\xfe")
    (located,) = folder([tree]).findings
    assert located.finding.code.id == "PH9002"


def test_a_namespace_that_is_no_text_is_told(tmp_path: Path) -> None:
    (tmp_path / "web.yaml").write_text("{apiVersion: v1, kind: Secret, metadata: {name: web, namespace: [a]}}")
    found = folder([tmp_path])
    assert found.documents == ()
    assert [located.finding.path for located in found.findings] == ["metadata.namespace"]
