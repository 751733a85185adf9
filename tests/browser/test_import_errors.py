"""The secretary corrects the bad rows of a book: with the keyboard alone, over a bad line, on every screen."""

import re

import pytest
from playwright.sync_api import expect

from staff.permissions import Role
from tests.factories.imports import staged_batch
from tests.factories.projects import MunicipalityFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TITLES = [
    "Nro",
    "Sukunimi",
    "Etunimi",
    "Hetu",
    "Synt.aika",
    "Kansalaisuus",
    "Kunta",
    "Aloitus pvm",
    "Lopetus pvm",
]
CODE, BORN, NATION, PLACE, START, END = range(3, 9)
# What is wrong in row after row, and the keys that set it right.
WRONG = [
    (BORN, "31.2.1990", "28.2.1990"),
    (PLACE, "Kemmi", "Kemi"),
    (END, "15.8.2019", "15.8.2020"),
    (NATION, "Irakk", "Irak"),
    (START, "1.13.2020", "1.12.2020"),
    (START, "", "1.3.2020"),
    (CODE, "131052-308X", "131052-308T"),
    (BORN, "1/2/1990", "1.2.1990"),
    (PLACE, '="Tornio"', "Tornio"),
    (END, "eilen", "2.3.2020"),
    (BORN, "1.1.2199", "1.1.1999"),
    (PLACE, "Torniio", "Tornio"),
]


@pytest.fixture
def secretary(member_of):
    return member_of(Role.SECRETARY, first_name="Saara", last_name="Sihteeri")


@pytest.fixture
def book(project, secretary):
    """Makes a book of good rows in which these cells are wrong, one a row."""
    for code, name in (("240", "Kemi"), ("241", "Keminmaa"), ("851", "Tornio")):
        MunicipalityFactory(code=code, name_fi=name)

    def make(*wrong):
        rows = []
        for number, (place, text) in enumerate(wrong, start=1):
            row = [
                f"9{number:02}",
                f"Suku{number}",
                f"Etu{number}",
                "",
                f"{number}.2.1980",
                "Irak",
                "Kemi",
                "1.3.2020",
                "",
            ]
            if place == CODE:
                row[BORN] = ""
            row[place] = text
            rows.append(row)
        return staged_batch(project, by=secretary, titles=TITLES, rows=rows)

    return make


@pytest.fixture
def open_errors(open_page, sign_in, secretary):
    """Opens the errors of a book, signed in as the secretary."""

    def go(batch):
        page = open_page()
        sign_in(page, secretary)
        page.goto(f"/imports/{batch.pk}/errors/")
        return page

    return go


class Keys:
    """Hands on a keyboard, and how many keys they have pressed."""

    def __init__(self, page) -> None:
        self.page, self.count = page, 0

    def type(self, text: str) -> None:
        self.page.keyboard.type(text)
        self.count += len(text)

    def press(self, key: str) -> None:
        self.page.keyboard.press(key)
        self.count += 1


def cell(page, row, place):
    return page.locator(f"#cell-{row}-{place}")


def status(batch, row):
    return batch.rows.get(number=row).status


def test_secretary_corrects_twelve_errors_with_the_keyboard_alone(open_errors, book):
    batch = book(*((place, text) for place, text, _right in WRONG))
    page = open_errors(batch)
    keys = Keys(page)
    for row, (place, _text, right) in enumerate(WRONG, start=2):
        expect(cell(page, row, place)).to_be_focused()
        keys.type(right)
        keys.press("Enter")
        expect(cell(page, row, place)).to_have_count(0)
    expect(page.locator("#onward")).to_be_focused()
    expect(page.locator("#live")).to_contain_text("Rivi 13 on korjattu. 0 riviä on vielä korjaamatta.")
    keys.press("Enter")
    page.wait_for_url("**/preview/")
    # What is typed is its own length; beyond it one key an error, and one to go on.
    assert keys.count == sum(len(right) for _place, _text, right in WRONG) + len(WRONG) + 1
    assert set(batch.rows.filter(skipped="").values_list("status", flat=True)) == {"created"}


def test_cell_that_is_still_wrong_keeps_the_focus_and_says_why(open_errors, book):
    page = open_errors(book((BORN, "31.2.1990"), (PLACE, "Kemmi")))
    page.keyboard.type("30.2.1990")
    page.keyboard.press("Enter")
    expect(page.locator("#why-2-1")).to_contain_text("30. päivää")
    expect(page.locator("#live")).to_contain_text("30. päivää")
    expect(cell(page, 2, BORN)).to_be_focused()
    assert page.locator(f"#cell-2-{BORN}").get_attribute("aria-describedby").split() == ["why-2-1"]


def test_esc_takes_back_what_was_typed_and_arrows_go_from_cell_to_cell(open_errors, book):
    batch = book((BORN, "31.2.1990"), (PLACE, "Kemmi"))
    page = open_errors(batch)
    page.keyboard.type("28.2.1990")
    page.keyboard.press("Escape")
    expect(cell(page, 2, BORN)).to_have_value("31.2.1990")
    expect(page.locator("#live")).to_contain_text("Muutos peruttiin.")
    page.keyboard.press("ArrowDown")
    expect(cell(page, 3, PLACE)).to_be_focused()
    page.keyboard.press("F2")
    page.keyboard.type("x")
    expect(cell(page, 3, PLACE)).to_have_value("Kemmix")
    page.keyboard.press("Escape")
    page.keyboard.press("Home")
    page.keyboard.press("ArrowLeft")
    expect(cell(page, 2, BORN)).to_be_focused()
    page.keyboard.press("Enter")
    expect(cell(page, 3, PLACE)).to_be_focused()
    assert set(batch.rows.values_list("status", flat=True)) == {"staged", "refused"}


