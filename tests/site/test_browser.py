"""The page in a real browser: what people do with it, and what attackers would like to."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from tests.site.browser import open_page, requires_browser
from tests.site.repository import make_repository

SHOWN = "[...document.querySelectorAll('article:not([hidden]) h2')].map((one) => one.textContent)"
CONTRAST = """() => {
  const parse = (text) => text.match(/[\\d.]+/g).map(Number);
  const light = ([r, g, b]) => [r, g, b].map((v) => v / 255)
    .map((v) => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const ground = (node) => {
    for (; node; node = node.parentElement) {
      const colour = parse(getComputedStyle(node).backgroundColor);
      if (colour.length < 4 || colour[3] > 0) return colour;
    }
    return [255, 255, 255];
  };
  const worst = {ratio: 99, text: ''};
  for (const node of document.querySelectorAll('body *')) {
    const own = [...node.childNodes].some((child) => child.nodeType === 3 && child.textContent.trim());
    if (!own || ['SCRIPT', 'STYLE'].includes(node.tagName)) continue;
    const [a, b] = [light(parse(getComputedStyle(node).color)), light(ground(node))].sort((x, y) => y - x);
    const ratio = (a + 0.05) / (b + 0.05);
    if (ratio < worst.ratio) Object.assign(worst, {ratio, text: node.textContent.slice(0, 40)});
  }
  return worst;
}"""
STRUCTURE = """() => ({
  lang: document.documentElement.lang,
  title: document.title,
  mains: document.querySelectorAll('main').length,
  levels: [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].map((one) => Number(one.tagName[1])),
  unlabelled: [...document.querySelectorAll('input')].filter((one) => !one.labels.length).length,
  unnamed: [...document.querySelectorAll('a, summary, [tabindex="0"]')]
    .filter((one) => !one.textContent.trim() && !one.ariaLabel).length,
  altless: [...document.querySelectorAll('img:not([alt])')].length,
  twice: document.querySelectorAll('[id]').length
    - new Set([...document.querySelectorAll('[id]')].map((one) => one.id)).size,
})"""
OPEN_ALL = "document.querySelectorAll('details').forEach((one) => { one.open = true; })"


@pytest.fixture(scope="module")
def page_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_repository(tmp_path_factory.mktemp("repository"))


@requires_browser
def test_search_narrows_the_list_by_keyboard_alone(page_path: Path, tmp_path: Path) -> None:
    with open_page(page_path, tmp_path) as watched:
        page = watched.page
        assert page.evaluate(SHOWN) == ['evil<b>"', "hello-world", "store"]
        page.keyboard.press("/")
        page.keyboard.type("GREETS web")
        assert page.evaluate(SHOWN) == ["hello-world"]
        assert page.text_content("#count") == "1 of 3"
        page.keyboard.type("x")
        assert page.evaluate(SHOWN) == []
        assert page.is_visible("#none")
        page.keyboard.press("Escape")
        assert len(page.evaluate(SHOWN)) == 3
        page.focus("article:nth-of-type(2) summary")
        page.keyboard.press("Enter")
        assert page.is_visible("article:nth-of-type(2) table")
        assert watched.noise == []


@requires_browser
def test_hostile_charts_run_nothing_and_nothing_is_fetched(page_path: Path, tmp_path: Path) -> None:
    with open_page(page_path, tmp_path) as watched:
        page = watched.page
        page.evaluate(OPEN_ALL)
        page.wait_for_timeout(200)
        assert [url for url in watched.requests if not url.startswith("data:")] == [page_path.as_uri()]
        assert watched.noise == []
        assert page.locator("script").count() == 1
        assert page.locator("iframe").count() == 0
        links = page.evaluate("[...document.querySelectorAll('a')].map((one) => one.protocol)")
        assert set(links) <= {"https:", "file:"}
        assert page.evaluate("[...document.images].map((one) => one.src.slice(0, 15))") == ["data:image/png;"]
        assert page.evaluate("document.querySelectorAll('[style], [onerror], [onclick]').length") == 0


@requires_browser
def test_the_policy_stops_what_escaping_would_let_through(page_path: Path, tmp_path: Path) -> None:
    with open_page(page_path, tmp_path) as watched:
        watched.page.evaluate(
            "() => { const one = document.createElement('script'); one.textContent = 'window.ran = 1';"
            " document.body.append(one); new Image().src = 'https://evil.example/x'; }"
        )
        watched.page.wait_for_timeout(200)
        assert watched.page.evaluate("window.ran") is None
        assert sum("Content Security Policy" in message for message in watched.noise) >= 2


@requires_browser
@pytest.mark.parametrize(("width", "scheme"), [(1100, "light"), (320, "light"), (320, "dark"), (1100, "dark")])
def test_can_be_read_by_everybody(page_path: Path, tmp_path: Path, width: int, scheme: str) -> None:
    with open_page(page_path, tmp_path, width, scheme) as watched:
        page = watched.page
        page.evaluate(OPEN_ALL)
        found = page.evaluate(STRUCTURE)
        levels = found.pop("levels")
        assert found == {
            "lang": "en", "title": "Charts at https://charts.example.com/a",
            "mains": 1, "unlabelled": 0, "unnamed": 0, "altless": 0, "twice": 0,
        }  # fmt: skip
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(after <= before + 1 for before, after in pairwise(levels))
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        worst = page.evaluate(CONTRAST)
        assert worst["ratio"] >= 4.5, worst
