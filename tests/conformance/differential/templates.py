"""Templates built from the grammar of Go's template language and from Helm's functions, careful and careless.

A careful template passes what functions take and mostly renders; a careless one also passes what they refuse, names
what is not there, and may be broken as text. ``LEFT_OUT`` says which functions are not called, and why.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from hypothesis import strategies as st

from pychart.functions.table import FUNCTIONS
from tests.conformance.differential.search import Kind
from tests.conformance.differential.sides import CHART, Layout
from tests.conformance.differential.words import words

LEFT_OUT = {
    "their results differ from run to run": """
        ago bcrypt encryptAES genCA genCAWithKey genPrivateKey genSelfSignedCert genSelfSignedCertWithKey
        genSignedCert genSignedCertWithKey htpasswd keys now randAlpha randAlphaNum randAscii randBytes randInt
        randNumeric shuffle uuidv4 values durationRound
    """,
    "they take the current time where the argument is no time": "date dateInZone date_in_zone htmlDate htmlDateInZone",
    "they take long, or name hosts": "derivePassword getHostByName",
    "they need certificates; tests/functions checks them": "buildCustomCert",
    "their arguments are sizes: see SIZED": "",
}
SIZED = {
    "until": ("2", "0", "-1"),
    "seq": ("3", "0", "2 4", "5 -2 1", "1 0 3", "", "1 2 3 4"),
    "repeat": ('3 "a"', '0 "x"', '2 ""'),
    "indent": ('2 "a\\nb"', '0 "x"'),
    "nindent": ('2 "a\\nb"', '4 ""'),
    "untilStep": ("0 6 2", "3 0 -1", "0 3 0", "5 1 1"),
    "wrap": ('5 "some words here"', '1 "ab cd"', '0 "a b"'),
    "wrapWith": ('5 "\\t" "some words here"', '2 "-" "abcdef"'),
}
"""Functions whose result is as large as an argument says: called with these arguments only."""

CALLED = sorted(
    set(FUNCTIONS) - set(SIZED) - set(" ".join(LEFT_OUT.values()).split()) - {"include", "tpl", "fail", "call"}
)

VALUES = """\
i: 5
big: 12345678
neg: -3
f: 1.5
s: str
e: ""
num: "42"
url: "http://u:p@h.io:80/p?q=1#f"
multi: "one\\ntwo\\n"
b: true
no: false
nil: null
l: [1, two, null, {a: 1}]
ll: [[1, 2], [], [null]]
sl: [a, b, c]
m: {a: {b: {c: d}}, s: x, n: {}, z: 0, "k-y": v}
em: {}
el: []
tmpl: "{{ .Values.s }}-{{ upper .Release.Name }}"
y: "a: 1\\nb: [x, y]\\n"
j: '{"k": [1, 2.5, null]}'
"""

STRING = st.sampled_from(
    words(r"""
        "" "a" "a␣b" "A-b_c.d" "1" "1.5" "true" "é日😀" `raw` "x\ty" "a\nb" "1.2.3" ">=1.0.0" "%d" "%v|%s" "," "."
        "/a/../b.txt"
        "[a-z]+" "0x1f" "2024-02-29" "2006-01-02" "1h30m" "foo.bar" "YWJj" "a:␣1" "{\"k\":1}" "string" "int" "map"
        "{{␣.Values.s␣}}" "{{␣nope␣}}" "$1" "[" "k-y" "s" "z" "a,b" "name"
    """)
)
INTEGER = st.sampled_from(
    words("0 1 2 3 5 7 -1 -4 10 100 0x1F 0b11 0o17 1_000 'a' 9223372036854775807 -9223372036854775808")
)
SMALL = st.sampled_from(words("0 1 2 3 5 -1 10"))
FLOAT = st.sampled_from(words("1.5 -0.25 1e3 3.0 0.1 1e21 2.5e-7 1e6 100.0"))
STRING_FIELD = st.sampled_from(words("s e num url multi tmpl y j m.s m.a.b.c")).map(".Values.{}".format)
LIST = st.sampled_from(
    words("""
        .Values.l .Values.ll .Values.sl .Values.el (list) (list␣1␣2␣3) (list␣"b"␣"a") (until␣3)
        (splitList␣","␣"a,b,,c")
        (list␣1␣"a"␣nil␣true␣1.5) (tuple␣"x") (list␣"a"␣""␣"a") (list␣1␣1.0␣1) (chunk␣2␣(list␣1␣2␣3))
        (toStrings␣(list␣1␣2))
    """)
)
MAP = st.sampled_from(
    words("""
        .Values.m .Values.em .Values.m.a (dict) (dict␣"a"␣1) (dict␣"a"␣(dict␣"b"␣2)) (dict␣"k-y"␣nil)
        (fromYaml␣.Values.y)
        (fromJson␣.Values.j) .Values (split␣","␣"a,b") (urlParse␣.Values.url) (omit␣.Values.m␣"a")
        (pick␣.Values.m␣"s"␣"z")
        (set␣(dict)␣"n"␣nil) (dict␣"s"␣"t"␣"z"␣0.5)
    """)
)
ODD = st.sampled_from(
    words("""
        . $ .Values .Chart .Release .Capabilities .Files .Template .Subcharts .Values.none .Values.nil
        .Values.none.deep
        .Values.s.x .nope .Chart.Nope .Release.Name .Release.IsInstall .Release.Revision .Chart.Name .Chart.Version
        .Template.Name .Template.BasePath .Capabilities.KubeVersion .Capabilities.KubeVersion.Major
        .Capabilities.APIVersions $.Values.i $.none .Values.m.n .Values.b .Values.no .Values.nil.x .Values.l.x
        .Capabilities.HelmVersion.Version $.Values.m.k .Chart.Keywords .Chart.Dependencies .Release.Service (.Values)
        (.Values.m).a (.Values.s) (dict).x ("s") ("s").x (1) (1).x (nil) .Files.Get (.Values.m.a).b.c $x $y
    """)
)
NIL = st.just("nil")

WHERE = {
    "string": STRING,
    "int": st.one_of(SMALL, SMALL, INTEGER),
    "int64": INTEGER,
    "float64": FLOAT,
    "bool": st.sampled_from(["true", "false", "(not true)", ".Values.b", "(eq 1 1)"]),
    "map": MAP,
    "[]any": LIST,
    "time.Time": st.sampled_from(['(toDate "2006-01-02" "2024-02-29")', '(toDate "2006-01-02" "nope")']),
    "uint32": SMALL,
    "certificate": NIL,
}
"""What a parameter of a type is given."""

KINDS_OF_DATA = {
    "string": st.one_of(STRING, STRING, STRING_FIELD),
    "list": LIST,
    "map": MAP,
    "number": st.one_of(
        INTEGER, FLOAT, st.sampled_from([".Values.i", ".Values.f", ".Values.big", ".Values.neg", "(.Values.i | int)"])
    ),
}
ANY = st.one_of(*KINDS_OF_DATA.values(), WHERE["bool"])
LISTS_TAKEN = words("""
    append push mustAppend mustPush prepend mustPrepend first mustFirst rest mustRest last mustLast initial mustInitial
    reverse mustReverse uniq mustUniq without mustWithout slice mustSlice concat compact mustCompact chunk mustChunk
    sortAlpha join toStrings has mustHas
