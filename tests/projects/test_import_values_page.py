"""The page of values: unknown words and unclear days asked once, nothing typed lost."""

import re

import pytest

from ohjaamo.periods import today
from projects.import_access import judge
from staff.models import RememberedWord
from staff.permissions import Role
from tests.factories.imports import staged_batch
from tests.factories.projects import MunicipalityFactory

pytestmark = pytest.mark.django_db

TITLES = ["Nro", "Sukunimi", "Etunimi", "Synt.aika", "Kunta", "Aloitus pvm"]


@pytest.fixture
def secretary(member_of):
    for code, name in (("240", "Kemi"), ("241", "Keminmaa"), ("851", "Tornio")):
        MunicipalityFactory(code=code, name_fi=name)
    return member_of(Role.SECRETARY)


@pytest.fixture
def staged(project, secretary):
    """Stages a book by the municipalities and birth dates of its rows."""

    def make(*cells):
        rows = [
            [f"9{at:03}", "Virta", "Aino", born, municipality, "1.3.2020"]
            for at, (municipality, born) in enumerate(cells)
        ]
        return judge(staged_batch(project, by=secretary, rows=rows, titles=TITLES), secretary, today())

    return make


@pytest.fixture
def browser(signed_in, secretary):
    browser = signed_in(secretary)
    browser.cookies["language"] = "en"
    return browser


def page_of(batch, query=""):
    return f"/imports/{batch.pk}/values/{query}"


def selects(answer):
    """The selects of the page by their names: which options each has, chosen ones marked, the list of all left out."""
    found = {}
    for name, inner in re.findall(r'<select[^>]* name="([^"]+)"[^>]*>(.*?)</select>', answer.text, re.DOTALL):
        own = inner[: inner.rindex("<optgroup")]
        found[name] = [
            f"{text.strip()}{'*' if selected else ''}"
            for selected, text in re.findall(
                r"<option value=\"[^\"]*\"( selected)?>(.*?)</option>", own, re.DOTALL
            )
        ]
    return found


def test_page_offers_for_an_unknown_word_what_is_like_it_and_takes_nothing_by_itself(staged, browser):
    batch = staged(("Kemmi", "1.2.1990"), ("kemmi", "1.2.1990"), ("Xyz", "1.2.1990"))
    answer = browser.get(page_of(batch))
    assert list(selects(answer).values()) == [
        ["decided row by row later", "Kemi (240)", "Keminmaa (241)", "the cell is left blank"],
        ["decided row by row later", "the cell is left blank"],
    ]
    assert "“Kemmi”" in answer.text
    assert "2 rows" in answer.text


def test_post_of_a_choice_is_kept_and_leads_on(staged, browser):
    batch = staged(("Kemmi", "1.2.1990"), ("Xyz", "5.7.1985"))
    first, second = selects(browser.get(page_of(batch)))
    answer = browser.post(page_of(batch), {first: "240", second: "-"})
    batch.refresh_from_db()
    assert (answer.status_code, answer.url) == (302, f"/imports/{batch.pk}/preview/")
    assert batch.words == {"municipality": {"kemmi": "240", "xyz": ""}}
    assert batch.judged_at is not None
    assert sorted(RememberedWord.objects.values_list("column", "word", "meaning")) == [
        ("municipality", "kemmi", "240"),
        ("municipality", "xyz", ""),
    ]


def test_post_that_decides_nothing_leads_to_the_errors(staged, browser):
    batch = staged(("Kemmi", "1.2.1990"))
    answer = browser.post(page_of(batch), dict.fromkeys(selects(browser.get(page_of(batch))), ""))
    batch.refresh_from_db()
    assert (answer.url, batch.words, RememberedWord.objects.count()) == (
        f"/imports/{batch.pk}/errors/",
        {},
        0,
    )


def test_post_of_a_choice_that_is_none_loses_nothing(staged, browser):
    batch = staged(("Kemmi", "1/2/90"), ("Xyz", "1.2.1990"))
    first, second = selects(browser.get(page_of(batch)))
    sent = {first: "240", second: "nowhere", "born_on-order": "mdy", "born_on-until": "99999"}
    answer = browser.post(page_of(batch), sent)
    batch.refresh_from_db()
    assert (answer.status_code, batch.words, batch.days) == (422, {}, {})
    assert selects(answer)[first] == [
        "decided row by row later",
        "Kemi (240)*",
        "Keminmaa (241)",
        "the cell is left blank",
    ]
    assert 'value="99999"' in answer.text
    assert re.search(r'value="mdy"[^>]*checked', answer.text)
    assert f'href="#id_{second}"' in answer.text


