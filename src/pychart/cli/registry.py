"""`pychart registry` and its subcommands."""

from __future__ import annotations

from pychart.cli.main import Group

command = Group(
    "registry",
    {
        "login": ("registry_login", "login to a registry"),
        "logout": ("registry_logout", "logout from a registry"),
    },
    "Log in to OCI registries, and out of them.",
    examples=(
        ("pychart registry login registry.example.com -u jo --password-stdin", "keep a login"),
        ("pychart registry logout registry.example.com", "forget it"),
    ),
)
