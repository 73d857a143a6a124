"""Flags that several commands share, in Helm's groups."""

from __future__ import annotations

import sys

from pychart.cli.flags import Flag, flag
from pychart.errors import UsageError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any

    from pychart.cli.download_progress import Progress
    from pychart.locate import ChartQuery
    from pychart.settings import Settings
    from pychart.transport.access import Access

GLOBAL_FLAGS: tuple[Flag, ...] = (
    flag("--burst-limit", kind="int", accepted_only=True, hidden=True, help="client-side throttling limit"),
    flag("--color", help='use coloured output: "never", "auto" or "always"', default="auto"),
    flag("--colour", hidden=True, help='use coloured output: "never", "auto" or "always"', default="auto"),
    flag("--content-cache", hidden=True, help="folder of cached content"),
    flag("--debug", kind="bool", help="tell more about what is done, on stderr"),
    flag("--kube-apiserver", hidden=True, accepted_only=True, help="address of the Kubernetes API server"),
    flag("--kube-as-group", kind="stringArray", hidden=True, accepted_only=True, help="group to impersonate"),
    flag("--kube-as-user", hidden=True, accepted_only=True, help="user to impersonate"),
    flag("--kube-ca-file", hidden=True, accepted_only=True, help="certificate authority of the API server"),
    flag("--kube-context", help="context of the kubeconfig whose namespace is used"),
    flag("--kube-insecure-skip-tls-verify", kind="bool", hidden=True, accepted_only=True, help="do not check TLS"),
    flag("--kube-tls-server-name", hidden=True, accepted_only=True, help="name in the API server's certificate"),
    flag("--kube-token", hidden=True, accepted_only=True, help="bearer token for the API server"),
    flag("--kubeconfig", help="path of the kubeconfig whose namespace is used"),
    flag("--namespace", "-n", help="namespace of the release"),
    flag("--offline", kind="bool", help="fail rather than connect to any host"),
    flag("--qps", kind="float32", hidden=True, accepted_only=True, help="queries per second to the API server"),
    flag("--registry-config", hidden=True, help="path of the registry configuration"),
    flag("--repository-cache", hidden=True, help="folder of cached repository indexes"),
    flag("--repository-config", hidden=True, help="path of repositories.yaml"),
)
"""Flags that every command takes, before or after its name."""

VALUES_FLAGS: tuple[Flag, ...] = (
    flag("--values", "-f", kind="strings", help="take values from a YAML file, a URL or - for standard input"),
    flag("--set", kind="stringArray", help="set values: key1=val1,key2=val2"),
    flag("--set-file", kind="stringArray", help="set values to the content of files: key1=path1,key2=path2"),
    flag("--set-json", kind="stringArray", help='set JSON values: key1=json1,key2=json2 or {"key1": json1}'),
    flag("--set-literal", kind="stringArray", help="set one value to a text as it stands: key=text"),
    flag("--set-string", kind="stringArray", help="set values that stay strings: key1=val1,key2=val2"),
)
"""Where a command's values come from."""

ERROR_FORMAT_FLAG = flag(
    "--error-format", kind="errorFormat", help="form of errors: helm, rich (Helm's text and advice) or json"
)
"""How errors are told: by default rich on a terminal and helm elsewhere."""

STRICTNESS_FLAGS: tuple[Flag, ...] = (
    flag("--strict-values", kind="bool", help="fail where templates read values that are not defined"),
    flag("--unused-values", help="warn of given values that nothing reads, or fail: warn or fail"),
)
"""What is refused beyond what Helm refuses."""

OUTPUT_FLAG = flag("--output", "-o", kind="format", default="table", help="form of the output: table, json or yaml")
"""In which form a command prints its records."""

TLS_FLAGS: tuple[Flag, ...] = (
    flag("--ca-file", help="file of the certificate authorities that are trusted instead of the system's"),
    flag("--cert-file", help="file of the client certificate to show to the server"),
    flag("--insecure-skip-tls-verify", kind="bool", help="do not check the server's certificate"),
    flag("--key-file", help="file of the client certificate's key"),
    flag("--pass-credentials", kind="bool", help="send the credentials to all hosts that charts are fetched from"),
    flag("--password", help="password for the repository; without a user name, a token"),
    flag("--username", help="user name for the repository"),
)
"""How a command reaches a repository."""

TIMEOUT_FLAG = flag("--timeout", kind="duration", help="time for the download of an index (default 2m0s)")
"""How long an index may take to come."""

REPOSITORY_FLAGS: tuple[Flag, ...] = (*TLS_FLAGS, TIMEOUT_FLAG)
"""How a repository is reached, and how long that may take."""

