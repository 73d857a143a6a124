"""A registry that lets in who shows a certificate: --cert-file, --key-file and --ca-file, as Helm takes them."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
import trustme

from tests.reference import environment_of, requires_reference, run_helm
from tests.registry.real import requires_registry, run_registry
from tests.scenarios.server import pack

pytestmark = requires_registry


class Registry(NamedTuple):
    """Where it is, the authority that its certificate is from, and the flags that open it."""

    host: str
    ca: str
    flags: tuple[str, ...]


@pytest.fixture(scope="module")
def registry(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Registry]:
    folder = tmp_path_factory.mktemp("certificates")
    authority, clients = trustme.CA(), trustme.CA()
    paths = {}
    for name, issued in (
        ("server", authority.issue_cert("127.0.0.1")),
        ("client", clients.issue_cert("jo@example.com")),
        ("stranger", trustme.CA().issue_cert("jo@example.com")),
    ):
        chain, key = folder / f"{name}.pem", folder / f"{name}.key"
        chain.write_bytes(b"".join(blob.bytes() for blob in issued.cert_chain_pems))
        issued.private_key_pem.write_to_path(str(key))
        paths[name] = chain, key
    ca, client_ca = folder / "ca.pem", folder / "clients.pem"
    authority.cert_pem.write_to_path(str(ca))
    clients.cert_pem.write_to_path(str(client_ca))
    chain, key = paths["client"]
    flags = ("--cert-file", str(chain), "--key-file", str(key), "--ca-file", str(ca))
    with run_registry(folder / "data", certificate=paths["server"], clients=client_ca) as host:
        yield Registry(host, str(ca), flags)


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    path = tmp_path / "web-1.0.0.tgz"
    path.write_bytes(pack({"web/Chart.yaml": "apiVersion: v2\nname: web\nversion: 1.0.0\n"}))
    return path


def pychart(*args: str, folder: Path) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "pychart", *args]
    return subprocess.run(command, cwd=folder, env=environment_of(folder), capture_output=True, timeout=60, check=False)


def test_push_and_pull_with_a_certificate(registry: Registry, archive: Path, tmp_path: Path) -> None:
    pushed = pychart("push", str(archive), f"oci://{registry.host}/own", *registry.flags, folder=tmp_path)
    assert pushed.returncode == 0, pushed.stderr
    (tmp_path / "out").mkdir()
    pulled = pychart("pull", f"oci://{registry.host}/own/web", "-d", "out", *registry.flags, folder=tmp_path)
    assert pulled.returncode == 0, pulled.stderr
    assert (tmp_path / "out/web-1.0.0.tgz").read_bytes() == archive.read_bytes()


@pytest.mark.parametrize("who", ["nobody", "a stranger"])
def test_without_the_right_certificate(who: str, registry: Registry, archive: Path, tmp_path: Path) -> None:
    flags = ["--ca-file", registry.ca]
    if who == "a stranger":
        stranger = registry.ca.replace("ca.pem", "stranger")
        flags += ["--cert-file", f"{stranger}.pem", "--key-file", f"{stranger}.key"]
    pushed = pychart("push", str(archive), f"oci://{registry.host}/closed", *flags, folder=tmp_path)
    assert pushed.returncode == 1
    assert b"remote error: tls: " in pushed.stderr
    assert pushed.stderr.count(b"Error:") == 1


@pytest.mark.reference
@requires_reference
def test_both_get_what_the_other_put(registry: Registry, archive: Path, tmp_path: Path) -> None:
    for number, (one, other) in enumerate((("helm", "pychart"), ("pychart", "helm"))):
        place, out = f"oci://{registry.host}/both{number}", tmp_path / f"out{number}"
        out.mkdir()
        for program, line in ((one, ("push", str(archive), place)), (other, ("pull", f"{place}/web", "-d", str(out)))):
            if program == "helm":
                done = run_helm(*line, *registry.flags, home=tmp_path, cwd=tmp_path)
            else:
                done = pychart(*line, *registry.flags, folder=tmp_path)
            assert done.returncode == 0, done.stderr
        assert (out / "web-1.0.0.tgz").read_bytes() == archive.read_bytes()
