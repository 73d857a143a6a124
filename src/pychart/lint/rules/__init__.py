"""The rules of lint, one a module; a rule's name is its module's with hyphens, its docstring its manual page."""

from __future__ import annotations

from importlib import import_module

from pychart.lint.finding import Finding, Problem

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import ModuleType

RULES: tuple[str, ...] = (
    "chart-yaml-directory",
    "chart-yaml-syntax",
    "chart-yaml-strict",
    "chart-name",
    "chart-api-version",
    "chart-version-type",
    "chart-version",
    "chart-app-version-type",
    "chart-maintainers",
    "chart-sources",
    "chart-icon-missing",
    "chart-icon-url",
    "chart-type",
    "chart-dependencies",
    "chart-version-strict",
    "values-missing",
    "values-syntax",
    "values-schema",
    "templates-missing",
    "templates-directory",
    "chart-load",
    "template-render",
    "template-extension",
    "template-indent",
    "template-yaml",
    "object-name",
    "deprecated-api",
    "workload-selector",
    "list-resource-policy",
    "undefined-value",
    "unused-value",
    "dependencies-undeclared",
    "dependencies-unique",
    "dependencies-missing",
    "crds-directory",
    "crd-yaml",
    "crd-api-version",
    "crd-kind",
)
"""All rules, in the order in which Helm applies them."""


def load_rule(name: str) -> ModuleType:
    """Import a rule's module: its ``SEVERITY`` and its ``check``, which gives a Problem or None."""
    return import_module(f"{__name__}.{name.replace('-', '_')}")


def describe_rule(name: str) -> tuple[str, str, str]:
    """Give a rule's severity, its purpose in one sentence and its manual page."""
    rule = load_rule(name)
    manual = (rule.__doc__ or "").strip()
    return rule.SEVERITY, manual.partition("\n")[0], manual


def find(rule: ModuleType, path: str, problem: Problem | None, file: str = "") -> list[Finding]:
    """Make a finding of what a rule said about a file: a list of one, or of none where it said nothing."""
    if problem is None:
        return []
    name = rule.__name__.rpartition(".")[2].replace("_", "-")
    return [Finding(name, rule.SEVERITY, path, problem.message, file or path, problem.line or 1, problem.column or 1)]
