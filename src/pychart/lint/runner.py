"""Apply all rules to a chart, in Helm's order (Helm: pkg/chart/v2/lint, RunAll)."""

from __future__ import annotations

from pychart.lint.chart_yaml import check_chart_yaml
from pychart.lint.crds import check_crds
from pychart.lint.dependencies import check_dependencies
from pychart.lint.templates import check_templates
from pychart.lint.values_yaml import check_values_yaml

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection

    from pychart.lint.finding import Finding
    from pychart.lint.subject import Subject


def lint_chart(subject: Subject, disabled: Collection[str] = ()) -> list[Finding]:
    """Give what the rules find, without what rules in ``disabled`` and rules switched off by comments say.

    A rule that is switched off is silent; what follows from its verdict (that templates are not rendered, say) stays.
    """
    findings = [
        *check_chart_yaml(subject),
        *check_values_yaml(subject),
        *check_templates(subject),
        *check_dependencies(subject),
        *check_crds(subject),
    ]
    if not findings:
        return findings
    from pychart.lint.comments import drop_silenced

    return drop_silenced(subject, [finding for finding in findings if finding.rule not in disabled])
