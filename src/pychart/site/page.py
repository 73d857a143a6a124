"""Put the page of a repository together: the template, its style, its script and the policy that binds them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from pychart.site.collect import collect_charts

if TYPE_CHECKING:
    from pychart.repo.model import Index
    from pychart.site.collect import Read

_HERE = Path(__file__).parent
_TEMPLATE = "page.html.j2"


def build_page(index: Index, url: str, read: Read) -> str:
    """Give the page of a repository as HTML.

    ``url`` is where the repository is served, "" where nobody has said; then the page tells its own address. ``read``
    gives the archive of a chart's name and version, None for none. Raises RepositoryError where a library is missing.
    """
    from shlex import quote

    import jinja2

    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(_HERE), autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True,
        lstrip_blocks=True,
    )  # fmt: skip
    environment.filters["shell"] = lambda text: quote(text) if text else ""
    style, script = (_read(name) for name in ("page.css", "page.js"))
    return environment.get_template(_TEMPLATE).render(
        charts=collect_charts(index, read),
        generated=index.generated,
        url=url.rstrip("/"),
        alias=find_alias(url),
        style=style,
        script=script,
        policy=_make_policy(style, script),
    )


def find_alias(url: str) -> str:
    """Give a name under which the repository may be added: what its address is called by, or ``charts``."""
    from urllib.parse import urlsplit

    host = urlsplit(url).hostname or ""
    words = [word for word in host.split(".")[:-1] if word not in ("www", "charts", "helm")]
    name = words[0] if words else "charts"
    return name if name.replace("-", "").isalnum() and not name.isdigit() else "charts"


def _read(name: str) -> str:
    return (_HERE / name).read_text("utf-8")


def _make_policy(style: str, script: str) -> str:
    """Allow the page's own style and script, pictures in the page itself, and nothing else (CSP level 3)."""
    return (
        f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; img-src data:;"
        " base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    from base64 import b64encode
    from hashlib import sha256

    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"
