"""AWS SNS."""

import msgspec

from hooks.kinds.http import Sigv4
from hooks.kinds.receivers.notification import Notification
from hooks.kinds.schema import NonEmpty


class SnsConfig(Notification, frozen=True, kw_only=True):
    """``spec.receivers[].snsConfigs[]`` of AlertmanagerConfig."""

    api_url: str | None = msgspec.field(default=None, name="apiURL")
    """Address of the receiver's API; the global one when absent."""
    attributes: dict[str, str] = {}
    """Attributes of the message."""
    message: NonEmpty | None = None
    """Text of the message."""
    phone_number: NonEmpty | None = None
    """Phone number that gets the message."""
    sigv4: Sigv4 | None = None
    """Signing of requests to AWS."""
    subject: NonEmpty | None = None
    """Subject of e-mails."""
    target_arn: NonEmpty | None = msgspec.field(default=None, name="targetARN")
    """Mobile platform endpoint."""
    topic_arn: NonEmpty | None = msgspec.field(default=None, name="topicARN")
    """Topic."""
    use_aws_http_client: bool | None = msgspec.field(default=None, name="useAWSHTTPClient")
    """Use the HTTP client of the AWS library."""