""")
LAST_LIST = words("has mustHas chunk mustChunk join sortAlpha toStrings")
NUMBERS_TAKEN = words("""
    add add1 sub div mod mul add1f addf subf divf mulf biggest max min maxf minf ceil floor round int int64 float64
    toDecimal
""")
DATA = words(". $ . $ .Values .Values.m (dict)")
"""What include, tpl and template are given; not nil (docs/rendering-differences.md)."""

COMPARING = {"eq", "ne", "lt", "le", "gt", "ge"}


@dataclass
class Scope:
    """What a part of a template may name, and how careless it is: 0 never, else one time in so many."""

    careless: int
    variables: list[str] = field(default_factory=list)
    in_range: bool = False
    templates: tuple[str, ...] = ()

    def inner(self, *names: str, in_range: bool | None = None) -> Scope:
        """Give the scope of a block."""
        return Scope(
            self.careless, [*self.variables, *names], self.in_range if in_range is None else in_range, self.templates
        )


def slips(draw: st.DrawFn, scope: Scope) -> bool:
    """Decide whether here is one of the careless places."""
    return scope.careless > 0 and draw(st.integers(1, scope.careless)) == 1


@st.composite
def arguments(draw: st.DrawFn, scope: Scope, wanted: st.SearchStrategy[str], depth: int) -> str:
    """Give one argument of a call: a variable, something odd, a call in parentheses or what is wanted."""
    if slips(draw, scope):
        return draw(st.one_of(ODD, ANY, NIL))
    choice = draw(st.integers(0, 9))
    if choice == 0 and scope.variables:
        return draw(st.sampled_from(scope.variables)) if wanted is ANY else draw(wanted)
    if choice <= 2 and depth > 0 and wanted in (ANY, WHERE["string"]):
        return "(" + draw(calls(scope, depth - 1, result="string" if wanted is not ANY else None)) + ")"
    return draw(wanted)


def wanted_types(name: str) -> list[st.SearchStrategy[str]]:
    """Say for each parameter what it should be given."""
    parameters = FUNCTIONS[name][2]
    wanted = [WHERE.get(p.removesuffix("..."), ANY) for p in parameters]
    if name in LISTS_TAKEN:
        wanted[-1 if name in LAST_LIST else 0] = LIST
    if name in ("slice", "mustSlice"):
        wanted[1:] = [SMALL]
    if name in NUMBERS_TAKEN:
        wanted = [
            KINDS_OF_DATA["number"] if p.startswith("any") else w for p, w in zip(parameters, wanted, strict=True)
        ]
    if name == "index":
        wanted = [st.one_of(LIST, MAP), st.one_of(SMALL, STRING)]
    return wanted


@st.composite
def calls(draw: st.DrawFn, scope: Scope, depth: int, result: str | None = None, piped: bool = False) -> str:
    """Give a call without parentheses; ``piped`` leaves the last argument to the pipeline."""
    names = CALLED if result is None else [name for name in CALLED if FUNCTIONS[name][3] == result]
    if result is None and not piped and draw(st.integers(0, 14)) == 0:
        name = draw(st.sampled_from(sorted(SIZED)))
        return f"{name} {draw(st.sampled_from(SIZED[name]))}".strip()
    if result in (None, "string") and not piped:
        if scope.templates and draw(st.integers(0, 9)) == 0:
            return f"include {draw(st.sampled_from(scope.templates))} {draw(st.sampled_from(DATA))}"
        if draw(st.integers(0, 19)) == 0:
            text = draw(st.one_of(STRING, st.just(".Values.tmpl")))
            return f"tpl {text} {draw(st.sampled_from(DATA))}"
    name = draw(st.sampled_from(names))
    wanted = wanted_types(name)
    if FUNCTIONS[name][2] and FUNCTIONS[name][2][-1].endswith("..."):
        wanted = wanted[:-1] + [wanted[-1]] * draw(st.integers(0 if len(wanted) > 1 or scope.careless else 1, 3))
    if slips(draw, scope):
        wanted = wanted[:-1] if draw(st.booleans()) else [*wanted, ANY]
    if name in COMPARING:
        wanted = [draw(st.sampled_from([STRING, INTEGER, FLOAT, WHERE["bool"]]))] * max(len(wanted), 2)
    given = [draw(arguments(scope, want, depth)) for want in (wanted[:-1] if piped else wanted)]
    return " ".join([name, *given])


@st.composite
def pipelines(draw: st.DrawFn, scope: Scope, depth: int = 2) -> str:
    """Give a pipeline: an operand or call, and what it is piped into."""
    choice = draw(st.integers(0, 9))
    if choice < 5:
        text = draw(calls(scope, depth))
    elif choice < 7:
        text = draw(ANY)
    elif choice < 8 and scope.variables:
        text = draw(st.sampled_from(scope.variables)) + draw(
            st.sampled_from(["", "", "", ".a", ".x.y"] if scope.careless else [""])
        )
    else:
        text = draw(ODD.filter(lambda odd: scope.careless > 0 or "x" not in odd) if scope.careless else STRING_FIELD)
    for _ in range(draw(st.sampled_from([0, 0, 0, 1, 1, 2]))):
        into = draw(
            st.one_of(
                st.sampled_from(
                    [
                        "quote",
                        "toString",
                        "toJson",
                        "toYaml",
                        "len",
                        "not",
                        "default 1",
                        "kindOf",
                        "typeOf",
                        "print",
                        "squote",
                    ]
                ),
                calls(scope, 0, piped=True),
            )
        )
        text = f"{text} | {into}"
    return text


@st.composite
def actions(draw: st.DrawFn, text: str) -> str:
    """Put delimiters around an action, with or without trimming."""
    left = draw(st.sampled_from(["{{ ", "{{ ", "{{ ", "{{", "{{- ", "{{-  ", "{{\n"]))
    right = draw(st.sampled_from([" }}", " }}", " }}", "}}", " -}}", "  -}}", "\n}}"]))
    return left + text + right


PLAIN = st.sampled_from(
    ["a", " ", "\n", "x: ", "\n\n", "  \n", "{", "}", "}}", "{ {", "\t", "é", "- ", "key: value\n", "#", '"', "'", ""]
)
COMMENT = st.sampled_from(["{{/* c */}}", "{{- /* c */ -}}", "{{/* a\nb */}}", "{{- /* c */}}"])


@st.composite
def conditionals(draw: st.DrawFn, scope: Scope, depth: int) -> str:
    word = draw(st.sampled_from(["if", "if", "with"]))
    name = draw(st.sampled_from(["", "", f"$v{len(scope.variables)} := "]))
    inner = scope.inner(*([name[:-4]] if name else []))
    parts = [draw(actions(f"{word} {name}{draw(pipelines(scope, 1))}")), draw(bodies(inner, depth - 1))]
    if draw(st.integers(0, 3)) == 0:
        parts += [draw(actions(f"else {word} {draw(pipelines(inner, 1))}")), draw(bodies(inner, depth - 1))]
    if draw(st.booleans()):
        parts += [draw(actions("else")), draw(bodies(inner, depth - 1))]
    return "".join([*parts, draw(actions("end"))])


@st.composite
def loops(draw: st.DrawFn, scope: Scope, depth: int) -> str:
    names = draw(
        st.sampled_from(
            [[], [], [f"$r{len(scope.variables)}"], [f"$k{len(scope.variables)}", f"$e{len(scope.variables)}"]]
        )
    )
    over = st.one_of(
        LIST, MAP, st.sampled_from(["3", "0", ".Values.none", ".Values.nil", "(.Values.i | int)", "(until 3)"])
    )
    over = st.one_of(over, ODD.filter(lambda odd: odd not in (".", "$", "$x", "$y"))) if scope.careless else over
    inner = scope.inner(*names, in_range=True)
    head = f"range {', '.join(names)}{' := ' if names else ''}{draw(over)}"
    parts = [draw(actions(head)), draw(bodies(inner, depth - 1))]
    if draw(st.integers(0, 2)) == 0:
        parts += [draw(actions("else")), draw(bodies(scope, depth - 1))]
    return "".join([*parts, draw(actions("end"))])


@st.composite
def pieces(draw: st.DrawFn, scope: Scope, depth: int) -> str:
    """Give one piece of a template; a variable it declares is known to those that follow."""
    choice = draw(st.integers(0, 19))
    if choice < 4:
        return draw(PLAIN)
    if choice < 12 or (depth <= 0 and choice < 16):
        return draw(actions(draw(pipelines(scope))))
    if choice < 13:
        name = f"$v{len(scope.variables)}"
        text = draw(actions(f"{name} := {draw(pipelines(scope, 1))}"))
        scope.variables.append(name)
        return text
    if choice < 14 and scope.variables:
        return draw(actions(f"{draw(st.sampled_from(scope.variables))} = {draw(pipelines(scope, 1))}"))
    if choice < 16:
        return draw(conditionals(scope, depth))
    if choice < 18 and depth > 0:
        return draw(loops(scope, depth))
    if choice < 19 and (scope.in_range or slips(draw, scope)):
        return draw(actions(draw(st.sampled_from(["break", "continue"]))))
    if draw(st.booleans()) and scope.templates:
        called = draw(st.sampled_from(scope.templates))
        return draw(actions(f"template {called} {draw(st.sampled_from(DATA))}"))
    return draw(COMMENT)


@st.composite
def bodies(draw: st.DrawFn, scope: Scope, depth: int) -> str:
    own = scope.inner()
    return "".join(draw(pieces(own, depth)) for _ in range(draw(st.integers(0, 3))))


@st.composite
def examples(draw: st.DrawFn) -> str:
    """Give a template's text."""
    scope = Scope(draw(st.sampled_from([0, 0, 4, 10])))
    start = ""
    if draw(st.integers(0, 3)) == 0:
        name = draw(st.sampled_from(['"d.one"', '"d.two"', "`d three`"]))
        start = draw(actions(draw(st.sampled_from([f"define {name}", f"define {name}", f"block {name} .Values"]))))
        start += draw(bodies(scope, 1)) + draw(actions("end"))
        scope.templates = (name, '"d.none"') if scope.careless else (name,)
    text = start + "".join(draw(pieces(scope, 2)) for _ in range(draw(st.integers(1, 4))))
    if scope.careless and draw(st.integers(0, 7)) == 0:
        at = draw(st.integers(0, len(text)))
        text = text[:at] + draw(st.sampled_from(BROKEN)) + text[at + draw(st.integers(0, 2)) :]
    return text


BROKEN = words("""
    ∅ ∅ {{ }} " ` ' ( ) | . := = , @ \\ {{end}} {{else}} ␣else␣ ␣if␣ /* nope 1x .. ␣-␣ {{- -}} ⏎ é
""")


def lay_out(texts: Sequence[str]) -> Layout:
    """Make a chart that includes each template and prints what it gives as JSON."""
    files = {f"templates/_e{n}.tpl": text for n, text in enumerate(texts)}
    lines = [f'x{n}: {{{{ include "c/templates/_e{n}.tpl" . | toJson }}}}\n' for n in range(len(texts))]
    return Layout({"Chart.yaml": CHART, "values.yaml": VALUES, "templates/t.yaml": "".join(lines), **files})


KIND = Kind(examples(), lay_out, together=50)
