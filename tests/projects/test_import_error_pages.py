import io

import openpyxl
import pytest
from django.urls import reverse

from projects.book_kinds import resource_for
from staff import imports
from staff.models import ImportBatch
from staff.permissions import Role
from tests.factories.imports import staged_batch
from tests.factories.projects import MunicipalityFactory

pytestmark = pytest.mark.django_db

TITLES = ["Nro", "Nimi", "Hetu", "Synt.aika", "Kunta", "Aloitus pvm", "Lopetus pvm"]
NAME, CODE, BORN, PLACE, START, END = range(1, 7)
BY_SCRIPT = {"X-Sent-By-Script": "1"}


@pytest.fixture
def secretary(member_of):
    return member_of(Role.SECRETARY)


@pytest.fixture
def browser(secretary, signed_in):
    return signed_in(secretary)


@pytest.fixture
def book(project, secretary):
    """Makes a book with these rows, as staged."""
    for code, name in (("240", "Kemi"), ("241", "Keminmaa"), ("851", "Tornio")):
        MunicipalityFactory(code=code, name_fi=name)

    def make(*rows):
        return staged_batch(project, by=secretary, titles=TITLES, rows=list(rows))

    return make


def line(number="1", name="Virta Aino", *, code="", born="1.2.1990", place="Kemi", start="1.3.2020", end=""):
    return [number, name, code, born, place, start, end]


def errors(batch, query=""):
    return reverse("projects:import-errors", args=[batch.pk]) + query


def cell(batch, row, query=""):
    return reverse("projects:import-cell", args=[batch.pk, row]) + query


def alike(batch, row, place):
    return reverse("projects:import-alike", args=[batch.pk, row, place])


def leave(batch):
    return reverse("projects:import-leave", args=[batch.pk])


def edits(batch):
    rows = batch.rows.filter(skipped="").order_by("number").values_list("number", "edits")
    return {number: typed for number, typed in rows if typed}


def statuses(batch):
    return list(batch.rows.filter(skipped="").order_by("number").values_list("status", flat=True))


def said(response):
    return [str(message) for message in response.wsgi_request._messages]


def test_page_shows_bad_rows_with_a_field_where_they_are_wrong(browser, book):
    batch = book(line(born="31.2.1990"), line("2", "Sokolov Olga"))
    page = browser.get(errors(batch)).content.decode()
    assert page.count("data-cell") == 1
    assert f'name="cell-{BORN}" type="text" value="31.2.1990"' in page
    assert 'aria-label="Synt.aika, rivi 2" aria-invalid="true" aria-describedby="why-2-1 "' in page
    assert "Sokolov" not in page


def test_page_is_asked_as_much_with_three_bad_rows_as_with_one(browser, book, django_assert_num_queries):
    for count in (1, 3):
        batch = book(*(line(str(n), f"Virta {n}", place="Kemmi") for n in range(count)))
        browser.get(errors(batch))
        with django_assert_num_queries(11):
            page = browser.get(errors(batch)).content.decode()
        assert page.count("data-cell") == count


@pytest.mark.parametrize(
    ("tab", "shown"), [("all", ["Virta", "Sokolov"]), ("new", ["Sokolov"]), ("unchanged", [])]
)
def test_other_tabs_show_their_rows_to_be_read(browser, book, tab, shown):
    batch = book(line(place="Kemmi"), line("2", "Sokolov Olga"))
    page = browser.get(errors(batch, f"?rows={tab}")).content.decode()
    assert ([name for name in ("Virta", "Sokolov") if name in page], page.count("data-cell")) == (shown, 0)


def test_rows_come_fifty_to_a_page(browser, book):
    batch = book(*(line(str(n), f"Virta {n}", place=f"Kemmi{n}") for n in range(51)))
    assert browser.get(errors(batch)).content.decode().count("data-cell") == 50
    assert browser.get(errors(batch, "?page=2")).content.decode().count("data-cell") == 1


def test_row_that_is_asked_for_is_open_in_every_cell(browser, book):
    batch = book(line(start="1.9.2020", end="1.8.2020"))
    page = browser.get(errors(batch, "?row=2")).content.decode()
    assert (page.count("data-cell"), page.count('aria-invalid="true"')) == (7, 1)


@pytest.mark.parametrize(("role", "is_seen"), [(Role.SECRETARY, True), (Role.MANAGER, False)])
def test_code_is_whole_only_where_it_is_corrected_by_whoever_may_see_it(
    book, member_of, signed_in, role, is_seen
):
    batch = book(line(code="131052-308X"), line("2", "Karimi Leila", code="131052-308T", place="Kemmi"))
    page = signed_in(member_of(role)).get(errors(batch)).content.decode()
    assert ("131052-308X" in page, "131052-308T" in page, "131052-****" in page) == (is_seen, False, True)


def test_cell_that_is_corrected_leaves_the_list_and_leads_back_to_it(browser, book):
    batch = book(line(born="31.2.1990"))
    browser.get(errors(batch))
    response = browser.post(cell(batch, 2, "?page=2"), {f"cell-{BORN}": "28.2.1990"})
    assert (response.status_code, response["Location"]) == (302, errors(batch, "?page=2"))
    assert (edits(batch), statuses(batch)) == ({2: {str(BORN): "28.2.1990"}}, ["created"])
    assert said(response) == ["Rivi 2 on korjattu."]
    assert ImportBatch.objects.get().judged_at is None


def test_cells_that_were_left_as_they_stood_are_no_corrections(browser, book):
    batch = book(line(born="31.2.1990", place="Kemmi"))
    browser.get(errors(batch))
    browser.post(cell(batch, 2), {f"cell-{BORN}": "31.2.1990", f"cell-{PLACE}": "Kemi"})
    assert edits(batch) == {2: {str(PLACE): "Kemi"}}


