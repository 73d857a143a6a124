"""The rules about the text that one template renders to."""

from __future__ import annotations

from pychart.errors import YamlError
from pychart.lint.documents import Document, read_documents
from pychart.lint.rules import (
    deprecated_api,
    list_resource_policy,
    object_name,
    template_indent,
    template_yaml,
    workload_selector,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

    from pychart.lint.finding import Problem

Facts = tuple[str, str, str, int, int]
"""A finding as plain data: rule, severity, message, line and column in the text."""


def check_rendered(text: str, kube_version: tuple[int, int]) -> list[Facts]:
    """Apply the rules to a text that is not blank; nothing comes after a document that cannot be read."""
    return list(_check(text, kube_version))


def _check(text: str, kube_version: tuple[int, int]) -> Iterator[Facts]:
    yield from _state(template_indent, template_indent.check(text))
    try:
        for document in read_documents(text):
            yield from _check_document(document, text, kube_version)
    except YamlError as problem:
        yield from _state(template_yaml, template_yaml.check(problem))


def _check_document(document: Document, text: str, kube_version: tuple[int, int]) -> Iterator[Facts]:
    for rule, problem in (
        (object_name, object_name.check(document)),
        (deprecated_api, deprecated_api.check(document, kube_version)),
        (workload_selector, workload_selector.check(document, text)),
        (list_resource_policy, list_resource_policy.check(document, text)),
    ):
        if problem is not None:
            from pychart.lint.places import locate_in_document

            yield from _state(rule, locate_in_document(problem, document))


def _state(rule: ModuleType, problem: Problem | None) -> Iterator[Facts]:
    if problem is not None:
        name = rule.__name__.rpartition(".")[2].replace("_", "-")
        yield name, rule.SEVERITY, problem.message, problem.line or 1, problem.column or 1
