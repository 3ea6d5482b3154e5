"""Any HTTP endpoint."""

from typing import Annotated, Any

from hooks.alertmanager_yaml.fields import Count, Essential, GoDuration, SecretTemplateURL, Text
from hooks.alertmanager_yaml.receivers.integration import Integration
from hooks.alertmanager_yaml.sections import Context, Findings, Need
from hooks.findings.alerting import NEEDS_VERSION
from hooks.versions import Since, since

_TEMPLATES: Since = since("0.31.0")


class Webhook(Integration, frozen=True, kw_only=True):
    """``webhook_configs[]``."""

    url: SecretTemplateURL = None
    url_file: Annotated[Text, since("0.26.0")] = None
    max_alerts: Count = None
    timeout: Annotated[GoDuration, since("0.28.0")] = None
    payload: Annotated[Any, since("0.32.0"), Essential()] = None

    needs = (Need(("url", "url_file")),)
    excludes = (("url", "url_file"),)

    def problems(self, context: Context) -> Findings:
        """A template in the address came later."""
        if self.url and "{{" in self.url and not context.reads(_TEMPLATES):
            yield NEEDS_VERSION.at("url", "a template in it needs Alertmanager 0.31 or later", "use that version or write a plain address")