def test_words_alike_are_all_corrected_by_one_button(open_errors, book):
    batch = book((PLACE, "Kemmi"), (PLACE, "Kemmi"), (BORN, "31.2.1990"), (PLACE, "Kemmi"))
    page = open_errors(batch)
    button = page.get_by_role("button", name="Korjaa kaikki 3").first
    expect(button).to_have_text(re.compile(r"Korjaa kaikki 3\s*: Kemi \(240\)"))
    cell(page, 2, PLACE).fill("Tornio")
    expect(button).to_have_text(re.compile(r"Korjaa kaikki 3\s*: Tornio"))
    button.click()
    expect(cell(page, 4, BORN)).to_be_focused()
    expect(page.locator("#tab-errors")).to_have_text(re.compile(r"Virheet\s+1"))
    assert [status(batch, row) for row in (2, 3, 4, 5)] == ["created", "created", "refused", "created"]
    assert batch.rows.get(number=5).edits == {str(PLACE): "Tornio"}


def test_offered_word_is_picked_with_the_keyboard(open_errors, book):
    batch = book((PLACE, "Kemmi"), (BORN, "31.2.1990"))
    page = open_errors(batch)
    for _press in range(2):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(cell(page, 3, BORN)).to_be_focused()
    assert batch.rows.get(number=2).edits == {str(PLACE): "Kemi"}


def test_broken_line_keeps_what_was_typed_and_says_so(open_errors, book):
    batch = book((BORN, "31.2.1990"), (PLACE, "Kemmi"))
    page = open_errors(batch)
    page.route("**/errors/2/", lambda route: route.abort())
    page.keyboard.type("28.2.1990")
    page.keyboard.press("Enter")
    expect(page.locator("#alert")).to_contain_text("Tallennus ei onnistunut.")
    expect(page.locator("[data-line]")).to_be_visible()
    expect(cell(page, 2, BORN)).to_have_value("28.2.1990")
    expect(cell(page, 2, BORN)).to_be_focused()
    page.unroute("**/errors/2/")
    page.keyboard.press("Enter")
    expect(cell(page, 3, PLACE)).to_be_focused()
    assert batch.rows.get(number=2).edits == {str(BORN): "28.2.1990"}


def test_enter_pressed_twice_saves_once(open_errors, book):
    page = open_errors(book((BORN, "31.2.1990"), (PLACE, "Kemmi")))
    posts = []
    page.on("request", lambda request: posts.append(request.url) if request.method == "POST" else None)
    page.keyboard.type("28.2.1990")
    page.evaluate(
        """() => { for (let press = 0; press < 2; press++) document.activeElement.dispatchEvent(
          new KeyboardEvent("keydown", { key: "Enter", bubbles: true, cancelable: true })); }"""
    )
    expect(cell(page, 3, PLACE)).to_be_focused()
    assert len(posts) == 1


def test_what_was_typed_in_a_row_is_saved_when_the_row_is_left(open_errors, book):
    batch = book((BORN, "31.2.1990"), (PLACE, "Kemmi"))
    page = open_errors(batch)
    page.keyboard.type("28.2.1990")
    page.keyboard.press("ArrowDown")
    page.keyboard.type("Ke")
    expect(cell(page, 2, BORN)).to_have_count(0)
    expect(cell(page, 3, PLACE)).to_be_focused()
    page.keyboard.type("mi")
    expect(cell(page, 3, PLACE)).to_have_value("Kemi")
    page.get_by_role("link", name="Esikatseluun").click()
    page.wait_for_url("**/preview/")
    assert [status(batch, row) for row in (2, 3)] == ["created", "created"]


def test_other_cells_of_a_row_are_corrected_too(open_errors, book):
    batch = book((END, "1.2.2020"))
    page = open_errors(batch)
    page.get_by_role("link", name="Rivin muut solut").click()
    cell(page, 2, START).fill("1.4.2020")
    cell(page, 2, START).press("Enter")
    expect(cell(page, 2, END)).to_be_focused()
    cell(page, 2, START).fill("1.1.2020")
    cell(page, 2, START).press("Enter")
    expect(page.get_by_role("heading", name="Virheellisiä rivejä ei ole.")).to_be_visible()
    assert batch.rows.get(number=2).edits == {str(START): "1.1.2020"}


def test_rows_left_out_come_as_a_file_at_once(open_errors, book):
    batch = book((BORN, "31.2.1990"), (PLACE, "Kemmi"))
    page = open_errors(batch)
    with page.expect_download() as download:
        page.get_by_role("button", name="Jätä 2 riviä pois ja lataa ne").click()
    assert download.value.suggested_filename == f"tuomatta-jaaneet-{batch.pk}.xlsx"
    expect(page.locator("main")).to_contain_text("2 riviä jätettiin pois.")


def test_pages_of_errors_have_no_faults_that_axe_finds(open_errors, faults_at, book):
    batch = book(*((place, text) for place, text, _right in WRONG), (PLACE, "Kemmi"), (BORN, "1.2.1990"))
    page = open_errors(batch)
    addresses = {
        f"import-errors{query.strip('?')}": f"/imports/{batch.pk}/errors/{query}"
        for query in ("", "?row=2", "?rows=all", "?rows=unchanged")
    }
    assert faults_at(page, addresses) == []
