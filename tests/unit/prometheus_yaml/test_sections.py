"""The tracing section, and what cannot be served."""

import pytest

from hooks.errors import InvalidParent
from tests.unit.prometheus_yaml.sections import config, read


def test_every_field_of_tracing() -> None:
    fields = "clientType: GRPC, endpoint: 'a:4317', samplingFraction: 250m, insecure: true, headers: {b: c}, compression: Gzip, timeout: 5s, tlsConfig: {}"
    want = "{client_type: grpc, endpoint: 'a:4317', sampling_fraction: 0.25, insecure: true, headers: {b: c}, compression: gzip, timeout: 5s, tls_config: {}}"
    assert config(f"{{tracingConfig: {{{fields}}}}}")["tracing"] == read(want)


@pytest.mark.parametrize(
    ("spec", "message"),
    [
        pytest.param("version: '1.8.0'", "spec.version: Prometheus 1.8.0 is not supported, use version 2 or later", id="version"),
        pytest.param("version: new", 'spec.version: "new" is not a semantic version, write it like v3.13.2', id="no-version"),
        pytest.param("scrapeTimeout: '11'", 'spec.scrapeTimeout: "11" is not a duration, write it like 30s or 1m30s', id="no-duration"),
        pytest.param("scrapeInterval: 10s, scrapeTimeout: 11s", "spec.scrapeTimeout: 11s is longer than the scrape interval 10s, shorten it", id="timeout"),
        pytest.param(
            "scrapeClasses: [{name: a, default: true}, {name: b, default: true}]",
            "spec.scrapeClasses: a and b are both the default, keep one",
            id="classes",
        ),
        pytest.param("version: 2.54.0, otlp: {}", "spec.otlp: it needs version 2.55.0 or later, use a later one or remove it", id="otlp-too-new"),
        pytest.param(
            "version: 3.3.0, otlp: {translationStrategy: NoTranslation}",
            'spec.otlp.translationStrategy "NoTranslation": it needs version 3.4.0 or later, use a later one or remove it',
            id="strategy-too-new",
        ),
        pytest.param(
            "nameValidationScheme: Legacy, otlp: {translationStrategy: NoUTF8EscapingWithSuffixes}",
            "spec.otlp.translationStrategy: it needs UTF-8 names, set spec.nameValidationScheme to UTF8",
            id="strategy-needs-utf8",
        ),
        pytest.param(
            "otlp: {promoteAllResourceAttributes: true, promoteResourceAttributes: [a]}",
            "spec.otlp.promoteResourceAttributes: all attributes are promoted already, remove it or promoteAllResourceAttributes",
            id="all-and-some",
        ),
        pytest.param(
            "otlp: {ignoreResourceAttributes: [a]}",
            "spec.otlp.ignoreResourceAttributes: nothing to ignore, set promoteAllResourceAttributes to true or remove it",
            id="nothing-to-ignore",
        ),
        pytest.param(
            "enableFeatures: [st-storage], tsdb: {chunkEncoding: {floats: Xor}}",
            "spec.tsdb.chunkEncoding.floats: Xor cannot store start timestamps, use Xor2 or remove st-storage from spec.enableFeatures",
            id="encoding",
        ),
        pytest.param("tsdb: {staleSeriesCompactionThreshold: '1.5'}", "spec.tsdb.staleSeriesCompactionThreshold: 1.5 is not between 0 and 1", id="threshold"),
        pytest.param("tracingConfig: {endpoint: a, samplingFraction: 2}", "spec.tracingConfig.samplingFraction: 2 is not between 0 and 1", id="sampling"),
    ],
)  # fmt: skip
def test_a_resource_that_cannot_be_served_says_why(spec: str, message: str) -> None:
    with pytest.raises(InvalidParent) as error:
        config(f"{{{spec}}}")
    assert str(error.value) == message
