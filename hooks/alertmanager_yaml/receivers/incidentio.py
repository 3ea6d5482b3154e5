"""incident.io."""

from typing import Annotated

from hooks.alertmanager_yaml.fields import URL, Count, EmptyCounts, GoDuration, Labels, Text
from hooks.alertmanager_yaml.receivers.integration import Integration
from hooks.alertmanager_yaml.sections import Context, Findings, Need
from hooks.findings.alerting import CONTRADICTION, INCOMPLETE
from hooks.versions import since


class IncidentIO(Integration, frozen=True, kw_only=True):
    """``incidentio_configs[]``."""

    url: URL = None
    url_file: Text = None
    alert_source_token: Text = None
    alert_source_token_file: Text = None
    max_alerts: Annotated[Count, EmptyCounts()] = None
    timeout: GoDuration = None
    metadata: Annotated[Labels, since("0.35.0")] = None

    needs = (Need(("url", "url_file")),)
    excludes = (("url", "url_file"), ("alert_source_token", "alert_source_token_file"))

    def problems(self, context: Context) -> Findings:  # noqa: ARG002
        """Exactly one way to authenticate, where the receiver has an HTTP client of its own."""
        token = self.alert_source_token or self.alert_source_token_file
        authorized = self.http_config is not None and self.http_config.authorized
        if token and authorized:
            yield CONTRADICTION.at("alert_source_token", "the HTTP client has an authorization too", "remove one of them")
        if not token and not authorized and self.http_config:
            yield INCOMPLETE.at("alert_source_token", "there is no authorization", "write a token or an authorization of the HTTP client")
