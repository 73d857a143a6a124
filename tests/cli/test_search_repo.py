"""`search repo` answers as the reference does."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.asking import Recorded, ask_helm, ask_pychart
from tests.cli.worlds import SEARCHED
from tests.reference import requires_reference

CASES: dict[str, Recorded] = {
    "search repo": (
        (
            "NAME             \tCHART VERSION\tAPP VERSION\tDESCRIPTION                                   "
            "    \n"
            "one/mysql        \tv3.0.0       \t           \t日本語の説明"
            "がとてもとてもとてもとてもとてもとて...\n"
            "one/nginx        \t1.10.0       \t           \tweb                                           "
            "    \n"
            "one/nginx-ingress\t0.1.0        \t           \tIngres"
            "s ÄÖ with <html> & more                     \n"
            "two/nginx        \t9.0.0        \t           \tother                                         "
            "    \n"
        ),
        (
            'level=WARN msg="skipping loading invalid entry for chart" name=mysql version=bad source=WO'
            'RLD/home/cache/repository/one-index.yaml error="validation: chart.metadata.version \\"bad\\"'
            ' is invalid"\n'
            'level=WARN msg="repo is corrupt or missing" repo=bad error="error loading WORLD/home/cache'
            "/repository/bad-index.yaml: error converting YAML to JSON: yaml: line 1: did not find expe"
            'cted node content"\n'
            'level=WARN msg="repo is corrupt or missing" repo=noapi error="error loading WORLD/home/cac'
            'he/repository/noapi-index.yaml: no API version specified"\n'
            'level=WARN msg="repo is corrupt or missing" repo=missing error="open WORLD/home/cache/repo'
            'sitory/missing-index.yaml: no such file or directory"\n'
        ),
        0,
    ),
    "search repo nginx": (
        (
            "NAME             \tCHART VERSION\tAPP VERSION\tDESCRIPTION                  \n"
            "one/nginx        \t1.10.0       \t           \tweb                          \n"
            "one/nginx-ingress\t0.1.0        \t           \tIngres"
            "s ÄÖ with <html> & more\n"
            "two/nginx        \t9.0.0        \t           \tother                        \n"
        ),
        (
            'level=WARN msg="skipping loading invalid entry for chart" name=mysql version=bad source=WO'
            'RLD/home/cache/repository/one-index.yaml error="validation: chart.metadata.version \\"bad\\"'
            ' is invalid"\n'
            'level=WARN msg="repo is corrupt or missing" repo=bad error="error loading WORLD/home/cache'
            "/repository/bad-index.yaml: error converting YAML to JSON: yaml: line 1: did not find expe"
            'cted node content"\n'
            'level=WARN msg="repo is corrupt or missing" repo=noapi error="error loading WORLD/home/cac'
            'he/repository/noapi-index.yaml: no API version specified"\n'
            'level=WARN msg="repo is corrupt or missing" repo=missing error="open WORLD/home/cache/repo'
            'sitory/missing-index.yaml: no such file or directory"\n'
        ),
        0,
    ),
    "search repo NGINX": (
        (
            "NAME             \tCHART VERSION\tAPP VERSION\tDESCRIPTION                  \n"
            "one/nginx        \t1.10.0       \t           \tweb                          \n"
            "one/nginx-ingress\t0.1.0        \t           \tIngres"
            "s ÄÖ with <html> & more\n"
            "two/nginx        \t9.0.0        \t           \tother                        \n"
        ),
        (
            'level=WARN msg="skipping loading invalid entry for chart" name=mysql version=bad source=WO'
            'RLD/home/cache/repository/one-index.yaml error="validation: chart.metadata.version \\"bad\\"'
            ' is invalid"\n'
            'level=WARN msg="repo is corrupt or missing" repo=bad error="error loading WORLD/home/cache'
            "/repository/bad-index.yaml: error converting YAML to JSON: yaml: line 1: did not find expe"
            'cted node content"\n'
            'level=WARN msg="repo is corrupt or missing" repo=noapi error="error loading WORLD/home/cac'
            'he/repository/noapi-index.yaml: no API version specified"\n'
            'level=WARN msg="repo is corrupt or missing" repo=missing error="open WORLD/home/cache/repo'
            'sitory/missing-index.yaml: no such file or directory"\n'
        ),
        0,
    ),
    "search repo web": (
        (
            "NAME     \tCHART VERSION\tAPP VERSION\tDESCRIPTION                                       \n"
            "one/nginx\t1.10.0       \t           \tweb                                               \n"
            "one/mysql\tv3.0.0       \t           \t日本語の説明がとてもとてもと"
            "てもとてもとてもとて...\n"
        ),
        (
            'level=WARN msg="skipping loading invalid entry for chart" name=mysql version=bad source=WO'
            'RLD/home/cache/repository/one-index.yaml error="validation: chart.metadata.version \\"bad\\"'
            ' is invalid"\n'
            'level=WARN msg="repo is corrupt or missing" repo=bad error="error loading WORLD/home/cache'
            "/repository/bad-index.yaml: error converting YAML to JSON: yaml: line 1: did not find expe"
            'cted node content"\n'
            'level=WARN msg="repo is corrupt or missing" repo=noapi error="error loading WORLD/home/cac'
            'he/repository/noapi-index.yaml: no API version specified"\n'
            'level=WARN msg="repo is corrupt or missing" repo=missing error="open WORLD/home/cache/repo'
            'sitory/missing-index.yaml: no such file or directory"\n'
        ),
        0,
    ),
    "search repo web -l": (
        (
            "NAME     \tCHART VERSION\tAPP VERSION\tDESCRIPTION                                       \n"
            "one/nginx\t1.10.0       \t           \tweb                                               \n"
            "one/nginx\t1.2.0        \t1.21       \tA web server, with a very long description that...\n"
            "one/mysql\tv3.0.0       \t           \t日本語の説明がとてもとてもと"
            "てもとてもとてもとて...\n"
        ),
        (
            'level=WARN msg="skipping loading invalid entry for chart" name=mysql version=bad source=WO'
            'RLD/home/cache/repository/one-index.yaml error="validation: chart.metadata.version \\"bad\\"'
            ' is invalid"\n'
            'level=WARN msg="repo is corrupt or missing" repo=bad error="error loading WORLD/home/cache'
            "/repository/bad-index.yaml: error converting YAML to JSON: yaml: line 1: did not find expe"
            'cted node content"\n'
            'level=WARN msg="repo is corrupt or missing" repo=noapi error="error loading WORLD/home/cac'
            'he/repository/noapi-index.yaml: no API version specified"\n'
            'level=WARN msg="repo is corrupt or missing" repo=missing error="open WORLD/home/cache/repo'
            'sitory/missing-index.yaml: no such file or directory"\n'
        ),
        0,
    ),
    "search repo -l": (
        (
            "NAME             \tCHART VERSION\tAPP VERSION\tDESCRIPTION                                   "
            "    \n"
            "one/mysql        \tv3.0.0       \t           \t日本語の説明"
            "がとてもとてもとてもとてもとてもとて...\n"
            "one/mysql        \t2.0.0+b1     \t           \tline one line two                             "
            "    \n"
            "one/nginx        \t1.10.0       \t           \tweb                                           "
            "    \n"
            "one/nginx        \t1.2.0        \t1.21       \tA web server, with a very long description tha"
            "t...\n"
            "one/nginx-ingress\t0.1.0        \t           \tIngres"
            "s ÄÖ with <html> & more                     \n"
            "two/nginx        \t9.0.0        \t           \tother                                         "
            "    \n"
        ),
        (
            'level=WARN msg="skipping loading invalid entry for chart" name=mysql version=bad source=WO'
            'RLD/home/cache/repository/one-index.yaml error="validation: chart.metadata.version \\"bad\\"'
            ' is invalid"\n'
            'level=WARN msg="repo is corrupt or missing" repo=bad error="error loading WORLD/home/cache'
            "/repository/bad-index.yaml: error converting YAML to JSON: yaml: line 1: did not find expe"
            'cted node content"\n'
            'level=WARN msg="repo is corrupt or missing" repo=noapi error="error loading WORLD/home/cac'
            'he/repository/noapi-index.yaml: no API version specified"\n'
            'level=WARN msg="repo is corrupt or missing" repo=missing error="open WORLD/home/cache/repo'
            'sitory/missing-index.yaml: no such file or directory"\n'
        ),
        0,
    ),
    "search repo --devel": (
        (
            "NAME             \tCHART VERSION\tAPP VERSION\tDESCRIPTION                                   "
            "    \n"
            "one/alpha        \t0.0.1-alpha  \t           \tonly pre                                      "
            "    \n"
            "one/mysql        \tv3.0.0       \t           \t日本語の説明"
            "がとてもとてもとてもとてもとてもとて...\n"
            "one/nginx        \t2.0.0-rc.1   \t1.22       \tweb                                           "
            "    \n"
            "one/nginx-ingress\t0.1.0        \t           \tIngres"
            "s ÄÖ with <html> & more                     \n"
            "two/nginx        \t9.0.0        \t           \tother                                         "
            "    \n"
        ),
        (
            'level=WARN msg="skipping loading invalid entry for chart" name=mysql version=bad source=WO'
            'RLD/home/cache/repository/one-index.yaml error="validation: chart.metadata.version \\"bad\\"'
            ' is invalid"\n'
            'level=WARN msg="repo is corrupt or missing" repo=bad error="error loading WORLD/home/cache'
            "/repository/bad-index.yaml: error converting YAML to JSON: yaml: line 1: did not find expe"
            'cted node content"\n'
            'level=WARN msg="repo is corrupt or missing" repo=noapi error="error loading WORLD/home/cac'
            'he/repository/noapi-index.yaml: no API version specified"\n'
            'level=WARN msg="repo is corrupt or missing" repo=missing error="open WORLD/home/cache/repo'
            'sitory/missing-index.yaml: no such file or directory"\n'
        ),
        0,
    ),
    "search repo --devel -l": (
        (
            "NAME             \tCHART VERSION\tAPP VERSION\tDESCRIPTION                                   "
            "    \n"
            "one/alpha        \t0.0.1-alpha  \t           \tonly pre                                      "
            "    \n"
            "one/mysql        \tv3.0.0       \t           \t日本語の説明"
            "がとてもとてもとてもとてもとてもとて...\n"
            "one/mysql        \t2.0.0+b1     \t           \tline one line two                             "
            "    \n"
            "one/nginx        \t2.0.0-rc.1   \t1.22       \tweb                                           "
            "    \n"
            "one/nginx        \t1.10.0       \t           \tweb                                           "
            "    \n"
            "one/nginx        \t1.2.0        \t1.21       \tA web server, with a very long description tha"
            "t...\n"
            "one/nginx-ingress\t0.1.0        \t           \tIngres"
            "s ÄÖ with <html> & more                     \n"
            "two/nginx        \t9.0.0        \t           \tother                                         "
            "    \n"
        ),
        (
            'level=WARN msg="skipping loading invalid entry for chart" name=mysql version=bad source=WO'
            'RLD/home/cache/repository/one-index.yaml error="validation: chart.metadata.version \\"bad\\"'
            ' is invalid"\n'
            'level=WARN msg="repo is corrupt or missing" repo=bad error="error loading WORLD/home/cache'
            "/repository/bad-index.yaml: error converting YAML to JSON: yaml: line 1: did not find expe"
            'cted node content"\n'
            'level=WARN msg="repo is corrupt or missing" repo=noapi error="error loading WORLD/home/cac'
            'he/repository/noapi-index.yaml: no API version specified"\n'
            'level=WARN msg="repo is corrupt or missing" repo=missing error="open WORLD/home/cache/repo'
            'sitory/missing-index.yaml: no such file or directory"\n'
        ),
        0,
    ),
    "search repo one/": (
        (
            "NAME             \tCHART VERSION\tAPP VERSION\tDESCRIPTION                                   "
            "    \n"
            "one/mysql        \tv3.0.0       \t           \t日本語の説明"
            "がとてもとてもとてもとてもとてもとて...\n"
            "one/nginx        \t1.10.0       \t           \tweb                                           "
            "    \n"
            "one/nginx-ingress\t0.1.0        \t           \tIngres"
            "s ÄÖ with <html> & more                     \n"
        ),
        (
            'level=WARN msg="skipping loading invalid entry for chart" name=mysql version=bad source=WO'
            'RLD/home/cache/repository/one-index.yaml error="validation: chart.metadata.version \\"bad\\"'
            ' is invalid"\n'
            'level=WARN msg="repo is corrupt or missing" repo=bad error="error loading WORLD/home/cache'
            "/repository/bad-index.yaml: error converting YAML to JSON: yaml: line 1: did not find expe"
            'cted node content"\n'
            'level=WARN msg="repo is corrupt or missing" repo=noapi error="error loading WORLD/home/cac'
            'he/repository/noapi-index.yaml: no API version specified"\n'
            'level=WARN msg="repo is corrupt or missing" repo=missing error="open WORLD/home/cache/repo'
            'sitory/missing-index.yaml: no such file or directory"\n'
        ),
        0,
    ),
    "search repo two/nginx": (
        ("NAME     \tCHART VERSION\tAPP VERSION\tDESCRIPTION\ntwo/nginx\t9.0.0        \t           \tother      \n"),
        (
            'level=WARN msg="skipping loading invalid entry for chart" name=mysql version=bad source=WO'
            'RLD/home/cache/repository/one-index.yaml error="validation: chart.metadata.version \\"bad\\"'
            ' is invalid"\n'
            'level=WARN msg="repo is corrupt or missing" repo=bad error="error loading WORLD/home/cache'
            "/repository/bad-index.yaml: error converting YAML to JSON: yaml: line 1: did not find expe"
            'cted node content"\n'
            'level=WARN msg="repo is corrupt or missing" repo=noapi error="error loading WORLD/home/cac'
            'he/repository/noapi-index.yaml: no API version specified"\n'
            'level=WARN msg="repo is corrupt or missing" repo=missing error="open WORLD/home/cache/repo'
            'sitory/missing-index.yaml: no such file or directory"\n'
        ),
        0,
    ),
    "search repo 'web server'": (
        (
            "NAME     \tCHART VERSION\tAPP VERSION\tDESCRIPTION                                       \n"
            "one/nginx\t1.2.0        \t1.21       \tA web server, with a very long description that...\n"
        ),
        (
            'level=WARN msg="skipping loading invalid entry for chart" name=mysql version=bad source=WO'
            'RLD/home/cache/repository/one-index.yaml error="validation: chart.metadata.version \\"bad\\"'
            ' is invalid"\n'
            'level=WARN msg="repo is corrupt or missing" repo=bad error="error loading WORLD/home/cache'
            "/repository/bad-index.yaml: error converting YAML to JSON: yaml: line 1: did not find expe"
            'cted node content"\n'
            'level=WARN msg="repo is corrupt or missing" repo=noapi error="error loading WORLD/home/cac'
            'he/repository/noapi-index.yaml: no API version specified"\n'
            'level=WARN msg="repo is corrupt or missing" repo=missing error="open WORLD/home/cache/repo'
            'sitory/missing-index.yaml: no such file or directory"\n'
        ),
        0,
    ),
    "search repo web server": (
        (
            "NAME     \tCHART VERSION\tAPP VERSION\tDESCRIPTION                                       \n"
            "one/nginx\t1.2.0        \t1.21       \tA web server, with a very long description that...\n"
        ),
        (
            'level=WARN msg="skipping loading invalid entry for chart" name=mysql version=bad source=WO'
            'RLD/home/cache/repository/one-index.yaml error="validation: chart.metadata.version \\"bad\\"'
            ' is invalid"\n'
            'level=WARN msg="repo is corrupt or missing" repo=bad error="error loading WORLD/home/cache'
            "/repository/bad-index.yaml: error converting YAML to JSON: yaml: line 1: did not find expe"
            'cted node content"\n'
            'level=WARN msg="repo is corrupt or missing" repo=noapi error="error loading WORLD/home/cac'
            'he/repository/noapi-index.yaml: no API version specified"\n'
            'level=WARN msg="repo is corrupt or missing" repo=missing error="open WORLD/home/cache/repo'
            'sitory/missing-index.yaml: no such file or directory"\n'
        ),
        0,
    ),
    "search repo zzz": (
        "No results found\n",
        (
            'level=WARN msg="skipping loading invalid entry for chart" name=mysql version=bad source=WO'
            'RLD/home/cache/repository/one-index.yaml error="validation: chart.metadata.version \\"bad\\"'
            ' is invalid"\n'
            'level=WARN msg="repo is corrupt or missing" repo=bad error="error loading WORLD/home/cache'
            "/repository/bad-index.yaml: error converting YAML to JSON: yaml: line 1: did not find expe"
            'cted node content"\n'
            'level=WARN msg="repo is corrupt or missing" repo=noapi error="error loading WORLD/home/cac'
            'he/repository/noapi-index.yaml: no API version specified"\n'
            'level=WARN msg="repo is corrupt or missing" repo=missing error="open WORLD/home/cache/repo'
            'sitory/missing-index.yaml: no such file or directory"\n'
        ),
        0,
    ),
    "search repo zzz --fail-on-no-result": (
        "",
        (
            'level=WARN msg="skipping loading invalid entry for chart" name=mysql version=bad source=WO'
            'RLD/home/cache/repository/one-index.yaml error="validation: chart.metadata.version \\"bad\\"'
            ' is invalid"\n'
            'level=WARN msg="repo is corrupt or missing" repo=bad error="error loading WORLD/home/cache'
            "/repository/bad-index.yaml: error converting YAML to JSON: yaml: line 1: did not find expe"
            'cted node content"\n'
            'level=WARN msg="repo is corrupt or missing" repo=noapi error="error loading WORLD/home/cac'
            'he/repository/noapi-index.yaml: no API version specified"\n'
            'level=WARN msg="repo is corrupt or missing" repo=missing error="open WORLD/home/cache/repo'
            'sitory/missing-index.yaml: no such file or directory"\n'
            "Error: no results found\n"
        ),
        1,
    ),
    "search repo zzz --fail-on-no-result -o json": (
        "",
        (
            'level=WARN msg="skipping loading invalid entry for chart" name=mysql version=bad source=WO'
            'RLD/home/cache/repository/one-index.yaml error="validation: chart.metadata.version \\"bad\\"'
            ' is invalid"\n'
            'level=WARN msg="repo is corrupt or missing" repo=bad error="error loading WORLD/home/cache'
            "/repository/bad-index.yaml: error converting YAML to JSON: yaml: line 1: did not find expe"
            'cted node content"\n'
            'level=WARN msg="repo is corrupt or missing" repo=noapi error="error loading WORLD/home/cac'
            'he/repository/noapi-index.yaml: no API version specified"\n'
            'level=WARN msg="repo is corrupt or missing" repo=missing error="open WORLD/home/cache/repo'
            'sitory/missing-index.yaml: no such file or directory"\n'
            "Error: no results found\n"
        ),
        1,
    ),
    "search repo zzz -o json": (
        "[]\n",
        (
            'level=WARN msg="skipping loading invalid entry for chart" name=mysql version=bad source=WO'
            'RLD/home/cache/repository/one-index.yaml error="validation: chart.metadata.version \\"bad\\"'
            ' is invalid"\n'
            'level=WARN msg="repo is corrupt or missing" repo=bad error="error loading WORLD/home/cache'
            "/repository/bad-index.yaml: error converting YAML to JSON: yaml: line 1: did not find expe"
            'cted node content"\n'
            'level=WARN msg="repo is corrupt or missing" repo=noapi error="error loading WORLD/home/cac'
            'he/repository/noapi-index.yaml: no API version specified"\n'
            'level=WARN msg="repo is corrupt or missing" repo=missing error="open WORLD/home/cache/repo'
            'sitory/missing-index.yaml: no such file or directory"\n'
        ),
        0,
    ),
    "search repo zzz -o yaml": (
        "[]\n",
        (
            'level=WARN msg="skipping loading invalid entry for chart" name=mysql version=bad source=WO'
            'RLD/home/cache/repository/one-index.yaml error="validation: chart.metadata.version \\"bad\\"'
            ' is invalid"\n'
            'level=WARN msg="repo is corrupt or missing" repo=bad error="error loading WORLD/home/cache'
            "/repository/bad-index.yaml: error converting YAML to JSON: yaml: line 1: did not find expe"
            'cted node content"\n'
            'level=WARN msg="repo is corrupt or missing" repo=noapi error="error loading WORLD/home/cac'
            'he/repository/noapi-index.yaml: no API version specified"\n'
            'level=WARN msg="repo is corrupt or missing" repo=missing error="open WORLD/home/cache/repo'
            'sitory/missing-index.yaml: no such file or directory"\n'
        ),
        0,
    ),
    "search repo -o json": (
        (
            '[{"name":"one/mysql","version":"v3.0.0","app_versi'
            'on":"","description":"日本語の説明がとてもとてもとてもとてもとてもとても長いで'
            'す"},{"name":"one/nginx","version":"1.10.0","app_ve'
            'rsion":"","description":"web"},{"name":"one/nginx-'
            'ingress","version":"0.1.0","app_version":"","descr'
            'iption":"Ingress ÄÖ with \\u003chtml\\u003e \\u0026 m'
            'ore"},{"name":"two/nginx","version":"9.0.0","app_v'
            'ersion":"","description":"other"}]\n'
        ),
        (
            'level=WARN msg="skipping loading invalid entry for chart" name=mysql version=bad source=WO'
            'RLD/home/cache/repository/one-index.yaml error="validation: chart.metadata.version \\"bad\\"'
            ' is invalid"\n'
            'level=WARN msg="repo is corrupt or missing" repo=bad error="error loading WORLD/home/cache'
            "/repository/bad-index.yaml: error converting YAML to JSON: yaml: line 1: did not find expe"
            'cted node content"\n'
            'level=WARN msg="repo is corrupt or missing" repo=noapi error="error loading WORLD/home/cac'
            'he/repository/noapi-index.yaml: no API version specified"\n'
            'level=WARN msg="repo is corrupt or missing" repo=missing error="open WORLD/home/cache/repo'
            'sitory/missing-index.yaml: no such file or directory"\n'
        ),
        0,
    ),
    "search repo -o yaml -l": (
        (
            '- app_version: ""\n'
            "  description: 日本語の説明がとてもとてもとてもとてもとてもとても長いです\n"
            "  name: one/mysql\n"
            "  version: v3.0.0\n"
            '- app_version: ""\n'
            "  description: line one line two\n"
            "  name: one/mysql\n"
            "  version: 2.0.0+b1\n"
            '- app_version: ""\n'
            "  description: web\n"
            "  name: one/nginx\n"
            "  version: 1.10.0\n"
            '- app_version: "1.21"\n'
            "  description: A web server, with a very long description that goes on and on and\n"
            "    on\n"
            "  name: one/nginx\n"
            "  version: 1.2.0\n"
            '- app_version: ""\n'
            "  description: Ingress ÄÖ with <html> & more\n"
            "  name: one/nginx-ingress\n"
            "  version: 0.1.0\n"
            '- app_version: ""\n'
            "  description: other\n"
            "  name: two/nginx\n"
            "  version: 9.0.0\n"
        ),
        (
            'level=WARN msg="skipping loading invalid entry for chart" name=mysql version=bad source=WO'
            'RLD/home/cache/repository/one-index.yaml error="validation: chart.metadata.version \\"bad\\"'
            ' is invalid"\n'
            'level=WARN msg="repo is corrupt or missing" repo=bad error="error loading WORLD/home/cache'
            "/repository/bad-index.yaml: error converting YAML to JSON: yaml: line 1: did not find expe"
            'cted node content"\n'
            'level=WARN msg="repo is corrupt or missing" repo=noapi error="error loading WORLD/home/cac'
            'he/repository/noapi-index.yaml: no API version specified"\n'
            'level=WARN msg="repo is corrupt or missing" repo=missing error="open WORLD/home/cache/repo'
            'sitory/missing-index.yaml: no such file or directory"\n'
        ),
        0,
    ),
    "search repo -r 'ngin.$'": (
        "No results found\n",
        (
            'level=WARN msg="skipping loading invalid entry for chart" name=mysql version=bad source=WO'
            'RLD/home/cache/repository/one-index.yaml error="validation: chart.metadata.version \\"bad\\"'
            ' is invalid"\n'
            'level=WARN msg="repo is corrupt or missing" repo=bad error="error loading WORLD/home/cache'
            "/repository/bad-index.yaml: error converting YAML to JSON: yaml: line 1: did not find expe"
            'cted node content"\n'
            'level=WARN msg="repo is corrupt or missing" repo=noapi error="error loading WORLD/home/cac'
            'he/repository/noapi-index.yaml: no API version specified"\n'
            'level=WARN msg="repo is corrupt or missing" repo=missing error="open WORLD/home/cache/repo'
            'sitory/missing-index.yaml: no such file or directory"\n'
        ),
        0,
    ),
    "search repo -r '^nginx'": (
        (
            "NAME             \tCHART VERSION\tAPP VERSION\tDESCRIPTION                  \n"
            "one/nginx        \t1.10.0       \t           \tweb                          \n"
            "one/nginx-ingress\t0.1.0        \t           \tIngres"
            "s ÄÖ with <html> & more\n"
            "two/nginx        \t9.0.0        \t           \tother                        \n"
        ),
        (
            'level=WARN msg="skipping loading invalid entry for chart" name=mysql version=bad source=WO'
            'RLD/home/cache/repository/one-index.yaml error="validation: chart.metadata.version \\"bad\\"'
            ' is invalid"\n'
            'level=WARN msg="repo is corrupt or missing" repo=bad error="error loading WORLD/home/cache'
            "/repository/bad-index.yaml: error converting YAML to JSON: yaml: line 1: did not find expe"
            'cted node content"\n'
            'level=WARN msg="repo is corrupt or missing" repo=noapi error="error loading WORLD/home/cac'
            'he/repository/noapi-index.yaml: no API version specified"\n'
            'level=WARN msg="repo is corrupt or missing" repo=missing error="open WORLD/home/cache/repo'
            'sitory/missing-index.yaml: no such file or directory"\n'
        ),
        0,
    ),
    "search repo -r 'NGINX'": (
        (
            "NAME             \tCHART VERSION\tAPP VERSION\tDESCRIPTION                  \n"
            "one/nginx-ingress\t0.1.0        \t           \tIngres"
            "s ÄÖ with <html> & more\n"
        ),
        (
            'level=WARN msg="skipping loading invalid entry for chart" name=mysql version=bad source=WO'
            'RLD/home/cache/repository/one-index.yaml error="validation: chart.metadata.version \\"bad\\"'
            ' is invalid"\n'
            'level=WARN msg="repo is corrupt or missing" repo=bad error="error loading WORLD/home/cache'
            "/repository/bad-index.yaml: error converting YAML to JSON: yaml: line 1: did not find expe"
            'cted node content"\n'
            'level=WARN msg="repo is corrupt or missing" repo=noapi error="error loading WORLD/home/cac'
            'he/repository/noapi-index.yaml: no API version specified"\n'
            'level=WARN msg="repo is corrupt or missing" repo=missing error="open WORLD/home/cache/repo'
            'sitory/missing-index.yaml: no such file or directory"\n'
        ),
        0,
    ),
    "search repo -r '(?i)NGINX|db'": (
        (
            "NAME             \tCHART VERSION\tAPP VERSION\tDESCRIPTION                                   "
            "    \n"
            "one/nginx        \t1.10.0       \t           \tweb                                           "
            "    \n"
            "one/nginx-ingress\t0.1.0        \t           \tIngres"
            "s ÄÖ with <html> & more                     \n"
            "two/nginx        \t9.0.0        \t           \tother                                         "
            "    \n"
            "one/mysql        \tv3.0.0       \t           \t日本語の説明"
            "がとてもとてもとてもとてもとてもとて...\n"
        ),
        (
            'level=WARN msg="skipping loading invalid entry for chart" name=mysql version=bad source=WO'
            'RLD/home/cache/repository/one-index.yaml error="validation: chart.metadata.version \\"bad\\"'
            ' is invalid"\n'
            'level=WARN msg="repo is corrupt or missing" repo=bad error="error loading WORLD/home/cache'
            "/repository/bad-index.yaml: error converting YAML to JSON: yaml: line 1: did not find expe"
            'cted node content"\n'
            'level=WARN msg="repo is corrupt or missing" repo=noapi error="error loading WORLD/home/cac'
            'he/repository/noapi-index.yaml: no API version specified"\n'
            'level=WARN msg="repo is corrupt or missing" repo=missing error="open WORLD/home/cache/repo'
            'sitory/missing-index.yaml: no such file or directory"\n'
        ),
        0,
    ),
    "search repo -r '['": (
        "",
        (
            'level=WARN msg="skipping loading invalid entry for chart" name=mysql version=bad source=WO'
            'RLD/home/cache/repository/one-index.yaml error="validation: chart.metadata.version \\"bad\\"'
            ' is invalid"\n'
            'level=WARN msg="repo is corrupt or missing" repo=bad error="error loading WORLD/home/cache'
            "/repository/bad-index.yaml: error converting YAML to JSON: yaml: line 1: did not find expe"
            'cted node content"\n'
            'level=WARN msg="repo is corrupt or missing" repo=noapi error="error loading WORLD/home/cac'
            'he/repository/noapi-index.yaml: no API version specified"\n'
            'level=WARN msg="repo is corrupt or missing" repo=missing error="open WORLD/home/cache/repo'
            'sitory/missing-index.yaml: no such file or directory"\n'
            "Error: error parsing regexp: missing closing ]: `[`\n"
        ),
        1,
    ),
    "search repo -r '(?<x'": (
        "",
        (
            'level=WARN msg="skipping loading invalid entry for chart" name=mysql version=bad source=WO'
            'RLD/home/cache/repository/one-index.yaml error="validation: chart.metadata.version \\"bad\\"'
            ' is invalid"\n'
            'level=WARN msg="repo is corrupt or missing" repo=bad error="error loading WORLD/home/cache'
            "/repository/bad-index.yaml: error converting YAML to JSON: yaml: line 1: did not find expe"
            'cted node content"\n'
            'level=WARN msg="repo is corrupt or missing" repo=noapi error="error loading WORLD/home/cac'
            'he/repository/noapi-index.yaml: no API version specified"\n'
            'level=WARN msg="repo is corrupt or missing" repo=missing error="open WORLD/home/cache/repo'
            'sitory/missing-index.yaml: no such file or directory"\n'
            "Error: error parsing regexp: invalid named capture: `(?<x`\n"
        ),
        1,
    ),
    "search repo --version '^1'": (
        ("NAME     \tCHART VERSION\tAPP VERSION\tDESCRIPTION\none/nginx\t1.10.0       \t           \tweb        \n"),
        (
            'level=WARN msg="skipping loading invalid entry for chart" name=mysql version=bad source=WO'
            'RLD/home/cache/repository/one-index.yaml error="validation: chart.metadata.version \\"bad\\"'
            ' is invalid"\n'
            'level=WARN msg="repo is corrupt or missing" repo=bad error="error loading WORLD/home/cache'
            "/repository/bad-index.yaml: error converting YAML to JSON: yaml: line 1: did not find expe"
            'cted node content"\n'
            'level=WARN msg="repo is corrupt or missing" repo=noapi error="error loading WORLD/home/cac'
            'he/repository/noapi-index.yaml: no API version specified"\n'
            'level=WARN msg="repo is corrupt or missing" repo=missing error="open WORLD/home/cache/repo'
            'sitory/missing-index.yaml: no such file or directory"\n'
        ),
        0,
    ),
    "search repo --version '^1' -l": (
        (
            "NAME     \tCHART VERSION\tAPP VERSION\tDESCRIPTION                                       \n"
            "one/nginx\t1.10.0       \t           \tweb                                               \n"
            "one/nginx\t1.2.0        \t1.21       \tA web server, with a very long description that...\n"
        ),
        (
            'level=WARN msg="skipping loading invalid entry for chart" name=mysql version=bad source=WO'
            'RLD/home/cache/repository/one-index.yaml error="validation: chart.metadata.version \\"bad\\"'
            ' is invalid"\n'
            'level=WARN msg="repo is corrupt or missing" repo=bad error="error loading WORLD/home/cache'
            "/repository/bad-index.yaml: error converting YAML to JSON: yaml: line 1: did not find expe"
            'cted node content"\n'
            'level=WARN msg="repo is corrupt or missing" repo=noapi error="error loading WORLD/home/cac'
            'he/repository/noapi-index.yaml: no API version specified"\n'
            'level=WARN msg="repo is corrupt or missing" repo=missing error="open WORLD/home/cache/repo'
            'sitory/missing-index.yaml: no such file or directory"\n'
        ),
        0,
    ),
    "search repo --version 'bad bad'": (
        "",
        (
            'level=WARN msg="skipping loading invalid entry for chart" name=mysql version=bad source=WO'
            'RLD/home/cache/repository/one-index.yaml error="validation: chart.metadata.version \\"bad\\"'
            ' is invalid"\n'
            'level=WARN msg="repo is corrupt or missing" repo=bad error="error loading WORLD/home/cache'
            "/repository/bad-index.yaml: error converting YAML to JSON: yaml: line 1: did not find expe"
            'cted node content"\n'
            'level=WARN msg="repo is corrupt or missing" repo=noapi error="error loading WORLD/home/cac'
            'he/repository/noapi-index.yaml: no API version specified"\n'
            'level=WARN msg="repo is corrupt or missing" repo=missing error="open WORLD/home/cache/repo'
            'sitory/missing-index.yaml: no such file or directory"\n'
            'Error: an invalid version/constraint format: improper constraint: "bad bad"\n'
        ),
        1,
    ),
    "search repo --version '>=2.0.0-0' -l": (
        (
            "NAME     \tCHART VERSION\tAPP VERSION\tDESCRIPTION                                       \n"
            "one/mysql\tv3.0.0       \t           \t日本語の説明がとてもとてもと"
            "てもとてもとてもとて...\n"
            "one/mysql\t2.0.0+b1     \t           \tline one line two                                 \n"
            "one/nginx\t2.0.0-rc.1   \t1.22       \tweb                                               \n"
            "two/nginx\t9.0.0        \t           \tother                                             \n"
        ),
        (
            'level=WARN msg="skipping loading invalid entry for chart" name=mysql version=bad source=WO'
            'RLD/home/cache/repository/one-index.yaml error="validation: chart.metadata.version \\"bad\\"'
            ' is invalid"\n'
            'level=WARN msg="repo is corrupt or missing" repo=bad error="error loading WORLD/home/cache'
            "/repository/bad-index.yaml: error converting YAML to JSON: yaml: line 1: did not find expe"
            'cted node content"\n'
            'level=WARN msg="repo is corrupt or missing" repo=noapi error="error loading WORLD/home/cac'
            'he/repository/noapi-index.yaml: no API version specified"\n'
            'level=WARN msg="repo is corrupt or missing" repo=missing error="open WORLD/home/cache/repo'
            'sitory/missing-index.yaml: no such file or directory"\n'
        ),
        0,
    ),
    "search repo --version '2.0.0' -l": (
        (
            "NAME     \tCHART VERSION\tAPP VERSION\tDESCRIPTION      \n"
            "one/mysql\t2.0.0+b1     \t           \tline one line two\n"
        ),
        (
            'level=WARN msg="skipping loading invalid entry for chart" name=mysql version=bad source=WO'
            'RLD/home/cache/repository/one-index.yaml error="validation: chart.metadata.version \\"bad\\"'
            ' is invalid"\n'
            'level=WARN msg="repo is corrupt or missing" repo=bad error="error loading WORLD/home/cache'
            "/repository/bad-index.yaml: error converting YAML to JSON: yaml: line 1: did not find expe"
            'cted node content"\n'
            'level=WARN msg="repo is corrupt or missing" repo=noapi error="error loading WORLD/home/cac'
            'he/repository/noapi-index.yaml: no API version specified"\n'
            'level=WARN msg="repo is corrupt or missing" repo=missing error="open WORLD/home/cache/repo'
            'sitory/missing-index.yaml: no such file or directory"\n'
        ),
        0,
    ),
    "search repo --max-col-width 10": (
        (
            "NAME      \tCHART V...\tAPP VER...\tDESCRIP...\n"
            "one/mysql \tv3.0.0    \t          \t日本語の...\n"
            "one/nginx \t1.10.0    \t          \tweb       \n"
            "one/ngi...\t0.1.0     \t          \tIngress...\n"
            "two/nginx \t9.0.0     \t          \tother     \n"
        ),
        (
            'level=WARN msg="skipping loading invalid entry for chart" name=mysql version=bad source=WO'
            'RLD/home/cache/repository/one-index.yaml error="validation: chart.metadata.version \\"bad\\"'
            ' is invalid"\n'
            'level=WARN msg="repo is corrupt or missing" repo=bad error="error loading WORLD/home/cache'
            "/repository/bad-index.yaml: error converting YAML to JSON: yaml: line 1: did not find expe"
            'cted node content"\n'
            'level=WARN msg="repo is corrupt or missing" repo=noapi error="error loading WORLD/home/cac'
            'he/repository/noapi-index.yaml: no API version specified"\n'
            'level=WARN msg="repo is corrupt or missing" repo=missing error="open WORLD/home/cache/repo'
            'sitory/missing-index.yaml: no such file or directory"\n'
        ),
        0,
    ),
    "search repo --max-col-width 0": (
        (
            "NAME             \tCHART VERSION\tAPP VERSION\tDESCRIPTION                                   "
            "            \n"
            "one/mysql        \tv3.0.0       \t           \t日本語の説明"
            "がとてもとてもとてもとてもとてもとても長いです\n"
            "one/nginx        \t1.10.0       \t           \tweb                                           "
            "            \n"
            "one/nginx-ingress\t0.1.0        \t           \tIngres"
            "s ÄÖ with <html> & more                           "
            "  \n"
            "two/nginx        \t9.0.0        \t           \tother                                         "
            "            \n"
        ),
        (
            'level=WARN msg="skipping loading invalid entry for chart" name=mysql version=bad source=WO'
            'RLD/home/cache/repository/one-index.yaml error="validation: chart.metadata.version \\"bad\\"'
            ' is invalid"\n'
            'level=WARN msg="repo is corrupt or missing" repo=bad error="error loading WORLD/home/cache'
            "/repository/bad-index.yaml: error converting YAML to JSON: yaml: line 1: did not find expe"
            'cted node content"\n'
            'level=WARN msg="repo is corrupt or missing" repo=noapi error="error loading WORLD/home/cac'
            'he/repository/noapi-index.yaml: no API version specified"\n'
            'level=WARN msg="repo is corrupt or missing" repo=missing error="open WORLD/home/cache/repo'
            'sitory/missing-index.yaml: no such file or directory"\n'
        ),
        0,
    ),
    "search repo --max-col-width=-1": (
        "",
        ('Error: invalid argument "-1" for "--max-col-width" flag: strconv.ParseUint: parsing "-1": invalid syntax\n'),
        1,
    ),
    "search repo mysql --max-col-width 20 -l": (
        (
            "NAME     \tCHART VERSION\tAPP VERSION\tDESCRIPTION         \n"
            "one/mysql\tv3.0.0       \t           \t日本語の説明がとて...\n"
            "one/mysql\t2.0.0+b1     \t           \tline one line two   \n"
        ),
        (
            'level=WARN msg="skipping loading invalid entry for chart" name=mysql version=bad source=WO'
            'RLD/home/cache/repository/one-index.yaml error="validation: chart.metadata.version \\"bad\\"'
            ' is invalid"\n'
            'level=WARN msg="repo is corrupt or missing" repo=bad error="error loading WORLD/home/cache'
            "/repository/bad-index.yaml: error converting YAML to JSON: yaml: line 1: did not find expe"
            'cted node content"\n'
            'level=WARN msg="repo is corrupt or missing" repo=noapi error="error loading WORLD/home/cac'
            'he/repository/noapi-index.yaml: no API version specified"\n'
            'level=WARN msg="repo is corrupt or missing" repo=missing error="open WORLD/home/cache/repo'
            'sitory/missing-index.yaml: no such file or directory"\n'
        ),
        0,
    ),
    "search repo mysql --max-col-width 21 -l": (
        (
            "NAME     \tCHART VERSION\tAPP VERSION\tDESCRIPTION          \n"
            "one/mysql\tv3.0.0       \t           \t日本語の説明がとて...\n"
            "one/mysql\t2.0.0+b1     \t           \tline one line two    \n"
        ),
        (
            'level=WARN msg="skipping loading invalid entry for chart" name=mysql version=bad source=WO'
            'RLD/home/cache/repository/one-index.yaml error="validation: chart.metadata.version \\"bad\\"'
            ' is invalid"\n'
            'level=WARN msg="repo is corrupt or missing" repo=bad error="error loading WORLD/home/cache'
            "/repository/bad-index.yaml: error converting YAML to JSON: yaml: line 1: did not find expe"
            'cted node content"\n'
            'level=WARN msg="repo is corrupt or missing" repo=noapi error="error loading WORLD/home/cac'
            'he/repository/noapi-index.yaml: no API version specified"\n'
            'level=WARN msg="repo is corrupt or missing" repo=missing error="open WORLD/home/cache/repo'
            'sitory/missing-index.yaml: no such file or directory"\n'
        ),
        0,
    ),
    "search repo 日本": (
        (
            "NAME     \tCHART VERSION\tAPP VERSION\tDESCRIPTION                                       \n"
            "one/mysql\tv3.0.0       \t           \t日本語の説明がとてもとてもと"
            "てもとてもとてもとて...\n"
        ),
        (
            'level=WARN msg="skipping loading invalid entry for chart" name=mysql version=bad source=WO'
            'RLD/home/cache/repository/one-index.yaml error="validation: chart.metadata.version \\"bad\\"'
            ' is invalid"\n'
            'level=WARN msg="repo is corrupt or missing" repo=bad error="error loading WORLD/home/cache'
            "/repository/bad-index.yaml: error converting YAML to JSON: yaml: line 1: did not find expe"
            'cted node content"\n'
            'level=WARN msg="repo is corrupt or missing" repo=noapi error="error loading WORLD/home/cac'
            'he/repository/noapi-index.yaml: no API version specified"\n'
            'level=WARN msg="repo is corrupt or missing" repo=missing error="open WORLD/home/cache/repo'
            'sitory/missing-index.yaml: no such file or directory"\n'
        ),
        0,
    ),
    "search repo ä": (
        (
            "NAME             \tCHART VERSION\tAPP VERSION\tDESCRIPTION                  \n"
            "one/nginx-ingress\t0.1.0        \t           \tIngres"
            "s ÄÖ with <html> & more\n"
        ),
        (
            'level=WARN msg="skipping loading invalid entry for chart" name=mysql version=bad source=WO'
            'RLD/home/cache/repository/one-index.yaml error="validation: chart.metadata.version \\"bad\\"'
            ' is invalid"\n'
            'level=WARN msg="repo is corrupt or missing" repo=bad error="error loading WORLD/home/cache'
            "/repository/bad-index.yaml: error converting YAML to JSON: yaml: line 1: did not find expe"
            'cted node content"\n'
            'level=WARN msg="repo is corrupt or missing" repo=noapi error="error loading WORLD/home/cac'
            'he/repository/noapi-index.yaml: no API version specified"\n'
            'level=WARN msg="repo is corrupt or missing" repo=missing error="open WORLD/home/cache/repo'
            'sitory/missing-index.yaml: no such file or directory"\n'
        ),
        0,
    ),
    "search repo ''": (
        (
            "NAME             \tCHART VERSION\tAPP VERSION\tDESCRIPTION                                   "
            "    \n"
            "one/mysql        \tv3.0.0       \t           \t日本語の説明"
            "がとてもとてもとてもとてもとてもとて...\n"
            "one/nginx        \t1.10.0       \t           \tweb                                           "
            "    \n"
            "one/nginx-ingress\t0.1.0        \t           \tIngres"
            "s ÄÖ with <html> & more                     \n"
            "two/nginx        \t9.0.0        \t           \tother                                         "
            "    \n"
        ),
        (
            'level=WARN msg="skipping loading invalid entry for chart" name=mysql version=bad source=WO'
            'RLD/home/cache/repository/one-index.yaml error="validation: chart.metadata.version \\"bad\\"'
            ' is invalid"\n'
            'level=WARN msg="repo is corrupt or missing" repo=bad error="error loading WORLD/home/cache'
            "/repository/bad-index.yaml: error converting YAML to JSON: yaml: line 1: did not find expe"
            'cted node content"\n'
            'level=WARN msg="repo is corrupt or missing" repo=noapi error="error loading WORLD/home/cac'
            'he/repository/noapi-index.yaml: no API version specified"\n'
            'level=WARN msg="repo is corrupt or missing" repo=missing error="open WORLD/home/cache/repo'
            'sitory/missing-index.yaml: no such file or directory"\n'
        ),
        0,
    ),
    "search repo -o table nginx": (
        (
            "NAME             \tCHART VERSION\tAPP VERSION\tDESCRIPTION                  \n"
            "one/nginx        \t1.10.0       \t           \tweb                          \n"
            "one/nginx-ingress\t0.1.0        \t           \tIngres"
            "s ÄÖ with <html> & more\n"
            "two/nginx        \t9.0.0        \t           \tother                        \n"
        ),
        (
            'level=WARN msg="skipping loading invalid entry for chart" name=mysql version=bad source=WO'
            'RLD/home/cache/repository/one-index.yaml error="validation: chart.metadata.version \\"bad\\"'
            ' is invalid"\n'
            'level=WARN msg="repo is corrupt or missing" repo=bad error="error loading WORLD/home/cache'
            "/repository/bad-index.yaml: error converting YAML to JSON: yaml: line 1: did not find expe"
            'cted node content"\n'
            'level=WARN msg="repo is corrupt or missing" repo=noapi error="error loading WORLD/home/cac'
            'he/repository/noapi-index.yaml: no API version specified"\n'
            'level=WARN msg="repo is corrupt or missing" repo=missing error="open WORLD/home/cache/repo'
            'sitory/missing-index.yaml: no such file or directory"\n'
        ),
        0,
    ),
    "search repo -o x": (
        "",
        'Error: invalid argument "x" for "-o, --output" flag: invalid format type\n',
        1,
    ),
    "search repo --repository-config nope.yaml": (
        "",
        "Error: no repositories configured\n",
        1,
    ),
    "search repo --repository-cache nope nginx": (
        "No results found\n",
        (
            'level=WARN msg="repo is corrupt or missing" repo=two error="open nope/two-index.yaml: no s'
            'uch file or directory"\n'
            'level=WARN msg="repo is corrupt or missing" repo=one error="open nope/one-index.yaml: no s'
            'uch file or directory"\n'
            'level=WARN msg="repo is corrupt or missing" repo=bad error="open nope/bad-index.yaml: no s'
            'uch file or directory"\n'
            'level=WARN msg="repo is corrupt or missing" repo=noapi error="open nope/noapi-index.yaml: '
            'no such file or directory"\n'
            'level=WARN msg="repo is corrupt or missing" repo=missing error="open nope/missing-index.ya'
            'ml: no such file or directory"\n'
        ),
        0,
    ),
}
"""Command line: what the reference printed on stdout and stderr, and its exit status."""


@pytest.mark.parametrize("line", CASES)
def test_answer_is_the_recorded_one(
    line: str, tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert ask_pychart(line, tmp_path / "world", capfd, monkeypatch, home=SEARCHED).printed == CASES[line]


@requires_reference
@pytest.mark.reference
@pytest.mark.parametrize("line", CASES)
def test_reference_answers_alike(
    line: str, tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    theirs = ask_helm(line, tmp_path / "world", home=SEARCHED)
    assert theirs.printed == CASES[line]
    assert ask_pychart(line, tmp_path / "world", capfd, monkeypatch, home=SEARCHED) == theirs
