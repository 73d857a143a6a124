"""`pychart explain`."""

from __future__ import annotations

import sys

from pychart.cli.command import Command
from pychart.cli.flags import flag
from pychart.cli.options import (
    CHART_FLAGS,
    ERROR_FORMAT_FLAG,
    VALUES_FLAGS,
    at_least,
    read_query,
    read_settings,
    read_value_flags,
)
from pychart.cli.output import write_result
from pychart.errors import UsageError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from pychart.actions.explain import Explanation
    from pychart.explain.field import Influence
    from pychart.templates.tracing import Site


def _run(args: list[str], values: dict[str, Any]) -> None:
    from pychart.actions.explain import explain
    from pychart.actions.template import TemplateOptions
    from pychart.gostd.strconv import quote

    output = values["output"]
    if output not in ("text", "json"):
        raise UsageError(f"invalid output format {quote(output)}: use text or json")
    settings = read_settings(values)
    options = TemplateOptions(
        namespace=values["namespace"] or settings.find_namespace(),
        **read_value_flags(values),
        kube_version=values["kube_version"] or "",
        api_versions=values["api_versions"],
        is_upgrade=values["is_upgrade"],
        skip_schema_validation=values["skip_schema_validation"],
        name_template=values["name_template"] or "",
        query=read_query(args[-1], values, settings),
    )
    found = explain(args, options, settings, values["kind"] or "", values["name"] or "", values["path"] or "")
    write_result(_format_json(found) if output == "json" else _format_text(found), is_safe=True)


def _format_text(found: Explanation) -> str:
    """Give the field, the line of the template with a caret, and what decided about it."""
    from pychart.advice.model import Advice, Fact
    from pychart.advice.show import clean, format_rich
    from pychart.cli.colour import paint
    from pychart.cli.values import show_value
    from pychart.values.layers import spell_path

    source = found.source
    head = f"{source.kind} {source.name}: {spell_path(source.path)} is {show_value(source.value)}"
    facts = [Fact(spell_path(one.path), show_value(one.value), "", str(one.origin or "")) for one in source.values]
    advice = Advice("", _place(source.sites[-1], found), [_place(site, found) for site in source.sites[:-1]], facts)
    text = clean(head) + "\n" + format_rich(advice, lambda part, colour: paint(part, colour, sys.stdout))
    for test in source.within:
        reads = "".join(f"\n    {_say(one)}" for one in test.values)
        where = f"{_file(test.site.path, found)}:{test.site.line}"
        text += clean(f"  within {test.site.expression}  ({where}){reads}\n")
    return text


def _say(one: Influence) -> str:
    from pychart.cli.values import show_value
    from pychart.values.layers import spell_path

    return f"{spell_path(one.path)} is {show_value(one.value)}" + (f", from {one.origin}" if one.origin else "")


def _place(site: Site, found: Explanation) -> Any:
    from pychart.advice.model import Place

    lines = found.trace.read_template(site.path).split("\n")
    source = lines[site.line - 1] if 0 < site.line <= len(lines) else ""
    column, length = site.column, 1
    if site.expression and column:
        end = source.find("}}", column - 1)
        length = end + 2 - (column - 1) if end >= 0 else 1
    elif source.strip():
        column = len(source) - len(source.lstrip()) + 1
        length = len(source.strip())
    return Place(_file(site.path, found), site.line, column, length, source, site.expression, site.template)


def _file(path: str, found: Explanation) -> str:
    """Give a template's path as an editor opens it where the chart is a folder."""
    import os

    if path == "gotpl":
        return "text given to tpl"
    local = found.trace.values.folder + path[len(path.partition("/")[0]) :]
    return local if os.path.isfile(local) else path


def _format_json(found: Explanation) -> str:
    import json

    from pychart.values.layers import spell_path

    source = found.source
    record = {
        "kind": source.kind,
        "name": source.name,
        "source": source.file,
        "path": spell_path(source.path),
        "value": source.value,
        "places": [_describe_site(site, found) for site in source.sites],
        "within": [
            _describe_site(test.site, found) | {"values": list(map(_describe_influence, test.values))}
            for test in source.within
        ],
        "values": list(map(_describe_influence, source.values)),
    }
    return json.dumps(record, indent=2) + "\n"


def _describe_site(site: Site, found: Explanation) -> dict[str, Any]:
    return {
        "file": _file(site.path, found),
        "line": site.line,
        "column": site.column or None,
        "template": site.template,
        "expression": site.expression or None,
    }


def _describe_influence(one: Influence) -> dict[str, Any]:
    from pychart.cli.values import describe_origin
    from pychart.values.layers import spell_path

    return {
        "key": spell_path(one.path),
        "expression": one.spelled,
        "value": one.value,
        "source": describe_origin(one.origin),
    }


command = Command(
    "explain",
    callback=_run,
    usage="[NAME] CHART",
    short="say where a field of a rendered object comes from",
    text="Render a chart and name the line of the template that wrote a field, who included it, the tests around it,"
    " and the values that were read there, each with the file, flag or values.yaml that set it.",
    flags=(
        *VALUES_FLAGS,
        *CHART_FLAGS,
        flag("--api-versions", "-a", kind="strings", help="add API versions to Capabilities.APIVersions"),
        ERROR_FORMAT_FLAG,
        flag("--is-upgrade", kind="bool", help="set .Release.IsUpgrade instead of .Release.IsInstall"),
        flag("--kind", help="kind of the object: Deployment"),
        flag("--kube-version", help="Kubernetes version for Capabilities.KubeVersion"),
        flag("--name", help="name of the object; not needed where there is one of the kind"),
        flag("--name-template", help="Go template that gives the release name"),
        flag("--output", "-o", default="text", help="form of the output: text or json"),
        flag("--path", help="the field: spec.template.spec.containers[0].image"),
        flag("--skip-schema-validation", kind="bool", help="do not check values against values.schema.json"),
    ),
    examples=(
        ("pychart explain ./hello-world --kind Deployment --path spec.replicas", "who decides about the replicas"),
        (
            "pychart explain web ./hello-world -f prod.yaml --kind Service --path 'metadata.labels[\"helm.sh/chart\"]'",
            "a label, with the values of a file",
        ),
    ),
    count=at_least(1),
)
