"""Pushover."""

from typing import Annotated

from hooks.alertmanager_yaml.fields import Choice, GoDurationText, LinkURL, Text
from hooks.alertmanager_yaml.receivers.integration import Integration
from hooks.alertmanager_yaml.sections import Need
from hooks.versions import since


class Pushover(Integration, frozen=True, kw_only=True):
    """``pushover_configs[]``."""

    user_key: Text = None
    user_key_file: Annotated[Text, since("0.26.0")] = None
    token: Text = None
    token_file: Annotated[Text, since("0.26.0")] = None
    title: Text = None
    message: Text = None
    url: LinkURL = None
    url_title: Text = None
    ttl: Annotated[GoDurationText, since("0.27.0")] = None
    device: Annotated[Text, since("0.26.0")] = None
    sound: Text = None
    priority: Text = None
    retry: GoDurationText = None
    expire: GoDurationText = None
    html: Choice = None
    monospace: Annotated[Choice, since("0.29.0")] = None

    needs = (Need(("user_key", "user_key_file")), Need(("token", "token_file")))
    excludes = (("user_key", "user_key_file"), ("token", "token_file"), ("html", "monospace"))
