"""Helm and pychart at one registry: each pulls what the other pushed, and both make the same manifest."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
import trustme

from pychart.actions.push import PushOptions, push
from pychart.actions.registry_login import LoginOptions, log_in
from pychart.errors import FetchError
from pychart.registry.pull import list_versions, pull_chart
from pychart.settings import Settings
from pychart.transport.access import Access
from tests.reference import requires_reference, run_helm
from tests.registry.real import PASSWORD, USERNAME, requires_registry, run_registry
from tests.scenarios.server import pack

pytestmark = requires_registry

CHART = """\
apiVersion: v2
name: web
version: 1.0.0+b.1
description: "A <chart> & more é"
home: https://web.example.com
sources: [https://git.example.com/web, https://other.example.com]
keywords: [a, b]
maintainers: [{name: Jo, email: jo@example.com}, {name: Al}, {email: x@example.com}]
annotations: {org.opencontainers.image.title: mine, org.opencontainers.image.licenses: MIT, own: "1"}
dependencies: [{name: d, version: ^1, repository: "https://d.example.com", condition: d.on, tags: [t]}]
"""


@pytest.fixture(scope="module")
def registry(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Access]]:
    folder = tmp_path_factory.mktemp("registry")
    authority = trustme.CA()
    issued = authority.issue_cert("127.0.0.1")
    chain, key, ca = folder / "chain.pem", folder / "key.pem", folder / "ca.pem"
    chain.write_bytes(b"".join(blob.bytes() for blob in issued.cert_chain_pems))
    issued.private_key_pem.write_to_path(str(key))
    authority.cert_pem.write_to_path(str(ca))
    with run_registry(folder / "one", private=True, certificate=(chain, key)) as host:
        yield host, Access(username=USERNAME, password=PASSWORD, ca_file=str(ca))


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    home = tmp_path / "home"
    home.mkdir()
    return Settings.from_environment({"HOME": str(home), "HELM_CONFIG_HOME": str(home / "config"), "PATH": ""})


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    path = tmp_path / "web-1.0.0+b.1.tgz"
    path.write_bytes(
        pack(
            {
                "web/Chart.yaml": CHART,
                "web/templates/a.yaml": "a: 1\n",
                "web/charts/d/Chart.yaml": "apiVersion: v2\nname: d\nversion: 1.0.0\n",
            }
        )
    )
    path.with_name(f"{path.name}.prov").write_text("signed\n")
    os.utime(path, (1750000000, 1750000000))
    return path


def helm(*args: str, home: Path, cwd: Path, access: Access) -> str:
    flags = ("--username", access.username, "--password", access.password, "--ca-file", access.ca_file)
    done = run_helm(*args, *flags, home=home, cwd=cwd)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode()


@pytest.mark.reference
@requires_reference
def test_both_make_the_same_manifest(
    registry: tuple[str, Access], archive: Path, settings: Settings, tmp_path: Path
) -> None:
    host, access = registry
    own = push(str(archive), f"oci://{host}/own", PushOptions(access), settings)
    theirs = helm("push", str(archive), f"oci://{host}/theirs", home=tmp_path, cwd=tmp_path, access=access)
    assert f"Digest: {own.digest}\n" in theirs
    assert own.summary == theirs.replace("/theirs/", "/own/")


@pytest.mark.reference
@requires_reference
def test_helm_pulls_what_pychart_pushed(
    registry: tuple[str, Access], archive: Path, settings: Settings, tmp_path: Path
) -> None:
    host, access = registry
    push(str(archive), f"oci://{host}/forth", PushOptions(access), settings)
    (tmp_path / "out").mkdir()
    helm("pull", f"oci://{host}/forth/web", "--prov", home=tmp_path, cwd=tmp_path / "out", access=access)
    assert (tmp_path / "out" / archive.name).read_bytes() == archive.read_bytes()
    assert (tmp_path / "out" / f"{archive.name}.prov").read_text() == "signed\n"


@pytest.mark.reference
@requires_reference
def test_pychart_pulls_what_helm_pushed(
    registry: tuple[str, Access], archive: Path, settings: Settings, tmp_path: Path
) -> None:
    host, access = registry
    helm("push", str(archive), f"oci://{host}/back", home=tmp_path, cwd=tmp_path, access=access)
    pulled = pull_chart(f"oci://{host}/back/web", "", access, settings, provenance=True)
    assert (pulled.name, pulled.version, pulled.data) == ("web", "1.0.0+b.1", archive.read_bytes())
    assert pulled.provenance == b"signed\n"
    again = pull_chart(f"oci://{host}/back/web@{pulled.digest}", "", access, settings)
    assert (again.data, again.provenance) == (pulled.data, None)
    assert list_versions(f"oci://{host}/back/web", access, settings) == ["1.0.0+b.1"]


def test_a_login_is_tried_and_kept(registry: tuple[str, Access], archive: Path, settings: Settings) -> None:
    host, access = registry
    with pytest.raises(FetchError, match="401: unauthorized: authentication required"):
        log_in(host, LoginOptions(access._replace(password="wrong")), settings)
    assert not os.path.exists(settings.registry_config)
    log_in(host, LoginOptions(access), settings)
    assert os.stat(settings.registry_config).st_mode & 0o777 == 0o600
    push(str(archive), f"oci://{host}/kept", PushOptions(Access(ca_file=access.ca_file)), settings)


def test_an_authority_that_is_not_known(registry: tuple[str, Access], settings: Settings) -> None:
    host, access = registry
    with pytest.raises(FetchError, match="certificate signed by unknown authority"):
        log_in(host, LoginOptions(access._replace(ca_file="")), settings)
    log_in(host, LoginOptions(access._replace(ca_file="", insecure=True)), settings)
