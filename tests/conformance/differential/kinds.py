"""The kinds of examples, by name."""

from __future__ import annotations

from tests.conformance.differential import formats, regexes, semver_ranges, set_flags, templates, values, yaml_documents
from tests.conformance.differential.search import Kind

KINDS: dict[str, Kind] = {
    "templates": templates.KIND,
    "values": values.KIND,
    "set": set_flags.KIND,
    "yaml": yaml_documents.KIND,
    "versions": semver_ranges.KIND,
    "printf": formats.KIND,
    "regex": regexes.KIND,
}
