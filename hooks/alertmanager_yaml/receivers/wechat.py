"""WeChat."""

from typing import Annotated

from hooks.alertmanager_yaml.fields import URL, OneOf, Text
from hooks.alertmanager_yaml.receivers.integration import Integration
from hooks.alertmanager_yaml.sections import Need
from hooks.versions import since


class WeChat(Integration, frozen=True, kw_only=True):
    """``wechat_configs[]``."""

    api_secret: Text = None
    api_secret_file: Annotated[Text, since("0.31.0")] = None
    api_url: URL = None
    corp_id: Text = None
    agent_id: Text = None
    to_user: Text = None
    to_party: Text = None
    to_tag: Text = None
    message: Text = None
    message_type: Annotated[Text, OneOf(("text", "markdown"))] = None

    needs = (Need(("api_secret", "api_secret_file"), ("wechat_api_secret", "wechat_api_secret_file")), Need(("corp_id",), ("wechat_api_corp_id",)))
    excludes = (("api_secret", "api_secret_file"),)
