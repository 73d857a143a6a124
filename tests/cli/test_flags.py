from __future__ import annotations

from typing import Any

import pytest

from pychart.cli.flags import FlagParser, HelpWanted, flag
from pychart.errors import UsageError

FLAGS = (
    flag("--values", "-f", kind="strings"),
    flag("--set", kind="stringArray"),
    flag("--name", "-n"),
    flag("--debug", "-d", kind="bool"),
    flag("--quiet", "-q", kind="bool"),
    flag("--dry-run", bare="unset"),
    flag("--limit", kind="int"),
    flag("--labels", "-l", kind="stringToString"),
)

GOOD: dict[str, tuple[dict[str, Any], list[str]]] = {
    "a b": ({}, ["a", "b"]),
    "a --name x b": ({"name": "x"}, ["a", "b"]),
    "--name=x=y": ({"name": "x=y"}, []),
    "--name=": ({"name": ""}, []),
    "-n x": ({"name": "x"}, []),
    "-nx": ({"name": "x"}, []),
    "-n=x": ({"name": "x"}, []),
    "-dqnx a": ({"debug": True, "quiet": True, "name": "x"}, ["a"]),
    "-d=false": ({"debug": False}, []),
    "--debug=0 a": ({"debug": False}, ["a"]),
    "--debug false": ({"debug": True}, ["false"]),
    "--dry-run client": ({"dry_run": "unset"}, ["client"]),
    "--dry-run=client": ({"dry_run": "client"}, []),
    "-f a,b -f c": ({"values": ("a", "b", "c")}, []),
    '-f "a,b",c': ({"values": ("a,b", "c")}, []),
    "--set a=1,b=2 --set c=3": ({"set": ("a=1,b=2", "c=3")}, []),
    "--limit 0x10": ({"limit": 16}, []),
    "-l a=b,c=": ({"labels": (("a", "b"), ("c", ""))}, []),
    "a -- --name -x": ({}, ["a", "--name", "-x"]),
    "-": ({}, ["-"]),
    "--name -- a": ({"name": "--"}, ["a"]),
}

BAD = {
    "--nope": "unknown flag: --nope",
    "-dz": "unknown shorthand flag: 'z' in -dz",
    "--name": "flag needs an argument: --name",
    "-dn": "flag needs an argument: 'n' in -dn",
    "--=x": "bad flag syntax: --=x",
    "---x": "bad flag syntax: ---x",
    "--debug=x": 'invalid argument "x" for "-d, --debug" flag: strconv.ParseBool: parsing "x": invalid syntax',
    "--limit x": 'invalid argument "x" for "--limit" flag: strconv.ParseInt: parsing "x": invalid syntax',
    "-l x": 'invalid argument "x" for "-l, --labels" flag: x must be formatted as key=value',
}


@pytest.mark.parametrize("line", GOOD)
def test_reads_as_pflag_does(line: str) -> None:
    values, positional = FlagParser(FLAGS).parse_args(line.split())
    assert (values, positional) == GOOD[line]


@pytest.mark.parametrize("line", BAD)
def test_refuses_in_pflags_words(line: str) -> None:
    with pytest.raises(UsageError) as caught:
        FlagParser(FLAGS).parse_args(line.split())
    assert str(caught.value) == BAD[line]


@pytest.mark.parametrize("line", ["-h", "--help", "a --help", "-dh"])
def test_help_is_known_to_every_command(line: str) -> None:
    with pytest.raises(HelpWanted):
        FlagParser(FLAGS).parse_args(line.split())
