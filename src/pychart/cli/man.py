"""Manual pages in roff, made from the commands as help is."""

from __future__ import annotations

from pychart import __version__
from pychart.cli.command import Command, Group
from pychart.cli.help import accepted_flags, describe_flag, group_flags, shared_flags

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pychart.cli.flags import Flag

_ENVIRONMENT = (
    ("HELM_CACHE_HOME, HELM_CONFIG_HOME, HELM_DATA_HOME", "folders of Helm's files, which pychart shares"),
    ("HELM_DEBUG", "true as --debug"),
    ("HELM_NAMESPACE, HELM_KUBECONTEXT, KUBECONFIG", "where a release's namespace is taken from"),
    ("HELM_PLUGINS, HELM_NO_PLUGINS", "folder of plugins; 1 loads none of them"),
    ("HELM_REPOSITORY_CACHE, HELM_REPOSITORY_CONFIG", "the cache of repositories and the file that names them"),
    ("NO_COLOR, HELM_COLOR", "any value for no colour; never, auto or always"),
    ("PYCHART_CACHE_HOME, PYCHART_NO_CACHE", "folder of compiled charts; 1 keeps none"),
    ("PYCHART_PROGRESS", "how work on a cluster is told, as --progress"),
    ("SOURCE_DATE_EPOCH", "the time that archives carry, in seconds since 1970"),
)


def describe_page(found: Command | Group, path: str, purpose: str) -> str:
    """Write the manual page of a command or a group; ``path`` is what users type, ``purpose`` one line."""
    name = path.replace(" ", "-")
    parts = [f'.TH "{name.upper()}" "1" "" "pychart {__version__}" "User Commands"\n.SH NAME\n{_quote(name)} \\- ']
    parts.append(f"{_quote(purpose)}\n.SH SYNOPSIS\n.B {_quote(path)}\n")
    parts.append(_quote(f"{found.usage} [flags]".strip() if isinstance(found, Command) else "[command]") + "\n")
    parts.append(".SH DESCRIPTION\n" + "\n.PP\n".join(map(_quote, found.text.split("\n\n"))) + "\n")
    parts += _describe_commands(found, name) if isinstance(found, Group) else _describe_own_flags(found)
    parts.append(_describe_flags("GLOBAL FLAGS", shared_flags()))
    parts.append(_describe_examples(found.examples))
    if " " not in path:
        parts.append(
            ".SH ENVIRONMENT\n" + "".join(f".TP\n.B {_quote(n)}\n{_quote(text)}\n" for n, text in _ENVIRONMENT)
        )
    parts.append(_describe_relatives(found, name))
    return "".join(parts)


def _describe_commands(group: Group, name: str) -> list[str]:
    rows = [f".TP\n.BR {_quote(f'{name}-{sub}')} (1)\n{_quote(group.table[sub][1])}\n" for sub in sorted(group.table)]
    return [".SH COMMANDS\n", *rows]


def _describe_own_flags(command: Command) -> list[str]:
    parts = [_describe_flags(title.upper(), flags) for title, flags in group_flags(command.flags)]
    accepted = accepted_flags(command.flags)
    if accepted:
        parts.append(f".SH ACCEPTED FROM HELM, WITHOUT EFFECT HERE\n{_quote(', '.join(accepted))}\n")
    return parts


def _describe_flags(title: str, flags: Iterable[Flag]) -> str:
    rows = [describe_flag(flag) for flag in flags]
    return f".SH {title}\n" + "".join(f".TP\n.B {_quote(names.strip())}\n{_quote(text)}\n" for names, text in rows)


def _describe_examples(examples: Sequence[tuple[str, str]]) -> str:
    rows = [(_quote(line), _quote(text[:1].upper() + text[1:])) for line, text in examples]
    texts = [f"{text}:\n.PP\n.nf\n.RS\n{line}\n.RE\n.fi\n.PP\n" for line, text in rows]
    return "".join([".SH EXAMPLES\n", *texts]) if texts else ""


def _describe_relatives(found: Command | Group, name: str) -> str:
    above = name.rpartition("-")[0] or ("" if isinstance(found, Group) else "pychart")
    names = [above] if above else []
    if isinstance(found, Group):
        names += [f"{name}-{sub}" for sub in sorted(found.table)]
    # The comma stands with the number of the chapter, or roff would set it on a line of its own.
    rows = [f".BR {_quote(relative)} (1)" for relative in names]
    return ".SH SEE ALSO\n" + " ,\n".join(rows) + "\n" if rows else ""


def _quote(text: str) -> str:
    """Keep roff from reading anything in a text as its own."""
    text = text.replace("\\", "\\e").replace("-", "\\-").replace("\n", " ")
    return f"\\&{text}" if text.startswith((".", "'")) else text
