"""Finnish is complete: every text of ours, in the catalogue of the room it stands in, and none besides."""

import ast
import re
from functools import cache
from string import Formatter

import polib
import pytest

from tests.house.messages import Message, NotLiteral, all_messages, python_messages, template_messages
from tests.house.rooms import FLOORS, ROOT, code_files, is_migration, tree, where

PERCENT = re.compile(r"%(?:\(\w+\))?[sdif]")


@cache
def catalogue(room: str) -> polib.POFile:
    path = ROOT / room / "locale" / "fi" / "LC_MESSAGES" / "django.po"
    return polib.pofile(str(path), check_for_duplicates=True) if path.exists() else polib.POFile()


def key_of(entry: polib.POEntry, room: str) -> Message:
    return Message(room, entry.msgid, entry.msgid_plural, entry.msgctxt or "")


def forms_of(entry: polib.POEntry) -> list[str]:
    """The Finnish text, or its forms when it counts something."""
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


def placeholders(text: str) -> set[str]:
    try:
        braces = {f"{{{name}}}" for _text, name, _spec, _kind in Formatter().parse(text) if name is not None}
    except ValueError:
        braces = set()
    return braces | set(PERCENT.findall(text.replace("%%", "")))


def entry_fault(entry: polib.POEntry) -> str:
    """What is wrong with one translation, or nothing."""
    forms = forms_of(entry)
    if entry.fuzzy or entry.obsolete:
        return "is fuzzy or obsolete"
    if not forms or not all(forms) or (entry.msgid_plural and len(forms) != 2):
        return "has an empty translation"
    wanted = placeholders(entry.msgid_plural or entry.msgid)
    # The form for one may leave the number out.
    if placeholders(forms[-1]) != wanted or not placeholders(forms[0]) <= wanted:
        return "has other placeholders than its translation"
    edges = [(text[:1].isspace(), text[-1:].isspace()) for text in (entry.msgid, *forms)]
    return "" if len(set(edges)) == 1 else "has other white space at its edges than its translation"


def test_calls_of_gettext_are_given_plain_texts():
    faults = []
    for path in code_files():
        if is_migration(path):
            continue
        try:
            list(python_messages(tree(path), "any"))
        except NotLiteral as fault:
            faults.append(f"{where(path)} {fault}")
    assert faults == []


@pytest.mark.parametrize("room", FLOORS)
def test_messages_of_every_room_stand_in_its_catalogue_and_no_others(room):
    wanted = {message: place for message, place in all_messages().items() if message.room == room}
    held = {key_of(entry, room) for entry in catalogue(room)}
    assert {f"{place}: {message.text}" for message, place in wanted.items() if message not in held} == set()
    assert {message.text for message in held - set(wanted)} == set()


@pytest.mark.parametrize("room", FLOORS)
def test_translations_of_every_room_are_whole(room):
    entries = catalogue(room)
    assert [f"{entry.msgid!r} {entry_fault(entry)}" for entry in entries if entry_fault(entry)] == []
    if entries:
        assert entries.metadata["Content-Type"] == "text/plain; charset=UTF-8"
        assert entries.metadata["Plural-Forms"] == "nplurals=2; plural=(n != 1);"


def test_translations_of_one_text_are_the_same_everywhere():
    seen: dict[tuple[str, str], set[tuple[str, ...]]] = {}
    for room in FLOORS:
        for entry in catalogue(room):
            seen.setdefault((entry.msgctxt or "", entry.msgid), set()).add(tuple(forms_of(entry)))
    assert {key: texts for key, texts in seen.items() if len(texts) > 1} == {}


def test_reader_of_python_given_each_spelling_finds_the_texts():
    source = """
from django.utils import translation
from django.utils.translation import gettext_lazy as _, ngettext, pgettext as p
_("one" " two"); ngettext("%(n)s a", "%(n)s b", n); p("month", "May"); translation.gettext("three"); other("four")
"""
    assert list(python_messages(ast.parse(source), "clients")) == [
        Message("clients", "one two"),
        Message("clients", "%(n)s a", plural="%(n)s b"),
        Message("clients", "May", context="month"),
        Message("clients", "three"),
    ]


@pytest.mark.parametrize("argument", ['f"Hi {x}"', '"a" + b', "name", '"a %s" % b'])
def test_reader_of_python_given_no_plain_text_refuses(argument):
    source = f"from django.utils.translation import gettext as _\n_({argument})"
    with pytest.raises(NotLiteral, match="line 2"):
        list(python_messages(ast.parse(source), "clients"))


def test_reader_of_templates_given_each_spelling_finds_the_texts():
    source = """{% load i18n %}<p title="{{ x|default:_("none") }}">{% translate "Say “it's”" %} {{ _('also') }}
        {% translate "May" context "month" %}{% include "a.html" with label=_("here") %}
        {% blocktranslate trimmed with a=b %}
            Hello {{ a }},
            come in
        {% endblocktranslate %}
        {% blocktranslate count n=rows %}{{ n }} row{% plural %}{{ n }} rows{% endblocktranslate %} gettext</p>"""
    assert list(template_messages(source, "x")) == [
        Message("x", "none"),
        Message("x", "Say “it's”"),
        Message("x", "also"),
        Message("x", "May", context="month"),
        Message("x", "here"),
        Message("x", "Hello %(a)s, come in"),
        Message("x", "%(n)s row", plural="%(n)s rows"),
    ]


def test_checker_of_translations_given_each_fault_names_it():
    def fault(msgid: str, msgstr: str, **more: object) -> str:
        return entry_fault(polib.POEntry(msgid=msgid, msgstr=msgstr, **more))

    assert fault("Save", "") == "has an empty translation"
    assert fault("Save", "Tallenna", flags=["fuzzy"]) == "is fuzzy or obsolete"
    assert fault("%(a)s of {b}", "%(b)s / {b}") == "has other placeholders than its translation"
    assert fault("Save ", "Tallenna") == "has other white space at its edges than its translation"
    assert fault("50 %% of %(a)s", "50 %% / %(a)s") == ""
    rows = {"msgid_plural": "%(n)s rows", "msgstr_plural": {0: "yksi rivi", 1: "%(n)s riviä"}}
    assert fault("%(n)s row", "", **rows) == ""
    assert fault("%(n)s row", "", **rows | {"msgstr_plural": {0: "yksi rivi"}}) == "has an empty translation"
