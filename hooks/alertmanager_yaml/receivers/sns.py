"""AWS SNS."""

import re
from typing import Annotated

from hooks.alertmanager_yaml.fields import Essential, Flag, Labels, LinkURL, Text
from hooks.alertmanager_yaml.receivers.integration import Integration
from hooks.alertmanager_yaml.sections import Context, Findings, Need, Part
from hooks.findings.alerting import BAD_VALUE, CONTRADICTION, INCOMPLETE
from hooks.versions import since

_SESSION = re.compile(r"[\w+=,.@-]{2,64}", re.ASCII)


class SigV4(Part, frozen=True, kw_only=True):
    """``sigv4``: how requests to AWS are signed."""

    region: Text = None
    access_key: Text = None
    secret_key: Text = None
    profile: Text = None
    role_arn: Text = None
    external_id: Annotated[Text, since("0.33.0")] = None
    session_name: Annotated[Text, since("0.35.0")] = None
    tags: Annotated[Labels, since("0.35.0")] = None
    service_name: Annotated[Text, since("0.29.0")] = None
    use_fips_sts_endpoint: Annotated[Flag, since("0.28.0")] = None

    def problems(self, context: Context) -> Findings:  # noqa: ARG002
        """Half of a key pair; settings of a role without a role."""
        if bool(self.access_key) != bool(self.secret_key):
            missing = "secret_key" if self.access_key else "access_key"
            yield INCOMPLETE.at(missing, "only one of the two keys is given", "give both or none")
        for field in ("external_id", "session_name", "tags"):
            if getattr(self, field) and not self.role_arn:
                yield INCOMPLETE.at("role_arn", "a setting of the role is there, but not the role", "name it or remove the setting")
        if self.session_name and not _SESSION.fullmatch(self.session_name):
            yield BAD_VALUE.at("session_name", "it is no name of a session", "write 2 to 64 letters, digits or any of _+=,.@-")


class SNS(Integration, frozen=True, kw_only=True):
    """``sns_configs[]``."""

    api_url: LinkURL = None
    sigv4: SigV4 | None = None
    topic_arn: Text = None
    phone_number: Text = None
    target_arn: Text = None
    subject: Text = None
    message: Text = None
    attributes: Labels = None
    use_aws_http_client: Annotated[Flag, since("0.33.0"), Essential()] = None

    needs = (Need(("topic_arn", "target_arn", "phone_number")),)

    def problems(self, context: Context) -> Findings:  # noqa: ARG002
        """One target only; three are taken, as the loader counts."""
        targets = [field for field in ("topic_arn", "target_arn", "phone_number") if getattr(self, field)]
        if len(targets) == 2:
            yield CONTRADICTION.at(targets[1], "there is another target too", "keep one")
