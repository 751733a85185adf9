import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from clients import records
from clients.models import Client
from ohjaamo.periods import today
from projects import import_access
from staff import answers, imports
from staff.choices import RowStatus
from staff.models import AccessEntry, ImportBatch
from staff.permissions import Role
from tests.factories.clients import ClientFactory, EnrolmentFactory
from tests.factories.imports import staged_batch

pytestmark = pytest.mark.django_db

TITLES = ["Nro", "Sukunimi", "Etunimi", "Synt.aika", "Puhelin", "Kansalaisuus", "Aloitus pvm"]
START = "1.3.2021"
BORN = "1990-02-17"


@pytest.fixture
def secretary(member_of):
    return member_of(Role.SECRETARY)


@pytest.fixture
def browser(secretary, signed_in):
    return signed_in(secretary)


def client_named(project, name, number, **facts):
    last_name, first_names = name.split()
    facts = {"born_on": BORN, "client_number": number} | facts
    return EnrolmentFactory(
        client=ClientFactory(last_name=last_name, first_names=first_names, **facts),
        project=project,
        starts_on="2020-01-01",
        ends_on="2020-12-31",
    ).client


@pytest.fixture
def halima(project):
    return client_named(project, "Abdi Halima", "7", phone="040 1234567")


@pytest.fixture
def batch_of(project, secretary):
    """A book whose rows are: number, name, birth date, phone, country."""

    def stage(*rows):
        cells = [
            [number, *name.split(), born, phone, land, START] for number, name, born, phone, land in rows
        ]
        return staged_batch(project, by=secretary, titles=TITLES, rows=cells)

    return stage


@pytest.fixture
def asked(halima, batch_of):
    """Row 2 may be Halima, whose phone it shares."""
    return batch_of(["50", "Abdi Halimo", "5.5.1980", "+358 40 123 4567", "Irak"])


def address(batch, row=None, verb=""):
    return f"/clients/imports/{batch.pk}/doubles/" + (f"{row}/{verb}" if row else "")


def statuses(batch):
    return list(batch.rows.filter(skipped="").order_by("number").values_list("status", flat=True))


def said(answer):
    return [str(each) for each in answer.context["messages"]]


def test_row_beside_its_candidate_marks_what_differs_and_says_why(browser, asked):
    page = browser.get(address(asked))
    pair = page.context["pair"]
    assert [(side.key, side.why) for side in pair.sides] == [
        ("client-7", ["sama nimi", "sama puhelinnumero"])
    ]
    lines = {line.name: (line.text, line.cells[0].text, line.cells[0].differs) for line in pair.lines}
    assert lines["first_names"] == ("Halimo", "Halima", True)
    assert lines["born_on"] == ("5.5.1980", "17.2.1990", True)
    assert lines["last_name"] == ("Abdi", "Abdi", False)
    assert "Pari 1 / 1" in page.content.decode()


def test_looking_at_a_candidate_is_written_down_once_a_day(browser, secretary, asked, halima):
    for _look in range(2):
        browser.get(address(asked))
    assert list(AccessEntry.objects.values_list("kind", "key", "reason", "opened_by")) == [
        ("client-import", halima.pk, "Tuonti", secretary.pk)
    ]


def test_same_person_fills_blanks_and_takes_only_what_was_ticked(browser, secretary, asked, halima):
    browser.get(address(asked))
    answer = browser.post(address(asked, 2), {"say": "same", "taken": ["client-7:first_names"]}, follow=True)
    assert said(answer) == ["Rivi 2: asiakas 7."]
    assert answer.redirect_chain == [(f"{address(asked)}#pair", 302)]
    assert (answer.context["pair"], statuses(asked)) == (None, [RowStatus.CREATED])
    batch = ImportBatch.objects.get(pk=asked.pk)
    taker = import_access.taker_for(batch, secretary, today())
    imports.apply(batch=batch, taker=taker, by=secretary)
    halima.refresh_from_db()
    assert (halima.first_names, str(halima.born_on), halima.nationalities) == ("Halimo", BORN, ["IQ"])
    assert Client.objects.count() == 1


def test_another_person_makes_a_new_client(browser, asked):
    browser.get(address(asked))
    browser.post(address(asked, 2), {"say": "new"}, follow=True)
    asked.refresh_from_db()
    assert asked.counts["created"]["clients"] == 1


