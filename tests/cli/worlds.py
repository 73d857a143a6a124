"""What the commands find when tests call them: folders with charts, and homes with repositories."""

from __future__ import annotations

import base64
import gzip
import io
import tarfile
from pathlib import Path

Files = dict[str, str | bytes]


def chart_yaml(name: str, version: str = "1.0.0", more: str = "") -> str:
    return f"apiVersion: v2\nname: {name}\nversion: {version}\n{more}"


def pack(name: str, version: str) -> bytes:
    """Make a small chart archive."""
    stream = io.BytesIO()
    with gzip.GzipFile(fileobj=stream, mode="wb", mtime=0) as zipped, tarfile.open(fileobj=zipped, mode="w") as archive:
        data = chart_yaml(name, version).encode()
        info = tarfile.TarInfo(f"{name}/Chart.yaml")
        info.size = len(data)
        archive.addfile(info, io.BytesIO(data))
    return stream.getvalue()


def write_files(folder: Path, files: Files) -> None:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)


PLAIN: Files = {
    "plain/Chart.yaml": chart_yaml(
        "plain",
        more='appVersion: 1.10\ndescription: "x: y # z"\nkeywords: [a, b]\nannotations: {b: x, a: "1"}\n'
        "maintainers: [{name: who, email: e}]\nfoo: bar\nsources: []\n",
    ),
    "plain/values.yaml": "a: 1 # c\n\n\nb: [x]",
    "plain/README.md": "# hi\n",
    "plain/crds/a.yaml": "kind: A\n",
    "plain/crds/b.yaml": "---\nkind: B",
    "plain/crds/c.json": "kind: C\n",
    "plain/crds/d.txt": "no\n",
    "plain/charts/sub/Chart.yaml": chart_yaml("sub"),
    "plain/charts/sub/crds/s.yaml": "kind: S\n",
}

SHOWN: Files = {
    **PLAIN,
    "bare/Chart.yaml": chart_yaml("bare", more="type: library\ndeprecated: true\n"),
    "old/Chart.yaml": "name: old\nversion: 1.0.0\n",
    "old/requirements.yaml": 'dependencies:\n- name: r\n  version: "1"\n  repository: s\n',
    "third/Chart.yaml": "apiVersion: v3\nname: third\nversion: 1.0.0\n",
    "empty/Chart.yaml": chart_yaml("empty"),
    "empty/values.yaml": "",
    "empty/ReadMe.TXT": "R\n",
    "empty/README": "second\n",
    "list/Chart.yaml": chart_yaml("list"),
    "list/values.yaml": "- a\n",
    "broken/Chart.yaml": chart_yaml("broken"),
    "broken/values.yaml": "a: [\n",
    "invalid/Chart.yaml": chart_yaml("invalid", "abc"),
    "nochart/README.md": "x\n",
    "junk.tgz": "notgz\n",
    "small-1.0.0.tgz": pack("small", "1.0.0"),
}
"""Charts for `show`."""

_WANTED = (
    ("a", "1.0.0"),
    ("b", "1.x"),
    ("c", "9"),
    ("d", "1.0.0"),
    ("e", "bad"),
    ("f", "1"),
    ("g", "1"),
    ("h-[", "1"),
    ("i", "zz"),
    ("k", "1"),
    ("m", "1"),
    ("u", "1.x"),
    ("w", "9"),
)
_ENTRIES = "".join(
    f'- name: "{name}"\n  version: "{version}"\n  repository: https://example.com/{name}\n' for name, version in _WANTED
)

