"""Names say what a thing is, and alike things are named alike."""

import ast
from pathlib import Path

from django.db.models import BooleanField, DateField, DateTimeField, Field, ForeignKey

from staff.models import User
from tests.house.rooms import (
    ROOT,
    code_files,
    event_models,
    functions,
    is_rule_module,
    our_models,
    tree,
    where,
)
from tests.house.rooms import test_files as files_of_tests

FORBIDDEN_FILES = {"utils", "helpers", "common", "core", "misc", "base", "tools", "services", "signals"}
# The only day that isn't an event: figures of a table are stated as of it.
STATED_DAY = "as_of"
NAMES_OF_A_USER = {"coach", "user", "owner", "member", "giver", "receiver", "substitute"}
# Named by Django and by pghistory.
GIVEN_COLUMNS = {"last_login", "pgh_obj"}
MODEL_SIGNALS = {
    "pre_init",
    "post_init",
    "pre_save",
    "post_save",
    "pre_delete",
    "post_delete",
    "m2m_changed",
    "class_prepared",
}


def column_fault(field: Field) -> str:
    """What is wrong with a column's name, or nothing."""
    name = field.name
    if isinstance(field, DateTimeField):
        return "" if name.endswith("_at") else "a moment ends in _at"
    if isinstance(field, DateField):
        return "" if name.endswith("_on") or name == STATED_DAY else "a day ends in _on"
    if isinstance(field, BooleanField):
        return "" if name.startswith(("is_", "has_")) else "a truth begins with is_ or has_"
    if isinstance(field, ForeignKey) and field.related_model is User:
        return "" if name.endswith("_by") or name in NAMES_OF_A_USER else "a person ends in _by"
    if name.endswith(("_at", "_on")):
        return "only a moment ends in _at, only a day in _on"
    return ""


def argument_fault(function: ast.FunctionDef | ast.AsyncFunctionDef) -> str:
    """What is wrong with the arguments of a rule that takes `by`, or nothing."""
    arguments = function.args
    positional = [argument.arg for argument in [*arguments.posonlyargs, *arguments.args]]
    named = [argument.arg for argument in arguments.kwonlyargs]
    if "by" not in positional + named or function.name.startswith("_"):
        return ""
    if positional or arguments.vararg:
        return "takes positional arguments"
    return "" if named[-1] == "by" else "doesn't end with by"


def signal_handlers(module: ast.AST) -> list[int]:
    """Lines that name a signal of Django's models."""
    named = []
    for node in ast.walk(module):
        if isinstance(node, ast.ImportFrom):
            named += [(alias.name, node.lineno) for alias in node.names]
        elif isinstance(node, ast.Attribute):
            named.append((node.attr, node.lineno))
    return sorted({line for name, line in named if name in MODEL_SIGNALS})


def file_names(path: Path) -> set[str]:
    """The names a file bears: its own and those of its folders."""
    return {part.removesuffix(".py") for part in path.relative_to(ROOT).parts}


def test_files_of_code_and_tests_bear_no_empty_name():
    assert [
        where(path) for path in [*code_files(), *files_of_tests()] if file_names(path) & FORBIDDEN_FILES
    ] == []


def test_rules_that_take_by_are_keyword_only_and_end_with_it():
    found = [
        f"{where(path, function.lineno)} {function.name} {argument_fault(function)}"
        for path in code_files()
        if is_rule_module(path)
        for function in functions(tree(path))
        if argument_fault(function)
    ]
    assert found == []


def test_columns_of_every_model_are_named_by_their_kind():
    found = [
        f"{model._meta.label}.{field.name}: {column_fault(field)}"
        for model in [*our_models(), *event_models()]
        for field in model._meta.concrete_fields
        if field.name not in GIVEN_COLUMNS and column_fault(field)
    ]
    assert found == []


def test_models_of_every_app_have_no_own_save():
    found = [
        f"{part.__module__}.{part.__qualname__}.{name}"
        for model in our_models()
        for part in model.__mro__
        for name in ("save", "delete")
        if not part.__module__.startswith("django.") and name in vars(part)
    ]
    assert found == []


def test_signals_of_models_are_not_handled():
    assert [where(path, line) for path in code_files() for line in signal_handlers(tree(path))] == []


def test_checker_of_columns_given_each_kind_misnamed_says_why():
    def fault(field: Field, name: str) -> str:
        field.name = name
        return column_fault(field)

    assert fault(DateTimeField(), "opened_on") == "a moment ends in _at"
    assert fault(DateField(), "birth_date") == "a day ends in _on"
    assert fault(DateField(), "as_of") == ""
    assert fault(BooleanField(), "confidential") == "a truth begins with is_ or has_"
    assert fault(Field(), "looked_at") == "only a moment ends in _at, only a day in _on"
    assert column_fault(next(f for f in event_models()[0]._meta.fields if f.name == "pgh_created_at")) == ""


def test_checker_of_rules_given_wrong_arguments_says_why():
    def fault(arguments: str) -> str:
        return argument_fault(next(functions(ast.parse(f"def start({arguments}): pass"))))

    assert fault("client, *, by") == "takes positional arguments"
    assert fault("*, by, client") == "doesn't end with by"
    assert fault("*, client, by") == ""
    assert fault("client") == ""


def test_checker_of_signals_given_import_or_attribute_finds_both():
    source = "from django.db.models.signals import post_save\nsignals.pre_delete.connect(f)\n"
    assert signal_handlers(ast.parse(source)) == [1, 2]
