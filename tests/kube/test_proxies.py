"""Clusters behind proxies: proxy-url of a kubeconfig, HTTP_PROXY, HTTPS_PROXY and NO_PROXY."""

from __future__ import annotations

import re
import ssl
from collections.abc import Iterator
from typing import Any

import pytest
import trustme

from tests.fakes.proxy import Proxy
from tests.kube.worlds import Answer, World
from tests.reference import requires_reference

pytestmark = [pytest.mark.reference, requires_reference]

FAR = "https://kubernetes.example.com:PORT"
PLAIN = "http://kubernetes.example.com:PORT"
BOTH = {"certificate-authority": "both.crt"}
"""The authorities of the server and of the proxy."""
MASKS = (
    (r" on [\d.]+:53: no such host", ": no such host"),
    (r"certificate is valid for .*, not (\S+)", r"not for \1"),
    (r"hostname mismatch, certificate is not valid for '(\S+)'", r"not for \1"),
)
"""What differs in errors: the resolver's address, words of OpenSSL."""


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    """Whoever vouches for proxies."""
    return trustme.CA()


@pytest.fixture(scope="module")
def worlds(tmp_path_factory: pytest.TempPathFactory, authority: trustme.CA) -> Iterator[dict[bool, World]]:
    found = {secure: World(tmp_path_factory.mktemp("world"), secure=secure) for secure in (True, False)}
    for world in found.values():
        (world.folder / "both.crt").write_bytes((world.folder / "ca.crt").read_bytes() + authority.cert_pem.bytes())
    with found[True].api, found[False].api:
        yield found


