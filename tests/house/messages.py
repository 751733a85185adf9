"""Every text of ours that goes through gettext, from Python and from templates."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation.template import templatize

from tests.house.rooms import APPS, ROOT, code_files, is_migration, template_files, tree, where

# What each function of gettext takes: its arguments in order.
SHAPES = {
    "gettext": ("text",),
    "ngettext": ("text", "plural"),
    "pgettext": ("context", "text"),
    "npgettext": ("context", "text", "plural"),
}
MODULE = "django.utils.translation"
# In a template's Python-like rendering every call begins so; the rest of the template is blanked out.
TEMPLATE_CALL = re.compile(r"(?<!\w)(_|n?p?gettext)\(")
STRING = re.compile(r"""\s*u?('(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*")\s*,?""")


@dataclass(frozen=True)
class Message:
    """One text to translate, and the catalogue (a room's name) it belongs to."""

    room: str
    text: str
    plural: str = ""
    context: str = ""


class NotLiteral(Exception):
    """A gettext call was given something else than a plain text."""


def room_of(path: Path) -> str:
    """Whose catalogue holds the texts of a file: its app's, else the ground floor's."""
    first, *rest = path.relative_to(ROOT).parts
    room = rest[0] if first == "templates" else first
    return room if room in APPS else "ohjaamo"


def shape_of(name: str) -> tuple[str, ...] | None:
    return SHAPES.get(name.removesuffix("_lazy").removesuffix("_noop"))


def python_calls(module: ast.Module) -> Iterator[tuple[ast.Call, tuple[str, ...]]]:
    """Every call of gettext, also under another name or through its module."""
    names = {
        alias.asname or alias.name: shape_of(alias.name)
        for node in ast.walk(module)
        if isinstance(node, ast.ImportFrom) and node.module == MODULE
        for alias in node.names
    }
    for node in ast.walk(module):
        if not isinstance(node, ast.Call):
            continue
        function = node.func
        if isinstance(function, ast.Name):
            shape = names.get(function.id)
        else:
            shape = shape_of(function.attr) if isinstance(function, ast.Attribute) else None
        if shape:
            yield node, shape


def python_messages(module: ast.Module, room: str) -> Iterator[Message]:
    """Raises NotLiteral at a call whose text gettext's readers couldn't see."""
    for call, shape in python_calls(module):
        parts = {}
        for part, argument in zip(shape, call.args, strict=False):
            if not (isinstance(argument, ast.Constant) and isinstance(argument.value, str)):
                raise NotLiteral(f"line {call.lineno}: {ast.unparse(call)}")
            parts[part] = argument.value
        yield Message(room, **parts)


def template_messages(source: str, room: str) -> Iterator[Message]:
    rendered = templatize(source)
    for call in TEMPLATE_CALL.finditer(rendered):
        name = "gettext" if call[1] == "_" else call[1]
        position, parts = call.end(), {}
        for part in SHAPES[name]:
            literal = STRING.match(rendered, position)
            assert literal, f"no plain text in {rendered[call.start() : call.end() + 60]!r}"
            parts[part], position = ast.literal_eval(literal[1]), literal.end()
        yield Message(room, **parts)


def all_messages() -> dict[Message, str]:
    """Every message of the house and a place where it stands."""
    found = {}
    for path in code_files():
        if not is_migration(path):
            found |= dict.fromkeys(python_messages(tree(path), room_of(path)), where(path))
    for path in template_files():
        found |= dict.fromkeys(
            template_messages(path.read_text(encoding="utf-8"), room_of(path)), where(path)
        )
    return found
