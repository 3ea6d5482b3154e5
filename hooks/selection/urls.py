"""URLs and hosts as the Go programs that use them read them (RFC 3986, and Go's net/url where it is stricter or laxer)."""

import re
from collections.abc import Iterator
from ipaddress import ip_address
from typing import NamedTuple

from hooks.errors import InvalidObject
from hooks.findings import Finding, quoted
from hooks.findings.fields import HOST
from hooks.findings.fields import URL as URL_TEXT

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_USER = re.compile(r"[A-Za-z0-9._~!$&'()*+,;=:%@-]*")
_HOST = re.compile(r"""(?:[A-Za-z0-9._~!$&'()*+,;=:<>"\]-]|%[89A-Fa-f][0-9A-Fa-f]|[^\x00-\x7f])*""")
_BRACKETED = re.compile(r"\[[0-9A-Fa-f:.]*(?:%25[^\]]+)?\](?::[0-9]*)?")
_DNS_NAME = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_-]{0,62}(?:\.[A-Za-z0-9_][A-Za-z0-9_-]{0,62})*[._]?")
_USER_PART = re.compile(r"//.*@")


class URL(NamedTuple):
    """The two parts that are asked for; empty where absent."""

    scheme: str
    host: str


def parsed(text: str, path: str) -> URL:
    """InvalidObject at ``path`` where a Go program could not parse ``text`` at all; what it has no scheme or host of is left empty."""
    whole, _, fragment = text.partition("#")
    if _CONTROL.search(whole):
        raise InvalidObject(URL_TEXT.at(path, "the URL holds a control character", "remove it"))
    _check_percent(fragment, text, path)
    rest = whole.partition("?")[0]
    scheme = _scheme(rest, text, path)
    rest = rest[len(scheme) + 1 :] if scheme else rest
    if rest.startswith("//"):
        authority, slash, below = rest[2:].partition("/")
        _check_percent(slash + below, text, path)
        return URL(scheme, _host(authority, text, path))
    if not scheme and ":" in rest.split("/")[0]:
        raise InvalidObject(URL_TEXT.at(path, f'"{_shown(text)}" has a colon before its first slash', "put a scheme such as http:// in front"))
    _check_percent(rest if rest.startswith("/") or not scheme else "", text, path)
    return URL(scheme, "")


def _shown(text: str) -> str:
    """``text`` without the user name and password that it may hold."""
    return quoted(_USER_PART.sub("//…@", text))[1:-1]


def _scheme(rest: str, text: str, path: str) -> str:
    if rest.startswith(":"):
        raise InvalidObject(URL_TEXT.at(path, f'"{_shown(text)}" has no scheme before its colon', "write one such as http"))
    found = _SCHEME.match(rest)
    return found[1].lower() if found else ""


def _check_percent(part: str, text: str, path: str) -> None:
    if _PERCENT.search(part):
        raise InvalidObject(URL_TEXT.at(path, f'"{_shown(text)}" has a "%" that is not followed by two hexadecimal digits', "write it as %25"))


def _host(authority: str, text: str, path: str) -> str:
    user, _, host = authority.rpartition("@")
    if not _USER.fullmatch(user) or _PERCENT.search(user):
        raise InvalidObject(URL_TEXT.at(path, "the URL holds a user name that is not escaped", "percent-encode it"))
    if host.startswith("["):
        if not _BRACKETED.fullmatch(host):
            raise InvalidObject(URL_TEXT.at(path, f'"{_shown(text)}" has a malformed address in brackets', "write it like [::1]:9090"))
        return host
    if not _HOST.fullmatch(host):
        raise InvalidObject(URL_TEXT.at(path, f'"{_shown(text)}" has a character in its host that no host may have', "remove it"))
    _, colon, port = host.rpartition(":")
    if colon and port and not (port.isascii() and port.isdigit()):
        raise InvalidObject(URL_TEXT.at(path, f'"{_shown(text)}" has the port "{port}"', "write a number"))
    return host


def malformed(text: str, path: str) -> Iterator[Finding]:
    """Where a Go program could not parse ``text``."""
    try:
        parsed(text, path)
    except InvalidObject as error:
        yield from error.findings


def incomplete(text: str, path: str, schemes: tuple[str, ...] = ()) -> Iterator[Finding]:
    """Where ``text`` cannot be parsed, or lacks a scheme, one of ``schemes`` where these are given, or a host."""
    try:
        url = parsed(text, path)
    except InvalidObject as error:
        yield from error.findings
        return
    if not url.scheme or not url.host or (schemes and url.scheme not in schemes):
        yield URL_TEXT.at(path, f'"{_shown(text)}" is no complete URL', f"write it like {schemes[0] if schemes else 'http'}://host:port")


def no_host_and_port(text: str, path: str) -> Iterator[Finding]:
    """Where ``text`` is neither ``host`` nor ``host:port``; a host is a DNS name or an address, IPv6 with a port in brackets."""
    host, port = _split(text)
    if not _is_host(host):
        yield HOST.at(path, f"{quoted(text)} is no host", "write host or host:port without a scheme")
    elif port is not None and not (port.isascii() and port.isdigit() and len(port) <= 5 and 1 <= int(port) <= 65535):
        yield HOST.at(path, f"{quoted(_shown(text))} has the port {quoted(port)}", "write host or host:port without a scheme")


def _split(text: str) -> tuple[str, str | None]:
    bracketed = re.fullmatch(r"\[([^\[\]]*)\]:([^\[\]:]*)", text)
    if bracketed:
        return bracketed[1], bracketed[2]
    if text.count(":") == 1 and "[" not in text and "]" not in text:
        host, _, port = text.partition(":")
        return host, port
    return text, None


def _is_host(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return len(text.replace(".", "")) <= 255 and _DNS_NAME.fullmatch(text) is not None
    return "%" not in text
