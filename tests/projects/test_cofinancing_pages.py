import datetime as dt
from decimal import Decimal

import pytest
from django.urls import reverse

from projects import cofinancing
from projects.choices import PayerKind, PercentRule, SplitBasis
from projects.cofinancing import Weight
from projects.models import CofinancingKey, ForeignLanguageShare
from staff import auditing
from staff.permissions import Role
from tests.factories.projects import MunicipalityFactory, ProjectAreaFactory

pytestmark = pytest.mark.django_db

FACTS = {
    "basis": "agreed",
    "as_of": "2021-12-31",
    "source": "Ohjausryhmä",
    "rule": "agreed",
    "starts_on": "2022-11-01",
    "ends_on": "",
    "decision": "Päätös 5 §",
}


@pytest.fixture
def browser(signed_in, member_of):
    return signed_in(member_of(Role.MANAGER))


@pytest.fixture
def kemi():
    return MunicipalityFactory(code="240", name_fi="Kemi")


@pytest.fixture
def tornio():
    return MunicipalityFactory(code="851", name_fi="Tornio")


def typed(*lines, **facts):
    """What the form sends: a line for each municipality with its weight, persons and payer, and the facts."""
    names = ("municipality", "weight", "persons", "payer")
    said = {
        f"{name}-{place}": str(getattr(value, "pk", value))
        for place, line in enumerate(lines)
        for name, value in zip(names, line, strict=True)
    }
    return FACTS | facts | said


def agree(browser, project, *lines, **facts):
    return browser.post(reverse("projects:cofinancing-agree", args=[project.code]), typed(*lines, **facts))


def state(municipality, share, persons, as_of=dt.date(2021, 12, 31)):
    with auditing.act(by="cli"):
        ForeignLanguageShare.objects.create(
            municipality=municipality,
            as_of=as_of,
            share_percent=share,
            persons=persons,
            source="Tilastokeskus",
        )


def key_of(project, kemi, tornio, **facts):
    weights = [
        Weight(kemi, Decimal(60), 926),
        Weight(tornio, Decimal(40), 586, PayerKind.ASSOCIATION),
    ]
    facts = {"starts_on": dt.date(2022, 1, 1)} | facts
    return cofinancing.agree(
        project=project, basis=SplitBasis.AGREED, as_of=dt.date(2021, 12, 31), source="Sopimus",
        rule=PercentRule.AGREED, weights=weights, **facts, by="cli",
    )  # fmt: skip


def test_key_is_agreed_on_with_its_payers_and_empty_lines_say_nothing(browser, project, kemi, tornio):
    lines = [(kemi, "93,5 %", "1 926", "municipality"), ("", "", "", ""), (tornio, "6.5", "", "association")]
    answer = agree(browser, project, *lines)
    assert answer.url == reverse("reports:cofinancing", args=[project.code])
    key = CofinancingKey.objects.get()
    assert (key.project, key.basis, key.rule, key.source, key.decision, key.starts_on, key.ends_on) == (
        project, "agreed", "agreed", "Ohjausryhmä", "Päätös 5 §", dt.date(2022, 11, 1), None,
    )  # fmt: skip
    assert list(key.shares.values_list("municipality", "percent", "persons", "payer")) == [
        (kemi.pk, Decimal("93.5"), 1926, "municipality"),
        (tornio.pk, Decimal("6.5"), 0, "association"),
    ]


def test_key_that_runs_ends_the_day_before_the_next_one(browser, project, kemi, tornio):
    before = key_of(project, kemi, tornio)
    assert agree(browser, project, (kemi, "100", "", "municipality")).status_code == 302
    before.refresh_from_db()
    assert before.ends_on == dt.date(2022, 10, 31)


@pytest.mark.parametrize(("starts_on", "ends_on"), [("2022-01-01", ""), ("2021-06-01", "2022-03-01")])
def test_key_that_overlaps_another_is_refused_at_its_first_day(
    browser, project, kemi, tornio, starts_on, ends_on
):
    key_of(project, kemi, tornio)
    line = (kemi, "100", "", "municipality")
    answer = agree(browser, project, line, starts_on=starts_on, ends_on=ends_on)
    assert (answer.status_code, answer.context["form"].errors) == (
        422, {"starts_on": ["Osalla näistä päivistä on voimassa toinen jakoavain."]},
    )  # fmt: skip
    assert list(CofinancingKey.objects.values_list("ends_on", flat=True)) == [None]


