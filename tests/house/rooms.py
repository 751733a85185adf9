"""How the house tests see the source: its floors, its files, its parsed modules, its models."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pghistory.models
from django.apps import apps
from django.db.models import Model

ROOT = Path(__file__).resolve().parents[2]
FLOORS = ("ohjaamo", "staff", "projects", "clients", "coaching", "employers", "reports")
APPS = FLOORS[1:]

# Inside an app a module imports only modules of its own height or below it. What isn't named is a rule module.
RULES = 2
HEIGHTS = {
    "history": 0,
    "auditing": 0,
    "choices": 0,
    "permissions": 0,
    "models": 1,
    "forms": 3,
    "resources": 3,
    "filters": 3,
    "pages": 4,
    "views": 4,
    "middleware": 4,
    "accounts": 4,
    "context": 4,
    "admin": 4,
    "urls": 5,
    "apps": 5,
    "management": 5,
    "migrations": 5,
}


def code_files() -> list[Path]:
    """Every Python file of the seven rooms, migrations too."""
    return sorted(path for room in FLOORS for path in (ROOT / room).rglob("*.py"))


def test_files() -> list[Path]:
    return sorted((ROOT / "tests").rglob("*.py"))


def template_files() -> list[Path]:
    return sorted((ROOT / "templates").rglob("*.*"))


def is_migration(path: Path) -> bool:
    return path.parent.name == "migrations"


def where(path: Path, line: int = 0) -> str:
    """The place as it is printed: path from the top of the tree, and the line."""
    return f"{path.relative_to(ROOT)}{f':{line}' if line else ''}"


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def module_name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def height(module: str) -> int:
    """How high a module stands inside its room. A room itself (`clients`) is on the ground."""
    room, *inner = module.split(".")
    return HEIGHTS.get(inner[0], RULES) if inner and room in APPS else 0


def is_rule_module(path: Path) -> bool:
    name = module_name(path)
    return name.split(".")[0] in APPS and "." in name and height(name) == RULES


def functions(module: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(module):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def our_models() -> list[type[Model]]:
    """The models of our apps, without the history tables."""
    return [model for model in _all_models() if not issubclass(model, pghistory.models.Event)]


def event_models() -> list[type[Model]]:
    """The history tables of our apps."""
    return [model for model in _all_models() if issubclass(model, pghistory.models.Event)]


def _all_models() -> list[type[Model]]:
    return [model for app in APPS for model in apps.get_app_config(app).get_models(include_auto_created=True)]
