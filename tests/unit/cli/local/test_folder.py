"""What of an edited folder counts."""

from pathlib import Path

import pytest

from hooks.cli.local.folder import Contents, EditedFolder

MONITOR = """apiVersion: monitoring.coreos.com/v1
kind: ServiceMonitor
metadata: {name: NAME}
spec: {selector: {}, endpoints: [{port: web}]}
"""


def written(folder: Path, **files: str) -> None:
    for name, text in files.items():
        (folder / f"{name}.yaml").write_text(text)


def named(contents: Contents) -> list[str]:
    return sorted(map(str, contents.objects))


def monitor(name: str) -> str:
    return MONITOR.replace("NAME", name)


@pytest.mark.parametrize(
    ("broken", "problem"),
    [
        pytest.param("kind: [", "b.yaml:2: did not find expected node content, while parsing a flow node (PH9001)", id="yaml"),
        pytest.param(
            monitor("b").replace("port: web", "prot: web"),
            "b.yaml:4:35: ServiceMonitor default/b: spec.endpoints[0].prot: unknown field, did you mean port? (PH1002)",
            id="field-that-the-api-server-refuses",
        ),
        pytest.param("kind: ServiceMonitor\n", "b.yaml:1: is no Kubernetes object, write apiVersion and kind (PH9003)", id="no-object"),
    ],
)
def test_a_broken_file_is_named_and_changes_nothing(tmp_path: Path, broken: str, problem: str) -> None:
    folder = EditedFolder(tmp_path)
    written(tmp_path, a=monitor("a"), b=monitor("b"))
    before = folder.read()
    assert before.findings == ()
    written(tmp_path, b=broken)
    after = folder.read()
    assert [str(finding) for finding in after.findings] == [problem]
    assert after.objects == before.objects


def test_a_field_that_only_a_newer_crd_knows_keeps_nothing_from_running(tmp_path: Path) -> None:
    written(tmp_path, a=monitor("a").replace("port: web", "port: web, fromTomorrow: 1"))
    found = EditedFolder(tmp_path).read()
    assert (named(found), found.findings) == (["ServiceMonitor default/a"], ())


def test_a_removed_file_removes_its_objects(tmp_path: Path) -> None:
    folder = EditedFolder(tmp_path)
    written(tmp_path, a=monitor("a"), b=monitor("b"))
    folder.read()
    (tmp_path / "b.yaml").unlink()
    assert named(folder.read()) == ["ServiceMonitor default/a"]


def test_lists_and_several_documents_are_taken_apart_and_hidden_files_left_out(tmp_path: Path) -> None:
    items = "".join(f"- {line}" if line.startswith("api") else f"  {line}" for line in monitor("c").splitlines(keepends=True))
    written(tmp_path, a=f"{monitor('a')}---\n{monitor('b')}---\n", b=f"apiVersion: v1\nkind: List\nitems:\n{items}")
    written(tmp_path, **{".hidden": monitor("d")})
    assert named(EditedFolder(tmp_path).read()) == [f"ServiceMonitor default/{name}" for name in "abc"]


def test_of_two_files_with_one_object_the_first_counts(tmp_path: Path) -> None:
    written(tmp_path, a=monitor("a"), b=monitor("a").replace("web", "other"))
    contents = EditedFolder(tmp_path).read()
    assert [str(finding) for finding in contents.findings] == [
        "b.yaml:1: ServiceMonitor default/a is in a.yaml already, which counts, remove one of them (PH9004)"
    ]
    assert [manifest["spec"]["endpoints"][0]["port"] for manifest in contents.objects.values()] == ["web"]
