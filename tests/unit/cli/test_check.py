import re
from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner, Result

from hooks.cli import main
from hooks.cli.check.stages import checked
from hooks.cli.manifests import Folder
from hooks.cli.manifests import folder as read
from hooks.cli.sources import CLUSTER
from hooks.findings import Severity
from hooks.protocol import Manifest
from hooks.settings import Settings


def check(folder: Path) -> Result:
    return CliRunner().invoke(main, ["check", str(folder)])


def lines(result: Result, folder: Path) -> list[str]:
    """The findings by file and line, without columns, severities, and the lines of the files that are shown below them."""
    heads = (line.removeprefix(f"{folder}/") for line in result.stdout.splitlines() if line and not line.startswith(" "))
    return [re.sub(r"^([^:]+:\d+)(?::\d+)?: error: ", r"\1: ", line) for line in heads]


def codes(found: list[str]) -> list[str]:
    return sorted(line.rpartition("(")[2].rstrip(")") for line in found)


def edit(folder: Path, file: str, old: str, new: str) -> None:
    text = (folder / file).read_text(encoding="utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new), encoding="utf-8")


def test_nothing_is_wrong(folder: Path) -> None:
    result = check(folder)
    assert (result.exit_code, result.stdout) == (0, "")
    assert "4 objects, 0 errors, 0 warnings\n" in result.stderr


@pytest.mark.parametrize(
    ("edits", "place", "reason"),
    [
        pytest.param(("secret.yaml", "kind: Secret", "kind: [Secret"), "secret.yaml:3", "did not find expected ',' or ']'", id="syntax"),
        pytest.param(
            ("monitor.yaml", "- port: web", "- prot: web"),
            "monitor.yaml:7",
            "ServiceMonitor team/web: spec.endpoints[0].prot: unknown field",
            id="unknown-field",
        ),
        pytest.param(
            ("monitor.yaml", "- port: web", "- interval: often"), "monitor.yaml:7", "ServiceMonitor team/web: spec.endpoints[0].interval: must", id="value"
        ),
        pytest.param(
            ("secret.yaml", "name: login", "name: other"), "monitor.yaml:9", 'spec.endpoints[0].basicAuth.username: secret "team/login"', id="missing-secret"
        ),
        pytest.param(("secret.yaml", "user: canary-user, ", ""), "monitor.yaml:9", '"user"', id="missing-key"),
        pytest.param(("rule.yaml", "up == 0", "'up =='"), "rule.yaml:8", "spec.groups[0].rules[0].expr", id="promql"),
        pytest.param(
            ("prometheus.yaml", "spec:", "spec:\n  version: latest"),
            "prometheus.yaml:5",
            'spec.version: "latest" is not a semantic version',
            id="invalid-parent",
        ),
        pytest.param(
            ("secret.yaml", "password: canary-password", "password: 1"), "secret.yaml:4", "stringData.password: is not a text, put it in quotes", id="admission"
        ),
        pytest.param(
            ("monitor.yaml", "namespace: team", "namespace: team, labels: {a: 1}"), "monitor.yaml:3", "metadata.labels.a:", id="label-that-is-no-text"
        ),
    ],
)
def test_a_broken_object_is_told_with_file_line_and_reason(folder: Path, edits: tuple[str, str, str], place: str, reason: str) -> None:
    edit(folder, *edits)
    result = check(folder)
    assert result.exit_code == 1
    assert any(line.startswith(place) and reason in line for line in lines(result, folder)), result.stdout


def test_all_broken_objects_are_told_at_once(folder: Path) -> None:
    edit(folder, "monitor.yaml", "- port: web", "- prot: web")
    edit(folder, "rule.yaml", "up == 0", "'up =='")
    edit(folder, "prometheus.yaml", "spec:", "spec:\n  version: latest")
    files = {line.partition(":")[0] for line in lines(check(folder), folder)}
    assert files == {"monitor.yaml", "rule.yaml", "prometheus.yaml"}


def test_each_missing_reference_of_a_rejected_monitor_is_told_once(folder: Path) -> None:
    (folder / "secret.yaml").unlink()
    assert [line.partition(" ")[0] for line in lines(check(folder), folder)] == ["monitor.yaml:9:", "monitor.yaml:10:"]


def test_the_same_object_twice(folder: Path) -> None:
    (folder / "zz.yaml").write_text((folder / "secret.yaml").read_text(encoding="utf-8"), encoding="utf-8")
    assert lines(check(folder), folder) == [f"zz.yaml:1: Secret team/login: is in {folder}/secret.yaml:1 already, remove one of them (PH9004)"]


def test_no_value_of_a_secret_is_shown(folder: Path) -> None:
    edit(folder, "monitor.yaml", "key: user", "key: absent")
    result = check(folder)
    assert result.exit_code == 1
    assert "canary" not in result.stdout + result.stderr


def test_a_folder_without_manifests_is_a_mistake(tmp_path: Path) -> None:
    result = check(tmp_path)
    assert result.exit_code == 2
    assert f"there are no manifests below {tmp_path}" in result.stderr


def test_a_workload_that_cannot_be_served_is_an_error(folder: Path) -> None:
    ruler = "apiVersion: monitoring.coreos.com/v1\nkind: ThanosRuler\nmetadata: {name: global, namespace: mon}\nspec: {}\n"
    (folder / "ruler.yaml").write_text(ruler, encoding="utf-8")
    result = check(folder)
    assert result.exit_code == 1
    assert lines(result, folder) == [
        "ruler.yaml:4: ThanosRuler mon/global: spec.queryEndpoints: a ruler needs somebody to ask, set queryEndpoints or queryConfig (PH6204)"
    ]


def test_a_field_that_the_version_does_not_read_is_a_warning(folder: Path) -> None:
    edit(folder, "prometheus.yaml", "spec:", "spec:\n  version: v2.45.0")
    edit(folder, "monitor.yaml", "- port: web", "- port: web\n    trackTimestampsStaleness: true")
    result = check(folder)
    assert result.exit_code == 0
    assert any(
        line.startswith("monitor.yaml:") and "(PH7001)" in line and "spec.endpoints[0].trackTimestampsStaleness" in line for line in lines(result, folder)
    ), result.stdout


def test_what_only_a_workload_refuses_is_told_where_the_object_stands(folder: Path) -> None:
    edit(folder, "monitor.yaml", "spec:", "spec:\n  scrapeClass: absent")
    found = lines(check(folder), folder)
    assert len(found) == 1
    assert found[0].startswith("monitor.yaml:5: ServiceMonitor team/web: for Prometheus mon/main: spec.scrapeClass")


def test_every_rejected_monitor_is_told_however_many_there_are(folder: Path) -> None:
    text = (folder / "monitor.yaml").read_text(encoding="utf-8").replace("spec:", "spec:\n  scrapeClass: absent")
    (folder / "monitor.yaml").write_text("---\n".join(text.replace("name: web,", f"name: web-{index},") for index in range(25)), encoding="utf-8")
    found = lines(check(folder), folder)
    assert len(found) == 25
    assert found[0].startswith("monitor.yaml:5: ServiceMonitor team/web-0: for Prometheus mon/main: spec.scrapeClass")


def test_an_expression_that_looks_like_several_sentences_is_one_error(folder: Path) -> None:
    edit(folder, "monitor.yaml", "- port: web", "- port: web\n    relabelings: [{targetLabel: a, regex: '(a; ServiceMonitor team/x: spec.y: z'}]")
    (found,) = lines(check(folder), folder)
    assert found.startswith("monitor.yaml:8: ServiceMonitor team/web: spec.endpoints[0].relabelings[0].regex:")


def test_what_two_workloads_say_of_an_object_is_told_once(folder: Path) -> None:
    edit(folder, "monitor.yaml", "spec:", "spec:\n  scrapeClass: absent")
    text = (folder / "prometheus.yaml").read_text(encoding="utf-8")
    (folder / "second.yaml").write_text(text.replace("name: main", "name: other"), encoding="utf-8")
    (found,) = lines(check(folder), folder)
    assert "ServiceMonitor team/web: for Prometheus mon/main, Prometheus mon/other: spec.scrapeClass" in found


def test_a_warning_stands_beside_a_rejection(folder: Path) -> None:
    edit(folder, "prometheus.yaml", "spec:", "spec:\n  version: v2.45.0\n  runtime: {goGC: 50}")
    edit(folder, "monitor.yaml", "spec:", "spec:\n  scrapeClass: absent")
    found = lines(check(folder), folder)
    assert [line.partition(":")[0] for line in found] == ["monitor.yaml", "prometheus.yaml"]
    assert "warning: Prometheus mon/main: spec.runtime" in found[1]


def test_what_would_be_left_out_of_an_object_stands_beside_its_rejection(folder: Path) -> None:
    edit(folder, "prometheus.yaml", "spec:", "spec:\n  version: v2.45.0")
    edit(folder, "monitor.yaml", "- port: web", "- port: web\n    trackTimestampsStaleness: true\n    relabelings: [{action: hashmod}]")
    assert codes(lines(check(folder), folder)) == ["PH3104", "PH3105", "PH7001"]


def test_missing_values_of_an_alertmanagerconfig_hide_nothing_and_are_told_once(folder: Path) -> None:
    (folder / "alertmanager.yaml").write_text(
        """\
apiVersion: monitoring.coreos.com/v1
kind: Alertmanager
metadata: {name: main, namespace: team}
spec: {version: v0.24.0, alertmanagerConfigSelector: {}}
---
apiVersion: v1
kind: Secret
metadata: {name: chat, namespace: team}
stringData: {other: a}
---
apiVersion: monitoring.coreos.com/v1alpha1
kind: AlertmanagerConfig
metadata: {name: web, namespace: team}
spec:
  route: {receiver: chat}
  receivers:
  - name: chat
    slackConfigs: [{apiURL: {name: chat, key: url}, timeout: 10s}]
    discordConfigs: [{apiURL: {name: nobody, key: url}}]
""",
        encoding="utf-8",
    )
    found = [line for line in lines(check(folder), folder) if "AlertmanagerConfig" in line]
    assert codes(found) == ["PH2001", "PH2002", "PH5006", "PH7001"]


def test_a_malformed_document_does_not_hide_the_rest_of_its_file(folder: Path) -> None:
    edit(folder, "monitor.yaml", "- port: web", "- interval: 1x")
    text = (folder / "monitor.yaml").read_text(encoding="utf-8")
    twice = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata: {x: '1', x: '2'}\n---\n"
    (folder / "monitor.yaml").write_text(twice + text, encoding="utf-8")
    assert [line.partition(" ")[0] for line in lines(check(folder), folder)] == ["monitor.yaml:4:", "monitor.yaml:12:"]


@pytest.mark.parametrize(
    ("manifest", "said"),
    [
        pytest.param(
            "{apiVersion: v1, kind: Service, metadata: {name: a, namespace: team}, spec: {ports: {web: 1}}}", "spec.ports: expected a list", id="service"
        ),
        pytest.param(
            "{apiVersion: apps/v1, kind: Deployment, metadata: {name: a, namespace: team}, spec: {template: {spec: {}}}}", "required field", id="deployment"
        ),
        pytest.param("{apiVersion: serving.knative.dev/v1, kind: Service, metadata: {name: a, namespace: team}, spec: none}", "", id="namesake"),
    ],
)
def test_an_object_of_another_shape_hides_nothing(folder: Path, manifest: str, said: str) -> None:
    (folder / "other.yaml").write_text(manifest, encoding="utf-8")
    edit(folder, "monitor.yaml", "- port: web", "- prot: web")
    result = check(folder)
    assert "unknown field" in result.stdout
    assert said in result.stdout
    assert result.exception is None or isinstance(result.exception, SystemExit)


def test_a_broken_expression_is_an_error_once_where_somebody_selects_it(folder: Path) -> None:
    edit(folder, "prometheus.yaml", "spec:", "spec:\n  version: v2.41.0\n  ruleNamespaceSelector: {}")
    (folder / "rules.yaml").write_text(
        """\
apiVersion: monitoring.coreos.com/v1
kind: PrometheusRule
metadata: {name: three, namespace: team}
spec:
  groups:
  - name: a
    rules:
    - {record: a, expr: "sum("}
    - {record: "b-c!", expr: up}
    - {alert: C, expr: "up ==", keep_firing_for: 5m}
""",
        encoding="utf-8",
    )
    found = [line for line in lines(check(folder), folder) if "PrometheusRule" in line]
    assert codes(found) == ["PH4003", "PH4101", "PH4101", "PH7001"]


def test_a_field_that_a_cluster_has_let_in_is_no_typing_error(folder: Path) -> None:
    written = read([folder]).documents
    stored = [msgspec.structs.replace(each, file=CLUSTER, manifest=with_field(each.manifest)) for each in written]
    for documents, code in ((stored, "PH7005"), ([msgspec.structs.replace(each, file="x.yaml") for each in stored], "PH1002")):
        (finding,) = (each.finding for each in checked(Folder(tuple(documents), ()), Settings()).findings if each.finding.severity != Severity.NOTE)
        assert (finding.code.id, finding.path) == (code, "spec.serviceMonitorSelectors")


def with_field(manifest: Manifest) -> Manifest:
    """A Prometheus with a field whose name is near to another."""
    return {**manifest, "spec": {**manifest["spec"], "serviceMonitorSelectors": []}} if manifest["kind"] == "Prometheus" else manifest
