"""The association's activities as a wide book of ten days, taken into a register that knows the clients alone."""

import datetime as dt
from pathlib import Path

import pytest
from django.db import transaction

from clients.models import Activity, Client
from clients.situations import primary_kind
from ohjaamo import formats
from projects.models import Project
from tests.factories.books import xlsx
from tests.golden import BOOKS, EXPECTED, IN_ORDER, make_project, take_in

pytestmark = pytest.mark.django_db

DAYS = [dt.date.fromisoformat(day) for day in EXPECTED["reporting_dates"]]


def statuses() -> dict[str, list[str]]:
    """What each client does on each of the days by the register, by their numbers; nothing for some."""
    project = Project.objects.get()
    found: dict[str, list[str]] = {}
    for day in DAYS:
        for client in Client.objects.annotate(primary=primary_kind(day, project)):
            found.setdefault(client.client_number, []).append(client.primary or "")
    return found


def wide_book(folder: Path, told: dict[str, list[str]]) -> Path:
    """A row a client: the number, and a word for each day. Before anything began it says nothing, after it "poissa"."""
    rows = [
        [number, *(kind or ("poissa" if any(kinds[:place]) else "") for place, kind in enumerate(kinds))]
        for number, kinds in told.items()
    ]
    titles = ["Asiakasnro", *(f"Tilanne {formats.day(day)}" for day in DAYS)]
    return xlsx(folder / "tilanteet.xlsx", [titles, *rows])


def test_wide_book_of_ten_days_gives_every_status_back_and_again_changes_nothing(tmp_path):
    make_project()
    for name, kind in IN_ORDER[:3]:
        take_in(BOOKS / name, kind)
    with transaction.atomic():
        take_in(BOOKS / IN_ORDER[3][0], "activities")
        told = statuses()
        transaction.set_rollback(True)
    assert Activity.objects.count() == 0
    book = wide_book(tmp_path, told)
    report = take_in(book, "statuses")
    assert (report["refused"], report["questions"]) == ([], [])
    assert statuses() == told
    again = take_in(book, "statuses")
    assert (again["created"]["activities"], again["updated"]["activities"]) == (0, 0)


def test_wide_book_on_top_of_the_activities_it_was_made_of_makes_none(tmp_path):
    make_project()
    for name, kind in IN_ORDER[:4]:
        take_in(BOOKS / name, kind)
    told, before = statuses(), Activity.objects.count()
    report = take_in(wide_book(tmp_path, told), "statuses")
    assert (report["created"]["activities"], Activity.objects.count()) == (0, before)
    assert statuses() == told
