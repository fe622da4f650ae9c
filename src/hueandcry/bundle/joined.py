"""The studio's ES modules → one script: a slow link pays for every file, twice for each that names another.

Knows only the few forms the studio uses, and refuses any other: imports by name at the top of a module,
exports where things are declared. Comments stay behind; the sources are the place to read.
"""

import re
from collections.abc import Mapping

IMPORT = re.compile(r'^import \{([\w\s,]+)\} from "\./(\w+)\.js";\n', re.MULTILINE)
EXPORT = re.compile(
    r"^export ((?:async function|function|class|const) (?:(\w+)|\{ ([\w, ]+) \}))", re.MULTILINE
)
DOCUMENTATION = re.compile(r"[ \t]*/\*\*.*?\*/[ \t]*\n?", re.DOTALL)
COMMENT = re.compile(r"^[ \t]*//.*\n", re.MULTILINE)
LEFT_OVER = re.compile(r"^(import|export)\b.*", re.MULTILINE)


def joined(entry: str, sources: Mapping[str, str]) -> str:
    """Return a module and all it imports as one script that runs as a module or as a worker.

    Args:
        entry: the module's name, such as ``studio``.
        sources: every module's text by its name.

    Raises:
        ValueError: if a module uses a form that is not known here, or they import each other in a circle.
    """
    *needed, last = in_order(entry, sources)
    # The entry itself stands at the top, where a module may await.
    return "".join(scoped(name, sources[name]) for name in needed) + bare(sources[last])


def in_order(entry: str, sources: Mapping[str, str], above: tuple[str, ...] = ()) -> list[str]:
    """Return the modules that an entry needs, each behind those it imports itself."""
    if entry in above:
        raise ValueError(f"{' → '.join((*above, entry))} import each other")
    order: list[str] = []
    for _, name in IMPORT.findall(sources[entry]):
        order += [each for each in in_order(name, sources, (*above, entry)) if each not in order]
    return [*order, entry]


def scoped(name: str, source: str) -> str:
    """Return a module as a function's scope that gives back what it exports."""
    exports = ", ".join(one or several for _, one, several in EXPORT.findall(source))
    return f"const ${name} = (() => {{\n{bare(source)}return {{ {exports} }};\n}})();\n"


def bare(source: str) -> str:
    """Return a module's text without its comments; imports take from scopes before it."""
    body = COMMENT.sub("", DOCUMENTATION.sub("", source))
    body = EXPORT.sub(r"\1", IMPORT.sub(r"const {\1} = $\2;\n", body))
    if wrong := LEFT_OVER.search(body):
        raise ValueError(f"This form cannot be joined: {wrong[0]}")
    return body.strip() + "\n"
