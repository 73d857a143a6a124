"""READMEs as HTML that is safe to put into a page of ours, whoever wrote them.

HTML in the text is never passed on: its tags are dropped and its words kept. Pictures become links, because the page
loads nothing. Links lead to the web or to a mail program or they are no links.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pychart.errors import RepositoryError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_SCHEMES = ("http://", "https://", "mailto:")
_TOP_LEVEL = 4
_ALIGNED = {"text-align:left": "left", "text-align:center": "center", "text-align:right": "right"}


def open_markdown() -> MarkdownIt:
    """Give the reader of READMEs for render_markdown(). Raises RepositoryError where its library is not installed."""
    try:
        from markdown_it import MarkdownIt
    except ImportError:
        raise RepositoryError("--html needs markdown-it-py: pip install 'pychart[html]'") from None
    reader = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    reader.validateLink = is_safe_link  # type: ignore[method-assign] # this is how the library is told
    return reader


def render_markdown(reader: MarkdownIt, text: str) -> str:
    """Give the HTML of a README; its headings begin below those of the page and skip no level."""
    tokens = reader.parse(text)
    level = _TOP_LEVEL - 1
    for place, token in enumerate(tokens):
        if token.type == "heading_open":
            level = min(_TOP_LEVEL - 1 + int(token.tag[1:]), level + 1, 6)
            token.tag = tokens[place + 2].tag = f"h{level}"
        _tame(token)
        token.children = [_tame_inline(child) for child in token.children or ()]
    return str(reader.renderer.render(tokens, reader.options, {}))


def is_safe_link(url: str) -> bool:
    """Tell whether a link may be followed from the page: to the web or to a mail program."""
    return url.strip().lower().startswith(_SCHEMES)


def _tame(token: Token) -> None:
    """Turn a block of HTML into the words in it, and styles, which the policy forbids, into classes."""
    style = token.attrs.pop("style", None)
    if style in _ALIGNED:
        token.attrSet("class", _ALIGNED[str(style)])
    if token.type == "html_block":
        token.type, token.tag = "inline", ""
        token.children = [_text_token(token, _drop_tags(token.content))]


def _tame_inline(token: Token) -> Token:
    if token.type == "html_inline":
        is_break = token.content.lower().replace(" ", "").rstrip(">").rstrip("/") == "<br"
        return _text_token(token, "\n" if is_break else "")
    if token.type == "link_open":
        token.attrSet("rel", "noopener noreferrer nofollow")
    if token.type == "image":
        return _text_token(token, _describe_picture(token.children or (), token.content))
    return token


def _describe_picture(children: Sequence[Token], content: str) -> str:
    words = "".join(child.content for child in children) or content
    return f"[{words}]" if words else ""


def _text_token(like: Token, text: str) -> Token:
    made: Any = type(like)
    token: Token = made("text", "", 0, content=text)
    return token


def _drop_tags(html: str) -> str:
    """Give the words of a piece of HTML; comments, scripts and styles have none."""
    from html.parser import HTMLParser

    words: list[str] = []
    silent: list[str] = []

    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, attrs: Any) -> None:
            if tag in ("script", "style"):
                silent.append(tag)

        def handle_endtag(self, tag: str) -> None:
            if silent and tag == silent[-1]:
                silent.pop()

        def handle_data(self, data: str) -> None:
            if not silent:
                words.append(data)

    parser = Reader(convert_charrefs=True)
    parser.feed(html)
    parser.close()
    return " ".join("".join(words).split()) + "\n"
