"""Saying who one is: WWW-Authenticate read, tokens fetched and kept (RFC 9110 section 11, distribution token spec).

A registry of https gets tokens over https alone. A login that goes to another host than the registry's, where that
names one, is told.
"""

from __future__ import annotations

from urllib.parse import urlencode, urlsplit

from pychart import logs
from pychart.errors import FetchError, FunctionError
from pychart.gostd.strconv import quote
from pychart.records import NamedTuple
from pychart.registry.answers import describe_failure, name_request
from pychart.transport.access import redact
from pychart.transport.basic import write_basic

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from pychart.registry.config import Login
    from pychart.transport.registry_session import RegistrySession, Reply

_FORM = "application/x-www-form-urlencoded"
_TOKEN_BYTES = 1024 * 1024
_QUIET = {"registry-1.docker.io": "auth.docker.io"}
"""Registries whose tokens are known to come from another host."""


class Challenge(NamedTuple):
    """What a server wants: ``basic`` or ``bearer``, and how tokens are got."""

    scheme: str
    parameters: dict[str, str]


def parse_challenges(header: str) -> list[Challenge]:
    """Read WWW-Authenticate: schemes with parameters, which may be quoted. What cannot be read is left out."""
    found: list[Challenge] = []
    place, end = 0, len(header)
    while place < end:
        place = _skip(header, place, " \t,")
        word, place = _read_token(header, place)
        if not word:
            break
        after = _skip(header, place, " \t")
        if found and after < end and header[after] == "=":
            value, place = _read_value(header, _skip(header, after + 1, " \t"))
            found[-1].parameters[word.lower()] = value
        else:
            found.append(Challenge(word.lower(), {}))
    return found


def _skip(text: str, place: int, signs: str) -> int:
    while place < len(text) and text[place] in signs:
        place += 1
    return place


def _read_token(text: str, place: int) -> tuple[str, int]:
    start = place
    while place < len(text) and (text[place].isalnum() or text[place] in "!#$%&'*+-.^_`|~"):
        place += 1
    return text[start:place], place


def _read_value(text: str, place: int) -> tuple[str, int]:
    if text[place : place + 1] != '"':
        start = place
        while place < len(text) and text[place] not in ", \t":
            place += 1
        return text[start:place], place
    value = []
    place += 1
    while place < len(text) and text[place] != '"':
        if text[place] == "\\":
            place += 1
        value.append(text[place : place + 1])
        place += 1
    return "".join(value), place + 1


class Authenticator:
    """Knows what to send to one registry so that it answers; asks for the login when it is wanted first."""

    def __init__(self, host: str, scheme: str, session: RegistrySession, find_login: Callable[[], Login]) -> None:
        self._host = host
        self._scheme = scheme
        self._session = session
        self._find_login = find_login
        self._found: Login | None = None
        self._basic = ""
        self._tokens: dict[str, str] = {}

    def current(self, scope: str) -> str:
        """Give the Authorization header for a scope as far as it is known."""
        return self._basic or self._tokens.get(scope, "")

    def respond(self, reply: Reply, method: str, scope: str) -> str:
        """Answer a refusal (401) with a new Authorization header, empty where the server asks for nothing we know.

        Raises FetchError where no login is there that could be shown, or no token is given.
        """
        self._tokens.pop(scope, None)
        self._basic = ""
        known = {one.scheme: one for one in reversed(parse_challenges(reply.headers.get("www-authenticate", "")))}
        if "bearer" in known:
            try:
                token = self._fetch_token(known["bearer"].parameters, scope)
            except FetchError as problem:
                raise FetchError(f"{name_request(method, reply.url)}: {problem}") from None
            self._tokens[scope] = f"Bearer {token}"
            return self._tokens[scope]
        if "basic" in known:
            login = self._login()
            if not login.username and not login.password:
                raise FetchError(f"{name_request(method, reply.url)}: basic credential not found")
            if not login.username or not login.password:
                raise FetchError(f"{name_request(method, reply.url)}: missing username or password for basic auth")
            self._basic = write_basic(login.username, login.password)
            return self._basic
        return ""

    def _login(self) -> Login:
        if self._found is None:
            self._found = self._find_login()
        return self._found

    def _fetch_token(self, parameters: Mapping[str, str], scope: str) -> str:
        login = self._login()
        if login.registry_token:
            return login.registry_token
        realm = parameters.get("realm", "")
        self._require_realm(realm)
        service = parameters.get("service", "")
        scopes = sorted({*scope.split(), *parameters.get("scope", "").split()})
        self._tell_of_realm(realm, login)
        if login.identity_token:
            return _read_token_answer(self._exchange_identity(realm, service, scopes, login), "POST")
        query = urlencode([("service", service)] * bool(service) + [("scope", one) for one in scopes])
        url = realm + (("&" if "?" in realm else "?") + query if query else "")
        shown = write_basic(login.username, login.password) if login.username else ""
        return _read_token_answer(self._ask(url, "GET", None, shown), "GET")

    def _exchange_identity(self, realm: str, service: str, scopes: list[str], login: Login) -> Reply:
        form = {
            "grant_type": "refresh_token",
            "service": service,
            "client_id": "pychart",
            "scope": " ".join(scopes),
            "refresh_token": login.identity_token,
        }
        return self._ask(realm, "POST", urlencode(form).encode(), "")

    def _ask(self, url: str, method: str, body: bytes | None, login: str) -> Reply:
        from pychart.transport.registry_session import Request

        headers = {"Content-Type": _FORM} if body is not None else {}
        return self._session.send(Request(method, url, headers, body, _TOKEN_BYTES, login))

    def _require_realm(self, realm: str) -> None:
        try:
            parts = urlsplit(realm)
            is_good = parts.scheme in ("http", "https") and bool(parts.hostname) and "@" not in parts.netloc
        except ValueError:
            is_good = False
        if not is_good:
            raise FetchError(f"the registry {self._host} names no usable place to get tokens from: {quote(realm)}")
        if self._scheme == "https" and parts.scheme != "https":
            raise FetchError(
                f"refused to ask {quote(redact(realm))} for a token: the registry is https and this is not"
            )

    def _tell_of_realm(self, realm: str, login: Login) -> None:
        host = urlsplit(realm).netloc
        if (login.username or login.identity_token) and host not in (self._host, _QUIET.get(self._host)):
            logs.info("the login goes to the host that the registry names for tokens", registry=self._host, host=host)


def _read_token_answer(reply: Reply, method: str) -> str:
    from pychart.gostd.json import unmarshal_map

    if reply.status != 200:
        raise FetchError(describe_failure(reply, method))
    try:
        content = unmarshal_map(reply.data.decode("utf-8", "replace")) or {}
    except FunctionError as problem:
        shown = name_request(method, reply.url)
        raise FetchError(f"{shown}: failed to decode response: {problem}") from None
    token = content.get("access_token") or content.get("token")
    if not isinstance(token, str) or not token.isascii() or not token.isprintable():
        raise FetchError(f"{name_request(method, reply.url)}: empty token returned")
    return token
