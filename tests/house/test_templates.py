"""Every template is used, compiles, and holds nothing that the content security policy or its reader forbids."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.template import engines
from django.template.base import Lexer, TokenType
from django.template.library import import_library
from django.template.utils import get_app_template_dirs

from tests.house.rooms import ROOT, code_files, template_files, tree, where

FOLDER = ROOT / "templates"
# Django looks for these by itself.
GIVEN = {"400.html", "403.html", "403_csrf.html", "404.html", "500.html"}
TAGS = re.compile(r"\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}", re.DOTALL)
FORBIDDEN = {
    "an inline script": re.compile(r"<script(?![^>]*\ssrc=)", re.IGNORECASE),
    "an inline style": re.compile(r"<style\b|\sstyle\s*=", re.IGNORECASE),
    "an inline handler": re.compile(r"\son[a-z]+\s*=|\shx-on\b|\bjavascript:", re.IGNORECASE),
}
UNESCAPED = re.compile(r"\|\s*safe(?:seq)?\b|\{%\s*autoescape\s+off")


def name_of(path: Path) -> str:
    return str(path.relative_to(FOLDER))


def literals(module: ast.Module) -> set[str]:
    constants = [node.value for node in ast.walk(module) if isinstance(node, ast.Constant)]
    return {value for value in constants if isinstance(value, str)}


def blocks(source: str) -> list[str]:
    return [token.contents for token in Lexer(source).tokenize() if token.token_type == TokenType.BLOCK]


def references(source: str) -> set[str]:
    """The templates a template names."""
    return {
        name
        for block in blocks(source)
        for name in re.findall(r"""["']([\w/.-]+\.(?:html|txt))["']""", block)
    }


def static_files(source: str) -> set[str]:
    """The static files a template names."""
    return {name for block in blocks(source) for name in re.findall(r"""^static ["']([^"']+)["']""", block)}


def reachable(start: set[str], links: dict[str, set[str]]) -> set[str]:
    """What can be come to from the start by following the links."""
    reached, waiting = set(), start & set(links)
    while waiting:
        name = waiting.pop()
        reached.add(name)
        waiting |= (links[name] & set(links)) - reached
    return reached


def faults_in(source: str) -> list[str]:
    """What a template holds that it mustn't."""
    # A tag inside an HTML tag would hide what follows it, and may bear any argument names.
    html = TAGS.sub("", source)
    found = [name for name, pattern in FORBIDDEN.items() if pattern.search(html)]
    return found + (["an unescaped value"] if UNESCAPED.search(source) else [])


@cache
def names_in_library(name: str) -> set[str]:
    library = import_library(engines["django"].engine.libraries[name])
    return {*library.tags, *library.filters}


def needless_loads(source: str) -> list[str]:
    """Libraries that a template loads without using one of their tags or filters."""
    tokens = [
        token for token in Lexer(source).tokenize() if token.token_type in (TokenType.BLOCK, TokenType.VAR)
    ]
    loads = [token.split_contents()[1:] for token in tokens if token.contents.startswith("load ")]
    used = {token.contents.split()[0] for token in tokens if token.token_type == TokenType.BLOCK}
    used |= {name for token in tokens for name in re.findall(r"\|\s*(\w+)", token.contents)}
    needless = []
    for names in loads:
        if "from" in names:
            needless += [name for name in names[: names.index("from")] if name not in used]
        else:
            needless += [name for name in names if not names_in_library(name) & used]
    return needless


def test_templates_of_every_folder_are_used():
    links = {name_of(path): references(path.read_text(encoding="utf-8")) for path in template_files()}
    folders = get_app_template_dirs("templates")
    elsewhere = {name for name in links if any((folder / name).exists() for folder in folders)}
    named = {text for path in code_files() for text in literals(tree(path))}
    assert set(links) - reachable(named | elsewhere | GIVEN, links) == set()


def test_templates_of_every_folder_compile_and_name_only_templates_that_exist():
    engine = engines["django"]
    for path in template_files():
        engine.get_template(name_of(path))
        for name in references(path.read_text(encoding="utf-8")):
            engine.get_template(name)


def test_static_files_named_in_templates_exist():
    named = {name for path in template_files() for name in static_files(path.read_text(encoding="utf-8"))}
    assert sorted(name for name in named if finders.find(name) is None) == []


def test_templates_named_in_code_exist():
    engine = engines["django"]
    for path in code_files():
        for text in literals(tree(path)):
            if re.fullmatch(r"[\w/.-]+\.html", text):
                engine.get_template(text)


def test_templates_hold_no_script_style_or_unescaped_value():
    sources = {path: path.read_text(encoding="utf-8") for path in template_files()}
    assert [f"{where(path)}: {fault}" for path, text in sources.items() for fault in faults_in(text)] == []


def test_templates_load_only_what_they_use():
    sources = {path: path.read_text(encoding="utf-8") for path in template_files()}
    assert [f"{where(path)}: {name}" for path, text in sources.items() for name in needless_loads(text)] == []


@pytest.mark.parametrize(
    ("source", "fault"),
    [
        ("{{ name|safe }}", "an unescaped value"),
        ("{% autoescape off %}", "an unescaped value"),
        ("<script>go()</script>", "an inline script"),
        ("<script {% if a > b %}defer{% endif %}>go()</script>", "an inline script"),
        ('<p class="x" style="color: red">', "an inline style"),
        ("<STYLE>p {}</STYLE>", "an inline style"),
        ('<button onclick="go()">', "an inline handler"),
        ('<a href="javascript:go()">', "an inline handler"),
    ],
)
def test_checker_of_templates_given_a_forbidden_thing_names_it(source, fault):
    assert faults_in(source) == [fault]


def test_checker_of_templates_given_clean_ones_finds_nothing():
    assert (
        faults_in('<script src="{% static "js/app.js" %}"></script>{% include "a.html" with on=1 style=2 %}')
        == []
    )
    assert needless_loads("{% load i18n static %}{% translate 'x' %}") == ["static"]
    assert needless_loads("{% load intcomma from humanize %}{{ x }}") == ["intcomma"]
    assert needless_loads("{% load i18n %}{{ code|language_name }}") == []
    page = "{% extends 'base.html' %}{% include \"a/_b.html\" with x=1 %}{% static 'icon.svg' %}"
    assert references(page) == {"base.html", "a/_b.html"}
    assert static_files(page) == {"icon.svg"}
    assert reachable({"a", "z"}, {"a": {"b"}, "b": {"a"}, "c": set()}) == {"a", "b"}
