"""Credential helpers: programs docker-credential-NAME that keep logins (docker-credential-helpers' protocol).

A program reads a server's name, or JSON, from standard input and answers with JSON; it has 30 seconds.
"""

from __future__ import annotations

import json
import os
import shutil

from pychart.errors import RepositoryError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pychart.settings import Settings

_SECONDS = 30.0
_NOT_FOUND = "credentials not found in native keychain"


def has_helper(program: str, settings: Settings) -> bool:
    """Tell whether a program is on the path."""
    return shutil.which(program, path=settings.environment.get("PATH", "")) is not None


def ask_helper(name: str, server: str, settings: Settings) -> tuple[str, str]:
    """Give user and secret that a helper keeps for a server, empty where it has none. Raises RepositoryError."""
    output = _run(name, "get", server, settings)
    if output is None:
        return "", ""
    try:
        found = json.loads(output)
        username, secret = found["Username"], found["Secret"]
    except (ValueError, KeyError, TypeError, RecursionError):
        username = secret = None
    if not isinstance(username, str) or not isinstance(secret, str):
        raise RepositoryError(f"docker-credential-{name} does not answer with a user name and a secret")
    return username, secret


def tell_helper(name: str, server: str, username: str, secret: str, settings: Settings) -> None:
    """Let a helper keep a login. Raises RepositoryError."""
    _run(name, "store", json.dumps({"ServerURL": server, "Username": username, "Secret": secret}), settings)


def forget_in_helper(name: str, server: str, settings: Settings) -> None:
    """Let a helper forget a login; one that it does not have is fine. Raises RepositoryError."""
    _run(name, "erase", server, settings)


def _run(name: str, action: str, text: str, settings: Settings) -> bytes | None:
    """Run a helper and give what it prints, None where it says that it has no such login."""
    import subprocess

    program = f"docker-credential-{name}"
    if os.sep in name:
        raise RepositoryError(f"{program} is no name of a credential helper")
    path = shutil.which(program, path=settings.environment.get("PATH", ""))
    if path is None:
        raise RepositoryError(f'exec: "{program}": executable file not found in $PATH')
    try:
        done = subprocess.run(
            [path, action],
            input=text.encode("utf-8", "surrogateescape"),
            capture_output=True,
            check=False,
            timeout=_SECONDS,
        )
    except subprocess.TimeoutExpired:
        raise RepositoryError(f"{program} {action} does not end within {_SECONDS:g} seconds") from None
    except OSError as problem:
        raise RepositoryError(f"{program}: {problem.strerror}") from None
    if done.returncode == 0:
        return done.stdout
    # Helpers say what is wrong on standard output; nothing of it is a secret then.
    reason = done.stdout.decode("utf-8", "replace").strip()[:500]
    if reason == _NOT_FOUND:
        return None
    raise RepositoryError(f"{program} {action}: {reason or f'exit status {done.returncode}'}")
