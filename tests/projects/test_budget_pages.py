import datetime as dt
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from projects import budgets
from projects.budgets import Column
from projects.choices import BudgetKind, Implementer, RateKind
from projects.models import BudgetVersion, Post
from staff.permissions import Role
from tests.factories.money import (
    BudgetPeriodFactory,
    BudgetVersionFactory,
    ClaimPeriodFactory,
    PostPlanFactory,
)
from tests.factories.projects import MembershipFactory, ProjectFactory
from tests.factories.staff import UserFactory

pytestmark = pytest.mark.django_db

RATES = dict(zip(RateKind, map(Decimal, ("26.44", "40", "20")), strict=True))
YEARS = [
    ("2022", "2021-11-01", "2022-10-31", "149 761"),
    ("2023", "2022-11-01", "2023-10-31", "152 455,00 €"),
]
FACTS = {
    "implementer": "lead",
    "kind": "decision",
    "dated_on": "2021-12-01",
    "side_costs": "26,44",
    "flat_rate": "40 %",
    "own_funding": "20",
    "unit": "1",
    "note": "Ohjausryhmä",
}


@pytest.fixture
def project():
    return ProjectFactory(starts_on=dt.date(2021, 11, 1), ends_on=dt.date(2024, 4, 30))


@pytest.fixture
def browser(signed_in, project):
    return signed_in(MembershipFactory(project=project, roles=[Role.MANAGER], starts_on="2021-11-01").user)


def typed(*periods, **facts):
    """What the form sends: a line for each period, and the facts."""
    lines = {
        f"{name}-{place}": value
        for place, period in enumerate(periods)
        for name, value in zip(("label", "starts_on", "ends_on", "salaries"), period, strict=True)
    }
    return FACTS | facts | lines


def draw_up(browser, project, *periods, **facts):
    url = reverse("projects:budget-draw-up", args=[project.code])
    return browser.post(url, typed(*(periods or YEARS), **facts))


def standing(project, **facts):
    column = Column("2022", dt.date(2021, 11, 1), dt.date(2022, 10, 31), Decimal(100))
    facts = {"kind": BudgetKind.DECISION, "rates": RATES} | facts
    return budgets.draw_up(
        project=project, implementer=Implementer.LEAD, dated_on=dt.date(2021, 12, 1), columns=[column],
        **facts, by="cli",
    )  # fmt: skip


def test_budget_is_drawn_up_whole_in_whatever_order_its_periods_stand(browser, project):
    answer = draw_up(browser, project, YEARS[1], ("", "", "", ""), YEARS[0], unit="0.01")
    assert answer.url == reverse("reports:budget", args=[project.code])
    version = BudgetVersion.objects.get()
    assert (version.implementer, version.kind, version.dated_on, version.unit, version.note) == (
        Implementer.LEAD, BudgetKind.DECISION, dt.date(2021, 12, 1), Decimal("0.01"), "Ohjausryhmä",
    )  # fmt: skip
    assert list(version.periods.values_list("label", "salaries")) == [("2022", 149761), ("2023", 152455)]
    assert dict(version.rates.values_list("kind", "percent")) == RATES


def test_first_budget_begins_with_the_years_of_the_project(browser, project):
    form = browser.get(reverse("projects:budget-draw-up", args=[project.code])).context["form"]
    lines = [[field.initial for field in line.fields] for line in form.lines]
    assert [line[:3] for line in lines] == [
        ["2022", dt.date(2021, 11, 1), dt.date(2022, 10, 31)],
        ["2023", dt.date(2022, 11, 1), dt.date(2023, 10, 31)],
        ["2024", dt.date(2023, 11, 1), dt.date(2024, 4, 30)],
        [None, None, None],
        [None, None, None],
    ]
    assert form["kind"].initial == BudgetKind.DRAFT


@pytest.mark.parametrize(
    ("before", "then"), [(BudgetKind.DRAFT, BudgetKind.DECISION), (BudgetKind.DECISION, BudgetKind.AMENDMENT)]
)
def test_further_version_begins_with_the_one_that_stands(browser, project, before, then):
    standing(project, kind=before)
    url = reverse("projects:budget-draw-up", args=[project.code])
    page = browser.get(url)
    form = page.context["form"]
    assert [form[name].initial for name in ("kind", "side_costs", "label-0", "salaries-0", "label-1")] == [
        then, Decimal("26.44"), "2022", Decimal(100), None,
    ]  # fmt: skip
    assert 'value="26,44"' in page.content.decode()
    partner = browser.get(url, {"implementer": "partner"}).context["form"]
    assert (partner["implementer"].initial, partner["kind"].initial) == ("partner", BudgetKind.DRAFT)


