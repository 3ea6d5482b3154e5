"""Slack."""

from typing import Annotated

from hooks.alertmanager_yaml.fields import URL, Choice, Essential, Flag, GoDuration, SecretURL, Text, Texts
from hooks.alertmanager_yaml.receivers.integration import Integration
from hooks.alertmanager_yaml.sections import Context, Findings, Need, Part
from hooks.findings.alerting import CONTRADICTION, INCOMPLETE
from hooks.versions import Since, since

CHAT = "https://slack.com/api/chat.postMessage"
"""Where apps post, and the one address whose messages can be updated."""
_DEFAULTS_COUNT: Since = since("0.35.0")
"""Before it the loader ended with a panic where a message was to be updated and the address was a default."""


class Field(Part, frozen=True, kw_only=True):
    """``fields[]`` of a message."""

    title: Text = None
    value: Text = None
    short: Flag = None

    needs = (Need(("title",)), Need(("value",)))


class Confirmation(Part, frozen=True, kw_only=True):
    """``confirm`` of a button."""

    text: Text = None
    title: Text = None
    ok_text: Text = None
    dismiss_text: Text = None

    needs = (Need(("text",)),)


class Action(Part, frozen=True, kw_only=True):
    """``actions[]`` of a message."""

    type: Text = None
    text: Text = None
    url: Text = None
    style: Text = None
    name: Text = None
    value: Text = None
    confirm: Confirmation | None = None

    needs = (Need(("type",)), Need(("text",)), Need(("url", "name")))


class Slack(Integration, frozen=True, kw_only=True):
    """``slack_configs[]``."""

    api_url: SecretURL = None
    api_url_file: Annotated[Text, since("0.22.0")] = None
    app_token: Annotated[Text, since("0.30.0")] = None
    app_token_file: Annotated[Text, since("0.30.0")] = None
    app_url: Annotated[URL, since("0.30.0")] = None
    channel: Text = None
    username: Text = None
    color: Text = None
    title: Text = None
    title_link: Text = None
    pretext: Text = None
    text: Text = None
    fields: tuple[Field, ...] | None = None
    short_fields: Flag = None
    footer: Text = None
    fallback: Text = None
    callback_id: Text = None
    icon_emoji: Text = None
    icon_url: Text = None
    image_url: Text = None
    thumb_url: Text = None
    link_names: Flag = None
    mrkdwn_in: Texts = None
    actions: tuple[Action, ...] | None = None
    timeout: Annotated[GoDuration, since("0.30.0")] = None
    message_text: Annotated[Text, since("0.31.0"), Essential()] = None
    update_message: Annotated[Choice, since("0.32.0"), Essential()] = None
    post_updates_to_thread: Annotated[Choice, since("0.35.0"), Essential()] = None

    needs = (
        Need(
            ("api_url", "api_url_file", "app_token", "app_token_file"),
            ("slack_api_url", "slack_api_url_file", "slack_app_token", "slack_app_token_file"),
        ),
    )
    excludes = (("api_url", "api_url_file"), ("app_token", "app_token_file"))

    def problems(self, context: Context) -> Findings:
        """A token and an address exclude each other; only what a bot has posted can be changed later."""
        token, address = self.app_token or self.app_token_file, self.api_url or self.api_url_file
        if token and address:
            yield CONTRADICTION.at("api_url" if self.api_url else "api_url_file", "a token of an app is set too", "remove one of them")
        client = self.http_config or getattr(context.defaults, "http_config", None)
        if client and client.authorized and (token or self._inherits_token(context)):
            yield CONTRADICTION.at("app_token", "a token of an app is sent as authorization, but the HTTP client has one already", "remove one of them")
        for field in ("update_message", "post_updates_to_thread"):
            if getattr(self, field) and not self._posts_as_bot(context):
                yield (CONTRADICTION if address else INCOMPLETE).at(field, "only a bot can change its messages", f"its address must be {CHAT}")

    def _inherits_token(self, context: Context) -> bool:
        """Whether the global token of an app is taken: as far as is known, where the receiver has neither an address nor a token of its own."""
        own = self.api_url or (self.http_config and self.http_config.authorized)
        return context.defaults is not None and not own and context.default("slack_app_token", "slack_app_token_file")

    def _posts_as_bot(self, context: Context) -> bool:
        if not context.reads(_DEFAULTS_COUNT) or self.api_url or self.api_url_file:
            return self.api_url == CHAT
        defaults = context.defaults
        if defaults is None:
            return True
        token = self.app_token or self.app_token_file or context.default("slack_app_token", "slack_app_token_file")
        url = (self.app_url or getattr(defaults, "slack_app_url", None) or CHAT) if token else getattr(defaults, "slack_api_url", None)
        return bool(url == CHAT)
