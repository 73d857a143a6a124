"""What lint finds with --strict-values and --unused-values: undefined and unused values as findings."""

from __future__ import annotations

from pychart.errors import PychartError
from pychart.lint.finding import ERROR, Finding

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pychart.actions.lint import LintOptions
    from pychart.capabilities import Capabilities
    from pychart.explain.strictness import Finding as Value
    from pychart.explain.trace import Trace
    from pychart.values.layers import UserValues


class ValuesCheck:
    """Looks at the charts that are linted with the same values."""

    def __init__(self, user: UserValues, capabilities: Capabilities, options: LintOptions) -> None:
        self._user = user
        self._capabilities = capabilities
        self._options = options
        self._unused: list[Value] | None = None

    def check(self, folder: str, path: str, disabled: set[str]) -> list[Finding]:
        """Give the undefined values of a chart, and remember which values it does not use.

        Charts that do not render are left to the other rules.
        """
        try:
            trace = self._trace(folder, path)
        except PychartError:
            return []
        from pychart.explain.strictness import find_undefined
        from pychart.explain.unused import find_unused

        unused = find_unused(trace) if self._options.unused_values else []
        known = self._unused
        self._unused = unused if known is None else [one for one in known if one in unused]
        if not self._options.strict_values or "undefined-value" in disabled:
            return []
        return [_describe_undefined(one, trace) for one in find_undefined(trace)]

    def finish(self) -> list[Finding]:
        """Give the values that none of the charts uses."""
        from pychart.lint.rules import find, unused_value

        found: list[Finding] = []
        for one in self._unused or ():
            place = one.place.partition(":")
            file = place[0] if place[1] else ""
            problem = unused_value.check(one.spelled, one.place, one.suggestion)
            found += find(unused_value, file or "values", problem)
        if self._options.unused_values == "fail":
            found = [one._replace(severity=ERROR) for one in found]
        return found

    def _trace(self, folder: str, path: str) -> Trace:
        from pychart.chart.load import load_chart
        from pychart.explain.trace import trace_chart
        from pychart.lint.render import RELEASE_NAME, LintRelease
        from pychart.logs import Muted

        with Muted():
            return trace_chart(
                load_chart(folder),
                self._user,
                LintRelease(RELEASE_NAME, self._options.namespace),
                self._capabilities,
                path.rstrip("/"),
                functions={"required": _pass, "fail": _silence},
            )


def _pass(_message: str, value: object) -> object:
    return "" if value is None else value


def _silence(_message: str) -> str:
    return ""


def _describe_undefined(one: Value, trace: Trace) -> Finding:
    from pychart.lint.rules import find, undefined_value

    assert one.site is not None
    file = one.site.path.removeprefix(f"{trace.chart.name}/")
    shown = f"{file}:{one.site.line}" + (f":{one.site.column}" if one.site.column else "")
    problem = undefined_value.check(one.spelled, one.suggestion, one.site.line, one.site.column or 1)
    return find(undefined_value, shown, problem, file)[0]
