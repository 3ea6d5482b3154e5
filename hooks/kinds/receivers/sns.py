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
    """Attributes of the message, by name. Values are templates."""
    message: NonEmpty | None = None
    """Text of the notification. Templates are expanded."""
    phone_number: NonEmpty | None = None
    """Phone number in E.164 form that gets an SMS; one of this, targetARN and topicARN."""
    sigv4: Sigv4 | None = None
    """Signing of requests to AWS."""
    subject: NonEmpty | None = None
    """Subject line for e-mail endpoints. Templates are expanded."""
    target_arn: NonEmpty | None = msgspec.field(default=None, name="targetARN")
    """ARN of a mobile platform endpoint; one of this, topicARN and phoneNumber."""
    topic_arn: NonEmpty | None = msgspec.field(default=None, name="topicARN")
    """ARN of the SNS topic; one of this, targetARN and phoneNumber."""
    use_aws_http_client: bool | None = msgspec.field(default=None, name="useAWSHTTPClient")
    """Use the HTTP client of the AWS library instead of httpConfig. Needs Alertmanager 0.33."""
