"""Nothing grows beyond what one reads at one sitting."""

import ast
from pathlib import Path

from tests.house.rooms import (
    ROOT,
    code_files,
    functions,
    is_migration,
    module_name,
    template_files,
    tree,
    where,
)
from tests.house.rooms import test_files as files_of_tests

FUNCTION, VIEW, MODEL, CODE_FILE, TEST_FILE, TEMPLATE, SETTINGS = 40, 25, 150, 300, 400, 120, 250
OWN_LIMITS = {ROOT / "ohjaamo" / "settings.py": SETTINGS}


def length(node: ast.stmt) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def long_functions(module: ast.AST, limit: int) -> list[tuple[int, str]]:
    return [
        (function.lineno, f"{function.name} has {length(function)} lines, {limit} are allowed")
        for function in functions(module)
        if length(function) > limit
    ]


def long_classes(module: ast.AST, limit: int) -> list[tuple[int, str]]:
    return [
        (node.lineno, f"{node.name} has {length(node)} lines, {limit} are allowed")
        for node in ast.walk(module)
        if isinstance(node, ast.ClassDef) and length(node) > limit
    ]


def part(path: Path) -> str:
    """The part of its app that a file belongs to: `views` for clients/views/timeline.py."""
    return [*module_name(path).split("."), ""][1]


def written_by_hand() -> list[Path]:
    return [path for path in code_files() if not is_migration(path)]


def test_functions_of_code_and_tests_keep_their_limit():
    found = [
        f"{where(path, line)} {what}"
        for path in [*written_by_hand(), *files_of_tests()]
        for line, what in long_functions(tree(path), FUNCTION)
    ]
    assert found == []


def test_views_of_every_app_keep_their_limit():
    found = [
        f"{where(path, line)} {what}"
        for path in written_by_hand()
        if part(path) == "views"
        for line, what in long_functions(tree(path), VIEW)
    ]
    assert found == []


def test_model_classes_of_every_app_keep_their_limit():
    found = [
        f"{where(path, line)} {what}"
        for path in written_by_hand()
        if part(path) == "models"
        for line, what in long_classes(tree(path), MODEL)
    ]
    assert found == []


def test_files_of_every_kind_keep_their_limit():
    limits = dict.fromkeys(written_by_hand(), CODE_FILE)
    limits |= dict.fromkeys(files_of_tests(), TEST_FILE)
    limits |= dict.fromkeys(template_files(), TEMPLATE)
    limits |= OWN_LIMITS
    found = [f"{where(path)} has {lines(path)} lines, {limits[path]} are allowed" for path in limits]
    assert [text for text, path in zip(found, limits, strict=True) if lines(path) > limits[path]] == []


def test_checker_of_lengths_given_one_line_too_many_names_the_place():
    module = ast.parse("class A:\n    def f(self):\n        x = 1\n        return x\n")
    assert long_functions(module, 3) == []
    assert long_functions(module, 2) == [(2, "f has 3 lines, 2 are allowed")]
    assert long_classes(module, 3) == [(1, "A has 4 lines, 3 are allowed")]
