import pytest

from hooks.errors import InvalidObject
from hooks.selection import urls


@pytest.mark.parametrize(
    "text",
    [
        "http://proxy:3128",
        "http://user:pa%20ss@proxy:3128/a%20b?x=%zz",
        "http://[::1]:9090/path",
        "http://[fe80::1%25eth0]/",
        "unix:///var/run/docker.sock",
        "tcp://docker:2375",
        "/path/only",
        "",
        "http://proxy:",
        "http://ünïcode.example/",
    ],
)
def test_urls_that_go_parses_are_taken(text: str) -> None:
    urls.parsed(text, "spec.x")


@pytest.mark.parametrize(
    "text", ["http://a b", "http://x-${dev}.svc:80", "http://proxy:web", "://x", "a:b/c:d\x00", "http://x/%g0", "http://[::1", "1host:1/a", "http://a%41b"]
)
def test_urls_that_go_refuses_are_refused(text: str) -> None:
    with pytest.raises(InvalidObject):
        urls.parsed(text, "spec.x")


def test_a_password_in_a_url_does_not_get_into_the_message() -> None:
    with pytest.raises(InvalidObject) as caught:
        urls.parsed("http://joe:s3cret@proxy:web", "spec.x")
    assert str(caught.value) == 'spec.x: "http://…@proxy:web" has the port "web", write a number'


@pytest.mark.parametrize("text", ["blackbox", "blackbox:9115", "10.0.0.1:80", "::1", "[::1]:9115", "a_b.example.org.", "127.0.0.1"])
def test_a_prober_is_a_host_with_or_without_port(text: str) -> None:
    assert not list(urls.no_host_and_port(text, "spec.prober.url"))


@pytest.mark.parametrize(
    "text", ["", "http://blackbox:9115", "blackbox:0", "blackbox:65536", "blackbox:web", "[::1]", "black box", "-a:1", "blackbox:9115/probe"]
)
def test_anything_else_is_no_prober(text: str) -> None:
    assert len(list(urls.no_host_and_port(text, "spec.prober.url"))) == 1
