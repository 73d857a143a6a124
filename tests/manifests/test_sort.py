from __future__ import annotations

import pytest

from pychart.errors import ManifestError
from pychart.manifests.sort import sort_manifests
from pychart.yamlio import read_head


def manifest(kind: str, name: str, **annotations: str) -> str:
    lines = [f"kind: {kind}", "metadata:", f"  name: {name}"]
    if annotations:
        lines.append("  annotations:")
        lines += [f'    helm.sh/{key.replace("_", "-")}: "{value}"' for key, value in annotations.items()]
    return "\n".join(lines) + "\n"


def test_manifests_come_by_kind_then_path_then_place() -> None:
    files = {
        "c/templates/b.yaml": manifest("Service", "s1") + "---\n" + manifest("Widget", "w"),
        "c/templates/a.yaml": manifest("Deployment", "d") + "---\n" + manifest("Service", "s0"),
        "c/templates/0.yaml": manifest("Anvil", "x") + "---\n# only a comment\n",
        "c/templates/z.yaml": manifest("Namespace", "ns"),
        "c/templates/_partial.yaml": manifest("Secret", "never"),
        "c/templates/blank.yaml": " \n",
    }
    hooks, manifests = sort_manifests(files, read_head)
    assert hooks == []
    assert [(m.kind, m.name) for m in manifests] == [
        ("Namespace", "ns"),
        ("Service", "s0"),
        ("Service", "s1"),
        ("Deployment", "d"),
        ("", ""),
        ("Anvil", "x"),
        ("Widget", "w"),
    ]


def test_hooks_are_set_apart_with_their_facts() -> None:
    facts = {"hook": " Post-Install,test-success ", "hook_weight": "-5", "hook_delete_policy": "hook-failed, X"}
    text = manifest("Job", "j", **facts)
    (hook,), manifests = sort_manifests({"c/templates/j.yaml": text}, read_head)
    assert manifests == []
    assert (hook.name, hook.kind, hook.path) == ("j", "Job", "c/templates/j.yaml")
    assert (hook.events, hook.weight, hook.delete_policies) == (("post-install", "test"), -5, ("hook-failed", "x"))
    assert hook.is_test


@pytest.mark.parametrize(("text", "weight"), [("7", 7), ("+3", 3), ("", 0), ("1.5", 0), ("x", 0), ("9" * 30, 0)])
def test_a_weight_that_is_no_number_counts_as_nought(text: str, weight: int) -> None:
    (hook,), _ = sort_manifests({"c/templates/j.yaml": manifest("Job", "j", hook="test", hook_weight=text)}, read_head)
    assert hook.weight == weight


def test_a_document_with_an_unknown_hook_is_dropped(capsys: pytest.CaptureFixture[str]) -> None:
    files = {"c/templates/j.yaml": manifest("Job", "j", hook="pre-install,crd-install")}
    assert sort_manifests(files, read_head) == ([], [])
    assert capsys.readouterr().err == 'level=INFO msg="skipping unknown hooks" hookTypes=pre-install,crd-install\n'


def test_what_is_not_yaml_is_refused_with_its_path() -> None:
    with pytest.raises(ManifestError) as caught:
        sort_manifests({"c/templates/t.yaml": "a: b: c\n"}, read_head)
    assert str(caught.value) == (
        "YAML parse error on c/templates/t.yaml: error converting YAML to JSON: yaml:"
        " mapping values are not allowed in this context"
    )
