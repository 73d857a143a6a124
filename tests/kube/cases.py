"""Ways to a cluster: what a kubeconfig says, flags and variables above it."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

PLUGIN = """\
#!/bin/sh
# Gives the credentials in the file $GIVEN and notes how it was called.
echo "$KUBERNETES_EXEC_INFO" >> "$(dirname "$0")/calls"
[ -z "$STATUS" ] || exit "$STATUS"
cat "$(dirname "$0")/$GIVEN"
"""
V1 = "client.authentication.k8s.io/v1"
V1BETA1 = "client.authentication.k8s.io/v1beta1"


@dataclass
class Case:
    """A way: entries of the kubeconfig, arguments and environment of `list`."""

    cluster: dict[str, Any] = field(default_factory=dict)
    user: dict[str, Any] = field(default_factory=dict)
    args: tuple[str, ...] = ()
    environment: dict[str, str] = field(default_factory=dict)
    secure: bool = True


def write_plugin(folder: Path) -> None:
    """Write the program that gives credentials, and the credentials."""
    import json

    (folder / "plugin").write_text(PLUGIN)
    (folder / "plugin").chmod(0o755)
    pair = {
        "clientCertificateData": (folder / "client.crt").read_text(),
        "clientKeyData": (folder / "client.key").read_text(),
    }
    for name, version, status in (
        ("token", V1, {"token": "from-plugin"}),
        ("beta", V1BETA1, {"token": "from-plugin"}),
        ("pair", V1, pair),
        ("half", V1, {"clientKeyData": "x"}),
        ("empty", V1, {}),
        ("expiring", V1, {"token": "from-plugin", "expirationTimestamp": "2030-01-01T00:00:00Z"}),
        ("expired", V1, {"token": "from-plugin", "expirationTimestamp": "2020-01-01T00:00:00Z"}),
        ("badly-timed", V1, {"token": "from-plugin", "expirationTimestamp": "tomorrow"}),
    ):
        answer = {"apiVersion": version, "kind": "ExecCredential", "status": status}
        (folder / name).write_text(json.dumps(answer))
    (folder / "no-status").write_text(json.dumps({"apiVersion": V1, "kind": "ExecCredential"}))
    (folder / "other-kind").write_text(json.dumps({"apiVersion": V1, "kind": "Pod"}))
    (folder / "noise").write_text("noise")


def _plugin(given: str = "token", version: str = V1, **more: Any) -> dict[str, Any]:
    mode = {} if version == V1BETA1 else {"interactiveMode": "Never"}
    environment = [{"name": "GIVEN", "value": given}, *more.pop("env", ())]
    return {"exec": {"apiVersion": version, "command": "./plugin", "env": environment, **mode, **more}}


def _oidc(**settings: str) -> dict[str, Any]:
    known = {"idp-issuer-url": "https://id.example.com", "client-id": "me"}
    return {"auth-provider": {"name": "oidc", "config": known | settings}}


CA = {"certificate-authority": "ca.crt"}
_PAIR = {"client-certificate": "client.crt", "client-key": "client.key"}

CASES: dict[str, Case] = {
    # Whom to trust.
    "an authority in a file": Case(CA),
    "an authority as data": Case({"certificate-authority-data": "@ca.crt"}),
    "no authority": Case(),
    "another authority": Case({"certificate-authority": "other-ca.crt"}),
    "an authority that is not there": Case({"certificate-authority": "absent.crt"}),
    "an authority that is none": Case({"certificate-authority-data": "bm9uc2Vuc2U="}),
    "an authority that is not base64": Case({"certificate-authority-data": "???"}),
    "an authority twice": Case({**CA, "certificate-authority-data": "@ca.crt"}),
    "an authority by flag": Case(args=("--kube-ca-file", "FOLDER/ca.crt")),
    "an authority by flag that is not there": Case(args=("--kube-ca-file", "FOLDER/absent.crt")),
    "an authority by variable": Case(environment={"HELM_KUBECAFILE": "ca.crt"}),
    "not checked": Case({"insecure-skip-tls-verify": True}),
    "not checked, yet with an authority": Case({"insecure-skip-tls-verify": True, **CA}),
    "not checked by flag": Case(CA, args=("--kube-insecure-skip-tls-verify",)),
    "not checked by variable": Case(environment={"HELM_KUBEINSECURE_SKIP_TLS_VERIFY": "true"}),
    "not checked by a variable that says nothing": Case(environment={"HELM_KUBEINSECURE_SKIP_TLS_VERIFY": "yes"}),
    "flags for both": Case(args=("--kube-ca-file", "FOLDER/ca.crt", "--kube-insecure-skip-tls-verify")),
    "another name": Case({**CA, "server": "https://localhost:PORT"}),
    "a name to check": Case({**CA, "server": "https://localhost:PORT", "tls-server-name": "kubernetes.example.com"}),
    "a name by flag": Case(
        {**CA, "server": "https://localhost:PORT"}, args=("--kube-tls-server-name", "kubernetes.example.com")
    ),
    "a name by variable": Case(
        {**CA, "server": "https://localhost:PORT"}, environment={"HELM_KUBETLS_SERVER_NAME": "kubernetes.example.com"}
    ),
    "a wrong name by flag": Case(CA, args=("--kube-tls-server-name", "other.example.com")),
    # Which server.
    "a server without a scheme, with TLS": Case({**CA, "server": "127.0.0.1:PORT"}),
    "a server without a scheme": Case({"server": "127.0.0.1:PORT"}, secure=False),
    "a server by flag": Case({**CA, "server": "https://127.0.0.1:1"}, args=("--kube-apiserver", "URL")),
    "a server by variable": Case({**CA, "server": "https://127.0.0.1:1"}, environment={"HELM_KUBEAPISERVER": "URL"}),
    "a server without a scheme by flag": Case(args=("--kube-apiserver", "127.0.0.1:PORT"), secure=False),
    "a server below a path": Case({"server": "URL/k8s/clusters/one"}, secure=False),
    "nobody there": Case({"server": "http://127.0.0.1:1"}),
    "no such host": Case({"server": "http://absent.invalid:80"}),
    "plain HTTP where TLS is spoken": Case({"server": "http://127.0.0.1:PORT"}),
    "a port that is none": Case({"server": "http://127.0.0.1:x"}, secure=False),
    # As whom.
    "a token": Case(CA, {"token": "secret"}),
    "a token in a file": Case(CA, {"tokenFile": "token-file"}),
    "a token in a file that is not there": Case(CA, {"tokenFile": "absent"}),
    "a token and a file": Case(CA, {"token": "secret", "tokenFile": "token-file"}),
    "a token by flag": Case(CA, {"token": "other"}, ("--kube-token", "secret")),
    "a token by flag instead of a file": Case(CA, {"tokenFile": "token-file"}, ("--kube-token", "secret")),
    "a token by flag beside a plugin": Case(CA, _plugin(), ("--kube-token", "secret")),
    "a token by variable": Case(CA, {}, environment={"HELM_KUBETOKEN": "secret"}),
    "a token that is not sent in the clear": Case({}, {"token": "secret"}, secure=False),
    "on somebody's behalf in the clear": Case({}, {"as": "jane", "token": "secret"}, secure=False),
    "a password": Case(CA, {"username": "me", "password": "secret"}),
    "a password and a token": Case(CA, {"username": "me", "password": "secret", "token": "secret"}),
    "a certificate in files": Case(CA, _PAIR),
    "a certificate as data": Case(CA, {"client-certificate-data": "@client.crt", "client-key-data": "@client.key"}),
    "a certificate as data, its key in a file": Case(
        CA, {"client-certificate-data": "@client.crt", "client-key": "client.key"}
    ),
    "a certificate without its key": Case(CA, {"client-certificate": "client.crt"}),
    "a certificate that is not there": Case(CA, {**_PAIR, "client-certificate": "absent.crt"}),
    "a certificate that is none": Case(CA, {**_PAIR, "client-certificate": "token-file"}),
    "a certificate and a token": Case(CA, {**_PAIR, "token": "secret"}),
    "a certificate twice": Case(CA, {**_PAIR, "client-certificate-data": "@client.crt"}),
    "a key of another certificate": Case(CA, {**_PAIR, "client-key": "other.key"}),
    "on somebody's behalf": Case(CA, {"as": "jane", "as-groups": ["a", "b"], "as-uid": "7", "token": "x"}),
    "on somebody's behalf, with more": Case(CA, {"as": "jane", "as-user-extra": {"example.com/a b": ["1", "2"]}}),
    "on behalf of groups alone": Case(CA, {"as-groups": ["a"]}),
    "on somebody's behalf by flag": Case(
        CA, {"as": "joe"}, ("--kube-as-user", "jane", "--kube-as-group", "a", "--kube-as-group", "b")
    ),
    "on behalf of groups by flag alone": Case(CA, {}, ("--kube-as-group", "a")),
    "on somebody's behalf by variables": Case(
        CA, {}, environment={"HELM_KUBEASUSER": "jane", "HELM_KUBEASGROUPS": "a,b"}
    ),
    "a provider that was given up": Case(CA, {"auth-provider": {"name": "gcp"}}),
    "an ID token": Case(CA, _oidc(**{"id-token": "eyJhbGciOiJIUzI1NiJ9.eyJleHAiOjI1MTYyMzkwMjJ9.c2ln"})),
    "an ID token that has expired": Case(
        CA, _oidc(**{"id-token": "eyJhbGciOiJIUzI1NiJ9.eyJleHAiOjE1MTYyMzkwMjJ9.c2ln"})
    ),
    "no ID token": Case(CA, _oidc()),
    "an ID token of nobody": Case(CA, _oidc(**{"idp-issuer-url": ""})),
    "a provider that nobody knows": Case(CA, {"auth-provider": {"name": "mine"}}),
    # Programs that give credentials.
    "a plugin": Case(CA, _plugin()),
    "a plugin of the beta version": Case(CA, _plugin("beta", V1BETA1)),
    "a plugin that answers in another version": Case(CA, _plugin("beta")),
    "a plugin of a version that is gone": Case(CA, _plugin(version="client.authentication.k8s.io/v1alpha1")),
    "a plugin that gives a certificate": Case(CA, _plugin("pair")),
    "a plugin that gives half": Case(CA, _plugin("half")),
    "a plugin that gives nothing": Case(CA, _plugin("empty")),
    "a plugin that has no status": Case(CA, _plugin("no-status")),
    "a plugin that answers something else": Case(CA, _plugin("other-kind")),
    "a plugin that makes noise": Case(CA, _plugin("noise")),
    "a plugin whose credentials will expire": Case(CA, _plugin("expiring")),
    "a plugin whose credentials have expired": Case(CA, _plugin("expired")),
    "a plugin that cannot tell the time": Case(CA, _plugin("badly-timed")),
    "a plugin that fails": Case(CA, _plugin(env=[{"name": "STATUS", "value": "3"}])),
    "a plugin that is not there": Case(CA, _plugin(command="absent-plugin", installHint="Install it.")),
    "a plugin that is not there, by path": Case(CA, _plugin(command="./absent-plugin")),
    "a plugin that is told of the cluster": Case(CA, _plugin(provideClusterInfo=True)),
    "a plugin that is told more": Case(
        {
            "certificate-authority-data": "@ca.crt",
            "extensions": [{"name": "client.authentication.k8s.io/exec", "extension": {"audience": "me"}}],
        },
        _plugin(provideClusterInfo=True),
    ),
    "a plugin for which the mode is missing": Case(CA, _plugin(interactiveMode=None)),
    "a plugin for which the mode is wrong": Case(CA, _plugin(interactiveMode="Sometimes")),
    "a plugin that needs a terminal": Case(CA, _plugin(interactiveMode="Always")),
    "a plugin that may ask": Case(CA, _plugin(interactiveMode="IfAvailable")),
    "a plugin without a command": Case(CA, _plugin(command="")),
    "a plugin without a version": Case(CA, _plugin(version="")),
    "a plugin beside a provider": Case(CA, {**_plugin(), "auth-provider": {"name": "gcp"}}),
    "a plugin beside a token": Case(CA, {**_plugin(), "token": "secret"}),
    "a plugin with a variable that has no name": Case(CA, _plugin(env=[{"name": "", "value": "3"}])),
    # What is accepted.
    "limits": Case(CA, args=("--qps", "50", "--burst-limit", "10")),
    "limits by variables": Case(CA, environment={"HELM_QPS": "50.5", "HELM_BURST_LIMIT": "10"}),
    "a context": Case(CA, args=("--kube-context", "here")),
    "a context that is not there": Case(CA, args=("--kube-context", "there")),
    "a context by variable that is not there": Case(CA, environment={"HELM_KUBECONTEXT": "there"}),
    "a kubeconfig that is not there": Case(args=("--kubeconfig", "FOLDER/absent")),
}