def test_days_are_asked_with_what_each_order_makes_of_an_example(staged, browser):
    batch = staged(("Kemi", "1/2/1990"), ("Kemi", "3/4/1990"))
    answer = browser.get(page_of(batch))
    assert re.findall(r"1/2/1990 → [0-9.]+", answer.text) == ["1/2/1990 → 1.2.1990", "1/2/1990 → 2.1.1990"]
    assert "checked" not in answer.text
    browser.post(page_of(batch), {"born_on-order": "mdy"})
    batch.refresh_from_db()
    assert (batch.days, batch.counts["unsettled"]) == ({"born_on": {"order": "mdy"}}, 0)


def test_order_of_days_that_is_proven_is_chosen_and_said(staged, browser):
    batch = staged(("Kemi", "1/2/1990"), ("Kemi", "13/2/1990"))
    answer = browser.get(page_of(batch))
    assert re.search(r'value="dmy"[^>]*checked', answer.text)
    assert "“13/2/1990” can be read in this way only." in answer.text
    assert batch.counts["unsettled"] == 1


def test_year_of_two_figures_is_shown_as_it_is_read_and_asked(staged, browser):
    batch = staged(("Kemi", "1.2.85"), ("Kemi", "3.4.19"))
    answer = browser.get(page_of(batch))
    assert "Now they are read so: 85 → 1985, 19 → 2019." in answer.text
    browser.post(page_of(batch), {"born_on-until": "2018"})
    batch.refresh_from_db()
    assert batch.days == {"born_on": {"until": 2018}}
    assert "85 → 1985" in browser.get(page_of(batch)).text


def test_days_that_contradict_each_other_are_told(staged, browser):
    batch = staged(("Kemi", "13/2/1990"), ("Kemi", "2/13/1990"))
    answer = browser.get(page_of(batch))
    assert "can't all be written in the same order" in answer.text
    assert "born_on-order" not in answer.text


def test_remembered_word_is_shown_as_such_and_can_be_changed(staged, browser, secretary):
    before = staged(("Kemmi", "1.2.1990"))
    browser.post(page_of(before), dict.fromkeys(selects(browser.get(page_of(before))), "240"))
    batch = staged(("kemmi", "1.2.1990"), ("Kemi", "1.2.1990"))
    answer = browser.get(page_of(batch))
    assert selects(answer) == {}
    assert re.search(r"kemmi</bdi> → Kemi ·.*?remembered", answer.text)
    answer = browser.get(page_of(batch, "?column=municipality"))
    assert list(selects(answer).values()) == [
        ["Kemi (240)*", "Keminmaa (241)", "the cell is left blank"],
        ["Kemi (240)*", "Keminmaa (241)", "the cell is left blank"],
    ]
    kemmi = list(selects(answer))[1]
    answer = browser.post(page_of(batch, "?column=municipality"), {kemmi: "241"})
    batch.refresh_from_db()
    assert (answer.url, batch.words) == (page_of(batch), {"municipality": {"kemmi": "241"}})


def test_two_hundred_words_are_asked_a_hundred_at_a_time(staged, browser):
    batch = staged(*((f"Paikka {at}", f"{at % 28 + 1}.5.{1950 + at // 28}") for at in range(200)))
    answer = browser.get(page_of(batch))
    assert len(selects(answer)) == 100
    assert "100 words are asked about after these." in answer.text
    answer = browser.post(page_of(batch), dict.fromkeys(selects(answer), "-"))
    assert answer.url == page_of(batch)
    answer = browser.get(page_of(batch))
    assert len(selects(answer)) == 100
    answer = browser.post(page_of(batch), dict.fromkeys(selects(answer), "851"))
    batch.refresh_from_db()
    assert (answer.url, batch.counts["unsettled"]) == (f"/imports/{batch.pk}/preview/", 0)


@pytest.mark.parametrize("rows", [1, 3])
def test_page_asks_the_database_alike_for_one_and_three_words(
    staged, browser, django_assert_num_queries, rows
):
    batch = staged(*((f"Paikka {at}", "1.2.1990") for at in range(rows)))
    with django_assert_num_queries(11):
        browser.get(page_of(batch))
