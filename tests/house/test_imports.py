"""Imports go downward only, in the house and inside each app, and never in a circle."""

import ast
from collections.abc import Iterator
from itertools import count

from tests.house.rooms import (
    FLOORS,
    code_files,
    functions,
    height,
    is_migration,
    module_name,
    our_models,
    tree,
    where,
)

# What stands in ohjaamo/: the wiring, and kits that know one thing each and no domain. A new kit is a decision.
WIRING = {"settings", "urls", "wsgi", "locale"}
KITS = {
    "bar_chart",  # bars lying one under another, as SVG
    "book_encodings",  # which letters the bytes of a text file are
    "book_limits",  # how much memory and time the reader of a book gets
    "book_ods",  # an .ods's own XML
    "book_reader",  # reads a spreadsheet, in a child process
    "book_text",  # cells made plain, and the rows of a text file
    "book_values",  # what calamine reads, as the cells a spreadsheet shows
    "book_xlsx",  # an .xlsx's own XML
    "book_xml",  # formulas, row counts and what is hidden, from a sheet's own XML
    "books",  # the one door to spreadsheets in
    "bullet_chart",  # what was spent before what was planned, as SVG
    "charts",  # bars and lines as SVG
    "commands",  # what our commands share
    "constraints",  # builders: all-or-none, ordered, no-overlap
    "database",  # where the database is, and the starter of the embedded one
    "fields",  # column kinds used twice
    "formats",  # days, periods, amounts and shares in words
    "inputs",  # days and lines of text as forms ask for them
    "keeping",  # what was typed in a form that could not be taken
    "line_chart",  # lines over time, named at their end, as SVG
    "pdf",  # the one door to WeasyPrint
    "pdf_renderer",  # the child process behind it
    "periods",  # stretches of days
    "processes",  # web and worker, started and ended together
    "reference",  # countries and languages by code
    "secrets",  # keys from the environment or a private file
    "sheets",  # tables out: .xlsx and text, in constant memory
    "templatetags",  # filters and tags of our own
    "trend_chart",  # a small line over time as SVG
    "typeface",  # the fonts a PDF embeds
}

# From another app nobody takes these: its own way of meeting people and the command line.
PRIVATE = [
    "accounts",
    "admin",
    "apps",
    "context",
    "filters",
    "forms",
    "management",
    "middleware",
    "migrations",
    "resources",
    "urls",
    "views",
]
LATE_IMPORTS = {"__import__", "import_module", "import_string"}


def imports_of(module: ast.Module, name: str, known: set[str], *, is_package: bool) -> set[str]:
    """The modules of ours that a module names in its imports; `known` are all our modules."""
    package = name if is_package else name.rpartition(".")[0]
    found = set()
    for node in ast.walk(module):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            above = package.rsplit(".", node.level - 1)[0] if node.level else ""
            source = ".".join(part for part in (above, node.module) if part)
            parts = {f"{source}.{alias.name}" for alias in node.names}
            found |= {part if part in known else source for part in parts}
    return {target for target in found if target in known and target != name}


def faults_of(name: str, target: str) -> Iterator[str]:
    """What is wrong with one module importing another."""
    (room, *_inner), (target_room, *target_inner) = name.split("."), target.split(".")
    if FLOORS.index(target_room) > FLOORS.index(room):
        yield "goes upward"
    if room != target_room and target_inner and target_inner[0] in PRIVATE:
        yield "takes another app's private part"
    if height(target) > height(name):
        yield "takes from a higher part of an app"


def circles(graph: dict[str, set[str]]) -> list[list[str]]:
    """Groups of modules that import each other in a circle (Tarjan's strongly connected components)."""
    found, order, low, stack, number = [], {}, {}, [], count()

    def visit(node: str) -> None:
        order[node] = low[node] = next(number)
        stack.append(node)
        for target in graph[node]:
            if target not in order:
                visit(target)
            if target in stack:
                low[node] = min(low[node], low[target])
        if low[node] == order[node]:
            start = stack.index(node)
            if len(stack) - start > 1:
                found.append(sorted(stack[start:]))
            del stack[start:]

    for node in graph:
        if node not in order:
            visit(node)
    return found


def inner_imports(module: ast.Module) -> list[int]:
    """Lines of imports inside functions, written as a statement or as a call."""
    lines = set()
    for function in functions(module):
        for node in ast.walk(function):
            called = ast.unparse(node.func).rpartition(".")[2] if isinstance(node, ast.Call) else ""
            if isinstance(node, ast.Import | ast.ImportFrom) or called in LATE_IMPORTS:
                lines.add(node.lineno)
    return sorted(lines)


def house() -> dict[str, set[str]]:
    """Every module of ours and the modules of ours that it imports."""
    files = {module_name(path): path for path in code_files()}
    return {
        name: imports_of(tree(path), name, set(files), is_package=path.name == "__init__.py")
        for name, path in files.items()
    }


def test_imports_of_every_module_go_downward():
    faults = [
        f"{name} -> {target}: {fault}"
        for name, targets in house().items()
        for target in sorted(targets)
        for fault in faults_of(name, target)
    ]
    assert faults == []


def test_imports_of_all_files_make_no_circle():
    assert circles(house()) == []


def test_imports_inside_functions_are_none():
    files = [path for path in code_files() if not is_migration(path)]
    assert [where(path, line) for path in files for line in inner_imports(tree(path))] == []


def test_foreign_keys_of_every_model_point_downward():
    upward = [
        f"{model._meta.label}.{field.name} -> {field.related_model._meta.label}"
        for model in our_models()
        for field in model._meta.get_fields()
        if field.is_relation and field.concrete and field.related_model._meta.app_label in FLOORS
        if FLOORS.index(field.related_model._meta.app_label) > FLOORS.index(model._meta.app_label)
    ]
    assert upward == []


def test_kits_on_the_ground_floor_are_the_listed_ones():
    modules = [module_name(path).split(".") for path in code_files()]
    assert {parts[1] for parts in modules if parts[0] == "ohjaamo" and len(parts) > 1} - WIRING == KITS


def test_checker_of_targets_given_each_fault_names_it():
    assert list(faults_of("staff.pages", "clients.choices")) == ["goes upward"]
    assert list(faults_of("ohjaamo.formats", "staff")) == ["goes upward"]
    assert list(faults_of("coaching.views", "clients.forms")) == ["takes another app's private part"]
    assert list(faults_of("clients.models.client", "projects.rules")) == [
        "takes from a higher part of an app"
    ]
    assert list(faults_of("clients.enrolments", "clients.forms")) == ["takes from a higher part of an app"]
    assert list(faults_of("coaching.views.sessions", "clients.access")) == []


def test_checker_of_imports_given_each_spelling_finds_the_module():
    source = ast.parse("import b.x\nfrom b import y, z\nfrom . import c\nfrom .d import thing\nimport json")
    known = {"a.e", "a.c", "a.d", "b", "b.x", "b.y"}
    assert imports_of(source, "a.e", known, is_package=False) == {"a.c", "a.d", "b", "b.x", "b.y"}
    assert imports_of(ast.parse("from .d import thing"), "a", {"a", "a.d"}, is_package=True) == {"a.d"}


def test_checker_of_circles_given_one_finds_only_its_members():
    assert circles({"a": {"b"}, "b": {"c"}, "c": {"b", "d"}, "d": set()}) == [["b", "c"]]


def test_checker_of_inner_imports_given_statement_and_call_finds_both():
    source = "import a\ndef f():\n    import b\n    return importlib.import_module('c')\n"
    assert inner_imports(ast.parse(source)) == [3, 4]
