"""A repository for pages: charts as people make them, and one whose every text attacks."""

from __future__ import annotations

import json
from pathlib import Path

from pychart.actions.repo_index import index_folder
from tests.repo.archives import write_archive

ATTACK = "</title></style></script><script>alert(1)</script><img src=x onerror=alert(1)>\"'"
README = f"""# Web {ATTACK}

<script>alert(2)</script> [one](javascript:alert(3)) [two](data:text/html,<script>alert(4)</script>) [three](https://ok.example/)
![picture](https://tracker.example/pixel.png) <https://fine.example/> [four](JaVaScRiPt:alert(5)) [five](vbscript:x)

### Deep

# Again

| a | b |
|---|---|
| `c` | <iframe src="https://evil.example"></iframe> |
"""
VALUES = f'# how many {ATTACK}\nreplicas: 1 # more\nimage:\n  tag: "1#2" # {ATTACK}\n'
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)


def make_repository(folder: Path, url: str = "https://charts.example.com/a") -> Path:
    """Fill a folder, index it with a page and give the page's path."""
    write_archive(
        folder, "hello-world", "1.0.0", appVersion="'2.0'", description="A web server that greets.",
        keywords="[web, hello]", home="https://example.com/hello", sources="[https://example.com/hello.git]",
        icon="icon.png",
        files={"README.md": b"# Hello\n\nInstall it.\n\n## Values\n\n`replicaCount` and more.\n", "icon.png": PNG,
               "values.yaml": b"# Number of pods.\nreplicaCount: 1\nimage:\n  repository: nginx\n  tag: \"\"\n"},
    )  # fmt: skip
    write_archive(folder, "hello-world", "1.1.0-rc.1", appVersion="'2.1'", description="A web server that greets.")
    write_archive(
        folder, "store", "0.3.1", description="Keeps what must not be lost.", keywords="[database]", deprecated="true"
    )
    quoted = json.dumps(ATTACK)
    write_archive(
        folder, "'evil<b>\"'", "6.6.6", "evil.tgz", description=quoted, keywords=f"[{quoted}]", appVersion=quoted,
        home='"javascript:alert(6)"', sources='["javascript:alert(7)", "data:text/html,x", "//evil.example/x"]',
        icon='"https://evil.example/icon.svg"', files={"README.md": README.encode(), "values.yaml": VALUES.encode()},
    )  # fmt: skip
    index_folder(folder, url=url, html=True, cache="")
    return folder / "index.html"
