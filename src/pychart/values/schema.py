"""Check values against values.schema.json, of a chart and of all charts below it (Helm: common/util, jsonschema.go).

jsonschema-rs decides; ``schema_report`` puts what it says into the words of Helm's validator. Helm also reads local
files that a schema refers to; here they are refused, and what lies on the web comes through the caller's ``fetch``.
"""

from __future__ import annotations

from functools import partial
from itertools import islice

from pychart import logs
from pychart.errors import PychartError, SchemaError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from pychart.chart.model import Chart

    Fetch = Callable[[str], bytes]


MAX_DEPTH = 200
"""How deep schemas and the values they are laid on may nest; jsonschema-rs gives up at 255."""

MAX_ERRORS = 10_000
"""How many errors of one schema are reported."""

_LOCATION = "file:///values.schema.json"
_REFERENCE_MARKS = ('"$ref"', '"$dynamicRef"', '"$recursiveRef"', "\\u")
_TOO_DEEP = f"the schema nests deeper than {MAX_DEPTH} levels"
_LOCATION_BELOW = "file:///below.json"
_LATEST = "json-schema.org/draft/2020-12/schema"
_DRAFTS = {
    "json-schema.org/schema": ("Draft202012Validator", f"https://{_LATEST}"),
    _LATEST: ("Draft202012Validator", f"https://{_LATEST}"),
    "json-schema.org/draft/2019-09/schema": (
        "Draft201909Validator",
        "https://json-schema.org/draft/2019-09/schema",
    ),
    "json-schema.org/draft-07/schema": ("Draft7Validator", "http://json-schema.org/draft-07/schema"),
    "json-schema.org/draft-06/schema": ("Draft6Validator", "http://json-schema.org/draft-06/schema"),
    "json-schema.org/draft-04/schema": ("Draft4Validator", "http://json-schema.org/draft-04/schema"),
}
_DRAFT4_DEPENDENCIES = {"exclusiveMaximum": ["maximum"], "exclusiveMinimum": ["minimum"]}


def check_schema(chart: Chart, values: dict[str, Any], fetch: Fetch | None = None) -> None:
    """Check the coalesced ``values`` of a chart, each subchart's section against its own schema.

    ``fetch`` downloads what schemas refer to by http and https, by default with ``transport.fetch``. Raises
    SchemaError with the messages of all charts.
    """
    found = "".join(_check_charts(chart, values, fetch))
    if found:
        heading = "values don't meet the specifications of the schema(s) in the following chart(s):"
        raise SchemaError(f"{heading}\n{found}")


def _check_charts(chart: Chart, values: dict[str, Any], fetch: Fetch | None) -> list[str]:
    found = []
    if chart.schema is not None:
        problem = find_problem(chart.schema, values, fetch)
        if problem:
            found.append(f"{chart.name}:\n{problem}")
    for subchart in chart.dependencies:
        section = values.get(subchart.name)
        if isinstance(section, dict):
            found += _check_charts(subchart, section, fetch)
        elif section is not None:
            from pychart.gostd.types import type_name

            text = f"invalid type for values: expected object (map), got {type_name(section)}"
            found.append(f"{subchart.name}:\n{text}\n")
    return found


def find_problem(schema: bytes, values: Any, fetch: Fetch | None = None) -> str:
    """Tell what is wrong with a schema or with the values it is laid on; empty if nothing is."""
    try:
        checker = _Checker(schema, fetch)
        lines = checker.check(_to_json(values, 0))
    except _BadSchemaError as problem:
        return str(problem)
    return "".join(f"{line}\n" for line in lines)


class _BadSchemaError(Exception):
    """Why a schema cannot be used."""


