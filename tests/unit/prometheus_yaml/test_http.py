"""Whatever a part of a custom resource can say about its HTTP client is written: a field that a type gets cannot be forgotten."""

import importlib
import pkgutil
from typing import Any

import msgspec
import pytest

from hooks import kinds
from hooks.assets import Assets
from hooks.kinds.discovery.client import CloudDiscovery
from hooks.kinds.http import HTTPConfig, ServerAccess
from hooks.kinds.scrape import JobSpec
from hooks.prometheus_yaml.http import http_client
from hooks.prometheus_yaml.model import HTTPClient
from hooks.source import Source
from tests.unit.prometheus_yaml.clusters import secret

for module in pkgutil.walk_packages(kinds.__path__, "hooks.kinds."):
    importlib.import_module(module.name)

SOURCE = Source("team", Assets.of([secret("login", "team", value="canary")]))
LOGIN = {"name": "login", "key": "value"}
SETTINGS: dict[str, Any] = {
    "basic_auth": {"username": LOGIN, "password": LOGIN},
    "bearer_token": "canary",
    "bearer_token_file": "/token",
    "bearer_token_secret": LOGIN,
    "authorization": {"credentials": LOGIN},
    "oauth2": {"clientId": {"secret": LOGIN}, "clientSecret": LOGIN, "tokenUrl": "http://example.org"},
    "tls_config": {"serverName": "example.org"},
    "follow_redirects": False,
    "enable_http2": False,
    "proxy_url": "http://proxy:3128",
}
WRITTEN = {"bearer_token_secret": "bearer_token", "proxy_url": "proxy"}


def below(base: type[Any]) -> set[type[Any]]:
    return {base, *(deeper for struct in base.__subclasses__() for deeper in below(struct))}


PARTS = sorted((each for base in (ServerAccess, CloudDiscovery, JobSpec) for each in below(base) - below(HTTPConfig)), key=lambda each: each.__name__)
ROWS = [(each, attribute) for each in PARTS for attribute in SETTINGS if attribute in each.__struct_fields__]


@pytest.mark.parametrize(("part", "attribute"), [pytest.param(*row, id=f"{row[0].__name__}-{row[1]}") for row in ROWS])
def test_each_setting_of_each_part_is_written(part: type[Any], attribute: str) -> None:
    name = part.__struct_encode_fields__[part.__struct_fields__.index(attribute)]
    found = http_client(msgspec.convert({name: SETTINGS[attribute]}, part), SOURCE)
    assert getattr(found, WRITTEN.get(attribute, attribute)) is not None
    assert http_client(part(), SOURCE) == HTTPClient()
