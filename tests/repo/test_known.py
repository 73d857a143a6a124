"""The quick reader of repositories.yaml says what the YAML reader says, or nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pychart.repo.config import RepositoryConfig, RepositoryEntry, config_yaml, load_config
from pychart.repo.known import read_plainly

FIELDS = {
    "name": "name",
    "url": "url",
    "username": "username",
    "password": "password",
    "certFile": "cert_file",
    "keyFile": "key_file",
    "caFile": "ca_file",
    "insecure_skip_tls_verify": "insecure_skip_tls_verify",
    "pass_credentials_all": "pass_credentials_all",
}
FLAGS = frozenset(("insecure_skip_tls_verify", "pass_credentials_all"))
TEXTS = st.one_of(
    st.text(alphabet="ab1:/.-_@ #'\"{}[]&*!|>%", max_size=12),
    st.sampled_from(
        ["", "yes", "No", "null", "~", "1e3", "0x1f", "https://charts.example.com/a", "on", "x: y", "a:", "-"]
    ),
)


def read(text: str) -> list[dict[str, object]] | None:
    return read_plainly(text, FIELDS, FLAGS)


def test_reads_what_helm_writes() -> None:
    entry = RepositoryEntry(name="stable", url="https://charts.example.com:8443/a", pass_credentials_all=True)
    assert read(config_yaml(RepositoryConfig(entries=(entry,)))) == [entry._asdict()]


@given(st.lists(st.builds(RepositoryEntry, *[TEXTS] * 7, st.booleans(), st.booleans()), max_size=3))
def test_agrees_with_the_yaml_reader(entries: list[RepositoryEntry]) -> None:
    found = read(config_yaml(RepositoryConfig(entries=tuple(entries))))
    assert found is None or found == [entry._asdict() for entry in entries]


HEAD = 'apiVersion: ""\ngenerated: "0001-01-01T00:00:00Z"\nrepositories:\n'


@pytest.mark.parametrize(
    "text",
    [
        "",
        "repositories:\n- name: x\n",
        HEAD + "- name: x\n  name: y\n",
        HEAD + "- name: x # y\n",
        HEAD + "- name: yes\n",
        HEAD + "- name: 1\n",
        HEAD + "- name: x\n  other: y\n",
        HEAD + "- name: x\n url: y\n",
        HEAD + "- name:\n",
        HEAD + "- pass_credentials_all: yes\n",
        HEAD + "  name: x\n",
        HEAD + "- name: x\n---\n",
        HEAD + "- name: 'x'\n",
        HEAD + "[]\n",
        "\ufeff" + HEAD + "- name: x\n",
    ],
)
def test_leaves_all_else_to_the_yaml_reader(text: str) -> None:
    assert read(text) is None


def test_load_config_reads_both(tmp_path: Path) -> None:
    path = tmp_path / "repositories.yaml"
    entry = RepositoryEntry(name="x", url="https://x.example.com")
    for text in (
        config_yaml(RepositoryConfig(entries=(entry,))),
        "repositories: [{name: x, url: https://x.example.com}]\n",
    ):
        path.write_text(text)
        assert load_config(str(path)).entries == (entry,)
