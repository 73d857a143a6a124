from __future__ import annotations

import sys
from html import unescape
from pathlib import Path
from re import DOTALL, findall

import pytest

from pychart.actions.repo_index import index_folder
from pychart.errors import RepositoryError
from pychart.repo.gather import gather_summaries
from pychart.repo.memory import Memory
from pychart.site import collect
from pychart.site.markdown import open_markdown, render_markdown
from pychart.site.page import _hash, find_alias
from pychart.site.publish import build_index_page
from tests.repo.archives import write_archive
from tests.site.repository import ATTACK, make_repository


def test_tells_of_charts_what_their_newest_stable_version_says(tmp_path: Path) -> None:
    page = make_repository(tmp_path).read_text()
    assert "helm install my-hello-world example/hello-world --version 1.0.0" in page
    assert "<h4>Hello</h4>" in page
    assert "replicaCount: 1" in page
    assert page.count('<th scope="row">') == 4


def test_texts_of_charts_are_escaped(tmp_path: Path) -> None:
    page = make_repository(tmp_path).read_text()
    assert ATTACK not in page
    assert page.count("<script>") == page.count("</script>") == page.count("</style>") == page.count("</title>") == 1


def test_the_policy_names_style_and_script(tmp_path: Path) -> None:
    page = make_repository(tmp_path).read_text()
    policy = unescape(findall('Content-Security-Policy" content="([^"]*)"', page)[0])
    for tag in ("style", "script"):
        (text,) = findall(f"<{tag}>(.*?)</{tag}>", page, DOTALL)
        assert _hash(text) in policy
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy


def test_a_shell_is_not_fooled_by_names(tmp_path: Path) -> None:
    write_archive(tmp_path, "'a; rm -rf $HOME'", "1.0.0", "x.tgz")
    index_folder(tmp_path, url="https://h/$(id)", html=True, cache="")
    page = unescape((tmp_path / "index.html").read_text())
    assert "helm install 'my-a; rm -rf $HOME' 'charts/a; rm -rf $HOME' --version 1.0.0" in page
    assert "'https://h/$(id)'</span>" in page


def test_an_archive_that_changed_meanwhile_is_not_shown(tmp_path: Path) -> None:
    path = write_archive(tmp_path, "a", "1.0.0", files={"README.md": b"# old"})
    found = gather_summaries(str(tmp_path), Memory())
    assert "<h4>old</h4>" in build_index_page(found, "", None, lambda _: path.read_bytes())
    write_archive(tmp_path, "a", "1.0.0", files={"README.md": b"# new"})
    assert "<h4>" not in build_index_page(found, "", None, lambda _: path.read_bytes())
    assert "<h4>" not in build_index_page(found, "", None, lambda _: None)


def test_a_page_stays_small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(40):
        write_archive(tmp_path, "a", f"1.{number}.0", files={"README.md": b"word\n" * 60_000})
    write_archive(tmp_path, "b", "1.0.0", files={"README.md": b"never shown"})
    monkeypatch.setattr(collect, "MAX_TEXTS", 1000)
    index_folder(tmp_path, html=True, cache="")
    page = (tmp_path / "index.html").read_text()
    assert len(page) < 250_000
    assert "10 older versions are listed" in page
    assert "the archive has all of them" in page
    assert "never shown" not in page


def test_no_charts(tmp_path: Path) -> None:
    index_folder(tmp_path, html=True, cache="")
    assert "0 charts" in (tmp_path / "index.html").read_text()


def test_without_the_extra_nothing_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "markdown_it", None)
    with pytest.raises(RepositoryError) as caught:
        index_folder(tmp_path, html=True, cache="")
    assert str(caught.value) == "--html needs markdown-it-py: pip install 'pychart[html]'"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[a](javascript:alert(1))", "<p>[a](javascript:alert(1))</p>\n"),
        ("[a](data:text/html,x)", "<p>[a](data:text/html,x)</p>\n"),
        ("[a](&#106;avascript:x)", "<p>[a](javascript:x)</p>\n"),
        ("<b onclick=x>hey</b>", "<p>hey</p>\n"),
        ("![pixel](https://t/x.png)", "<p>[pixel]</p>\n"),
        ("# a\n### b\n# c", "<h4>a</h4>\n<h5>b</h5>\n<h4>c</h4>\n"),
        ("`<script>`", "<p><code>&lt;script&gt;</code></p>\n"),
    ],
)
def test_markdown_is_harmless(text: str, expected: str) -> None:
    assert render_markdown(open_markdown(), text) == expected


@pytest.mark.parametrize(
    ("url", "alias"),
    [
        ("https://charts.example.com/a", "example"),
        ("", "charts"),
        ("https://10.0.0.1/", "charts"),
        ("https://h", "charts"),
    ],
)
def test_a_repository_is_called_by_its_address(url: str, alias: str) -> None:
    assert find_alias(url) == alias
