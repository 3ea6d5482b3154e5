"""``event_recorder``: where Alertmanager writes what happens to alerts."""

from collections.abc import Sequence
from typing import Annotated

from hooks.alertmanager_yaml.fields import Count, Duration, Flag, Number, OneOf, SecretURL, Text, Texts
from hooks.alertmanager_yaml.http import TLS, HTTPClient
from hooks.alertmanager_yaml.sections import Context, Findings, Need, Part
from hooks.findings.alerting import BAD_VALUE, CONTRADICTION, DUPLICATE_NAME, INCOMPLETE
from hooks.versions import Since, since

NAMED: Since = since("0.35.0")
"""Outputs have names, and need them."""


class Output(Part, frozen=True, kw_only=True):
    """What all outputs have."""

    name: Annotated[Text, NAMED] = None

    def problems(self, context: Context) -> Findings:
        """The name, where the version is one that wants it."""
        if not self.name and context.version is not None and context.version in NAMED:
            yield INCOMPLETE.at("name", "it is missing", "add it")


class File(Output, frozen=True, kw_only=True):
    """``file_outputs[]``."""

    path: Text = None

    needs = (Need(("path",)),)


class Webhook(Output, frozen=True, kw_only=True):
    """``webhook_outputs[]``."""

    url: SecretURL = None
    http_config: HTTPClient | None = None
    timeout: Duration = None
    workers: Number = None
    max_retries: Number = None
    retry_backoff: Duration = None
    batch: Annotated[Flag, since("0.34.0")] = None
    batch_max_events: Annotated[Count, since("0.34.0")] = None
    batch_max_bytes: Annotated[Count, since("0.34.0")] = None
    batch_flush_interval: Annotated[Duration, since("0.34.0")] = None

    needs = (Need(("url",)),)

    def problems(self, context: Context) -> Findings:
        """An address that leads somewhere, and a batch where its size is set."""
        yield from super().problems(context)
        if self.url == "<secret>":
            yield BAD_VALUE.at("url", "it stands for an address and is none", "write the address")
        for field in ("batch_max_events", "batch_max_bytes", "batch_flush_interval"):
            if not self.batch and getattr(self, field):
                yield CONTRADICTION.at(field, "there is no batch that it would bound", "set batch too, or remove it")


class Kafka(Output, frozen=True, kw_only=True):
    """``kafka_outputs[]``."""

    brokers: Texts = None
    topic: Text = None
    client_id: Text = None
    format: Annotated[Text, OneOf(("", "json", "protobuf"))] = None
    acks: Annotated[Text, OneOf(("", "none", "leader", "all"))] = None
    compression: Annotated[Text, OneOf(("", "none", "gzip", "snappy", "lz4", "zstd"))] = None
    buffer_size: Number = None
    tls_config: TLS | None = None

    needs = (Need(("brokers",)), Need(("topic",)))

    def problems(self, context: Context) -> Findings:
        """Brokers that can be asked."""
        yield from super().problems(context)
        if not all(self.brokers or ()):
            yield BAD_VALUE.at("brokers", "one of them is empty", "write host:port, or remove it")


class Stdout(Output, frozen=True, kw_only=True):
    """``stdout_outputs[]``."""


class EventRecorder(Part, frozen=True, kw_only=True):
    """The outputs, by their type."""

    file_outputs: tuple[File, ...] | None = None
    webhook_outputs: tuple[Webhook, ...] | None = None
    kafka_outputs: tuple[Kafka, ...] | None = None
    stdout_outputs: Annotated[tuple[Stdout, ...] | None, since("0.34.0")] = None

    def problems(self, context: Context) -> Findings:
        """Names, each once for its type."""
        for field in ("file_outputs", "webhook_outputs", "kafka_outputs", "stdout_outputs"):
            yield from _repeated(field, getattr(self, field) or (), context)


def _repeated(field: str, outputs: Sequence[Output], context: Context) -> Findings:
    seen: set[str] = set()
    for index, each in enumerate(outputs):
        if each.name and each.name in seen:
            yield DUPLICATE_NAME.at(f"{field}[{index}].name", f"{context.shown(each.name)} is the name of an earlier one", "choose another")
        seen.add(each.name or "")