CHART_FLAGS: tuple[Flag, ...] = (
    *TLS_FLAGS,
    flag("--devel", kind="bool", help="take pre-releases too, where --version says nothing"),
    flag("--insecure-skip-digest-verify", kind="bool", help="take an archive whose digest is not that of the index"),
    flag("--keyring", help="file of the public keys that --verify trusts"),
    flag("--plain-http", kind="bool", help="talk to OCI registries without TLS"),
    flag("--repo", help="URL of the repository that holds the chart"),
    flag("--verify", kind="bool", help="check the chart's signature before using it"),
    flag("--version", help="version of the chart, or a range; for charts from repositories"),
)
"""Where a command's chart comes from."""


def read_value_flags(values: Mapping[str, Any]) -> dict[str, Any]:
    """Give what VALUES_FLAGS say, by the fields that the options of actions have for it."""
    return {
        "value_files": values["values"],
        "set_": values["set"],
        "set_string": values["set_string"],
        "set_json": values["set_json"],
        "set_file": values["set_file"],
        "set_literal": values["set_literal"],
    }


def read_access(values: Mapping[str, Any]) -> Access:
    """Give the access that TLS_FLAGS describe. Raises FetchError for files of keys that cannot be used."""
    from pychart.transport.access import Access

    access = Access(
        username=values["username"] or "",
        password=values["password"] or "",
        cert_file=values["cert_file"] or "",
        key_file=values["key_file"] or "",
        ca_file=values["ca_file"] or "",
        insecure=values["insecure_skip_tls_verify"],
        pass_credentials=values["pass_credentials"],
    )
    if access.ca_file or access.cert_file or access.key_file:
        _require_tls_files(access)
    return access


def _require_tls_files(access: Access) -> None:
    """Refuse bad files before anything else is done, as Helm does, which needs them for registries."""
    from pychart.errors import FetchError
    from pychart.transport.tls import require_tls_files

    try:
        require_tls_files(access)
    except FetchError as problem:
        raise FetchError(f"missing registry client: {problem}") from None


def read_timeout(values: Mapping[str, Any]) -> float:
    """Give the seconds that TIMEOUT_FLAG grants; 0 and less stand for no limit, as in Go."""
    duration = values["timeout"]
    if duration is None:
        return 120.0
    seconds = int(duration) / 1_000_000_000
    return seconds if seconds > 0 else float("inf")


def read_query(reference: str, values: Mapping[str, Any], settings: Settings) -> ChartQuery:
    """Give the question for a chart that CHART_FLAGS put. Raises FetchError for files of keys that cannot be used."""
    from pychart.locate import ChartQuery

    return ChartQuery(
        reference,
        repo=values["repo"] or "",
        version=values["version"] or "",
        devel=values["devel"],
        verify=values["verify"],
        keyring=values["keyring"] or (settings.find_keyring() if values["verify"] else ""),
        access=read_access(values),
        plain_http=values["plain_http"],
        skip_digest=values["insecure_skip_digest_verify"],
        progress=_show_progress(reference) if sys.stderr.isatty() else None,
    )


def _show_progress(reference: str) -> Progress | None:
    from pychart.cli.download_progress import show_progress
    from pychart.transport.access import redact

    return show_progress(redact(reference))


def read_settings(values: Mapping[str, Any]) -> Settings:
    """Read the environment, with what the shared flags change; HELM_DEBUG takes effect here."""
    from pychart import logs
    from pychart.settings import Settings

    settings = Settings.from_environment().with_flags(values)
    if settings.debug:
        logs.enable_debug()
    if settings.offline or "pychart.transport.offline" in sys.modules:
        from pychart.transport.offline import forbid_network

        forbid_network(settings.offline)
    return settings


def exactly(number: int) -> Callable[[str, str, int], None]:
    """Make a check that a command gets so many arguments; the refusal is worded as Helm words it."""

    def check(path: str, usage: str, count: int) -> None:
        if count != number:
            noun = "argument" if number == 1 else "arguments"
            wanted = f"requires {number} {noun}" if number else "accepts no arguments"
            raise UsageError(f'"{path}" {wanted}\n\nUsage:  {usage} [flags]')

    return check


def at_most(number: int) -> Callable[[str, str, int], None]:
    """Make a check that a command gets at most so many arguments."""

    def check(path: str, usage: str, count: int) -> None:
        if count > number:
            noun = "argument" if number == 1 else "arguments"
            raise UsageError(f'"{path}" accepts at most {number} {noun}\n\nUsage:  {usage} [flags]')

    return check


def at_least(number: int) -> Callable[[str, str, int], None]:
    """Make a check that a command gets at least so many arguments."""

    def check(path: str, usage: str, count: int) -> None:
        if count < number:
            noun = "argument" if number == 1 else "arguments"
            raise UsageError(f'"{path}" requires at least {number} {noun}\n\nUsage:  {usage} [flags]')

    return check