DEPENDENT: Files = {
    "deps/Chart.yaml": chart_yaml("deps", more=f"dependencies:\n{_ENTRIES}"),
    "deps/.helmignore": "charts/k-*\n",
    "deps/charts/a-1.0.0.tgz": pack("a", "1.0.0"),
    "deps/charts/b-1.1.0.tgz": pack("b", "1.1.0"),
    "deps/charts/c-1.0.0.tgz": pack("c", "1.0.0"),
    "deps/charts/d-1.0.0.tgz": pack("d", "1.0.0"),
    "deps/charts/d-2.0.0.tgz": pack("d", "2.0.0"),
    "deps/charts/e-1.0.0.tgz": pack("e", "1.0.0"),
    "deps/charts/f-1.0.0.tgz": pack("f", "1.0.0"),
    "deps/charts/f-other.tgz": pack("f", "1.1.0"),
    "deps/charts/i/Chart.yaml": chart_yaml("i", "1.5.0"),
    "deps/charts/k-1.0.0.tgz": "no archive\n",
    "deps/charts/m-1.0.0.tgz": pack("a", "1.0.0"),
    "deps/charts/stranger/Chart.yaml": chart_yaml("stranger"),
    "deps/charts/u/Chart.yaml": chart_yaml("u", "1.5.0"),
    "deps/charts/w/Chart.yaml": chart_yaml("w", "1.5.0"),
    "wide/Chart.yaml": chart_yaml(
        "wide",
        more='dependencies:\n- name: x\n  version: 1.x\n  repository: "https://example.com/αβγ/日本語"\n'
        '- name: a-really-long-name-of-a-chart-here\n  version: "1"\n  repository: ""\n',
    ),
    "none/Chart.yaml": chart_yaml("none", more="dependencies:\n"),
    "nil/Chart.yaml": chart_yaml("nil", more="dependencies: []\n"),
    "nil/charts/a-1.0.0.tgz": pack("a", "1.0.0"),
    "old/Chart.yaml": "apiVersion: v1\nname: old\nversion: 1.0.0\n",
    "old/requirements.yaml": "dependencies: []\n",
    "small-1.0.0.tgz": pack("small", "1.0.0"),
    "nochart/README.md": "x\n",
}
"""Charts for `dependency list`: one dependency for every status."""

_INDEX_ONE = """apiVersion: v1
entries:
  nginx:
  - {apiVersion: v2, name: nginx, version: 1.2.0, appVersion: "1.21", urls: [a], keywords: [web, http],
     description: "A web server, with a very long description that goes on and on and on"}
  - {apiVersion: v2, name: nginx, version: 2.0.0-rc.1, appVersion: "1.22", description: web, urls: [a]}
  - {apiVersion: v2, name: nginx, version: 1.10.0, description: web, urls: [a]}
  nginx-ingress:
  - {apiVersion: v2, name: nginx-ingress, version: 0.1.0, urls: [a], keywords: [NGINX],
     description: "Ingress ÄÖ with <html> & more"}
  alpha:
  - {apiVersion: v2, name: alpha, version: 0.0.1-alpha, description: only pre, urls: [a]}
  empty: []
  mysql:
  - {apiVersion: v2, name: mysql, version: v3.0.0, urls: [a], keywords: [db, web],
     description: "日本語の説明がとてもとてもとてもとてもとてもとても長いです"}
  - {apiVersion: v2, name: mysql, version: 2.0.0+b1, urls: [a], description: "line one\\nline two"}
  - {apiVersion: v2, name: mysql, version: bad, description: x, urls: [a]}
generated: "2020-01-01T00:00:00Z"
"""
_INDEX_TWO = """apiVersion: v1
entries:
  nginx:
  - {apiVersion: v2, name: nginx, version: 9.0.0, description: other, urls: [a]}
"""

SEARCHED: Files = {
    "config/repositories.yaml": 'apiVersion: ""\nrepositories:\n'
    + "".join(f"- {{name: {name}, url: 'http://{name}'}}\n" for name in ("two", "one", "bad", "noapi", "missing")),
    "cache/repository/one-index.yaml": _INDEX_ONE,
    "cache/repository/two-index.yaml": _INDEX_TWO,
    "cache/repository/bad-index.yaml": "x: [",
    "cache/repository/noapi-index.yaml": "entries: {}\n",
}
"""A home for `search repo`."""

_REPOSITORIES = """apiVersion: ""
generated: "0001-01-01T00:00:00Z"
repositories:
- caFile: ""
  certFile: ""
  insecure_skip_tls_verify: false
  keyFile: ""
  name: loc
  pass_credentials_all: true
  password: 'p: #'
  url: http://127.0.0.1:8765
  username: me
- caFile: ""
  certFile: ""
  insecure_skip_tls_verify: false
  keyFile: ""
  name: another
  pass_credentials_all: false
  password: ""
  url: https://charts.example.com/with/a/long/path
  username: ""
"""

KNOWN: Files = {
    "config/repositories.yaml": _REPOSITORIES,
    "config/repositories.lock": "",
    "cache/repository/loc-index.yaml": _INDEX_TWO,
    "cache/repository/loc-charts.txt": "nginx\n",
    "cache/repository/another-index.yaml": _INDEX_TWO,
}
"""A home for `repo list` and `repo remove`, as Helm writes it."""