class _Checker:
    """One schema, compiled."""

    def __init__(self, text: bytes, fetch: Fetch | None) -> None:
        self._text = text.decode("utf-8", "replace")
        self._fetch = fetch
        self._refusal = ""
        self._resources: dict[str, Any] = {}
        self._document = _read(self._text, text.decode("utf-8", "surrogateescape"))
        self._class_name, self._metaschema = self._choose_draft()
        self._validator = self._compile()

    def check(self, values: Any) -> list[str]:
        """Give Helm's messages about the values, line by line."""
        from pychart.values.schema_report import Report

        self._require_affordable(values)
        errors = self._run(self._validator, values)
        if not errors:
            return []
        report = Report(values, _read_literally(self._text), self._validate_below)
        return [line for problem in report.explain(errors) for line in problem.lines()]

    def _require_affordable(self, values: Any) -> None:
        if not any(mark in self._text for mark in _REFERENCE_MARKS):
            # Without references the work is that of one pass.
            return
        from pychart.values.schema_cost import CostError, require_affordable

        try:
            require_affordable(self._document, self._resources, values)
        except CostError as error:
            raise _BadSchemaError(f"unable to validate schema: {error}") from None

    def _choose_draft(self) -> tuple[str, str]:
        url = self._document.get("$schema") if isinstance(self._document, dict) else None
        if not isinstance(url, str):
            return _DRAFTS[_LATEST]
        name = url.removesuffix("#").removeprefix("http://").removeprefix("https://")
        if name in _DRAFTS:
            # The class decides; spellings that only Helm knows would be taken for a download.
            self._document = {key: value for key, value in self._document.items() if key != "$schema"}
            return _DRAFTS[name]
        raise _BadSchemaError(f"failing loading {_quote(url)}: {_say_unsupported(url)}")

    def _make(self, schema: Any, location: str) -> Any:
        import jsonschema_rs

        if isinstance(schema, str):
            # jsonschema-rs would read it as the text of a schema.
            schema = f'"{schema}"' if schema.isalnum() else '""'
        asserts_formats = self._class_name in ("Draft4Validator", "Draft6Validator", "Draft7Validator")
        return getattr(jsonschema_rs, self._class_name)(
            schema,
            base_uri=location,
            retriever=self._retrieve,
            pattern_options=jsonschema_rs.RegexOptions(),
            validate_formats=asserts_formats,
            formats=_format_checks() if asserts_formats else None,
        )

    def _compile(self) -> Any:
        from jsonschema_rs import ReferencingError, ValidationError

        try:
            return self._make(self._document, _LOCATION)
        except (ValidationError, ReferencingError) as error:
            raise _BadSchemaError(self._refusal or self._explain_invalid(error)) from None
        except ValueError as error:
            raise _BadSchemaError(f"unable to validate schema: {error}") from None

    def _explain_invalid(self, error: Exception) -> str:
        """Say why a schema does not compile: what its draft's own schema says of it, else a bad reference."""
        problems = self._check_against_metaschema()
        if problems:
            listed = "".join(f"\n{line}" for line in problems)
            where = f'"{_LOCATION}#" is not valid against metaschema'
            return f"{where}: jsonschema validation failed with '{self._metaschema}#'{listed}"
        text = str(error).partition("\n")[0]
        reference = text.partition("'")[2].rpartition("'")[0]
        if text.startswith("Pointer '"):
            return f"json-pointer in {_quote(f'{_LOCATION}#{reference}')} not found"
        if text.startswith("Anchor '"):
            return f"anchor in {_quote(f'{_LOCATION}#{reference}')} not found in schema {_quote(_LOCATION)}"
        return text

    def _check_against_metaschema(self) -> list[str]:
        import jsonschema_rs

        from pychart.values.schema_report import Report

        validator = getattr(jsonschema_rs, self._class_name)(
            {"$ref": self._metaschema}, validate_formats=True, formats=_pattern_checks()
        )
        document = {"dependencies": _DRAFT4_DEPENDENCIES}
        report = Report(self._document, document, lambda _error, _value: None)
        problems = report.explain(self._run(validator, self._document), skip=1)
        return [line for problem in problems for line in problem.lines()]

    def _run(self, validator: Any, value: Any) -> list[Any]:
        try:
            return list(islice(validator.iter_errors(value), MAX_ERRORS))
        except ValueError as error:
            raise _BadSchemaError(f"unable to validate schema: {error}") from None

    def _validate_below(self, error: Any, value: Any) -> list[Any] | None:
        """Apply the schema that a keyword holds, such as ``contains``, to a value."""
        location = str(error.absolute_keyword_location)
        for counter in ("minContains", "maxContains"):
            if location.endswith(f"/{counter}"):
                location = f"{location.removesuffix(counter)}contains"
        try:
            return self._run(self._make({"$ref": location}, _LOCATION_BELOW), value)
        except ValueError:
            return None

    def _retrieve(self, url: str) -> Any:
        if url == _LOCATION:
            return self._document
        scheme = url.partition(":")[0]
        if scheme == "urn":
            logs.warn("unresolved URN reference ignored; using permissive schema", urn=url)
            return True
        try:
            self._resources[url] = self._download(url, scheme)
            return self._resources[url]
        except (_BadSchemaError, PychartError) as error:
            self._refusal = f"failing loading {_quote(url)}: {error}"
            raise ValueError(self._refusal) from None

    def _download(self, url: str, scheme: str) -> Any:
        if scheme not in ("http", "https"):
            raise _BadSchemaError(_say_unsupported(url))
        return _read((self._fetch or _fetch_schema)(url).decode("utf-8", "replace"))