def test_row_left_out_is_left_out_and_can_be_asked_again(browser, asked):
    browser.get(address(asked))
    page = browser.post(address(asked, 2), {"say": "leave"}, follow=True)
    assert (page.context["answered"], statuses(asked)) == (
        [(2, "50 Abdi Halimo", "jätetty pois")],
        [RowStatus.LEFT_OUT],
    )
    page = browser.post(address(asked, 2, "again/"), follow=True)
    assert (page.context["pair"].row.number, page.context["answered"]) == (2, [])
    assert said(page) == ["Rivin 2 vastaus on peruttu."]


def test_answer_to_a_row_that_was_answered_meanwhile_is_told(browser, asked):
    browser.get(address(asked))
    browser.post(address(asked, 2), {"say": "new"})
    page = browser.post(address(asked, 2), {"say": "same"}, follow=True)
    assert said(page)[-1] == "Riviin 2 on jo vastattu."
    assert answers.answer_of(asked.rows.get(number=2)).is_new is True


def test_answer_without_a_choice_among_several_is_refused_and_keeps_the_ticks(browser, asked, project):
    client_named(project, "Abdi Halimo", "8", born_on="1980-05-15", phone="040 1234567")
    browser.get(address(asked))
    said_so = {"say": "same", "taken": ["client-8:born_on"]}
    page = browser.post(address(asked, 2), said_so)
    assert page.status_code == 422
    assert page.context["form"].errors == {"whom": ["Valitse ensin, kenestä on kyse."]}
    assert 'value="client-8:born_on" checked' in page.content.decode()
    browser.post(address(asked, 2), said_so | {"whom": "client-8"})
    answer = answers.answer_of(asked.rows.get(number=2))
    assert (answer.same_as, answer.taken) == ("8", frozenset({"born_on"}))


@pytest.mark.parametrize("whom", ["client-9", "row-3", "9"])
def test_answer_that_names_somebody_who_wasnt_asked_about_is_refused(browser, asked, project, whom):
    client_named(project, "Noor Zahra", "9")
    browser.get(address(asked))
    assert browser.post(address(asked, 2), {"say": "same", "whom": whom}).status_code == 422
    assert asked.rows.get(number=2).answer == {}


def test_double_inside_the_book_is_the_same_person_as_the_earlier_row(browser, secretary, batch_of):
    batch = batch_of(
        ["", "Noor Zahra", "1.1.1990", "", "Irak"],
        ["", "Noor Zahra", "1.1.1990", "", "Irak"],
        ["", "Nuur Sahra", "1.1.1990", "", ""],
    )
    page = browser.get(address(batch))
    pair = page.context["pair"]
    assert (pair.row.number, [side.key for side in pair.sides]) == (4, ["row-2"])
    browser.post(address(batch, 4), {"say": "same"})
    browser.get(address(batch))
    batch.refresh_from_db()
    assert batch.counts["created"]["clients"] == 1
    assert statuses(batch) == [RowStatus.CREATED, RowStatus.UNCHANGED, RowStatus.UNCHANGED]


def test_answer_is_given_for_every_row_that_says_the_same_of_the_person(browser, project, secretary):
    client_named(project, "Noor Zahra", "9", born_on="1990-01-01")
    titles = ["Asiakas", "Synt.aika", "Tulos", "Päivä"]
    rows = [["Noor Zahra", "1.1.1990", "CV", f"{day}.3.2020"] for day in (1, 2, 3)]
    batch = staged_batch(project, by=secretary, titles=titles, rows=rows, kind="outcomes")
    page = browser.get(address(batch))
    assert page.context["waiting"] == 3
    page = browser.post(address(batch, 2), {"say": "same"}, follow=True)
    assert said(page) == ["Rivi 2, 3, 4: asiakas 9."]
    assert page.context["pair"] is None


def restricted(client):
    return records.change(client=client, has_safety_restriction=True, by="cli")


def test_restricted_candidate_shows_no_value_and_is_not_the_secretarys_to_decide(browser, batch_of, halima):
    restricted(halima)
    batch = batch_of(["", "Abdi Hassan", "17.2.1990", "", ""])
    page = browser.get(address(batch))
    side = page.context["pair"].sides[0]
    assert (side.is_hidden, side.is_hers_to_decide, side.why) == (True, False, [])
    shown = page.content.decode()
    assert ("040 1234567" in shown, "Halima" in shown, "Asiakas 7" in shown) == (False, False, False)
    assert AccessEntry.objects.count() == 0
    for say in ("same", "new"):
        assert browser.post(address(batch, 2), {"say": say}).status_code == 422
    assert browser.post(address(batch, 2), {"say": "leave"}).status_code == 302


