"""Types in an object's metadata; the words are Helm's on a real API server."""

from __future__ import annotations

from typing import Any

import pytest

from pychart.kube.metadata import find_metadata_problem

FIELD = "into Go struct field"


@pytest.mark.parametrize(
    ("metadata", "problem"),
    [
        ({"name": True}, f"bool {FIELD} ObjectMeta.metadata.name of type string"),
        ({"name": 12}, f"number {FIELD} ObjectMeta.metadata.name of type string"),
        ({"name": 1.5}, f"number {FIELD} ObjectMeta.metadata.name of type string"),
        ({"namespace": 1}, f"number {FIELD} ObjectMeta.metadata.namespace of type string"),
        ({"labels": {"b": "x", "a": 1}}, f"number {FIELD} ObjectMeta.metadata.labels of type string"),
        ({"labels": {"a": {}}}, f"object {FIELD} ObjectMeta.metadata.labels of type string"),
        ({"labels": ["a"]}, f"array {FIELD} ObjectMeta.metadata.labels of type map[string]string"),
        ({"annotations": "a"}, f"string {FIELD} ObjectMeta.metadata.annotations of type map[string]string"),
        ({"finalizers": "x"}, f"string {FIELD} ObjectMeta.metadata.finalizers of type []string"),
        ({"finalizers": [1]}, f"number {FIELD} ObjectMeta.metadata.finalizers of type string"),
        ({"ownerReferences": {}}, f"object {FIELD} ObjectMeta.metadata.ownerReferences of type []v1.OwnerReference"),
        (
            {"ownerReferences": [{"name": 1}]},
            f"number {FIELD} OwnerReference.metadata.ownerReferences.name of type string",
        ),
        ({"managedFields": {}}, f"object {FIELD} ObjectMeta.metadata.managedFields of type []v1.ManagedFieldsEntry"),
        ({"generation": "x"}, f"string {FIELD} ObjectMeta.metadata.generation of type int64"),
        ({"generation": 1.5}, f"number 1.5 {FIELD} ObjectMeta.metadata.generation of type int64"),
        ({"uid": 1}, f"number {FIELD} ObjectMeta.metadata.uid of type types.UID"),
        ({"deletionTimestamp": 3}, f"number {FIELD} ObjectMeta.metadata.deletionTimestamp of type string"),
        # The order of names decides which of two is told.
        ({"name": 1, "labels": {"a": True}}, f"bool {FIELD} ObjectMeta.metadata.labels of type string"),
    ],
)
def test_first_wrong_type(metadata: dict[str, Any], problem: str) -> None:
    assert find_metadata_problem({"metadata": metadata}) == f"json: cannot unmarshal {problem}"


def test_a_time_has_to_be_one() -> None:
    problem = find_metadata_problem({"metadata": {"creationTimestamp": "x"}})
    assert problem == 'parsing time "x" as "2006-01-02T15:04:05Z07:00": cannot parse "x" as "2006"'


@pytest.mark.parametrize(
    "metadata",
    [
        None,
        {},
        {"name": "a", "labels": {"a": None}, "annotations": None, "finalizers": [None], "creationTimestamp": None},
        {"name": "a", "bogus": 1, "ownerReferences": [{"name": "b", "controller": True}], "generation": 3},
        {"creationTimestamp": "2026-01-02T03:04:05Z"},
    ],
)
def test_what_fits(metadata: Any) -> None:
    assert find_metadata_problem({"metadata": metadata}) == ""
