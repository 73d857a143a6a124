"""The sandbox: every published way out of Jinja2's, and every way to take all memory or time, ends in one error."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.templates.jinja.rendering import fail, render

NOTHING = "is nothing that a template may reach"
NO_FIELD = "text has no field"
NO_NAME = "nothing is called"
NO_FILTER = "No filter named"
NO_FILE = "the chart has no Jinja2 template"
TOO_DEEP = "nested too deep"
NESTED = "nested more than"
TOO_LONG = "bytes long; at most"
TOO_MANY = "elements; at most"

ESCAPES: dict[str, tuple[str, str]] = {
    "class by dot": ("{{ ''.__class__.__mro__[1].__subclasses__() }}", NOTHING),
    "class by index": ("{{ ''['__class__'] }}", NOTHING),
    "class by built name": ("{{ ''['__cl' ~ 'ass__'] }}", NOTHING),
    "class of a number": ("{{ (1).__class__ }}", NOTHING),
    "class of a list": ("{{ [].__class__.__base__ }}", NOTHING),
    "class of a map is a key": ("{{ Values.__class__.__init__ }}", "has no value"),
    "class of nothing": ("{{ Values.nope.__class__ }}", "has no value"),
    "attr filter": ("{{ ''|attr('__class__') }}", NO_FILTER),
    "attr filter with a built name": ("{{ ''|attr('__cl' ~ 'ass__') }}", NO_FILTER),
    "map with an attribute": ("{{ ['']|map(attribute='__class__')|toJson }}", NOTHING),
    "map with a dotted attribute": ("{{ ['']|map(attribute='x.__class__')|toJson }}", NO_FIELD),
    "map with the attr filter": ("{{ ['']|map('attr', '__class__')|toJson }}", "No filter"),
    "sum": ("{{ ['']|sum(attribute='__class__', start='') }}", NO_FILTER),
    "groupby": ("{{ ['']|groupby('__class__') }}", NO_FILTER),
    "sort": ("{{ ['',1]|sort(attribute='__class__') }}", NOTHING),
    "unique": ("{{ ['']|unique(attribute='__class__')|toJson }}", NOTHING),
    "selectattr": ("{{ ['']|selectattr('__class__')|toJson }}", NOTHING),
    "rejectattr": ("{{ ['']|rejectattr('__class__')|toJson }}", NOTHING),
    "format (CVE-2016-10745)": ("{{ '{0.__class__}'.format('') }}", NO_FIELD),
    "format_map (CVE-2019-10906)": ("{{ '{x.__class__}'.format_map({'x':''}) }}", NO_FIELD),
    "stored format (CVE-2024-56326)": ("{% set f = '{0.__class__}'.format %}{{ f('') }}", NO_FIELD),
    "format by attr (CVE-2025-27516)": ("{% set f = '{0.__class__}'|attr('format') %}{{ f('') }}", NO_FILTER),
    "format given to map (CVE-2024-56326)": ("{{ ['']|map('{0.__class__}'.format)|toJson }}", NO_FIELD),
    "percent formatting": ("{{ '%s' % Values }}", "use printf"),
    "format filter": ("{{ '%s'|format(1) }}", NO_FILTER),
    "xmlattr": ("{{ {'a': 1}|xmlattr }}", NO_FILTER),
    "cycler": ("{{ cycler.__init__.__globals__ }}", NO_NAME),
    "joiner": ("{{ joiner.__init__.__globals__.os }}", NO_NAME),
    "lipsum": ("{{ lipsum.__globals__ }}", NO_NAME),
    "namespace": ("{{ namespace.__init__.__globals__ }}", NOTHING),
    "range": ("{{ range.__self__ }}", NOTHING),
    "a function of the table": ("{{ include.call.__globals__ }}", "has no field call"),
    "a function as a value": ("{{ toYaml(include) }}", "is no value"),
    "a printed function": ("{{ quote }}", "is no value"),
    "self": ("{{ self.__init__.__globals__ }}", NOTHING),
    "self, private": ("{{ self._TemplateReference__context }}", NOTHING),
    "a block's stack": ("{% block b %}{% endblock %}{{ self.b._stack }}", NOTHING),
    "a block's name": ("{% block b %}{% endblock %}{{ self.b.name }}", "has nothing called name"),
    "a macro's function": ("{% macro m() %}{% endmacro %}{{ m._func }}", NOTHING),
    "a macro's environment": ("{% macro m() %}{% endmacro %}{{ m._environment }}", NOTHING),
    "a macro's arguments": ("{% macro m() %}{% endmacro %}{{ m.arguments }}", "has nothing called arguments"),
    "a caller's function": ("{% macro m() %}{{ caller._func }}{% endmacro %}{% call m() %}{% endcall %}", NOTHING),
    "a generator's frame": ("{{ ([1]|map('int')).gi_frame }}", "has no field gi_frame"),
    "a generator's code": ("{{ ([1]|map('int'))['gi_code'] }}", "has no field gi_code"),
    "a loop's insides": ("{% for x in [1] %}{{ loop._iterable }}{% endfor %}", NOTHING),
    "a loop as a value": ("{% for x in [1] %}{{ loop | toJson }}{% endfor %}", "is no value"),
    "a loop's undefined": ("{% for x in [1] %}{{ loop._undefined }}{% endfor %}", NOTHING),
    "context": ("{{ context.environment }}", NO_NAME),
    "environment": ("{{ environment }}", NO_NAME),
    "resolve": ("{{ resolve('environment') }}", NO_NAME),
    "web frameworks' names": ("{{ config }}{{ request }}{{ url_for }}{{ get_flashed_messages }}", NO_NAME),
    "builtins": ("{{ __builtins__ }}", NO_NAME),
    "__import__": ("{{ __import__('os') }}", NO_NAME),
    "open": ("{{ open('/etc/passwd') }}", NO_NAME),
    "an imported file's insides": ("{% import '_m.j2' as m %}{{ m._body_stream }}", NOTHING),
    "an imported file's name": ("{% import '_m.j2' as m %}{{ m.__name__ }}", NOTHING),
    "an imported file as a value": ("{% import '_m.j2' as m %}{{ m }}", "is no value"),
    "values' Python methods": ("{{ Values.pop('s') }}", "has no value"),
    "a list's Python methods": ("{{ Values.l.append(1) }}", "has no field append"),
    "a struct's Python attributes": ("{{ Capabilities.with_kube_version('1') }}", "has no field with_kube_version"),
    "a struct's Go names": ("{{ Capabilities.go_fields }}", "has no field go_fields"),
    "a method's insides": ("{{ Capabilities.Copy.__func__ }}", NOTHING),
    "a file by absolute path": ("{% include '/etc/passwd' %}", NO_FILE),
    "a file by relative path": ("{% include '../../../../etc/passwd' %}", NO_FILE),
    "a file extended": ("{% extends '/etc/passwd' %}", NO_FILE),
    "a file imported": ("{% import '/etc/passwd' as x %}", NO_FILE),
    "one of several files": ("{% include ['/etc/passwd', '/etc/hosts'] %}", NO_FILE),
    "a file that is no template": ("{% include '_go.tpl' %}", NO_FILE),
    "a file by something else": ("{% include Values %}", NO_FILE),
    "do": ("{% do Values.pop('s') %}", "unknown tag 'do'"),
    "debug": ("{% debug %}", "unknown tag 'debug'"),
    "translations": ("{% trans %}x{% endtrans %}", "unknown tag 'trans'"),
    "autoescape": ("{% autoescape true %}{{ 1 }}{% endautoescape %}", "has no meaning"),
    "assigning into values": ("{% set Values.x = 1 %}{{ Values.x }}", "non-namespace"),
}

FLOODS: dict[str, tuple[str, str]] = {
    "range": ("{% for i in range(1000000000) %}{% endfor %}", TOO_MANY),
    "range of a huge number": ("{{ range(10**30) }}", "fit into 64 bits"),
    "range of a long number": ("{{ range(9223372036854775807) | len }}", TOO_MANY),
    "nested ranges": (
        "{% for i in range(99999) %}{% for j in range(99999) %}{% endfor %}{% endfor %}",
        "10000000 elements",
    ),
    "recursive loop": ("{% for x in [[1]] recursive %}{{ loop([[1]]) }}{% endfor %}", NESTED),
    "power of a power": ("{{ 9**(9**9) }}", "too large"),
    "power": ("{{ (9**100000)|string|length }}", "too large"),
    "negative power of zero": ("{{ 0 ** -1 }}", "division by zero"),
    "complex power": ("{{ (0 - 1) ** 0.5 }}", "no real number"),
    "text times number": ("{{ ('a'*10**10)|length }}", TOO_LONG),
    "text times less": ("{{ ('a'*(3*10**9))|length }}", TOO_LONG),
    "list times number": ("{{ ([0]*10**9)|length }}", TOO_MANY),
    "doubled text": (
        "{% set n = namespace(s='x') %}{% for i in range(40) %}{% set n.s = n.s ~ n.s %}{% endfor %}",
        TOO_LONG,
    ),
    "added text": (
        "{% set n = namespace(s='x') %}{% for i in range(40) %}{% set n.s = n.s + n.s %}{% endfor %}",
        TOO_LONG,
    ),
    "added lists": (
        "{% set n = namespace(s=[1]) %}{% for i in range(40) %}{% set n.s = n.s + n.s %}{% endfor %}",
        TOO_MANY,
    ),
    "doubled blocks": (
        "{% set n = namespace(s='xxxxxxxxxxxxxxxx') %}"
        "{% for i in range(40) %}{% set n.s %}{{ n.s }}{{ n.s }}{% endset %}{% endfor %}",
        "output is longer",
    ),
    "width of a filter": ("{{ 'a'|center(3000000000)|length }}", NO_FILTER),
    "width of a format": ("{{ '{:>3000000000}'.format('a')|length }}", NO_FIELD),
    "ljust": ("{{ 'a'.ljust(3000000000)|length }}", NO_FIELD),
    "zfill": ("{{ '1'.zfill(3000000000)|length }}", NO_FIELD),
    "expandtabs": ("{{ '\t'.expandtabs(3000000000)|length }}", NO_FIELD),
    "indent": ("{{ 'a\nb'|indent(2000000000)|length }}", TOO_LONG),
    "repeat": ("{{ 'a'|repeat(2000000000)|length }}", TOO_LONG),
    "batch": ("{{ [1]|batch(1000000000, 0)|length }}", NO_FILTER),
    "until": ("{{ until(1000000000) }}", TOO_MANY),
    "recursive macro": ("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", NESTED),
    "recursive caller": (
        "{% macro m() %}{{ caller() }}{% call m() %}{% endcall %}{% endmacro %}{% call m() %}{% endcall %}",
        NESTED,
    ),
    "recursive include": ("{% include 't.yaml.j2' %}", NESTED),
    "recursive extends": ("{% extends 't.yaml.j2' %}", NESTED),
    "recursive import": ("{% import 't.yaml.j2' as t %}", NESTED),
    "recursive block": ("{% block a %}{{ self.a() }}{% endblock %}", NESTED),
    "recursive named template": ("{% define 'a' %}{{ include('a') }}{% enddefine %}{{ include('a') }}", NESTED),
    "recursion through both dialects": ("{{ include('ping') }}", NESTED),
    "deep parentheses": ("{{ " + "(" * 20000 + "1" + ")" * 20000 + " }}", TOO_DEEP),
    "deep lists": ("{{ " + "[" * 20000 + "]" * 20000 + " }}", TOO_DEEP),
    "deep ifs": ("{% if 1 %}" * 500 + "{% endif %}" * 500, TOO_DEEP),
    "deep loops": ("{% for a in [1] %}" * 150 + "{% endfor %}" * 150, TOO_DEEP),
    "long sum": ("{{ " + "1+" * 20000 + "1 }}", TOO_DEEP),
    "long number": ("{{ " + "9" * 5000 + " }}", "parse error"),
    "many filters": ("{{ 'a'" + "|upper" * 20000 + " }}", TOO_DEEP),
    "unclosed": ("{{ ", "parse error at (c/templates/t.yaml.j2:1)"),
}

OTHERS = {
    "_m.j2": "{% macro x() %}{% endmacro %}{% macro pong() %}{{ include('ping') }}{% endmacro %}",
    "_go.tpl": '{{ define "ping" }}{{ include "pong" . }}{{ end }}',
}


@pytest.mark.parametrize("name", ESCAPES)
def test_no_way_out(name: str) -> None:
    source, said = ESCAPES[name]
    assert said in fail(source, OTHERS)


@pytest.mark.parametrize("name", FLOODS)
def test_no_way_to_take_everything(name: str) -> None:
    source, said = FLOODS[name]
    assert said in fail(source, OTHERS)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("{% set ns = namespace(x=Values.m) %}{% set ns.x = 1 %}{{ Values.m.s }}", "x"),
        ("{% set ns = namespace() %}{% set ns.__class__ = 1 %}{{ ns.y is defined }}", "false"),
        ("{{ ('9' * 5000) | int }}", "0"),
        ("{% set Values = 1 %}{{ Values }}{{ ctx.Values.s }}", "1str"),
    ],
)
def test_harmless(source: str, expected: str) -> None:
    assert render(source) == expected


def test_files_outside_stay_outside(tmp_path: Path) -> None:
    secret = tmp_path / "secret.yaml.j2"
    secret.write_text("secret")
    assert NO_FILE in fail(f"{{% include '{secret}' %}}")
    assert render(f"{{{{ Files.Get('{secret}') }}}}") == ""


def test_file_names_are_no_code() -> None:
    """CVE-2024-56201: a file's name and its text together."""
    name = "_x'+__import__('os').abort()+'.j2"
    assert render(f'{{% include "{name}" %}}', {name: "{{ 1 }}{% block b %}{% endblock %}"}) == "1"
