"""`env` answers as the reference does."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.asking import Recorded, ask_helm, ask_pychart
from tests.reference import requires_reference

CASES: dict[str, Recorded] = {
    "env": (
        (
            'HELM_BIN="helm"\n'
            'HELM_BURST_LIMIT="100"\n'
            'HELM_CACHE_HOME="WORLD/home/cache"\n'
            'HELM_CONFIG_HOME="WORLD/home/config"\n'
            'HELM_CONTENT_CACHE="WORLD/home/cache/content"\n'
            'HELM_DATA_HOME="WORLD/home/data"\n'
            'HELM_DEBUG="false"\n'
            'HELM_KUBEAPISERVER=""\n'
            'HELM_KUBEASGROUPS=""\n'
            'HELM_KUBEASUSER=""\n'
            'HELM_KUBECAFILE=""\n'
            'HELM_KUBECONTEXT=""\n'
            'HELM_KUBEINSECURE_SKIP_TLS_VERIFY="false"\n'
            'HELM_KUBETLS_SERVER_NAME=""\n'
            'HELM_KUBETOKEN=""\n'
            'HELM_MAX_HISTORY="10"\n'
            'HELM_NAMESPACE="default"\n'
            'HELM_PLUGINS="WORLD/home/data/plugins"\n'
            'HELM_QPS="0.00"\n'
            'HELM_REGISTRY_CONFIG="WORLD/home/config/registry/config.json"\n'
            'HELM_REPOSITORY_CACHE="WORLD/home/cache/repository"\n'
            'HELM_REPOSITORY_CONFIG="WORLD/home/config/repositories.yaml"\n'
        ),
        "",
        0,
    ),
    "env HELM_NAMESPACE": (
        "default\n",
        "",
        0,
    ),
    "env NOPE": (
        "\n",
        "",
        0,
    ),
    "env A B": (
        "",
        ('Error: "helm env" accepts at most 1 argument\n\nUsage:  helm env [flags]\n'),
        1,
    ),
    "env -n foo --qps 3.14159 --burst-limit 7 --kube-as-group x,y --kube-as-group z": (
        (
            'HELM_BIN="helm"\n'
            'HELM_BURST_LIMIT="7"\n'
            'HELM_CACHE_HOME="WORLD/home/cache"\n'
            'HELM_CONFIG_HOME="WORLD/home/config"\n'
            'HELM_CONTENT_CACHE="WORLD/home/cache/content"\n'
            'HELM_DATA_HOME="WORLD/home/data"\n'
            'HELM_DEBUG="false"\n'
            'HELM_KUBEAPISERVER=""\n'
            'HELM_KUBEASGROUPS="x,y,z,x,y,z"\n'
            'HELM_KUBEASUSER=""\n'
            'HELM_KUBECAFILE=""\n'
            'HELM_KUBECONTEXT=""\n'
            'HELM_KUBEINSECURE_SKIP_TLS_VERIFY="false"\n'
            'HELM_KUBETLS_SERVER_NAME=""\n'
            'HELM_KUBETOKEN=""\n'
            'HELM_MAX_HISTORY="10"\n'
            'HELM_NAMESPACE="foo"\n'
            'HELM_PLUGINS="WORLD/home/data/plugins"\n'
            'HELM_QPS="3.14"\n'
            'HELM_REGISTRY_CONFIG="WORLD/home/config/registry/config.json"\n'
            'HELM_REPOSITORY_CACHE="WORLD/home/cache/repository"\n'
            'HELM_REPOSITORY_CONFIG="WORLD/home/config/repositories.yaml"\n'
        ),
        "",
        0,
    ),
    "env --kubeconfig /a/b --kube-token t --kube-context c --kube-apiserver s": (
        (
            'HELM_BIN="helm"\n'
            'HELM_BURST_LIMIT="100"\n'
            'HELM_CACHE_HOME="WORLD/home/cache"\n'
            'HELM_CONFIG_HOME="WORLD/home/config"\n'
            'HELM_CONTENT_CACHE="WORLD/home/cache/content"\n'
            'HELM_DATA_HOME="WORLD/home/data"\n'
            'HELM_DEBUG="false"\n'
            'HELM_KUBEAPISERVER="s"\n'
            'HELM_KUBEASGROUPS=""\n'
            'HELM_KUBEASUSER=""\n'
            'HELM_KUBECAFILE=""\n'
            'HELM_KUBECONTEXT="c"\n'
            'HELM_KUBEINSECURE_SKIP_TLS_VERIFY="false"\n'
            'HELM_KUBETLS_SERVER_NAME=""\n'
            'HELM_KUBETOKEN="t"\n'
            'HELM_MAX_HISTORY="10"\n'
            'HELM_NAMESPACE="default"\n'
            'HELM_PLUGINS="WORLD/home/data/plugins"\n'
            'HELM_QPS="0.00"\n'
            'HELM_REGISTRY_CONFIG="WORLD/home/config/registry/config.json"\n'
            'HELM_REPOSITORY_CACHE="WORLD/home/cache/repository"\n'
            'HELM_REPOSITORY_CONFIG="WORLD/home/config/repositories.yaml"\n'
            'KUBECONFIG="/a/b"\n'
        ),
        "",
        0,
    ),
    "env --kube-as-user u --kube-ca-file f --kube-tls-server-name t --kube-insecure-skip-tls-verify": (
        (
            'HELM_BIN="helm"\n'
            'HELM_BURST_LIMIT="100"\n'
            'HELM_CACHE_HOME="WORLD/home/cache"\n'
            'HELM_CONFIG_HOME="WORLD/home/config"\n'
            'HELM_CONTENT_CACHE="WORLD/home/cache/content"\n'
            'HELM_DATA_HOME="WORLD/home/data"\n'
            'HELM_DEBUG="false"\n'
            'HELM_KUBEAPISERVER=""\n'
            'HELM_KUBEASGROUPS=""\n'
            'HELM_KUBEASUSER="u"\n'
            'HELM_KUBECAFILE="f"\n'
            'HELM_KUBECONTEXT=""\n'
            'HELM_KUBEINSECURE_SKIP_TLS_VERIFY="true"\n'
            'HELM_KUBETLS_SERVER_NAME="t"\n'
            'HELM_KUBETOKEN=""\n'
            'HELM_MAX_HISTORY="10"\n'
            'HELM_NAMESPACE="default"\n'
            'HELM_PLUGINS="WORLD/home/data/plugins"\n'
            'HELM_QPS="0.00"\n'
            'HELM_REGISTRY_CONFIG="WORLD/home/config/registry/config.json"\n'
            'HELM_REPOSITORY_CACHE="WORLD/home/cache/repository"\n'
            'HELM_REPOSITORY_CONFIG="WORLD/home/config/repositories.yaml"\n'
        ),
        "",
        0,
    ),
    "env --repository-config a --repository-cache b --registry-config c --content-cache d": (
        (
            'HELM_BIN="helm"\n'
            'HELM_BURST_LIMIT="100"\n'
            'HELM_CACHE_HOME="WORLD/home/cache"\n'
            'HELM_CONFIG_HOME="WORLD/home/config"\n'
            'HELM_CONTENT_CACHE="d"\n'
            'HELM_DATA_HOME="WORLD/home/data"\n'
            'HELM_DEBUG="false"\n'
            'HELM_KUBEAPISERVER=""\n'
            'HELM_KUBEASGROUPS=""\n'
            'HELM_KUBEASUSER=""\n'
            'HELM_KUBECAFILE=""\n'
            'HELM_KUBECONTEXT=""\n'
            'HELM_KUBEINSECURE_SKIP_TLS_VERIFY="false"\n'
            'HELM_KUBETLS_SERVER_NAME=""\n'
            'HELM_KUBETOKEN=""\n'
            'HELM_MAX_HISTORY="10"\n'
            'HELM_NAMESPACE="default"\n'
            'HELM_PLUGINS="WORLD/home/data/plugins"\n'
            'HELM_QPS="0.00"\n'
            'HELM_REGISTRY_CONFIG="c"\n'
            'HELM_REPOSITORY_CACHE="b"\n'
            'HELM_REPOSITORY_CONFIG="a"\n'
        ),
        "",
        0,
    ),
    "HELM_CACHE_HOME=/x//y/ HELM_REPOSITORY_CONFIG= HELM_PLUGINS= env": (
        (
            'HELM_BIN="helm"\n'
            'HELM_BURST_LIMIT="100"\n'
            'HELM_CACHE_HOME="/x/y"\n'
            'HELM_CONFIG_HOME="WORLD/home/config"\n'
            'HELM_CONTENT_CACHE="/x/y/content"\n'
            'HELM_DATA_HOME="WORLD/home/data"\n'
            'HELM_DEBUG="false"\n'
            'HELM_KUBEAPISERVER=""\n'
            'HELM_KUBEASGROUPS=""\n'
            'HELM_KUBEASUSER=""\n'
            'HELM_KUBECAFILE=""\n'
            'HELM_KUBECONTEXT=""\n'
            'HELM_KUBEINSECURE_SKIP_TLS_VERIFY="false"\n'
            'HELM_KUBETLS_SERVER_NAME=""\n'
            'HELM_KUBETOKEN=""\n'
            'HELM_MAX_HISTORY="10"\n'
            'HELM_NAMESPACE="default"\n'
            'HELM_PLUGINS=""\n'
            'HELM_QPS="0.00"\n'
            'HELM_REGISTRY_CONFIG="WORLD/home/config/registry/config.json"\n'
            'HELM_REPOSITORY_CACHE="/x/y/repository"\n'
            'HELM_REPOSITORY_CONFIG=""\n'
        ),
        "",
        0,
    ),
    "HELM_QPS=1.239 HELM_KUBEASGROUPS=' ,a, b,' HELM_MAX_HISTORY=x HELM_BURST_LIMIT=+7 env": (
        (
            'HELM_BIN="helm"\n'
            'HELM_BURST_LIMIT="7"\n'
            'HELM_CACHE_HOME="WORLD/home/cache"\n'
            'HELM_CONFIG_HOME="WORLD/home/config"\n'
            'HELM_CONTENT_CACHE="WORLD/home/cache/content"\n'
            'HELM_DATA_HOME="WORLD/home/data"\n'
            'HELM_DEBUG="false"\n'
            'HELM_KUBEAPISERVER=""\n'
            'HELM_KUBEASGROUPS="a, b"\n'
            'HELM_KUBEASUSER=""\n'
            'HELM_KUBECAFILE=""\n'
            'HELM_KUBECONTEXT=""\n'
            'HELM_KUBEINSECURE_SKIP_TLS_VERIFY="false"\n'
            'HELM_KUBETLS_SERVER_NAME=""\n'
            'HELM_KUBETOKEN=""\n'
            'HELM_MAX_HISTORY="10"\n'
            'HELM_NAMESPACE="default"\n'
            'HELM_PLUGINS="WORLD/home/data/plugins"\n'
            'HELM_QPS="1.24"\n'
            'HELM_REGISTRY_CONFIG="WORLD/home/config/registry/config.json"\n'
            'HELM_REPOSITORY_CACHE="WORLD/home/cache/repository"\n'
            'HELM_REPOSITORY_CONFIG="WORLD/home/config/repositories.yaml"\n'
        ),
        "",
        0,
    ),
    "HELM_CACHE_HOME= XDG_CACHE_HOME=/c/./d env HELM_CACHE_HOME": (
        "/c/d/helm\n",
        "",
        0,
    ),
    "HELM_QPS=inf env HELM_QPS": (
        "+Inf\n",
        "",
        0,
    ),
    "HELM_QPS=1e39 env HELM_QPS": (
        "0.00\n",
        "",
        0,
    ),
    "HELM_QPS=x env HELM_QPS": (
        "0.00\n",
        "",
        0,
    ),
    "HELM_QPS=-0.001 env HELM_QPS": (
        "-0.00\n",
        "",
        0,
    ),
    "HELM_DEBUG=yes env HELM_DEBUG": (
        "false\n",
        "",
        0,
    ),
    "HELM_NAMESPACE=q HELM_KUBETOKEN=t HELM_KUBEINSECURE_SKIP_TLS_VERIFY=1 HELM_KUBECONTEXT=c env": (
        (
            'HELM_BIN="helm"\n'
            'HELM_BURST_LIMIT="100"\n'
            'HELM_CACHE_HOME="WORLD/home/cache"\n'
            'HELM_CONFIG_HOME="WORLD/home/config"\n'
            'HELM_CONTENT_CACHE="WORLD/home/cache/content"\n'
            'HELM_DATA_HOME="WORLD/home/data"\n'
            'HELM_DEBUG="false"\n'
            'HELM_KUBEAPISERVER=""\n'
            'HELM_KUBEASGROUPS=""\n'
            'HELM_KUBEASUSER=""\n'
            'HELM_KUBECAFILE=""\n'
            'HELM_KUBECONTEXT="c"\n'
            'HELM_KUBEINSECURE_SKIP_TLS_VERIFY="true"\n'
            'HELM_KUBETLS_SERVER_NAME=""\n'
            'HELM_KUBETOKEN="t"\n'
            'HELM_MAX_HISTORY="10"\n'
            'HELM_NAMESPACE="q"\n'
            'HELM_PLUGINS="WORLD/home/data/plugins"\n'
            'HELM_QPS="0.00"\n'
            'HELM_REGISTRY_CONFIG="WORLD/home/config/registry/config.json"\n'
            'HELM_REPOSITORY_CACHE="WORLD/home/cache/repository"\n'
            'HELM_REPOSITORY_CONFIG="WORLD/home/config/repositories.yaml"\n'
        ),
        "",
        0,
    ),
    "KUBECONFIG=/nope env KUBECONFIG": (
        "\n",
        "",
        0,
    ),
}
"""Command line: what the reference printed on stdout and stderr, and its exit status."""


@pytest.mark.parametrize("line", CASES)
def test_answer_is_the_recorded_one(
    line: str, tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert ask_pychart(line, tmp_path / "world", capfd, monkeypatch).printed == CASES[line]


@requires_reference
@pytest.mark.reference
@pytest.mark.parametrize("line", CASES)
def test_reference_answers_alike(
    line: str, tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    theirs = ask_helm(line, tmp_path / "world")
    assert theirs.printed == CASES[line]
    assert ask_pychart(line, tmp_path / "world", capfd, monkeypatch) == theirs
