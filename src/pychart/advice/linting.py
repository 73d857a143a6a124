"""Advice about the charts that lint found wanting: its first error, found again by rendering as lint renders."""

from __future__ import annotations

from pychart.errors import ManifestError, PychartError, YamlError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from pychart.advice.model import Request


def find_lint_error(request: Request) -> tuple[PychartError, Request] | None:
    """Give the first error that rendering one of the linted charts ends with, and the request for that chart alone."""
    for path in request.args:
        try:
            _render(path, request)
        except PychartError as error:
            return error, request._replace(args=(path,))
    return None


def _render(path: str, request: Request) -> None:
    import os

    from pychart.actions.template import choose_capabilities
    from pychart.lint.render import prepare_leniently
    from pychart.lint.subject import Subject
    from pychart.locate import load_reference
    from pychart.values.sources import merge_sources

    flags = request.flags
    values = merge_sources(
        flags.get("values", ()),
        flags.get("set_json", ()),
        flags.get("set", ()),
        flags.get("set_string", ()),
        flags.get("set_file", ()),
        flags.get("set_literal", ()),
        lambda _url: b"",
    )
    subject = Subject(
        os.path.abspath(path),
        values=values,
        namespace=flags.get("namespace") or "default",
        capabilities=choose_capabilities(flags.get("kube_version") or ""),
        skip_schema_validation=bool(flags.get("skip_schema_validation")),
        entry=None,
        traces=False,
    )
    prepared = prepare_leniently(load_reference(path), subject)
    if prepared is not None:
        _check(prepared.render())


def _check(rendered: Mapping[str, str]) -> None:
    """Raise for the first file that is no YAML, as rendering would."""
    from pychart.manifests.split import split_documents
    from pychart.yamlio import read_head

    for path, text in rendered.items():
        if not path.lower().endswith((".yaml", ".yml")):
            continue
        for document in split_documents(text):
            try:
                read_head(document)
            except YamlError as error:
                failure = ManifestError(f"YAML parse error on {path}: {error}")
                failure.partial = f"---\n# Source: {path}\n{text}\n"
                raise failure from error