@pytest.mark.parametrize(
    ("weights", "facts", "field", "message"),
    [
        (("60", "39,9"), {}, "weight-0", "yhteensä 99,9\u00a0%, eivät 100 %"),
        (("60", "40,1"), {}, "weight-0", "yhteensä 100,1\u00a0%"),
        (("0", "0"), {}, "weight-0", "paino ei ole yli nollan"),
        (("60", "-40"), {}, "weight-1", "vähintään 0"),
        (("60", "loput"), {}, "weight-1", "Kirjoita luku"),
        (("60", ""), {}, "weight-1", "vaaditaan"),
        (("1,995", "0,005"), {"rule": "two_digits"}, "rule", "Kahteen numeroon"),
        (("60", "40"), {"ends_on": "2022-10-31"}, "ends_on", "Viimeinen päivä"),
        (("60", "40"), {"source": " "}, "source", "vaaditaan"),
        (("60", "40"), {"payer-1": ""}, "payer-1", "Valitse maksaja."),
        (("60", "40"), {"municipality-1": ""}, "municipality-1", "vaaditaan"),
        (("60", "40"), {"persons-0": "1,5"}, "persons-0", "desimaali"),
        (("60", "40"), {"persons-0": "-1"}, "persons-0", "vähintään 0"),
        (("60", "40"), {"persons-0": "20 000 000"}, "persons-0", "enintään"),
        (("60", "40"), {"municipality-1": "same"}, "municipality-1", "Kunnalla on jo osuus."),
    ],
)
def test_key_that_can_not_be_is_refused_at_its_field_with_nothing_lost(
    browser, project, kemi, tornio, weights, facts, field, message
):
    lines = [(kemi, weights[0], "926", "municipality"), (tornio, weights[1], "", "association")]
    said = typed(*lines) | {name: str(kemi.pk) if value == "same" else value for name, value in facts.items()}
    answer = browser.post(reverse("projects:cofinancing-agree", args=[project.code]), said)
    form = answer.context["form"]
    assert (answer.status_code, list(form.errors)) == (422, [field])
    assert message in form.errors[field][0]
    assert {name: form[name].value() for name in form.fields} == said
    assert CofinancingKey.objects.count() == 0


def begun(browser, project, **query):
    form = browser.get(reverse("projects:cofinancing-agree", args=[project.code]), query).context["form"]
    lines = [[field.initial for field in line.fields] for line in form.lines[:-2]]
    return [form[name].initial for name in ("basis", "as_of", "source", "rule", "starts_on")], lines


def test_first_key_begins_with_the_newest_figures_of_the_projects_area(browser, project, kemi, tornio):
    ProjectAreaFactory(project=project, municipality=kemi)
    state(kemi, Decimal("4.2"), 800, dt.date(2020, 12, 31))
    state(kemi, Decimal("4.6"), 926)
    state(tornio, Decimal("2.7"), 586)
    assert begun(browser, project) == (
        [SplitBasis.SHARE, dt.date(2021, 12, 31), "Tilastokeskus", PercentRule.EXACT, project.starts_on],
        [[kemi, Decimal("4.60"), 926, None]],
    )
    facts, lines = begun(browser, project, basis="persons", as_of="2020-12-31")
    assert (facts[:2], lines) == (["persons", dt.date(2020, 12, 31)], [[kemi, 800, 800, None]])
    assert begun(browser, project, basis="nonsense", as_of="31.12.") == begun(browser, project)


def test_further_key_begins_with_the_payers_and_percents_of_the_one_before(browser, project, kemi, tornio):
    key_of(project, kemi, tornio)
    state(tornio, Decimal("2.7"), 586)
    facts, lines = begun(browser, project)
    assert (facts[0], facts[3]) == (SplitBasis.AGREED, PercentRule.AGREED)
    assert lines == [
        [kemi, Decimal(60), None, PayerKind.MUNICIPALITY],
        [tornio, Decimal(40), 586, PayerKind.ASSOCIATION],
    ]
    facts, lines = begun(browser, project, basis="share")
    assert (facts[3], [line[1] for line in lines]) == (PercentRule.EXACT, [None, Decimal("2.70")])
