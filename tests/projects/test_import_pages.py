"""The list of books, and the choice of one."""

import datetime as dt
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from ohjaamo import formats
from ohjaamo.book_limits import MAX_FILE_BYTES
from staff.choices import ImportDeed
from staff.models import ImportBatch, ImportTask
from staff.permissions import Role
from tests.factories.books import xlsx
from tests.factories.imports import ROWS, TITLES, staged_batch
from tests.factories.projects import MembershipFactory, ProjectFactory

pytestmark = pytest.mark.django_db

LIST, NEW = "/imports/", "/imports/new/"
PASTED = "Nro\tSukunimi\tEtunimi\tAlkoi\n7\tAbdi\tHalima\t1.3.2020\n"


@pytest.fixture
def secretary(member_of):
    return member_of(Role.SECRETARY)


@pytest.fixture
def browser(signed_in, secretary):
    return signed_in(secretary)


@pytest.fixture
def book(tmp_path) -> Path:
    return xlsx(tmp_path / "asiakkaat.xlsx", [TITLES, *ROWS])


def text(response) -> str:
    return " ".join(response.content.decode().split())


def upload(browser, path: Path, name: str = "", **said):
    file = SimpleUploadedFile(name or path.name, path.read_bytes())
    return browser.post(NEW, {"project": said.pop("project", ""), "file": file, "cells": "", **said})


def applied(batch, days_ago=1):
    moment = timezone.now() - dt.timedelta(days=days_ago)
    counts = batch.counts | {"statuses": {"created": 118, "updated": 11}}
    ImportBatch.objects.filter(pk=batch.pk).update(state="applied", applied_at=moment, counts=counts)
    return moment


def test_list_without_books_says_so_and_offers_to_begin(browser):
    page = text(browser.get(LIST))
    assert ("Mitään ei ole vielä tuotu." in page, page.count(NEW)) == (True, 2)


def test_list_leads_a_book_in_the_making_to_where_it_goes_on(browser, project, secretary):
    batch = staged_batch(project, by=secretary)
    page = text(browser.get(LIST))
    assert (reverse("projects:import-columns", args=[batch.pk]) in page, "Kesken" in page) == (True, True)
    ImportBatch.objects.filter(pk=batch.pk).update(
        judged_at=timezone.now(), counts=batch.counts | {"statuses": {"refused": 2}}
    )
    assert reverse("projects:import-errors", args=[batch.pk]) in text(browser.get(LIST))


def test_list_leads_a_book_under_way_and_one_taken_in_to_its_page(browser, project, secretary):
    under_way, taken = (staged_batch(project, by=secretary) for _book in range(2))
    now = timezone.now()
    ImportTask.objects.create(batch=under_way, deed=ImportDeed.APPLY, asked_at=now, asked_by=secretary)
    moment = applied(taken)
    page = text(browser.get(LIST))
    until = formats.day((moment + dt.timedelta(days=30)).date())
    assert [reverse("projects:import", args=[batch.pk]) in page for batch in (under_way, taken)] == [
        True,
        True,
    ]
    assert all(
        words in page
        for words in (
            "Käynnissä",
            "Tuotu",
            f"voi kumota {until} asti",
            "118 uutta, 11 päivittyi",
            str(secretary),
        )
    )


def test_list_offers_no_undo_once_its_time_is_over(browser, project, secretary):
    applied(staged_batch(project, by=secretary), days_ago=31)
    assert "voi kumota" not in text(browser.get(LIST))


def test_list_leads_nowhere_from_a_book_whose_rows_are_forgotten(browser, project, secretary):
    batch = staged_batch(project, by=secretary)
    batch.rows.all().delete()
    page = text(browser.get(LIST))
    assert ("Ei tuotu" in page, f"/imports/{batch.pk}/" in page) == (True, False)


def test_list_puts_books_in_the_making_first(browser, project, secretary):
    first, second = (staged_batch(project, by=secretary, name=f"{name}.xlsx") for name in ("yksi", "kaksi"))
    applied(second)
    page = text(browser.get(LIST))
    assert page.index(first.file_name) < page.index(second.file_name)


def test_list_of_one_book_and_of_three_asks_the_database_as_often(
    browser, project, secretary, django_assert_num_queries
):
    staged_batch(project, by=secretary)
    with django_assert_num_queries(5):
        browser.get(LIST)
    applied(staged_batch(project, by=secretary))
    staged_batch(project, by=secretary)
    with django_assert_num_queries(5):
        browser.get(LIST)


