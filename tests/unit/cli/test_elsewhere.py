"""Who refers to a Secret that something else makes is not wrong."""

from typing import Any

import pytest
import yaml

from hooks.cli.elsewhere import makers

JOB = """
apiVersion: batch/v1
kind: Job
metadata: {name: patch, namespace: team}
spec: {template: {spec: {containers: [{name: create, args: [%s]}]}}}
"""


def made(text: str) -> dict[tuple[str, str], str]:
    return {(secret.namespace, secret.name): maker for secret, maker in makers(yaml.safe_load_all(text)).items()}


@pytest.mark.parametrize(
    ("text", "want"),
    [
        pytest.param(
            "{apiVersion: v1, kind: Secret, type: kubernetes.io/service-account-token, metadata: {name: token, namespace: team}}",
            {("team", "token"): "Secret team/token"},
            id="token-of-a-service-account",
        ),
        pytest.param("{apiVersion: v1, kind: Secret, metadata: {name: plain, namespace: team}}", {}, id="plain-secret"),
        pytest.param(
            "{apiVersion: external-secrets.io/v1, kind: ExternalSecret, metadata: {name: a, namespace: team}, spec: {target: {name: b}}}",
            {("team", "b"): "ExternalSecret team/a"},
            id="external-secret",
        ),
        pytest.param(
            "{apiVersion: external-secrets.io/v1beta1, kind: ExternalSecret, metadata: {name: a, namespace: team}, spec: {}}",
            {("team", "a"): "ExternalSecret team/a"},
            id="external-secret-of-its-own-name",
        ),
        pytest.param(
            "{apiVersion: external-secrets.io/v1, kind: ClusterExternalSecret, metadata: {name: a}, spec: {externalSecretName: b}}",
            {("", "b"): "ClusterExternalSecret default/a"},
            id="in-several-namespaces",
        ),
        pytest.param(
            "{apiVersion: bitnami.com/v1alpha1, kind: SealedSecret, metadata: {name: a, namespace: team}}", {("team", "a"): "SealedSecret team/a"}, id="sealed"
        ),
        pytest.param(
            "{apiVersion: cert-manager.io/v1, kind: Certificate, metadata: {name: a, namespace: team}, spec: {secretName: a-tls}}",
            {("team", "a-tls"): "Certificate team/a"},
            id="certificate",
        ),
        pytest.param(JOB % "create, --secret-name=admission", {("team", "admission"): "Job team/patch"}, id="argument-of-a-job"),
        pytest.param(JOB % "create, --secret-name, admission", {("team", "admission"): "Job team/patch"}, id="two-arguments-of-a-job"),
        pytest.param("{apiVersion: example.com/v1, kind: Certificate, metadata: {name: a}, spec: {secretName: b}}", {}, id="a-kind-that-is-called-alike"),
    ],
)
def test_who_makes_which_secret(text: str, want: dict[tuple[str, str], Any]) -> None:
    assert made(text) == want