@pytest.mark.parametrize(
    ("periods", "facts", "field", "message"),
    [
        ([YEARS[0], ("2023", "2022-11-02", "2023-10-31", "1")], {}, "starts_on-1", "Kausi 2023 ei ala"),
        ([YEARS[0], ("2023", "2022-10-31", "2023-10-31", "1")], {}, "starts_on-1", "Kausi 2023 ei ala"),
        ([("2022", "2021-11-01", "2021-10-31", "1")], {}, "ends_on-0", "Viimeinen päivä on ennen"),
        ([("2022", "2021-11-01", "2022-10-31", "0,50")], {}, "salaries-0", "samalla tarkkuudella"),
        ([("2022", "2021-11-01", "2022-10-31", "−1")], {}, "salaries-0", "vähintään 0"),
        ([("2022", "2021-11-01", "2022-10-31", "999999999")], {}, "salaries-0", "Tarkista summa"),
        ([("2022", "2021-11-01", "2022-10-31", "paljon")], {}, "salaries-0", "Kirjoita luku"),
        ([("2022", "2021-11-01", "2022-10-31", "")], {}, "salaries-0", "vaaditaan"),
        ([("", "2021-11-01", "2022-10-31", "1")], {}, "label-0", "vaaditaan"),
        ([("", "", "", "")], {}, "label-0", "vähintään yksi kausi"),
        (YEARS, {"side_costs": ""}, "side_costs", "vaaditaan"),
        (YEARS, {"side_costs": "100,01"}, "side_costs", "enintään 100"),
        (YEARS, {"own_funding": "-1"}, "own_funding", "vähintään 0"),
        (YEARS, {"kind": "wish"}, "kind", "Valitse oikea vaihtoehto"),
    ],
)  # fmt: skip
def test_budget_that_can_not_be_is_refused_at_its_field_with_nothing_lost(
    browser, project, periods, facts, field, message
):
    answer = draw_up(browser, project, *periods, **facts)
    form = answer.context["form"]
    assert (answer.status_code, list(form.errors)) == (422, [field])
    assert message in form.errors[field][0]
    assert {name: form[name].value() for name in form.fields} == typed(*periods, **facts)
    assert BudgetVersion.objects.count() == 0


def test_second_version_of_a_kind_and_day_is_refused_at_the_day(browser, project):
    standing(project)
    answer = draw_up(browser, project)
    assert answer.context["form"].errors == {"dated_on": ["Tältä päivältä on jo samanlainen versio."]}
    assert BudgetVersion.objects.count() == 1


def test_rate_of_a_claim_that_was_sent_is_refused_until_the_version_is_dated_after_it(browser, project):
    standing(project)
    ClaimPeriodFactory(
        project=project, starts_on=project.starts_on, ends_on=dt.date(2022, 2, 28),
        sent_at=timezone.now(), sent_by=UserFactory(),
    )  # fmt: skip
    facts = {"kind": "amendment", "flat_rate": "30"}
    answer = draw_up(browser, project, dated_on="2022-02-28", **facts)
    (message,) = answer.context["form"].errors["flat_rate"]
    assert (answer.status_code, "1.11.2021–28.2.2022" in message, "40\u00a0%" in message) == (422, True, True)
    assert draw_up(browser, project, dated_on="2022-02-28", kind="draft", flat_rate="30").status_code == 302
    assert draw_up(browser, project, dated_on="2022-02-27", kind="amendment").status_code == 302
    assert draw_up(browser, project, dated_on="2022-03-01", **facts).status_code == 302


def test_post_is_added_with_its_person_years_period_by_period(browser, project):
    draw_up(browser, project)
    version = BudgetVersion.objects.get()
    first, second = version.periods.all()
    url = reverse("projects:budget-posts", args=[version.pk])
    said = {"title": "Sihteeri", "person": "Maija", "full_time_percent": "50", f"years-{first.pk}": "0,5"}
    answer = browser.post(url, said)
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [f"years-{second.pk}"])
    assert (answer.context["form"]["person"].value(), Post.objects.count()) == ("Maija", 0)
    assert browser.post(url, said | {f"years-{second.pk}": "0.25"}).url == url
    post = Post.objects.get()
    assert (post.version, post.title, post.person, post.full_time_percent) == (
        version,
        "Sihteeri",
        "Maija",
        50,
    )
    assert list(post.plans.values_list("period__label", "person_years")) == [
        ("2022", Decimal("0.5")),
        ("2023", Decimal("0.25")),
    ]


@pytest.mark.parametrize(
    ("facts", "field"),
    [({"title": " "}, "title"), ({"full_time_percent": "0"}, "full_time_percent"),
     ({"full_time_percent": "101"}, "full_time_percent"), ({"years": "-1"}, "years"), ({"years": "x"}, "years")],
)  # fmt: skip
def test_post_that_can_not_be_is_refused_at_its_field(browser, project, facts, field):
    version = standing(project)
    key = f"years-{version.periods.get().pk}"
    said = {"title": "Sihteeri", "full_time_percent": "50", "years": "1"} | facts
    said[key] = said.pop("years")
    answer = browser.post(reverse("projects:budget-posts", args=[version.pk]), said)
    assert list(answer.context["form"].errors) == [key if field == "years" else field]
    assert Post.objects.count() == 0


def test_posts_ask_the_database_as_often_for_one_row_as_for_three(
    browser, project, django_assert_num_queries
):
    version = BudgetVersionFactory(project=project)
    period = BudgetPeriodFactory(version=version)
    for count in (1, 2):
        for _each in range(count):
            PostPlanFactory(post__version=version, period=period)
        with django_assert_num_queries(8):
            browser.get(reverse("projects:budget-posts", args=[version.pk]))
