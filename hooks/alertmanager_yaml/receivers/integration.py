"""What all integrations of a receiver have."""

from hooks.alertmanager_yaml.fields import Choice
from hooks.alertmanager_yaml.http import HTTPClient
from hooks.alertmanager_yaml.sections import Part


class Integration(Part, frozen=True, kw_only=True):
    """One place that a receiver sends to."""

    send_resolved: Choice = None
    http_config: HTTPClient | None = None
