"""The order of keys, recorded from toYaml and toYamlPretty."""

from __future__ import annotations

import pytest

from pychart.yamlio.keys import Fields, sort_keys

# The keys as toYaml orders them, and as toYamlPretty does.
ORDERS: list[tuple[list[str], list[str]]] = [
    (["C", "a", "b"], ["C", "a", "b"]),
    (["a1", "a2", "a10"], ["a1", "a2", "a10"]),
    (["+", "_b", "~", "0", "B", "b"], ["+", "_b", "~", "0", "B", "b"]),
    (["x", "x-y", "x.y", "x_y", "xy"], ["x", "x-y", "x.y", "x_y", "xy"]),
    (["1", "2", "9", "10"], ["1", "2", "9", "10"]),
    (["v1", "v1beta1", "v2"], ["v1", "v1beta1", "v2"]),
    (["10", "1a", "2"], ["1a", "2", "10"]),
    (["z", "\xe4", "\xe9"], ["z", "\xe4", "\xe9"]),
    (["a", "a-1", "a1", "a1b"], ["a", "a-1", "a1", "a1b"]),
    (["a10", "a1b"], ["a1b", "a10"]),
    (["http", "http2", "https"], ["http", "http2", "https"]),
    (
        ["app", "app.kubernetes.io/instance", "app.kubernetes.io/name"],
        ["app", "app.kubernetes.io/instance", "app.kubernetes.io/name"],
    ),
    (["k8s", "k9s", "kubernetes"], ["k8s", "k9s", "kubernetes"]),
    (["1.2", "1.9", "1.10"], ["1.2", "1.9", "1.10"]),
    (["7", "007", "08"], ["7", "007", "08"]),
    (["foo", "foo bar", "foo_bar"], ["foo", "foo bar", "foo_bar"]),
    (["9.0.0.1", "10.0.0.2", "10.0.0.10"], ["9.0.0.1", "10.0.0.2", "10.0.0.10"]),
    (["a", "a0", "a00"], ["a", "a0", "a00"]),
    (["Z1", "z1", "z01"], ["Z1", "z1", "z01"]),
]


@pytest.mark.parametrize(("plain", "pretty"), ORDERS)
@pytest.mark.parametrize("turned", [False, True])
def test_orders(plain: list[str], pretty: list[str], turned: bool) -> None:
    keys = dict.fromkeys(reversed(plain) if turned else plain)
    assert sort_keys(keys) == plain
    assert sort_keys(keys, pretty=True) == pretty


def test_fields_of_a_struct_keep_their_order() -> None:
    assert sort_keys(Fields(version=1, major=2, go=3), pretty=True) == ["version", "major", "go"]