def test_list_shows_no_book_of_a_project_into_which_she_doesnt_import(browser, member_of):
    other = ProjectFactory()
    batch = staged_batch(other, by=member_of(Role.SECRETARY, project=other), name="muiden.xlsx")
    assert batch.file_name not in text(browser.get(LIST))


def test_new_keeps_a_file_and_leads_to_its_columns(browser, project, book):
    response = upload(browser, book, project=project.pk)
    batch = ImportBatch.objects.get()
    assert (response.status_code, response["Location"]) == (302, f"/imports/{batch.pk}/columns/")
    assert (batch.file_name, batch.project_code, batch.kind) == ("asiakkaat.xlsx", project.code, "clients")


def test_new_keeps_pasted_cells_as_a_file_of_their_own(browser, project):
    response = browser.post(NEW, {"project": project.pk, "cells": PASTED})
    batch = ImportBatch.objects.get()
    assert (response.status_code, batch.file_name, batch.reading["separator"]) == (
        302,
        "Liitetyt solut.tsv",
        "\t",
    )
    assert batch.rows.get(number=2).cells == ["7", "Abdi", "Halima", "1.3.2020"]


def test_new_with_neither_file_nor_cells_is_refused(browser, project):
    response = browser.post(NEW, {"project": project.pk, "cells": "  "})
    assert (response.status_code, "Valitse tiedosto tai liitä solut." in text(response)) == (422, True)


def test_new_with_both_is_refused_and_keeps_what_was_pasted(browser, project, book):
    response = upload(browser, book, project=project.pk, cells=PASTED)
    assert (response.status_code, "Valitse jompikumpi" in text(response)) == (422, True)
    assert "Abdi\tHalima" in response.content.decode()


def test_new_with_cells_that_cant_be_read_says_why_and_keeps_them(browser, project):
    cells = 'Nro\tNimi\n7\t"Abdi'
    response = browser.post(NEW, {"project": project.pk, "cells": cells})
    assert (response.status_code, "lainausmerkki" in text(response)) == (422, True)
    assert "7\t&quot;Abdi" in response.content.decode()
    assert ImportBatch.objects.count() == 0


@pytest.mark.parametrize(
    ("content", "why"),
    [(b"PK\x03\x04 no zip", "vioittunut"), (b"%PDF-1.7", "ei ole taulukko"), (b"", "tyhjä")],
)
def test_new_with_a_file_that_cant_be_read_says_why_at_the_file(browser, project, tmp_path, content, why):
    path = tmp_path / "kirja.xlsx"
    path.write_bytes(content)
    response = upload(browser, path, project=project.pk)
    assert (response.status_code, why in text(response)) == (422, True)
    assert list(response.context["form"].errors) == ["file"]


def test_new_with_a_file_over_the_limit_says_so_without_reading_it(browser, project, monkeypatch):
    file = SimpleUploadedFile("iso.csv", b"x")
    file.size = MAX_FILE_BYTES + 1
    monkeypatch.setattr("projects.forms.imports.MAX_FILE_BYTES", 0)
    response = browser.post(NEW, {"project": project.pk, "file": file, "cells": ""})
    assert (response.status_code, "suurempi kuin" in text(response)) == (422, True)


def test_new_asks_for_the_project_only_where_there_are_several(browser, secretary):
    assert '<input type="hidden" name="project"' in text(browser.get(NEW))
    other = ProjectFactory()
    MembershipFactory(project=other, user=secretary, roles=[Role.SECRETARY])
    page = text(browser.get(NEW))
    assert ('<select name="project"' in page, str(other) in page) == (True, True)


def test_new_into_a_project_into_which_she_doesnt_import_is_refused(browser, book):
    response = upload(browser, book, project=ProjectFactory().pk)
    assert (response.status_code, ImportBatch.objects.count()) == (422, 0)


def test_new_offers_an_empty_book_of_every_kind(browser):
    page = text(browser.get(NEW))
    assert "/imports/templates/clients.xlsx" in page
    assert "/imports/templates/statuses.xlsx" in page


def test_same_file_again_is_said_with_a_link_and_may_go_on(browser, project, secretary, book):
    upload(browser, book, project=project.pk)
    first = ImportBatch.objects.get()
    applied(first)
    response = upload(browser, book, project=project.pk, submission="")
    page = text(browser.get(response["Location"]))
    assert ("Sama tiedosto on tuotu jo" in page, f'href="/imports/{first.pk}/"' in page) == (True, True)
