"""What must never be false is a constraint with a name, a message, and a test that breaks it."""

import ast

from django.db.models import BaseConstraint, CheckConstraint, Model, Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from tests.house.rooms import ROOT, our_models, tree
from tests.house.rooms import test_files as files_of_tests

# PostgreSQL cuts a longer name short, and two may then become one.
LONGEST_NAME = 63


def constraints() -> list[tuple[type[Model], BaseConstraint]]:
    return [(model, constraint) for model in our_models() for constraint in model._meta.constraints]


def constraint_fault(app: str, constraint: BaseConstraint) -> str:
    """What is wrong with the name or the message, or nothing."""
    message = constraint.violation_error_message
    if not constraint.name.startswith(f"{app}_"):
        return "has a name that doesn't begin with its app"
    if len(constraint.name) > LONGEST_NAME:
        return "has too long a name"
    if message is BaseConstraint.default_violation_error_message:
        return "has no message of its own"
    return "" if isinstance(message, Promise) else "has a message that isn't translated when it is shown"


def literals_in_tests() -> list[str]:
    """Every text in the tests of the apps; the tests of the house don't count."""
    files = [path for path in files_of_tests() if ROOT / "tests" / "house" not in path.parents]
    nodes = [node for path in files for node in ast.walk(tree(path))]
    return [node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)]


def test_constraints_of_every_model_have_a_name_and_a_message():
    faults = {rule.name: constraint_fault(model._meta.app_label, rule) for model, rule in constraints()}
    assert {name: fault for name, fault in faults.items() if fault} == {}


def test_constraints_of_every_model_are_broken_by_a_test():
    names = {constraint.name for _model, constraint in constraints()}
    text = "\n".join(literals_in_tests())
    assert sorted(name for name in names if name not in text) == []


def test_checker_of_constraints_given_each_fault_names_it():
    def fault(name: str, message: object) -> str:
        check = CheckConstraint(name=name, condition=Q(pk__gt=0), violation_error_message=message)
        return constraint_fault("staff", check)

    assert fault("user_email_once", "x") == "has a name that doesn't begin with its app"
    assert fault("staff_" + "x" * 60, "x") == "has too long a name"
    assert fault("staff_user_email_once", None) == "has no message of its own"
    assert fault("staff_user_email_once", "Taken") == "has a message that isn't translated when it is shown"
    assert fault("staff_user_email_once", gettext_lazy("Taken")) == ""
