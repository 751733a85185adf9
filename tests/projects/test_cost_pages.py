import datetime as dt
from decimal import Decimal

import pytest
from django.urls import reverse

from projects import claim_periods, costs
from projects.choices import Implementer
from projects.models import ActualCost, Project
from staff import auditing
from staff.permissions import Role
from tests.factories.money import ActualCostFactory
from tests.factories.projects import ProjectFactory
from tests.projects.money_scene import FIRST, LAST, enter, furnish, sent

pytestmark = pytest.mark.django_db

NOVEMBER = {"person": "Virta Aino", "month_starts_on": "11/2022", "amount": "3 210,50", "kind": "salary"}


@pytest.fixture
def project():
    return furnish(ProjectFactory(starts_on=FIRST, ends_on=LAST))


@pytest.fixture
def browser(signed_in, member_of):
    return signed_in(member_of(Role.MANAGER))


def text_of(response) -> str:
    return " ".join(response.content.decode().replace("\xa0", " ").split())


def page_of(project) -> str:
    return reverse("projects:costs", args=[project.code])


def test_cost_is_entered_as_people_write_it(browser, project):
    data = NOVEMBER | {"full_time_percent": "50 %", "note": "Valmentaja"}
    answer = browser.post(page_of(project), data)
    assert answer.headers["Location"] == f"{page_of(project)}?implementer=lead&month=2022-11"
    cost = project.costs.get()
    assert (cost.person, cost.month_starts_on, cost.amount, cost.full_time_percent, cost.implementer) == (
        "Virta Aino",
        dt.date(2022, 11, 1),
        Decimal("3210.50"),
        50,
        Implementer.LEAD,
    )
    assert "3 210,50 €" in text_of(browser.get(page_of(project)))


def test_cost_of_the_partner_is_entered_and_shown_apart(browser, project):
    browser.post(f"{page_of(project)}?implementer=partner", NOVEMBER)
    assert project.costs.get().implementer == Implementer.PARTNER
    assert browser.get(page_of(project)).context["table"].sections == ()
    (entry,) = browser.get(page_of(project), {"implementer": "partner"}).context["entries"]
    assert entry["standing"] == Decimal("3210.50")


@pytest.mark.parametrize(
    ("facts", "field", "message"),
    [
        ({"amount": "paljon"}, "amount", "Kirjoita luku"),
        ({"amount": "-5"}, "amount", "yli nollan"),
        ({"amount": "100000,01"}, "amount", "100 000"),
        ({"amount": "1,005"}, "amount", "2 desimaalia"),
        ({"month_starts_on": "13/2022"}, "month_starts_on", "Kirjoita kuukausi"),
        ({"month_starts_on": "10/2022"}, "month_starts_on", "ei ole käynnissä"),
        ({"full_time_percent": "101"}, "full_time_percent", "100"),
        ({"person": " "}, "person", "vaaditaan"),
        ({"kind": "x"}, "kind", "x"),
    ],
)
def test_cost_with_a_fault_is_refused_at_its_field_and_kept(browser, project, facts, field, message):
    answer = browser.post(page_of(project), NOVEMBER | facts)
    assert (answer.status_code, ActualCost.objects.count()) == (422, 0)
    errors = answer.context["form"].errors
    assert list(errors) == [field]
    assert message in errors[field][0].replace("\xa0", " ")
    assert 'class="error-summary"' in text_of(answer)


def test_table_has_months_down_persons_across_and_sums_of_budget_periods(browser, project):
    first = enter(project, 2022, 11, amount="1000")
    enter(project, 2022, 11, amount="500", person="Aalto Ville")
    enter(project, 2023, 11, amount="700")
    costs.correct(cost=first, amount=Decimal(-100), note="Liikaa", by="cli")
    table = browser.get(page_of(project)).context["table"]
    assert table.persons == ("Aalto Ville", "Virta Aino")
    assert [(section.period.label, [row.cells for row in section.rows], section.sums.total)
            for section in table.sections] == [
        ("2023", [(500, 900)], 1400),
        ("2024", [(None, 700)], 700),
    ]  # fmt: skip
    assert (table.sums.cells, table.sums.total) == ((500, 1600), 2100)


def test_entries_of_a_month_show_their_corrections_and_whether_they_are_claimed(browser, project):
    first = enter(project, 2022, 11, amount="1000")
    enter(project, 2022, 12, amount="700")
    sent(project, dt.date(2022, 11, 30))
    costs.correct(cost=first, amount=Decimal(-100), note="Liikaa", by="cli")
    (latest,) = browser.get(page_of(project)).context["entries"]
    assert latest["cost"].month_starts_on == dt.date(2022, 12, 1)
    answer = browser.get(page_of(project), {"month": "2022-11"})
    assert "Oikaisu −100,00 €" in text_of(answer).replace('<span class="nowrap">', "")
    assert text_of(answer).count("Haettu") == 1
    assert browser.get(page_of(project), {"month": "x"}).status_code == 200


def test_page_tells_what_is_to_be_looked_at(browser, project):
    enter(project, 2022, 11, full_time_percent=Decimal(60))
    ActualCostFactory(person="Virta Aino", month_starts_on=FIRST, full_time_percent=Decimal(50))
    ActualCostFactory(
        person="Aalto Ville", month_starts_on=FIRST, full_time_percent=Decimal(100), note="lomaraha"
    )
    enter(project, 2023, 1, amount="100")
    found = [text.replace("\xa0", " ") for text in browser.get(page_of(project)).context["doubts"]]
    assert found == [
        "Virta Aino 11/2022: Kaikissa hankkeissa yhteensä yli täyden työajan: 110 %.",
        "2023: palkat 12 580,08 € ovat 66,4 % alle tähän asti suunnitellun, 37 440,25 €.",
    ]


def test_page_asks_the_database_as_often_for_one_row_as_for_three(
    browser, project, django_assert_num_queries
):
    for count in (1, 2):
        for month in range(count):
            enter(project, 2023, count + month, amount="1000", person=f"Henkilö {count}{month}")
        with django_assert_num_queries(9):
            browser.get(page_of(project))


def test_money_of_a_project_that_has_none_is_not_found(browser, project):
    with auditing.act(by="cli"):
        Project.objects.update(parts_off=["money"])
    assert browser.get(page_of(project)).status_code == 404


def test_cost_is_corrected_by_what_it_should_be(browser, project):
    cost = enter(project, 2022, 11, amount="1000")
    sent(project, dt.date(2022, 11, 30))
    url = reverse("projects:cost-correct", args=[cost.pk])
    assert browser.get(url).status_code == 200
    for data in ({"right_amount": "1000", "note": "x"}, {"right_amount": "-1", "note": "x"},
                 {"right_amount": "900", "note": " "}):  # fmt: skip
        assert browser.post(url, data).status_code == 422
    answer = browser.post(url, {"right_amount": "900,50", "note": "Liikaa"})
    assert answer.headers["Location"].endswith("month=2022-11")
    correction = cost.corrections.get()
    assert (correction.amount, correction.note, correction.claim) == (Decimal("-99.50"), "Liikaa", None)
    again = reverse("projects:cost-correct", args=[correction.pk])
    assert browser.post(again, {"right_amount": "0", "note": "Ei kuulu tänne"}).status_code == 302
    assert costs.standing(cost) == 0
    claim = claim_periods.begin(project=project, ends_on=dt.date(2022, 12, 31), by="cli")
    assert claim_periods.total_of(claim).salaries == Decimal("-1000")
