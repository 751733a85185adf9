import datetime as dt

import pytest
from django.urls import reverse

from clients.choices import CefrLevel, ObstacleKind
from coaching.choices import SituationMoment
from ohjaamo.periods import today
from projects.choices import ProjectPart
from staff.permissions import Role
from tests.factories.assessments import (
    HealthConsentFactory,
    InstrumentFactory,
    LanguageSkillFactory,
    MeasurementFactory,
    ObstacleFactory,
    PastJobFactory,
    PlanFactory,
    SchoolingFactory,
    ShowcaseFactory,
    SituationFactory,
    SkillFactory,
)
from tests.factories.clients import AssignmentFactory, EnrolmentFactory
from tests.factories.projects import ProjectFactory

pytestmark = pytest.mark.django_db

FINDINGS = (
    LanguageSkillFactory, SchoolingFactory, PastJobFactory, SkillFactory, ObstacleFactory, PlanFactory,
    ShowcaseFactory,
)  # fmt: skip


@pytest.fixture
def coach(member_of):
    return member_of(Role.COACH)


@pytest.fixture
def stay(project, coach):
    enrolment = EnrolmentFactory(project=project)
    AssignmentFactory(client=enrolment.client, coach=coach)
    return enrolment


@pytest.fixture
def browser(signed_in, coach):
    return signed_in(coach)


def address_of(stay) -> str:
    return reverse("coaching:client-assessment", args=[stay.client.pk])


@pytest.fixture
def text_of(browser, stay):
    def read():
        response = browser.get(address_of(stay))
        assert response.status_code == 200
        return " ".join(response.content.decode().split())

    return read


def test_page_shows_progress_of_a_language_with_its_days(text_of, stay):
    LanguageSkillFactory(client=stay.client, level=CefrLevel.A2, assessed_on=dt.date(2022, 9, 1))
    LanguageSkillFactory(client=stay.client, level=CefrLevel.A1, assessed_on=dt.date(2022, 1, 3))
    text = text_of()
    assert "<b>Suomi A2</b>" in text
    assert text.index("A1 (3.1.2022)") < text.index("A2 (1.9.2022)")


def test_page_shows_open_obstacles_before_solved_ones(browser, stay):
    solved = ObstacleFactory(client=stay.client, starts_on=dt.date(2022, 3, 1), ends_on=dt.date(2022, 4, 1))
    in_the_way = ObstacleFactory(client=stay.client, starts_on=dt.date(2021, 3, 1))
    sections = browser.get(address_of(stay)).context["sections"]
    assert sections[0].rows == [in_the_way, solved]


def test_page_says_that_a_plan_has_expired(text_of, stay):
    PlanFactory(client=stay.client, ends_on=today())
    assert "Vanhentunut" not in text_of()
    PlanFactory(client=stay.client, ends_on=today() - dt.timedelta(days=1))
    assert "Vanhentunut" in text_of()


def test_page_shows_what_a_health_obstacle_is_only_while_the_consent_lasts(text_of, stay):
    ObstacleFactory(client=stay.client, kind=ObstacleKind.HEALTH, detail="Selkä leikattu")
    assert "Työkyky" in text_of()
    assert "Selkä leikattu" not in text_of()
    HealthConsentFactory(client=stay.client)
    assert "Selkä leikattu" in text_of()


def test_page_shows_measurements_as_lines_with_bands_change_and_missing_answers(text_of, stay):
    instrument = InstrumentFactory(name="Tavoiteasteikko")
    facts = {"enrolment": stay, "instrument": instrument}
    MeasurementFactory(**facts, measured_on=dt.date(2022, 2, 1), values={1: 3, 2: 4})
    MeasurementFactory(**facts, measured_on=dt.date(2022, 8, 1), values={1: 5})
    text = text_of()
    assert '<title id="trend-' in text
    assert '3 → <b>5</b> <span class="tag tag-info">Alussa</span>' in text
    assert "Muutos +2" in text
    assert "4 → <b>ei tietoa</b>" in text
    assert "Yhteensä" not in text


def test_page_shows_a_total_only_where_the_instrument_allows_one(text_of, stay):
    instrument = InstrumentFactory(has_total=True)
    MeasurementFactory(enrolment=stay, instrument=instrument, values={1: 3, 2: 4})
    assert "Yhteensä" in text_of()


def test_page_of_a_new_client_says_that_the_entry_is_missing_after_a_month(browser, coach, project):
    new = EnrolmentFactory(project=project, starts_on=today() - dt.timedelta(days=31))
    AssignmentFactory(client=new.client, coach=coach)
    assert "Puuttuu" in browser.get(address_of(new)).content.decode()
    SituationFactory(enrolment=new, recorded_on=today())
    assert "Puuttuu" not in browser.get(address_of(new)).content.decode()


@pytest.mark.parametrize(
    ("off", "shown", "hidden"),
    [
        (ProjectPart.ASSESSMENT, ["Mittaukset", "Elämäntilanne"], ["Lukutaito ja koulutus"]),
        (ProjectPart.MEASUREMENTS, ["Lukutaito ja koulutus", "Elämäntilanne"], ["Mittaukset"]),
        (ProjectPart.SITUATIONS, ["Lukutaito ja koulutus", "Mittaukset"], ["Elämäntilanne"]),
    ],
)
def test_page_leaves_out_the_part_that_is_switched_off(member_of, signed_in, off, shown, hidden):
    stay = EnrolmentFactory(project=ProjectFactory(parts_off=[off]))
    response = signed_in(member_of(Role.COORDINATOR, project=stay.project)).get(address_of(stay))
    text = response.content.decode()
    assert [word for word in shown if f">{word}</h2>" not in text] == []
    assert [word for word in hidden if f">{word}</h2>" in text] == []


def test_page_of_a_project_without_any_of_the_parts_is_the_facts_and_there_is_no_tab(member_of, signed_in):
    parts = [ProjectPart.ASSESSMENT, ProjectPart.MEASUREMENTS, ProjectPart.SITUATIONS]
    stay = EnrolmentFactory(project=ProjectFactory(parts_off=parts))
    browser = signed_in(member_of(Role.COORDINATOR, project=stay.project))
    facts = reverse("clients:detail", args=[stay.client.pk])
    assert browser.get(address_of(stay)).headers["Location"] == facts
    assert address_of(stay) not in browser.get(facts).content.decode()


def test_page_of_somebody_who_only_reads_offers_no_forms(text_of, stay):
    text = text_of()
    assert "/obstacles/add/" in text
    assert "/measure/" not in text  # there is no instrument
    InstrumentFactory()
    assert "/measure/" in text_of()


@pytest.mark.parametrize("count", [1, 3])
def test_page_asks_the_database_as_often_for_one_row_as_for_three(
    browser, stay, project, django_assert_num_queries, count
):
    for place in range(count):
        day = dt.date(2022, 1, 1) + dt.timedelta(days=place)
        for factory in FINDINGS:
            facts = {"assessed_on": day} if factory is LanguageSkillFactory else {}
            factory(client=stay.client, **facts)
        instrument = InstrumentFactory()
        for month in range(count):
            facts = {"measured_on": dt.date(2022, 1 + month, 1), "values": {1: 3, 2: 4}}
            MeasurementFactory(enrolment=stay, instrument=instrument, **facts)
        SituationFactory(enrolment=stay, moment=SituationMoment.values[place])
    browser.get(address_of(stay))  # the opening is written down once a day
    with django_assert_num_queries(16):
        assert browser.get(address_of(stay)).status_code == 200
