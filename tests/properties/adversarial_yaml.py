"""YAML texts that want more time and memory than they should get: each family is made in any size."""

from __future__ import annotations

from collections.abc import Callable


def repeat(piece: str, size: int, head: str = "", tail: str = "") -> str:
    """Give a text of about ``size`` characters."""
    return head + piece * max(1, (size - len(head) - len(tail)) // len(piece)) + tail


def number(piece: str, size: int, head: str = "") -> str:
    """Repeat a piece with a number in it."""
    count = max(1, (size - len(head)) // len(piece.format(123456)))
    return head + "".join(piece.format(n) for n in range(count))


def nest(opening: str, closing: str, size: int, middle: str = "") -> str:
    count = max(1, size // (len(opening) + len(closing)))
    return opening * count + middle + closing * count


def steps(piece: str, size: int) -> str:
    """Nest a block as deep as a text of the size can be: each line is one space further in."""
    lines, total, depth = [], 0, 0
    while total < size:
        lines.append(" " * depth + piece)
        total += len(lines[-1]) + 1
        depth += 1
    return "\n".join(lines) + "\n"


def laugh(size: int, width: int) -> str:
    """Aliases of aliases, as many levels as fit."""
    level = "a{}: &a{} [" + ", ".join(["*a{}"] * width) + "]\n"
    lines, total = ["a0: &a0 [x]\n"], 0
    while total < size:
        n = len(lines)
        lines.append(level.format(n, n, *[n - 1] * width))
        total += len(lines[-1])
    return "".join(lines)


def merges(size: int, width: int) -> str:
    level = "m{}: &m{} {{<<: [" + ", ".join(["*m{}"] * width) + "], k{}: 1}}\n"
    lines, total = ["m0: &m0 {a: 1}\n"], 0
    while total < size:
        n = len(lines)
        lines.append(level.format(n, n, *[n - 1] * width, n))
        total += len(lines[-1])
    return "".join(lines)


def chain(size: int) -> str:
    """Each map merges the one before: the n-th has n keys."""
    lines, total = ["m0: &m0 {a: 1}\n"], 0
    while total < size:
        n = len(lines)
        lines.append(f"m{n}: &m{n} {{<<: *m{n - 1}, k{n}: 1}}\n")
        total += len(lines[-1])
    return "".join(lines)


FAMILIES: dict[str, Callable[[int], str]] = {
    "[[[[": lambda size: "a: " + "[" * size,
    "[[[[ closed": lambda size: "a: " + nest("[", "]", size),
    "{a: {a: ": lambda size: nest("{a: ", "}", size, "1"),
    "{a: {a: open": lambda size: repeat("{a: ", size),
    "{{{{": lambda size: repeat("{", size),
    "[{[{": lambda size: repeat("[{", size),
    "[? [? ": lambda size: repeat("[? ", size),
    "- - - -": lambda size: repeat("- ", size),
    "- - - - a": lambda size: repeat("- ", size, tail="a\n"),
    "? ? ? ?": lambda size: repeat("? ", size),
    "? ? ? ? a": lambda size: repeat("? ", size, tail="a\n"),
    "- ? - ?": lambda size: repeat("- ? ", size),
    ": : : :": lambda size: repeat(": ", size),
    "a: a: a:": lambda size: repeat("a: ", size),
    "steps of maps": lambda size: steps("a:", size),
    "steps of lists": lambda size: steps("-", size),
    "one plain word": lambda size: "a: " + "x" * size,
    "plain words": lambda size: repeat("word ", size, "a: "),
    "plain lines": lambda size: repeat("  word\n", size, "a:\n"),
    "empty plain lines": lambda size: repeat("\n", size, "a: b", "  c\n"),
    "digits": lambda size: "a: " + "9" * size,
    "digits and underscores": lambda size: repeat("9_", size, "a: "),
    "hexadecimal digits": lambda size: repeat("f", size, "a: 0x"),
    "digits behind a point": lambda size: repeat("9", size, "a: 0."),
    "zeros": lambda size: repeat("0", size, "a: "),
    "binary digits": lambda size: repeat("1", size, "a: 0b"),
    "digits and colons": lambda size: repeat("1:", size, "a: ", "1"),
    "signs": lambda size: repeat("-", size, "a: x"),
    "dots": lambda size: repeat(".", size, "a: "),
    "dashes": lambda size: repeat("-", size),
    "a line of dashes": lambda size: repeat("---\n", size),
    "documents": lambda size: repeat("---\na: 1\n", size),
    "ended documents": lambda size: repeat("a: 1\n...\n", size),
    "ends": lambda size: repeat("...\n", size),
    "directives": lambda size: repeat("%FOO bar\n", size, tail="---\na: 1\n"),
    "tag directives": lambda size: number("%TAG !a{}! tag:x,\n", size) + "---\na: 1\n",
    "a directive of one line": lambda size: "%YAML " + "1" * size + "\n---\na: 1\n",
    "comments": lambda size: repeat("# comment\n", size, tail="a: 1\n"),
    "comments behind": lambda size: number("a{}: 1 # b\n", size),
    "hashes": lambda size: repeat("#", size, tail="\na: 1\n"),
    "spaces": lambda size: repeat(" ", size, "a:", "1\n"),
    "spaces at ends": lambda size: repeat("a   ", size, "a: "),
    "tabs": lambda size: repeat("\t", size, "a:", "1\n"),
    "empty lines": lambda size: repeat("\n", size, tail="a: 1\n"),
    "lines of spaces": lambda size: repeat("    \n", size, tail="a: 1\n"),
    "carriage returns": lambda size: repeat("\r", size, "a: 1"),
    "quoted": lambda size: repeat("x", size, 'a: "', '"\n'),
    "quoted open": lambda size: repeat("x", size, 'a: "'),
    "escapes": lambda size: repeat("\\n", size, 'a: "', '"\n'),
    "long escapes": lambda size: repeat("\\U0001F600", size, 'a: "', '"\n'),
    "escaped slashes": lambda size: repeat("\\/", size, 'a: "', '"\n'),
    "escaped single quotes": lambda size: repeat("\\'", size, 'a: "', '"\n'),
    "many escaped single quotes": lambda size: number('- "\\\'{}"\n', size),
    "escaped line ends": lambda size: repeat("\\\n", size, 'a: "', '"\n'),
    "folded quoted lines": lambda size: repeat("  x\n\n", size, 'a: "', '  "\n'),
    "single quotes": lambda size: repeat("''", size, "a: '", "'\n"),
    "quotes": lambda size: repeat('"', size, "a: "),
    "a literal": lambda size: repeat("  x\n", size, "a: |\n"),
    "a literal of one line": lambda size: repeat("x", size, "a: |\n  "),
    "a folded text": lambda size: repeat("  x\n\n", size, "a: >\n"),
    "a literal of spaces": lambda size: repeat("   \n", size, "a: |\n"),
    "literals": lambda size: number("a{}: |\n  x\n", size),
    "keys": lambda size: number("k{}: 1\n", size),
    "keys of one map": lambda size: number("k{}: 1, ", size, "{"),
    "the same key": lambda size: repeat("a: 1\n", size),
    "keys without values": lambda size: number("k{}:\n", size),
    "keys of numbers": lambda size: number("{}: 1\n", size),
    "keys of floats": lambda size: number("{}.5: 1\n", size),
    "keys that are null": lambda size: repeat("~: 1\n", size),
    "keys that are maps": lambda size: number("? {{a: {}}}\n: 1\n", size),
    "a long key": lambda size: repeat("k", size, tail=": 1\n"),
    "a long explicit key": lambda size: repeat("k", size, "? ", "\n: 1\n"),
    "questions": lambda size: repeat("? a\n", size),
    "list": lambda size: repeat("- a\n", size),
    "list of lists": lambda size: repeat("- []\n", size),
    "list of maps": lambda size: repeat("- {}\n", size),
    "list of nothing": lambda size: repeat("-\n", size),
    "list of floats": lambda size: number("- {}.25\n", size),
    "list in brackets": lambda size: repeat("a,", size, "[", "]"),
    "commas": lambda size: repeat(",", size, "[", "]"),
    "empty lists in brackets": lambda size: repeat("[],", size, "[", "]"),
    "pairs in brackets": lambda size: repeat("a: b,", size, "[", "]"),
    "colons in brackets": lambda size: repeat(":,", size, "[", "]"),
    "colons behind words in brackets": lambda size: repeat("a:,", size, "[", "]"),
    "colons before brackets": lambda size: repeat("a:[],", size, "[", "]"),
    "questions in brackets": lambda size: repeat("a?,", size, "[", "]"),
    "questions in flow": lambda size: repeat("?a,", size, "[", "]"),
    "words over lines in brackets": lambda size: repeat("a\n", size, "[", "]"),
    "anchors": lambda size: number("- &a{} x\n", size),
    "one anchor": lambda size: repeat("- &a x\n", size),
    "anchors of lists": lambda size: number("- &a{} [x]\n", size),
    "nested anchors": lambda size: "".join(f"&a{n} [" for n in range(size // 8)),
    "steps of anchors": lambda size: steps("a: &a", size),
    "aliases": lambda size: repeat("- *a\n", size, "- &a x\n"),
    "aliases of a list": lambda size: repeat("- *a\n", size, "- &a [x, x, x, x]\n"),
    "aliases of a long text": lambda size: repeat(" *a,", size // 2, f'[ &a "{"x" * (size // 2)}",', "]"),
    "aliases of a large map": lambda size: repeat("- *a\n", size // 2, f"- &a {{{number('k{}: 1,', size // 2)}}}\n"),
    "aliases of aliases": lambda size: laugh(size, 10),
    "aliases of aliases, narrow": lambda size: laugh(size, 2),
    "aliases of one alias": lambda size: laugh(size, 1),
    "unknown aliases": lambda size: repeat("- *a\n", size),
    "a long anchor": lambda size: repeat("a", size, "&", " x\n"),
    "merges": lambda size: repeat("- {<<: *a}\n", size, "- &a {x: 1}\n"),
    "merges of merges": lambda size: merges(size, 10),
    "merges of merges, narrow": lambda size: merges(size, 2),
    "a chain of merges": chain,
    "merges in one map": lambda size: repeat("<<: *a\n", size, "x: &a {x: 1}\n"),
    "a long list of merges": lambda size: repeat("*a, ", size, "x: &a {x: 1}\ny: {<<: [", "*a]}\n"),
    "merges of a large map": lambda size: repeat(
        "- {<<: *a}\n", size // 2, f"- &a {{{number('k{}: 1,', size // 2)}}}\n"
    ),
    "tags": lambda size: repeat("- !!str x\n", size),
    "own tags": lambda size: number("- !t{} x\n", size),
    "tags of numbers": lambda size: repeat("- !!int 1\n", size),
    "wrong tags": lambda size: repeat("- !!int x\n", size),
    "binary": lambda size: repeat("YWJj", size, "a: !!binary "),
    "a long tag": lambda size: repeat("t", size, "!", " x\n"),
    "escaped tags": lambda size: repeat("%41", size, "!", " x\n"),
    "colons in brackets at the end": lambda size: number("k{}: 1\n", size) + "z: [" + "a:," * 100 + "]\n",
    "escapes at the end": lambda size: number("k{}: 1\n", size) + 'z: ["\\\'"' + ', "\\\'"' * 100 + "]\n",
    "tags at the end": lambda size: number("k{}: 1\n", size) + "z: [" + "!a, b," * 100 + "]\n",
    "keys and few documents": lambda size: number("k{}: 1\n", size // 2) + repeat("---\na: 1\n", size // 2),
    "tags with commas in brackets": lambda size: repeat("!a, b,", size, "[", "]"),
    "tags before brackets": lambda size: repeat("!a] b,", size, "["),
    "nested tags": lambda size: repeat("! [", size),
    "bangs": lambda size: repeat("!", size),
    "ampersands": lambda size: repeat("&", size),
    "bars": lambda size: repeat("|\n", size),
    "wide characters": lambda size: repeat("é: 日本\n", size // 2),
    "bytes that are not UTF-8": lambda size: repeat("\udcff", size, "a: "),
    "byte order marks": lambda size: repeat("\ufeff", size // 3),
    "byte order marks between": lambda size: repeat("a: 1\n---\n\ufeff", size),
    "next lines": lambda size: repeat("\x85", size // 2, "a: b", "\n c"),
    "Chart.yaml": lambda size: number('dependencies{}:\n  - name: a\n    version: "1.0"\n', size),
}
"""Each gives a text of about so many bytes."""
