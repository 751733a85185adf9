"""The secretary takes a messy book from the file to the register and back again, alone, on every screen."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from playwright.sync_api import expect

from clients.models import Client
from ohjaamo.periods import today
from projects import import_runs
from staff.models import ImportTask
from staff.permissions import Role
from tests.factories.books import xlsx
from tests.factories.clients import EnrolmentFactory
from tests.factories.projects import MunicipalityFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

BOOK = [
    ["Asiakasrekisteri 2020"],
    [],
    ["Nro", "Suku", "Etu", "Synt.aika", "Kansalaisuus", "Kunta", "Kieli", "Alkaen", "Asti", "Kengännumero"],
    ["1001", "Hassan", "Rana", "31.2.1990", "Irak", "Kemi", "arabia", "1.3.2020", "", 38],
    ["1002", "Warsame", "Ayaan", "14.5.1988", "Somalia", "Kemi", "soomali", "12.4.2020", "", 39],
    ["1003", "Karimi", "Leila", "19.9.1979", "Iran", "Kemi", "dari/persia", "1.3.2020", "15.9.2020", 40],
    ["", "Virta", "Aino", "17.4.1985", "Suomi", "Keminmaa", "suomi", "1.2.2020", "", 42],
    ["Yhteensä", None, None, None, None, None, None, None, None, 159],
]


@pytest.fixture
def secretary(member_of):
    return member_of(Role.SECRETARY, first_name="Saara", last_name="Sihteeri")


@pytest.fixture
def book(project, tmp_path):
    """A book with a title above, a total below, a day that isn't, words in doubt, and somebody who may be known."""
    for code, name in (("240", "Kemi"), ("241", "Keminmaa")):
        MunicipalityFactory(code=code, name_fi=name)
    EnrolmentFactory(
        project=project, client__last_name="Virta", client__first_names="Aino", client__born_on=None
    )
    return xlsx(tmp_path / "rekisteri.xlsx", BOOK)


def work():
    """What the worker does, in a thread of its own as the browser's driver keeps this one."""

    def take() -> None:
        import_runs.run(task=ImportTask.objects.get(ended_at=None).pk, today=today())
        connection.close()

    with ThreadPoolExecutor(1) as thread:
        thread.submit(take).result()


def test_messy_book_goes_in_and_comes_out_again(open_page, sign_in, faults_of, secretary, book):
    page = open_page()
    sign_in(page, secretary)
    page.goto("/imports/")
    faults = faults_of(page, "imports-list")
    page.get_by_role("link", name="Uusi tuonti").first.click()
    faults += faults_of(page, "imports-new")
    page.locator("input[type=file]").set_input_files(book)
    page.get_by_role("button", name="Lue taulukko").click()
    page.wait_for_url("**/columns/")
    faults += faults_of(page, "imports-columns")
    page.get_by_role("button", name="Jatka").click()
    page.wait_for_url("**/values/")
    faults += faults_of(page, "imports-values")
    page.get_by_label("soomali").select_option(label="somali")
    page.get_by_label("dari/persia").select_option(label="persia")
    page.get_by_role("button", name="Tallenna ja jatka").click()
    page.wait_for_url("**/doubles/")
    faults += faults_of(page, "imports-doubles")
    page.keyboard.press("2")
    expect(page.get_by_text("Kaikki parit on käyty läpi")).to_be_visible()
    page.goto(page.url.replace("/clients/imports", "/imports").replace("doubles", "errors"))
    faults += faults_of(page, "imports-errors")
    page.keyboard.type("28.2.1990")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Virheellisiä rivejä ei ole.")).to_be_visible()
    page.get_by_role("link", name="Esikatseluun").click()
    page.wait_for_url("**/preview/")
    faults += faults_of(page, "imports-preview")
    page.get_by_role("button", name="Tuo 4 riviä").click()
    faults += faults_of(page, "imports-running")
    work()
    page.reload()
    faults += faults_of(page, "imports-done")
    page.get_by_role("button", name="Kumoa kaikki tuotu").click()
    work()
    page.reload()
    faults += faults_of(page, "imports-undone")
    assert faults == []
    assert Client.objects.count() == 1
