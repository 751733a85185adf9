"""Doubles of a book: answered with one key each, and taken back; what axe finds on the page."""

import pytest
from playwright.sync_api import expect

from staff import answers
from staff.choices import RowStatus
from staff.permissions import Role
from tests.factories.clients import ClientFactory, EnrolmentFactory
from tests.factories.imports import staged_batch

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TITLES = ["Nro", "Sukunimi", "Etunimi", "Synt.aika", "Puhelin", "Aloitus pvm"]
KNOWN = [("7", "Abdi", "Halima"), ("8", "Noor", "Zahra"), ("9", "Virta", "Aino"), ("10", "Ali", "Omar")]


@pytest.fixture
def secretary(member_of):
    return member_of(Role.SECRETARY)


@pytest.fixture
def book(project, secretary):
    """Three rows with the phones of three clients, and a fourth whose phone is another than ours."""
    for place, (number, last_name, first_names) in enumerate(KNOWN):
        client = ClientFactory(
            client_number=number,
            last_name=last_name,
            first_names=first_names,
            born_on="1990-02-17",
            phone=f"040 123456{place}",
        )
        EnrolmentFactory(client=client, project=project, starts_on="2019-02-01", ends_on="2019-03-01")
    rows = [
        [f"5{place}", last_name, first_names, "5.5.1980", f"+358 40 123456{place}", "1.3.2021"]
        for place, (_number, last_name, first_names) in enumerate(KNOWN[:3])
    ]
    last = ["10", "Ali", "Omar", "17.2.1990", "050 7654321", "1.3.2021"]
    return staged_batch(project, by=secretary, titles=TITLES, rows=[*rows, last])


@pytest.fixture
def page(open_page, sign_in, secretary, book):
    page = open_page()
    sign_in(page, secretary)
    page.goto(f"/clients/imports/{book.pk}/doubles/")
    return page


def said(book):
    rows = book.rows.filter(skipped="").order_by("number")
    return [answers.answer_of(row).raw for row in rows]


def test_secretary_answers_three_pairs_with_three_keys(page, book):
    for place, key in enumerate("123", start=1):
        expect(page.get_by_text(f"Pari {place} / 3")).to_be_visible()
        page.keyboard.press(key)
        expect(page.locator("#pair")).to_be_focused()
        expect(page.locator("#live")).not_to_be_empty()
        expect(page.get_by_text(f"Pari {place} / 3")).not_to_be_visible()
    expect(page.locator("#pair")).to_have_text("Kaikki parit on käyty läpi")
    assert said(book) == [{"same_as": "7"}, {"is_new": True}, {"is_left": True}, {}]
    assert [row.status for row in book.rows.filter(number__in=(2, 3, 4)).order_by("number")] == [
        RowStatus.CREATED, RowStatus.CREATED, RowStatus.LEFT_OUT,
    ]  # fmt: skip


def test_keys_type_nothing_while_a_box_has_the_focus_or_shortcuts_are_off(page, book):
    page.get_by_label("ota taulukosta", exact=False).first.focus()
    page.keyboard.press("1")
    page.evaluate("document.body.dataset.shortcuts = 'off'; document.activeElement.blur()")
    page.keyboard.press("1")
    expect(page.get_by_text("Pari 1 / 3")).to_be_visible()
    assert said(book) == [{}, {}, {}, {}]


def test_value_ticked_beside_the_pair_is_taken_and_the_answer_can_be_taken_back(page, book):
    page.get_by_label("ota taulukosta: syntymäaika").check()
    page.get_by_role("button", name="Sama henkilö").click()
    expect(page.locator("#pair")).to_contain_text("Rivi 3")
    assert said(book)[0] == {"same_as": "7", "taken": ["born_on"]}
    page.get_by_text("1 vastaus").click()
    page.get_by_role("button", name="Kysy uudelleen rivistä 2").click()
    expect(page.locator("#pair")).to_contain_text("Rivi 2")
    assert said(book)[0] == {}


def test_page_of_doubles_has_no_faults_that_axe_finds(open_page, sign_in, faults_of, secretary, book):
    page = open_page()
    sign_in(page, secretary)
    page.goto(f"/clients/imports/{book.pk}/doubles/")
    faults = faults_of(page, "import-doubles-pair")
    for place in (2, 3, None):
        page.get_by_role("button", name="Eri henkilö").click()
        expect(
            page.get_by_text(f"Pari {place} / 3" if place else "Kaikki parit on käyty läpi")
        ).to_be_visible()
    faults += faults_of(page, "import-doubles-done")
    assert faults == []
