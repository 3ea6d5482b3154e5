"""What holds for all objects that the CRDs allow, however odd: the hooks refuse them with a reason, or write what Prometheus reads."""

import base64
import gzip
import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from functools import partial

import msgspec
import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from hypothesis import given
from hypothesis import strategies as st

from hooks import parents
from hooks.cli.local.programs import Source
from hooks.errors import InvalidParent
from hooks.kinds.prometheus import Prometheus
from hooks.kinds.prometheusagent import PrometheusAgent
from hooks.kinds.registry import KINDS
from hooks.settings import Settings
from tests.promtool import objections, promtool
from tests.unit.prometheus_yaml.clusters import NATIVE, SIDECAR, raw, secret
from tests.unit.prometheus_yaml.manifests import Manifest, manifests

NOW = datetime(2026, 1, 1, tzinfo=UTC)
OUTSIDE = re.compile("SD configuration requires a region|scaleway-sdk-go: invalid")
"""What no check asks: on a machine of AWS Prometheus finds the region by itself, and the form of its keys is Scaleway's own."""
SCRAPED = {"ServiceMonitor": "serviceMonitor", "PodMonitor": "podMonitor", "Probe": "probe", "ScrapeConfig": "scrapeConfig"}
EVERYTHING: Manifest = {f"{each}{which}Selector": {} for each in SCRAPED.values() for which in ("", "Namespace")}


def certificate(key: Ed25519PrivateKey) -> str:
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "a")])
    made = x509.CertificateBuilder(name, name, key.public_key(), 1, NOW, NOW + timedelta(days=1)).sign(key, None)
    return made.public_bytes(Encoding.PEM).decode()


KEY = Ed25519PrivateKey.from_private_bytes(bytes(32))
LOGIN = {
    "token": "t0k3n",
    "user": "alice",
    "ca": certificate(KEY),
    "cert": certificate(KEY),
    "key": KEY.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode(),
    "jobs": "- job_name: more\n  static_configs: [{targets: [a]}]\n",
    "rules": "- {action: labeldrop, regex: a}\n",
    "alertmanagers": "- static_configs: [{targets: [a]}]\n",
}
SECRETS = [secret("login", "shop", **LOGIN)]


def numbered(kind: str, objects: list[Manifest]) -> list[Manifest]:
    added = ({"name": f"web-{number}", "uid": f"{kind}-{number}", "generation": 1} for number in range(len(objects)))
    return [{**each, "metadata": {**each["metadata"], **more}} for each, more in zip(objects, added, strict=True)]


class Cluster(msgspec.Struct, frozen=True):
    """A workload, everything that it selects, and how it reloads."""

    workload: Manifest
    scraped: dict[str, list[Manifest]]
    settings: Settings


def clusters(kind: type[Prometheus | PrometheusAgent], version: str) -> st.SearchStrategy[Cluster]:
    own = {**EVERYTHING, "version": version, "paused": False}
    workloads = manifests(kind).map(lambda each: {**each, "metadata": {**each["metadata"], "uid": "1", "generation": 1}, "spec": {**each["spec"], **own}})
    scraped = {each: st.lists(manifests(KINDS[each].type), max_size=2).map(partial(numbered, each)) for each in SCRAPED}
    return st.builds(Cluster, workloads, st.fixed_dictionaries(scraped), st.sampled_from([SIDECAR, NATIVE]))


def answer(obj: Manifest, settings: Settings, **related: Iterable[Manifest]) -> Manifest:
    """What the hook of its kind says, after it was asked what it needs to see."""
    kind = obj["kind"].lower()
    parents.customize(kind, msgspec.json.encode({"parent": obj}))
    body = {"parent": obj, "children": {}, "related": {group.replace("_", "."): raw(found) for group, found in related.items()}}
    found: Manifest = msgspec.json.decode(parents.sync(kind, msgspec.json.encode(body), settings, NOW))
    return found


def assets(cluster: Cluster) -> list[Manifest]:
    """The asset Secrets of everything scraped, as they are kept."""
    return [
        {**child, "metadata": {**child["metadata"], "ownerReferences": [{"kind": obj["kind"], "uid": obj["metadata"]["uid"], "controller": True}]}}
        for objects in cluster.scraped.values()
        for obj in objects
        for child in answer(obj, cluster.settings, Secret_v1=SECRETS, ConfigMap_v1=())["children"]
    ]


def configurations(cluster: Cluster) -> list[str]:
    """prometheus.yaml of every shard; none where the workload is refused."""
    groups = {f"{kind}.{KINDS[kind].api_version}": found for kind, found in cluster.scraped.items()}
    made = assets(cluster)
    try:
        answered = answer(cluster.workload, cluster.settings, **groups, **{"Secret.v1": [*SECRETS, *made]})
    except InvalidParent:
        return []
    data = [child["data"] for child in answered["children"] if child["kind"] == "Secret"]
    return [text(key, value) for each in data for key, value in each.items() if key.startswith("prometheus.yaml")]


def text(key: str, value: str) -> str:
    found = base64.b64decode(value)
    return (gzip.decompress(found) if key.endswith(".gz") else found).decode()


@pytest.mark.local
@pytest.mark.parametrize("kind", [Prometheus, PrometheusAgent], ids=lambda kind: kind.__name__)
@pytest.mark.parametrize("source", [Source.DEBIAN, Source.PINNED], ids=lambda source: source.value)
def test_what_is_not_refused_is_read_by_promtool(kind: type[Prometheus | PrometheusAgent], source: Source) -> None:
    checked_by = promtool(source)
    written: dict[str, str] = {}

    @given(clusters(kind, str(checked_by.version)))
    def collect(cluster: Cluster) -> None:
        name = msgspec.json.encode((cluster.workload, cluster.scraped, cluster.settings.reload)).decode()
        written.update({f"{name} shard {number}": each for number, each in enumerate(configurations(cluster))})

    collect()
    assert written
    found = objections(checked_by, written, agent=kind is PrometheusAgent)
    assert {name: words for name, words in found.items() if not OUTSIDE.search(words)} == {}
