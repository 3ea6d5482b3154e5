"""PagerDuty."""

from typing import Annotated, Any

import msgspec

from hooks.alertmanager_yaml.fields import URL, GoDuration, LinkURL, Text
from hooks.alertmanager_yaml.receivers.integration import Integration
from hooks.alertmanager_yaml.sections import Context, Findings, Need, Part
from hooks.findings.alerting import WRONG_TYPE
from hooks.versions import Since, since

_DETAILS_OF_ANY_TYPE: Since = since("0.30.0")


class Link(Part, frozen=True, kw_only=True):
    """``links[]`` of an event."""

    href: LinkURL = None
    text: Text = None


class Image(Part, frozen=True, kw_only=True):
    """``images[]`` of an event."""

    src: Text = None
    alt: Text = None
    href: LinkURL = None


class PagerDuty(Integration, frozen=True, kw_only=True):
    """``pagerduty_configs[]``."""

    service_key: Text = None
    service_key_file: Annotated[Text, since("0.25.0")] = None
    routing_key: Text = None
    routing_key_file: Annotated[Text, since("0.25.0")] = None
    url: URL = None
    client: Text = None
    client_url: LinkURL = None
    description: Text = None
    details: dict[str, Any] | None = None
    images: tuple[Image, ...] | None = None
    links: tuple[Link, ...] | None = None
    severity: Text = None
    class_: Text = msgspec.field(default=None, name="class")
    component: Text = None
    group: Text = None
    source: Annotated[Text, since("0.25.0")] = None
    timeout: Annotated[GoDuration, since("0.30.0")] = None

    needs = (Need(("routing_key", "routing_key_file", "service_key", "service_key_file")),)
    excludes = (("routing_key", "routing_key_file"), ("service_key", "service_key_file"))

    def problems(self, context: Context) -> Findings:
        """Details that are lists or mappings came later."""
        if not context.reads(_DETAILS_OF_ANY_TYPE):
            for name, value in (self.details or {}).items():
                if isinstance(value, dict | list):
                    yield WRONG_TYPE.at(f"details.{name}", "it is no text", f"write one, or use Alertmanager {_DETAILS_OF_ANY_TYPE.version} or later")