_ARCHIVE = base64.b64decode(
    "H4sIFAAAAAAA/ywAcnIoAGFIUjBjSE02THk5NWIzVjBkUzVpWlM5Nk9WVjZNV2xqYW5keVRRbz1IZWxtACrOTczJ0XfOSCwq0atM"
    "zM1hoAEwMDAwMDMxYTCAAHTawMDUiMHQ2NzI3MQQxGMwMDQyMjdgUDCAGUBLUFpckljEYECxXWieggkPdpBYkBmWWlScmZ9npVBm"
    "xJWXmJtqpQBOFFxlMHFDPQM9Ay6YjlEwCkbBKBgFwwEABgA0q0l7AAgAAA=="
)
_PUBLIC_KEY = base64.b64decode(
    "mDMEawPZBhYJKwYBBAHaRw8BAQdANQu1B6zJ2scrMmAGsczeaLuXZYMSrSGo+PCt5DDquu60G1Rlc3RlciA8dGVzdGVyQGV4YW1w"
    "bGUuY29tPoiQBBMWCAA4FiEEx82cedqTQqRhlXBNiJD+oXAj3ScFAmsD2QYCGwMFCwkIBwIGFQoJCAsCBBYCAwECHgECF4AACgkQ"
    "iJD+oXAj3ScW3QD+PclONPF7z7B1P+oowGq6msIxkcdkk5GMWEjOuFEp8uMBAIax99zeSYnN3p4V4GTCjqb9YOWepESguahNt6KV"
    "UZ0G"
)
_PROVENANCE = """-----BEGIN PGP SIGNED MESSAGE-----
Hash: SHA512

apiVersion: v2
name: small
version: 1.0.0

...
files:
  small-1.0.0.tgz: sha256:096380f0088b0bea51bb4b263856365990ce3c08cc4f98b099bd2d36c0e05747

-----BEGIN PGP SIGNATURE-----

wrsEARYKAG0FgmsD2QYJEIiQ/qFwI90nRRQAAAAAABwAIHNhbHRAbm90YXRpb25z
Lm9wZW5wZ3Bqcy5vcmdDWWO0+EzKkLtGE6n6tF51TzOyHyge1zOaywTwUeH6thYh
BMfNnHnak0KkYZVwTYiQ/qFwI90nAAB05wEAi5FHRDKizU49Nt+Jj82jbHanJ48M
MU+qCtjHrzZ402sA/iK+vl6g/nugtz+FT9qmWrgVE5Aelmx+hItKzyh5qvII
-----END PGP SIGNATURE-----"""
_KEYBOX_HEADER = bytes.fromhex("0000002001010002 4b42586600000000 6b03d9066b03d906 0000000000000000")

SIGNED: Files = {
    "small-1.0.0.tgz": _ARCHIVE,
    "small-1.0.0.tgz.prov": _PROVENANCE,
    "other.tgz": _ARCHIVE,
    "other.tgz.prov": _PROVENANCE,
    "UP.TGZ": _ARCHIVE,
    "UP.TGZ.prov": _PROVENANCE.replace("\n", "\r\n"),
    "changed/small-1.0.0.tgz": _ARCHIVE + b"x",
    "changed/small-1.0.0.tgz.prov": _PROVENANCE,
    "unsigned/small-1.0.0.tgz": _ARCHIVE,
    "unsigned/small-1.0.0.tgz.prov": "hi\n",
    "cut/small-1.0.0.tgz": _ARCHIVE,
    "cut/small-1.0.0.tgz.prov": _PROVENANCE[:-30],
    "suffix/small-1.0.0.tgz": _ARCHIVE,
    "suffix/small-1.0.0.tgz.prov": _PROVENANCE.replace("MESSAGE-----\n", "MESSAGE----- \n"),
    "header/small-1.0.0.tgz": _ARCHIVE,
    "header/small-1.0.0.tgz.prov": _PROVENANCE.replace("Hash:", "Cash:"),
    "folder/small-1.0.0.tgz": _ARCHIVE,
    "folder/small-1.0.0.tgz.prov/x": "",
    "lonely.tgz": _ARCHIVE,
    "chart/Chart.yaml": chart_yaml("chart"),
    "pub.gpg": _PUBLIC_KEY,
    "empty.gpg": "",
    "text.gpg": "garbage\n",
    "empty.kbx": _KEYBOX_HEADER,
    "short.kbx": _KEYBOX_HEADER + b"\0\0\1\x7a\2\1\0\0",
}
"""Archives with provenance files, and keyrings, for `verify`; the key was made for this and has signed nothing else."""
