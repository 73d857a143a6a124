"""What servers want of a login: WWW-Authenticate in all its forms, and where a login may go."""

from __future__ import annotations

import pytest

from pychart.errors import FetchError
from pychart.registry.auth import Authenticator, Challenge, parse_challenges
from pychart.registry.config import Login
from pychart.transport.access import Access
from pychart.transport.registry_session import RegistrySession, Reply


@pytest.mark.parametrize(
    ("header", "challenges"),
    [
        ('Basic realm="a b"', [Challenge("basic", {"realm": "a b"})]),
        (
            'Bearer realm="https://a/t",service="s",scope="repository:x:pull,push"',
            [Challenge("bearer", {"realm": "https://a/t", "service": "s", "scope": "repository:x:pull,push"})],
        ),
        ("bearer realm=x , Basic", [Challenge("bearer", {"realm": "x"}), Challenge("basic", {})]),
        (r'Basic realm="a\"b"', [Challenge("basic", {"realm": 'a"b'})]),
        ('Bearer realm="open', [Challenge("bearer", {"realm": "open"})]),
        ("", []),
        (",,= ;", []),
    ],
)
def test_challenges(header: str, challenges: list[Challenge]) -> None:
    assert parse_challenges(header) == challenges


def respond(header: str, scheme: str, login: Login) -> str:
    session = RegistrySession(Access())
    asked = Authenticator("r.example.com", scheme, session, lambda: login)
    reply = Reply(401, "", {"www-authenticate": header}, b"", f"{scheme}://r.example.com/v2/")
    return asked.respond(reply, "GET", "repository:x:pull")


def test_a_secret_is_not_sent_without_tls() -> None:
    with pytest.raises(FetchError, match="refused to ask") as caught:
        respond('Bearer realm="http://elsewhere.example.com/token"', "https", Login("jo", "secret"))
    assert "secret" not in str(caught.value)


def test_a_registry_token_is_sent_as_it_is() -> None:
    assert respond('Bearer realm="https://x/"', "https", Login(registry_token="t")) == "Bearer t"


def test_half_a_login() -> None:
    with pytest.raises(FetchError, match="missing username or password"):
        respond("Basic", "https", Login(password="x"))


def test_a_scheme_that_nobody_knows() -> None:
    assert respond("Negotiate", "https", Login("jo", "secret")) == ""
