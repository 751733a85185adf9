"""A setting that nobody reads is a switch that isn't connected; every name must be known to whoever reads it."""

import ast
import importlib.util
import re
from functools import cache
from pathlib import Path

from django.conf import global_settings

from tests.house.rooms import ROOT, code_files, template_files, tree

OWN_PREFIX = "OHJAAMO_"
# Names without a default in Django's own list: where the tree stands, and where its addresses are.
OTHER_NAMES = {"BASE_DIR", "ROOT_URLCONF"}
# Settings that begin so are read by this package; it must name them in its own source.
LIBRARIES = {
    "ACCOUNT_": "allauth",
    "ALLAUTH_": "allauth",
    "CONTENT_SECURITY_POLICY": "csp",
    "CRISPY_": "crispy_forms",
    "IMPORT_EXPORT_": "import_export",
    "PGHISTORY_": "pghistory",
    "PROCRASTINATE_": "procrastinate",
    "WHITENOISE_": "whitenoise",
}


@cache
def source_of(package: str) -> str:
    spec = importlib.util.find_spec(package)
    assert spec, f"{package} is not installed"
    files = Path(spec.origin).parent.rglob("*.py")
    return "\n".join(path.read_text(encoding="utf-8") for path in files)


def is_known(name: str) -> bool:
    """Whether Django, a listed library or Ohjaamo itself reads the setting."""
    if name.startswith(OWN_PREFIX) or name in OTHER_NAMES or hasattr(global_settings, name):
        return True
    prefix = next((prefix for prefix in LIBRARIES if name.startswith(prefix)), None)
    if prefix is None:
        return False
    text, suffix = source_of(LIBRARIES[prefix]), name.removeprefix(prefix)
    return bool(
        re.search(rf"\b{name}\b|[\"']{suffix or name}[\"']|^ +{suffix or name}: ", text, re.MULTILINE)
    )


def names_in(module: ast.Module) -> list[str]:
    """Every upper-case name given a value, wherever in the file."""
    return sorted(
        {
            node.id
            for node in ast.walk(module)
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store) and node.id.isupper()
        }
    )


def test_names_of_settings_are_known_to_their_reader():
    names = names_in(tree(ROOT / "ohjaamo" / "settings.py"))
    assert "INSTALLED_APPS" in names
    assert [name for name in names if not is_known(name)] == []


def test_own_settings_are_read_somewhere():
    settings = ROOT / "ohjaamo" / "settings.py"
    own = [name for name in names_in(tree(settings)) if name.startswith(OWN_PREFIX)]
    text = "\n".join(path.read_text(encoding="utf-8") for path in [*code_files(), *template_files()])
    assert [name for name in own if text.count(name) < 2] == []


def test_checker_of_settings_given_misspelled_names_knows_none():
    assert [is_known(name) for name in ("ALOWED_HOSTS", "ACCOUNT_SESION_REMEMBER", "ATOMIC_REQUESTS")] == [
        False
    ] * 3
    assert names_in(ast.parse("A = B = 1\nif (C := 2):\n    D_E, lower = 3, 4\nF['x'] = 1")) == [
        "A",
        "B",
        "C",
        "D_E",
    ]
