"""Any HTTP endpoint."""

from typing import Annotated, Any

from hooks.alertmanager_yaml.fields import Count, Essential, GoDuration, TemplateURL, Text
from hooks.alertmanager_yaml.receivers.integration import Integration
from hooks.alertmanager_yaml.sections import Need
from hooks.versions import since


class Webhook(Integration, frozen=True, kw_only=True):
    """``webhook_configs[]``."""

    url: TemplateURL = None
    url_file: Annotated[Text, since("0.26.0")] = None
    max_alerts: Count = None
    timeout: Annotated[GoDuration, since("0.28.0")] = None
    payload: Annotated[Any, since("0.32.0"), Essential()] = None

    needs = (Need(("url", "url_file")),)
    excludes = (("url", "url_file"),)
