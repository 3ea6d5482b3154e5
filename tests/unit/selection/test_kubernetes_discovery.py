"""Which watches a role can narrow, as Prometheus' own code has it."""

from collections.abc import Iterator
from itertools import product

import pytest

from hooks.cli.judge import Process
from hooks.judge import Question
from hooks.kinds.discovery.kubernetes import KubernetesSDConfig, KubernetesSelector
from hooks.selection import kubernetes_discovery
from tests import judging

NEWER = ("pod", "node")
"""What the newest Prometheus takes and older ones do not, for which the hooks speak too."""
ROLES = ("pod", "service", "endpointslice", "endpoints", "node", "ingress")


@pytest.fixture(scope="module")
def judge() -> Iterator[Process]:
    with judging.judge() as found:
        yield found


@pytest.mark.parametrize(("role", "selected"), [pair for pair in product(ROLES, ROLES) if pair != NEWER])
def test_a_selector_is_refused_where_prometheus_refuses_it(role: str, selected: str, judge: Process) -> None:
    entry = f"{{role: {role}, selectors: [{{role: {selected}, label: a=b}}]}}"
    answer = judge.answer(Question(ask="prometheus", text=f"scrape_configs: [{{job_name: a, kubernetes_sd_configs: [{entry}]}}]"))
    assert answer is not None
    found = KubernetesSDConfig(role=role, selectors=(KubernetesSelector(role=selected, label="a=b"),))
    assert bool(tuple(kubernetes_discovery.findings(found, "spec"))) == bool(answer.problems), answer.problems