def test_restricted_candidate_is_the_managers_to_decide_still_without_a_value(
    batch_of, halima, member_of, signed_in
):
    restricted(halima)
    batch = batch_of(["", "Abdi Hassan", "17.2.1990", "", ""])
    manager = signed_in(member_of(Role.MANAGER))
    shown = manager.get(address(batch)).content.decode()
    assert ("040 1234567" in shown, "Asiakas 7" in shown) == (False, True)
    assert (
        manager.post(address(batch, 2), {"say": "same", "taken": ["client-7:first_names"]}).status_code == 422
    )
    assert manager.post(address(batch, 2), {"say": "same"}).status_code == 302


def test_answer_whose_client_is_gone_is_asked_anew(browser, secretary, asked, halima):
    client_named(halima.enrolments.get().project, "Abdi Halimo", "8", born_on=None)
    browser.get(address(asked))
    browser.post(address(asked, 2), {"say": "same", "whom": "client-7"})
    records.change(client=halima, client_number="77", by="cli")
    page = browser.get(address(asked))
    assert page.context["pair"].row.number == 2


@pytest.fixture
def differing(project, batch_of):
    """Three rows of clients of ours with another phone each."""
    for number, name in (("1", "Abdi Halima"), ("2", "Noor Zahra"), ("3", "Virta Aino")):
        client_named(project, name, number, phone=f"040 000000{number}")
    return batch_of(
        ["1", "Abdi Halima", "", "050 1111111", ""],
        ["2", "Noor Zahra", "", "050 2222222", ""],
        ["3", "Virta Aino", "", "050 3333333", ""],
    )


def told(page):
    return [(each.row, each.ours, each.book, each.is_ticked) for each in page.context["page"]]


def test_values_that_differ_are_listed_and_taken_when_ticked(browser, secretary, differing):
    page = browser.get(address(differing))
    assert told(page)[0] == (2, "040 0000001", "050 1111111", False)
    ticks = {"shown": ["2:phone", "3:phone", "4:phone"], "taken": ["3:phone"]}
    page = browser.post(f"/clients/imports/{differing.pk}/differences/", ticks, follow=True)
    assert [is_ticked for *_facts, is_ticked in told(page)] == [False, True, False]
    assert AccessEntry.objects.count() == 3
    batch = page.context["batch"]
    imports.apply(batch=batch, taker=import_access.taker_for(batch, secretary, today()), by=secretary)
    assert list(Client.objects.order_by("client_number").values_list("phone", flat=True)) == [
        "040 0000001",
        "050 2222222",
        "040 0000003",
    ]


def test_values_of_a_whole_column_are_taken_and_left_at_once(browser, differing):
    browser.get(address(differing))
    where = f"/clients/imports/{differing.pk}/differences/"
    page = browser.post(where, {"whole": "all:phone"}, follow=True)
    assert [is_ticked for *_facts, is_ticked in told(page)] == [True, True, True]
    page = browser.post(where, {"whole": "none:phone"}, follow=True)
    assert [is_ticked for *_facts, is_ticked in told(page)] == [False, False, False]


@pytest.mark.parametrize("ticks", [{"whole": "all:client_number"}, {"taken": "9:phone"}])
def test_ticks_of_what_isnt_listed_change_nothing(browser, differing, ticks):
    browser.get(address(differing))
    page = browser.post(f"/clients/imports/{differing.pk}/differences/", ticks, follow=True)
    assert said(page) == ["Rivit ovat välillä muuttuneet. Katso ne uudelleen."]
    assert [row.answer for row in differing.rows.all() if row.answer] == []


def questions_of(browser, url):
    with CaptureQueriesContext(connection) as asked:
        browser.get(url)
    return len(asked)


def test_page_asks_as_much_of_three_differences_as_of_one(browser, project, batch_of, differing):
    one = batch_of(["1", "Abdi Halima", "", "050 1111111", ""])
    for batch in (one, differing):
        browser.get(address(batch))
    assert questions_of(browser, address(one)) == questions_of(browser, address(differing))


def test_page_asks_as_much_of_three_pairs_as_of_one(browser, batch_of, halima):
    row = ["50", "Abdi Halimo", "5.5.1980", "040 1234567", ""]
    one, three = batch_of(row), batch_of(row, ["51", *row[1:]], ["52", *row[1:]])
    for batch in (one, three):
        browser.get(address(batch))
    assert questions_of(browser, address(one)) == questions_of(browser, address(three))


def test_pages_are_for_those_who_import_into_the_project(browser, asked, member_of, signed_in, project):
    stranger = signed_in(member_of(Role.COACH))
    assert stranger.get(address(asked)).status_code == 403