def test_script_gets_the_rows_as_they_are_now(browser, book):
    batch = book(line(born="31.2.1990"), line("2", "Sokolov Olga", place="Kemmi"))
    browser.get(errors(batch))
    response = browser.post(cell(batch, 2), {f"cell-{BORN}": "28.2.1990"}, headers=BY_SCRIPT)
    part = response.content.decode()
    assert (response.status_code, part.count("data-cell"), "<main" in part) == (200, 1, False)
    assert "Rivi 2 on korjattu. 1 rivi on vielä korjaamatta." in part
    again = browser.post(cell(batch, 3), {f"cell-{PLACE}": "Kemmmi"}, headers=BY_SCRIPT).content.decode()
    assert 'value="Kemmmi"' in again


def test_offered_word_is_taken_before_what_stands_in_the_field(browser, book):
    batch = book(line(place="Kemmi"))
    page = browser.get(errors(batch)).content.decode()
    assert f'name="offer-{PLACE}" value="Kemi">Kemi (240)</button>' in page
    browser.post(cell(batch, 2), {f"cell-{PLACE}": "Kemmi", f"offer-{PLACE}": "Kemi"})
    assert edits(batch) == {2: {str(PLACE): "Kemi"}}


@pytest.mark.parametrize(("typed", "kept"), [("Tornio", "Tornio"), ("Kemmi", "Kemi")])
def test_alike_are_all_corrected_as_was_typed_or_by_the_likest_word(browser, book, typed, kept):
    batch = book(
        *(line(str(n), f"Virta {n}", place=place) for n, place in enumerate(["Kemmi", "Kemii", "Kemmi"]))
    )
    browser.get(errors(batch))
    response = browser.post(alike(batch, 2, PLACE), {f"cell-{PLACE}": typed})
    assert edits(batch) == {2: {str(PLACE): kept}, 4: {str(PLACE): kept}}
    assert said(response) == ["2 riviä korjattiin."]


def test_alike_without_a_word_that_is_like_it_asks_for_one(browser, book):
    batch = book(line(born="31.2.1990"), line("2", "Sokolov Olga", born="31.2.1990"))
    browser.get(errors(batch))
    response = browser.post(alike(batch, 2, BORN), {f"cell-{BORN}": "31.2.1990"}, headers=BY_SCRIPT)
    assert (response.status_code, response.content.decode()) == (
        422,
        "Kirjoita ensin soluun, mitä siinä pitää lukea.",
    )
    assert edits(batch) == {}


def test_text_longer_than_a_cell_is_refused(browser, book):
    batch = book(line(place="Kemmi"))
    browser.get(errors(batch))
    response = browser.post(cell(batch, 2), {f"cell-{PLACE}": "k" * 40_000})
    assert (said(response), edits(batch)) == (["Teksti on liian pitkä soluun."], {})


def test_row_left_out_is_seen_under_its_tab_and_taken_back(browser, book):
    batch = book(line(place="Kemmi"), line("2", "Sokolov Olga", place="Kemii"))
    browser.get(errors(batch))
    assert said(browser.post(leave(batch), {"row": "2"})) == ["1 rivi jätettiin pois."]
    assert statuses(batch) == ["left_out", "refused"]
    page = browser.get(errors(batch, "?rows=left-out")).content.decode()
    assert ("Virta" in page, "Sokolov" in page, "Jätetty pois 1" in page) == (True, False, True)
    browser.post(reverse("projects:import-take-back", args=[batch.pk, 2]))
    assert statuses(batch) == ["refused", "refused"]


def test_rows_left_out_together_are_given_back_at_once(browser, book):
    batch = book(line(place="Kemmi"), line("2", "Sokolov Olga", place="Kemii"), line("3", "Karimi Leila"))
    browser.get(errors(batch))
    response = browser.post(leave(batch))
    assert (response["Location"], statuses(batch)) == (
        errors(batch, "?download=now"),
        ["left_out", "left_out", "created"],
    )
    page = browser.get(response["Location"]).content.decode()
    assert f'href="{reverse("projects:import-refused", args=[batch.pk])}" download data-download' in page
    assert "Virheellisiä rivejä ei ole." in page


def test_book_of_the_rows_tells_nobody_in_its_name_and_comes_after_the_import_too(
    browser, book, project, secretary, day
):
    batch = book(line(place="Kemmi"))
    browser.get(errors(batch))
    taker = resource_for(kind="clients", project_code=project.code, today=day, by=secretary)
    imports.apply(batch=batch, taker=taker, by=secretary)
    address = reverse("projects:import-refused", args=[batch.pk])
    response = browser.get(address)
    assert response["Content-Disposition"] == f'attachment; filename="tuomatta-jaaneet-{batch.pk}.xlsx"'
    sheet = openpyxl.load_workbook(io.BytesIO(response.content)).worksheets[0]
    assert [value.value for value in sheet[1]] == [*TITLES, "Miksi ei tuotu"]
    batch.rows.all().delete()
    assert browser.get(address).status_code == 404


def test_correction_of_a_book_taken_in_or_of_no_row_is_not_found(browser, book, project, secretary, day):
    batch = book(line(place="Kemmi"))
    browser.get(errors(batch))
    assert browser.post(cell(batch, 99)).status_code == 404
    assert browser.post(alike(batch, 2, 99)).status_code == 404
    taker = resource_for(kind="clients", project_code=project.code, today=day, by=secretary)
    imports.apply(batch=batch, taker=taker, by=secretary)
    answers = [browser.get(errors(batch)), browser.post(cell(batch, 2)), browser.post(leave(batch))]
    assert [answer.status_code for answer in answers] == [404, 404, 404]