def with_tls(authority: trustme.CA, *names: str) -> ssl.SSLContext:
    """Give the TLS of a proxy whose certificate is for these names."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(*names).configure_cert(context)
    return context


def ask_both(
    world: World, cluster: dict[str, Any], environment: dict[str, str], **proxy: Any
) -> list[tuple[Answer, set[str]]]:
    """Ask through a proxy, with Helm and with pychart; give the answers and what each wanted of the proxy."""
    found = []
    for program in ("helm", "pychart"):
        with Proxy(world.port, **proxy) as server:
            address = f"127.0.0.1:{server.port}"
            entry = ({} if "insecure-skip-tls-verify" in cluster else {"certificate-authority": "ca.crt"}) | cluster
            if "proxy-url" in entry:
                entry["proxy-url"] = entry["proxy-url"].replace("PROXY", address).replace("NUMBER", str(server.port))
            world.write_config(entry, {"token": "t"})
            variables = {name: value.replace("PROXY", address) for name, value in environment.items()}
            answer = world.ask(program, [], **variables)
            text = answer.stderr.replace(str(server.port), "NUMBER")
            for pattern, word in MASKS:
                text = re.sub(pattern, word, text)
            found.append((answer._replace(stderr=text), set(server.asked)))
    return found


@pytest.mark.parametrize(
    ("server", "cluster", "environment"),
    [
        (FAR, {"proxy-url": "http://PROXY"}, {}),
        (FAR, {"proxy-url": "http://user:pass%20word@PROXY"}, {}),
        (FAR, {"proxy-url": "socks5://PROXY"}, {}),
        (FAR, {"proxy-url": "socks5://user:word@PROXY"}, {}),
        (FAR, {}, {"HTTPS_PROXY": "http://PROXY"}),
        (FAR, {}, {"https_proxy": "PROXY"}),
        (FAR, {}, {"HTTPS_PROXY": "socks5://PROXY"}),
        (FAR, {}, {"HTTPS_PROXY": "socks5h://PROXY"}),
        (FAR, {"proxy-url": "http://PROXY"}, {"HTTPS_PROXY": "http://127.0.0.1:1", "NO_PROXY": "*"}),
        (PLAIN, {"proxy-url": "http://user:word@PROXY"}, {}),
        (PLAIN, {"proxy-url": "socks5://PROXY"}, {}),
        (PLAIN, {}, {"HTTP_PROXY": "http://PROXY"}),
        ("URL", {"proxy-url": "http://PROXY"}, {}),
        ("URL", {"proxy-url": "socks5://PROXY"}, {}),
        ("URL", {}, {"HTTPS_PROXY": "http://PROXY", "HTTP_PROXY": "http://PROXY"}),
        ("URL", {"proxy-url": "ftp://PROXY"}, {}),
        ("URL", {"proxy-url": "socks5h://PROXY"}, {}),
        ("URL", {"proxy-url": "nonsense"}, {}),
    ],
)
def test_the_same_proxy_as_helm(
    server: str, cluster: dict[str, Any], environment: dict[str, str], worlds: dict[bool, World]
) -> None:
    world = worlds[not server.startswith("http:")]
    theirs, ours = ask_both(world, {"server": server, **cluster}, environment)
    assert ours == theirs


@pytest.mark.parametrize(
    ("server", "cluster", "environment"),
    [
        (FAR, {**BOTH, "proxy-url": "https://PROXY"}, {}),
        (FAR, {**BOTH, "proxy-url": "https://user:word@PROXY"}, {}),
        (FAR, BOTH, {"HTTPS_PROXY": "https://PROXY"}),
        (PLAIN, {"proxy-url": "https://PROXY"}, {"SSL_CERT_FILE": "both.crt"}),
        # The authority of a server without TLS counts for no proxy.
        (PLAIN, {**BOTH, "proxy-url": "https://PROXY"}, {}),
        (FAR, {"proxy-url": "https://PROXY"}, {}),
    ],
)
def test_a_proxy_with_tls(
    server: str,
    cluster: dict[str, Any],
    environment: dict[str, str],
    worlds: dict[bool, World],
    authority: trustme.CA,
) -> None:
    world = worlds[not server.startswith("http:")]
    context = with_tls(authority, "127.0.0.1")
    theirs, ours = ask_both(world, {"server": server, **cluster}, environment, context=context)
    assert ours == theirs


@pytest.mark.parametrize("name", ["localhost", "other.example.com"])
def test_a_proxy_with_tls_has_a_name(name: str, worlds: dict[bool, World], authority: trustme.CA) -> None:
    cluster = {**BOTH, "server": FAR, "proxy-url": "https://localhost:NUMBER"}
    theirs, ours = ask_both(worlds[True], cluster, {}, context=with_tls(authority, name))
    assert ours == theirs
    assert ours[0].status == (name != "localhost")


def test_a_proxy_that_nobody_vouches_for(worlds: dict[bool, World]) -> None:
    context = with_tls(trustme.CA(), "127.0.0.1")
    for cluster, status in ((BOTH, 1), ({"insecure-skip-tls-verify": True}, 0)):
        entry = {**cluster, "server": FAR, "proxy-url": "https://PROXY"}
        theirs, ours = ask_both(worlds[True], entry, {}, context=context)
        assert ours == theirs
        assert ours[0].status == status


@pytest.mark.parametrize("scheme", ["http", "https"])
@pytest.mark.parametrize("refusal", ["403 Forbidden", "407 Proxy Authentication Required", "503"])
def test_a_proxy_that_leads_nowhere(
    refusal: str, scheme: str, worlds: dict[bool, World], authority: trustme.CA
) -> None:
    context = with_tls(authority, "127.0.0.1") if scheme == "https" else None
    cluster = {**BOTH, "server": FAR, "proxy-url": f"{scheme}://PROXY"}
    theirs, ours = ask_both(worlds[True], cluster, {}, context=context, refusal=refusal)
    assert ours == theirs


@pytest.mark.parametrize("code", [*range(1, 9), 99])
def test_a_socks_proxy_that_leads_nowhere(code: int, worlds: dict[bool, World]) -> None:
    cluster = {**BOTH, "server": FAR, "proxy-url": "socks5://PROXY"}
    theirs, ours = ask_both(worlds[True], cluster, {}, refusal=code)
    assert ours == theirs


@pytest.mark.parametrize("user", ["", "user:word@", "user:no@"])
def test_a_socks_proxy_that_wants_to_know_who_asks(user: str, worlds: dict[bool, World]) -> None:
    cluster = {**BOTH, "server": FAR, "proxy-url": f"socks5://{user}PROXY"}
    theirs, ours = ask_both(worlds[True], cluster, {}, login="user:word")
    assert ours == theirs
    assert ours[0].status == (user != "user:word@")


@pytest.mark.parametrize("host", ["127.0.0.1:1", "proxy.invalid:80"])
@pytest.mark.parametrize("scheme", ["http", "https", "socks5"])
def test_a_proxy_that_is_not_there(scheme: str, host: str, worlds: dict[bool, World]) -> None:
    theirs, ours = ask_both(worlds[True], {"server": FAR, "proxy-url": f"{scheme}://{host}"}, {})
    assert ours == theirs
    assert ours[0].status == 1


def test_no_proxy(worlds: dict[bool, World]) -> None:
    theirs, ours = ask_both(worlds[True], {"server": FAR}, {"HTTPS_PROXY": "http://PROXY", "NO_PROXY": ".example.com"})
    assert "no such host" in ours[0].stderr
    assert ours == theirs
