"""Catalogues are compiled when they are newer than their compiled form, and only then."""

import gettext
import os
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from staff.management.commands import compile_messages

PO = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "client"\nmsgstr "{}"\n'


@pytest.fixture
def catalogue(tmp_path: Path, settings) -> Path:
    """A catalogue of a tree that holds no other."""
    path = tmp_path / "ohjaamo" / "locale" / "fi" / "LC_MESSAGES" / "django.po"
    path.parent.mkdir(parents=True)
    path.write_text(PO.format("asiakas"), encoding="utf-8")
    settings.BASE_DIR = tmp_path
    settings.LOCALE_PATHS = [tmp_path / "ohjaamo" / "locale"]
    return path


def compiled_text(catalogue: Path) -> str:
    with catalogue.with_suffix(".mo").open("rb") as compiled:
        return gettext.GNUTranslations(compiled).gettext("client")


def compile_all() -> str:
    said = StringIO()
    call_command("compile_messages", stdout=said)
    return said.getvalue()


def test_compile_messages_new_catalogue_is_compiled_and_said(catalogue):
    assert compile_all() == "ohjaamo/locale/fi/LC_MESSAGES/django.po: compiled\n"
    assert compiled_text(catalogue) == "asiakas"


def test_compile_messages_unchanged_catalogue_is_left_alone(catalogue):
    compile_all()
    assert compile_all() == ""


def test_compile_messages_changed_catalogue_is_compiled_again(catalogue):
    compile_all()
    catalogue.write_text(PO.format("valmennettava"), encoding="utf-8")
    later = catalogue.with_suffix(".mo").stat().st_mtime_ns + 1_000_000_000
    os.utime(catalogue, ns=(later, later))
    assert compile_all() == "ohjaamo/locale/fi/LC_MESSAGES/django.po: compiled\n"
    assert compiled_text(catalogue) == "valmennettava"


def test_compile_messages_of_the_project_takes_our_catalogues_and_no_library(settings):
    rooms = {path.relative_to(settings.BASE_DIR).parts[0] for path in compile_messages.catalogues()}
    assert "ohjaamo" in rooms
    assert ".venv" not in rooms
