"""Clusters behind proxies: proxy-url of a kubeconfig, HTTP_PROXY, HTTPS_PROXY and NO_PROXY."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.fakes.proxy import Proxy
from tests.kube.worlds import World
from tests.reference import requires_reference

pytestmark = [pytest.mark.reference, requires_reference]

FAR = "https://kubernetes.example.com:PORT"
PLAIN = "http://kubernetes.example.com:PORT"


@pytest.fixture(scope="module")
def worlds(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[bool, World]]:
    found = {secure: World(tmp_path_factory.mktemp("world"), secure=secure) for secure in (True, False)}
    with found[True].api, found[False].api:
        yield found


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
        (FAR, {"proxy-url": "http://PROXY"}, {"HTTPS_PROXY": "http://127.0.0.1:1", "NO_PROXY": "*"}),
        (PLAIN, {"proxy-url": "http://user:word@PROXY"}, {}),
        (PLAIN, {"proxy-url": "socks5://PROXY"}, {}),
        (PLAIN, {}, {"HTTP_PROXY": "http://PROXY"}),
        ("URL", {"proxy-url": "http://PROXY"}, {}),
        ("URL", {}, {"HTTPS_PROXY": "http://PROXY", "HTTP_PROXY": "http://PROXY"}),
        ("URL", {"proxy-url": "ftp://PROXY"}, {}),
        ("URL", {"proxy-url": "nonsense"}, {}),
    ],
)
def test_the_same_proxy_as_helm(
    server: str, cluster: dict[str, Any], environment: dict[str, str], worlds: dict[bool, World]
) -> None:
    world = worlds[not server.startswith("http:")]
    answers = []
    for program in ("helm", "pychart"):
        with Proxy(world.port) as proxy:

            def fill(text: str, proxy: Proxy = proxy) -> str:
                return text.replace("PROXY", f"127.0.0.1:{proxy.port}")

            entry = {name: fill(value) for name, value in cluster.items()}
            world.write_config({"certificate-authority": "ca.crt", "server": server, **entry}, {"token": "t"})
            answer = world.ask(program, [], **{name: fill(value) for name, value in environment.items()})
            masked = answer._replace(stderr=answer.stderr.replace(str(proxy.port), "PROXY"))
            answers.append((masked, set(proxy.asked)))
    assert answers[1] == answers[0]


def test_no_proxy(worlds: dict[bool, World]) -> None:
    world = worlds[True]
    world.write_config({"certificate-authority": "ca.crt", "server": FAR}, {})
    with Proxy(world.port) as proxy:
        variables = {"HTTPS_PROXY": f"http://127.0.0.1:{proxy.port}", "NO_PROXY": ".example.com"}
        answers = [world.ask(program, [], **variables) for program in ("helm", "pychart")]
        assert proxy.asked == []
    assert [one.status for one in answers] == [1, 1]
    assert "no such host" in answers[0].stderr
    assert "no such host" in answers[1].stderr


def test_a_proxy_that_refuses(worlds: dict[bool, World]) -> None:
    world = worlds[True]
    cluster = {"certificate-authority": "ca.crt", "server": FAR, "proxy-url": "http://127.0.0.1:1"}
    world.write_config(cluster, {})
    theirs, ours = [world.ask(program, []) for program in ("helm", "pychart")]
    assert ours == theirs