def _fetch_schema(url: str) -> bytes:
    from pychart.transport.fetch import fetch

    return fetch(url, "schema", timeout=15)


def _say_unsupported(url: str) -> str:
    if url.startswith("file:"):
        return "schemas may not refer to local files"
    return f"no URLLoader registered for {_quote(url)}"


def _format_checks() -> dict[str, Callable[[Any], bool]]:
    from pychart.values.schema_formats import FORMATS, UNKNOWN_TO_HELM

    checks = {name: partial(_passes, check) for name, check in FORMATS.items()}
    return {**checks, **dict.fromkeys(UNKNOWN_TO_HELM, _pass)}


def _pattern_checks() -> dict[str, Callable[[Any], bool]]:
    """Give the checks for schemas themselves: Helm minds only whether patterns are regular expressions."""
    return {name: check if name == "regex" else _pass for name, check in _format_checks().items()}


def _passes(check: Callable[[Any], None], value: Any) -> bool:
    try:
        check(value)
    except ValueError:
        return False
    return True


def _pass(_value: Any) -> bool:
    return True


def _read(text: str, raw: str = "") -> Any:
    """Parse a schema; ``raw`` has the bytes that are no UTF-8, too. Raises _BadSchemaError with Go's words."""
    import json

    try:
        document = json.loads(text, parse_constant=_refuse_constant)
        _require_flat(document, 0)
    except ValueError:
        raise _BadSchemaError(_explain_json(raw or text)) from None
    except RecursionError:
        raise _BadSchemaError(_TOO_DEEP) from None
    return document


def _refuse_constant(name: str) -> None:
    raise ValueError(name)


def _read_literally(text: str) -> Any:
    import json

    from pychart.values.schema_texts import Literal

    return json.loads(text, parse_float=Literal, parse_int=Literal)


def _require_flat(value: Any, depth: int) -> None:
    if depth > MAX_DEPTH:
        raise _BadSchemaError(_TOO_DEEP)
    if isinstance(value, (dict, list)):
        for item in value.values() if isinstance(value, dict) else value:
            if isinstance(item, (dict, list)):
                _require_flat(item, depth + 1)


def _explain_json(text: str) -> str:
    from pychart.errors import FunctionError
    from pychart.gostd.json import unmarshal

    if not text.strip(" \t\r\n"):
        return "EOF"
    try:
        unmarshal(text)
    except FunctionError as error:
        reason = str(error)
        if reason == "unexpected end of JSON input":
            return "unexpected EOF"
        return "invalid character after top-level value" if reason.endswith("after top-level value") else reason
    return "invalid JSON"


def _to_json(value: Any, depth: int) -> Any:
    """Copy values as jsonschema-rs takes them: plain types only, whole numbers as integers."""
    if depth > MAX_DEPTH:
        raise _BadSchemaError(f"the values nest deeper than {MAX_DEPTH} levels")
    if isinstance(value, str):
        return value if value.isascii() else _repair(value)
    if isinstance(value, dict):
        return {_to_json(key, depth): _to_json(item, depth + 1) for key, item in value.items()}
    if isinstance(value, list):
        return [_to_json(item, depth + 1) for item in value]
    if isinstance(value, float):
        return int(value) if value.is_integer() and abs(value) < 2**63 else value
    if isinstance(value, int) and not isinstance(value, bool):
        return int(value)
    return value


def _repair(text: str) -> str:
    """Give the text with the replacement character for what is not UTF-8, as Go reads it."""
    return text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _quote(text: str) -> str:
    from pychart.gostd.strconv import quote

    return quote(text)
