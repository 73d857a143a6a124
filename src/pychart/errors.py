"""Every error that pychart raises on purpose.

    PychartError                a refusal that the user can act on; str() is the text after "Error: "
    ├── UsageError              the command line is wrong
    ├── ChartError              the chart cannot be loaded, is invalid or lacks dependencies
    │   └── ArchiveError        the .tgz is broken or unsafe
    ├── ValuesError             -f, --set and friends, coalescing, import-values
    │   └── SchemaError         the values do not meet values.schema.json
    ├── YamlError               text that is not the YAML that was asked for
    ├── TemplateError           a template cannot be parsed or executed
    ├── StrictnessError         values that are read but not defined, or given but not read, where that is refused
    ├── ManifestError           a rendered document is not a manifest
    ├── RepositoryError         an index or a repository is wrong
    ├── ProvenanceError         a chart archive is not what somebody signed
    ├── FetchError              a download failed
    ├── ClusterError            a cluster cannot be reached, or what it says
    │   └── StatusError         the API server refused a request
    ├── ReleaseError            a release is not there, or not in a state for what is asked
    ├── PluginError             a plugin cannot be installed, read or run
    └── OutputError             something cannot be written

    FunctionError               raised by a template function; the engine words it as Helm does
    ├── ArgumentError           an argument has the wrong Go type
    └── FailCall                `fail` and `required`: the chart's author speaks

FunctionError and its children never leave the template engine: it turns them into TemplateError.
"""

from __future__ import annotations


class PychartError(Exception):
    """The base of all refusals; the command prints ``Error: <text>`` and ends with ``exit_code``.

    ``hint`` is advice that a person at a terminal sees below the text.
    """

    exit_code = 1
    hint = ""


class UsageError(PychartError):
    """A flag or an argument that makes no sense."""


class ChartError(PychartError):
    """A chart that cannot be loaded or is invalid."""


class ArchiveError(ChartError):
    """A chart archive that is broken, unsafe or too large."""


class ValuesError(PychartError):
    """Values that cannot be read or merged.

    ``text`` is the flag's argument where one is at fault, and ``place`` how far into it reading came.
    """

    text = ""
    place = 0


class SchemaError(ValuesError):
    """Values that do not meet the chart's schema."""


class YamlError(PychartError):
    """Text that is not valid YAML, or not of the kind that was asked for.

    ``line`` and ``column`` count from 1; each is None where the parser gives no place.
    """

    def __init__(self, message: str, line: int | None = None, column: int | None = None) -> None:
        super().__init__(message)
        self.line = line
        self.column = column


class TemplateError(PychartError):
    """A template that cannot be parsed or executed, worded as Helm words it.

    ``frames`` says where each template stood, the outermost first: (path, line, column, expression, template).
    """

    frames: tuple[tuple[str, int, int, str, str], ...] = ()
    scopes: tuple[tuple[str, dict[str, object]], ...] = ()
    """For each frame the text of the template and the Python locals of its code: ``d0`` is the dot it was given."""


class StrictnessError(PychartError):
    """Values that templates read and nobody defines, or that are given and nothing reads, where that was to be refused.

    ``findings`` are the places, the gravest first: explain.strictness.Finding, kept untyped here.
    """

    findings: tuple[object, ...] = ()


class ManifestError(PychartError):
    """A rendered document that is not a manifest.

    ``partial`` is all that was rendered, for people who look for the place.
    """

    partial = ""


class RepositoryError(PychartError):
    """An index file or a repository that cannot be used."""


class ProvenanceError(PychartError):
    """A chart archive that its provenance file does not vouch for."""


class FetchError(PychartError):
    """A download that failed or was refused."""


class ClusterError(PychartError):
    """A cluster that cannot be reached, a kubeconfig that cannot be used, an object that never became ready."""


class StatusError(ClusterError):
    """A request that the API server refused (meta/v1, Status).

    ``code`` is the HTTP status, ``reason`` the API's word for it (``NotFound``, ``AlreadyExists``, ``Conflict`` ...).
    """

    def __init__(self, code: int, reason: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.reason = reason


class ReleaseError(PychartError):
    """A release that is not there, exists already, or is not in a state for what was asked."""


class PluginError(PychartError):
    """A plugin that cannot be installed, read or run."""


class OutputError(PychartError):
    """A file or folder that cannot be written."""


class FunctionError(Exception):
    """What a template function says when it cannot give a result (Go: its error return or panic)."""


class ArgumentError(FunctionError):
    """An argument whose Go type does not fit the parameter.

    ``index`` counts arguments from 0, ``expected`` is the parameter's Go type, ``value`` what came.
    """

    def __init__(self, index: int, expected: str, value: object) -> None:
        super().__init__(f"wrong type for argument {index}; expected {expected}")
        self.index = index
        self.expected = expected
        self.value = value


class FailCall(FunctionError):  # noqa: N818 - the chart fails, on purpose
    """The message of `fail` or `required`, shown with the place of the outermost include (Helm)."""
