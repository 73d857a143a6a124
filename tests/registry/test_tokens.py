"""Identity tokens, tokens from another host, and what is told of them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs

import pytest

from pychart.errors import FetchError
from pychart.registry.pull import list_versions
from pychart.settings import Settings
from pychart.transport.access import Access
from tests.registry.fake import Exchange, FakeRegistry, Trouble, fake_registry


@pytest.fixture
def registry() -> Iterator[FakeRegistry]:
    with fake_registry() as made:
        made.manifests["1.0.0"] = b"{}"
        yield made


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings.from_environment({"HOME": str(tmp_path), "HELM_CONFIG_HOME": str(tmp_path), "PATH": ""})


def store(settings: Settings, host: str, login: dict[str, str]) -> None:
    path = Path(settings.registry_config)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps({"auths": {host: login}}))


def guard(realm: str, token: str = "good") -> Trouble:
    """Ask for a token that the realm gives."""
    challenge = f'Bearer realm="{realm}",service="s",scope="repository:x/web:pull"'

    def answer(exchange: Exchange) -> bool:
        if exchange.headers.get("Authorization") == f"Bearer {token}" or exchange.path.startswith("/token"):
            return False
        return exchange.answer(401, WWW_Authenticate=challenge)

    return answer


class Issuer:
    """Gives tokens, and keeps what it was asked with."""

    def __init__(self, answer: dict[str, str], status: int = 200) -> None:
        self.asked: list[tuple[str, str, str, str]] = []
        self._answer, self._status = answer, status

    def __call__(self, exchange: Exchange) -> bool:
        if not exchange.path.startswith("/token"):
            return False
        kind = exchange.headers.get("Content-Type", "")
        login = exchange.headers.get("Authorization", "")
        self.asked.append((exchange.command, kind, exchange.body.decode(), login))
        return exchange.answer(self._status, json.dumps(self._answer).encode())


def versions(registry: FakeRegistry, settings: Settings, access: Access = Access()) -> list[str]:  # noqa: B008
    return list_versions(f"oci://{registry.host}/x/web", access, settings, plain_http=True)


def test_an_identity_token_is_exchanged(registry: FakeRegistry, settings: Settings) -> None:
    store(settings, registry.host, {"identitytoken": "who I am"})
    issuer = Issuer({"access_token": "good"})
    ask = guard(f"http://{registry.host}/token")
    registry.trouble = lambda exchange: issuer(exchange) or ask(exchange)
    assert versions(registry, settings) == ["1.0.0"]
    ((method, kind, body, login),) = issuer.asked
    assert (method, kind, login) == ("POST", "application/x-www-form-urlencoded", "")
    assert parse_qs(body) == {
        "grant_type": ["refresh_token"],
        "service": ["s"],
        "client_id": ["pychart"],
        "scope": ["repository:x/web:pull"],
        "refresh_token": ["who I am"],
    }


def test_an_identity_token_that_is_refused(registry: FakeRegistry, settings: Settings) -> None:
    store(settings, registry.host, {"identitytoken": "who I am"})
    issuer = Issuer({"errors": ""}, status=401)
    ask = guard(f"http://{registry.host}/token")
    registry.trouble = lambda exchange: issuer(exchange) or ask(exchange)
    with pytest.raises(FetchError, match="response status code 401: Unauthorized") as caught:
        versions(registry, settings)
    assert "who I am" not in str(caught.value)
    assert len(issuer.asked) == 1


def test_a_registry_token_is_shown_as_it_is(registry: FakeRegistry, settings: Settings) -> None:
    store(settings, registry.host, {"registrytoken": "good"})
    registry.trouble = guard("http://127.0.0.1:1/token")
    assert versions(registry, settings) == ["1.0.0"]


@pytest.mark.parametrize("login", [Access(username="jo", password="secret"), Access()])
def test_a_login_that_goes_to_another_host_is_told(
    login: Access, registry: FakeRegistry, settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    with fake_registry() as other:
        issuer = Issuer({"token": "good"})
        other.trouble = issuer
        registry.trouble = guard(f"http://{other.host}/token")
        assert versions(registry, settings, login) == ["1.0.0"]
        assert [asked[3] for asked in issuer.asked] == ["Basic am86c2VjcmV0" if login.username else ""]
        assert [path for _, path, _ in registry.asked if "token" in path] == []
        told = capsys.readouterr().err
        text = (
            f'level=INFO msg="the login goes to the host that the registry names for tokens" registry={registry.host}'
        )
        assert told == (f"{text} host={other.host}\n" if login.username else "")
