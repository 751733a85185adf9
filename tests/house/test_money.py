"""Money is Decimal, never float: no float stands in a model, nor anywhere near money; the type checker proves the rest.

A division of Decimals is a Decimal, so it is let be; what becomes a float is a call of float(), a column of floats, a
literal such as 0.2, and what `math` and `statistics` give.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

from django.db.models import FloatField

from tests.house.rooms import ROOT, code_files, is_migration, our_models, tree, where

# Modules of money, by words of their names; all of a folder named so, too.
WORDS = (
    "amount",
    "apportionment",
    "budget",
    "claim",
    "cofinancing",
    "cost",
    "due",
    "funding",
    "invoice",
    "money",
    "municipalit",
    "person_years",
    "population",
    "post",
    "salary",
    "split",
    "what_if",
    "written_numbers",
)
FLOORS = ("projects", "reports")
OF_FLOATS = {"float", "FloatField"}
MODULES_OF_FLOATS = {"math", "statistics", "random", "numpy"}


def is_of_money(path: Path) -> bool:
    parts = path.relative_to(ROOT).parts
    return parts[0] in FLOORS and any(word in part for part in parts[1:] for word in WORDS)


def floats_in(module: ast.AST) -> Iterator[tuple[int, str]]:
    """Where a module makes a float, and how."""
    for node in ast.walk(module):
        if isinstance(node, ast.Name | ast.Attribute):
            name = node.id if isinstance(node, ast.Name) else node.attr
            if name in OF_FLOATS:
                yield node.lineno, name
        elif isinstance(node, ast.Constant) and isinstance(node.value, float):
            yield node.lineno, repr(node.value)
        elif isinstance(node, ast.Import):
            yield from ((node.lineno, each.name) for each in node.names if each.name in MODULES_OF_FLOATS)
        elif isinstance(node, ast.ImportFrom) and node.module in MODULES_OF_FLOATS:
            yield node.lineno, node.module


def test_no_float_stands_in_a_module_of_money():
    found = [
        f"{where(path, line)} {what}"
        for path in code_files()
        if is_of_money(path) and not is_migration(path)
        for line, what in floats_in(tree(path))
    ]
    assert found == []


def test_no_model_of_ours_has_a_column_of_floats():
    columns = [column for model in our_models() for column in model._meta.concrete_fields]
    assert [str(column) for column in columns if isinstance(column, FloatField)] == []


def test_modules_of_money_are_found_by_their_names():
    names = {where(path) for path in code_files() if is_of_money(path)}
    assert {
        "projects/apportionments.py",
        "projects/budget_chains.py",
        "projects/dues.py",
        "projects/forms/money.py",
        "projects/models/cost.py",
        "projects/intakes/salary_costs.py",
        "projects/splits.py",
        "projects/written_numbers.py",
        "reports/figures/cofinancing.py",
    } <= names


def test_checker_of_floats_given_each_way_to_make_one_names_its_line():
    source = (
        "import math\nfrom statistics import mean\nx = float('1')\ny = 0.2\nz: float = 1\n"
        "a = models.FloatField()\nb = Decimal('0.2') / 2\nc = forms.FloatField\n"
    )
    assert sorted(floats_in(ast.parse(source))) == [
        (1, "math"),
        (2, "statistics"),
        (3, "float"),
        (4, "0.2"),
        (5, "float"),
        (6, "FloatField"),
        (8, "FloatField"),
    ]
