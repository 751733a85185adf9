import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from clients import backgrounds, findings, language_skills, plans, showcases, skills
from clients.choices import CefrLevel, ConfirmationSource, PlanKind, ShowcaseUse, SkillSource
from clients.models import LanguageSkill, Obstacle, PastJob, Schooling, Showcase, Skill, StatutoryPlan
from staff import auditing
from tests.factories.assessments import (
    LanguageSkillFactory,
    ObstacleFactory,
    PastJobFactory,
    PlanFactory,
    SchoolingFactory,
    ShowcaseFactory,
    SkillFactory,
)
from tests.factories.clients import ClientFactory
from tests.factories.staff import UserFactory

pytestmark = pytest.mark.django_db

TOMORROW = dt.date(2022, 5, 1)
FACTORIES = {
    LanguageSkill: LanguageSkillFactory,
    Schooling: SchoolingFactory,
    PastJob: PastJobFactory,
    Skill: SkillFactory,
    Obstacle: ObstacleFactory,
    StatutoryPlan: PlanFactory,
    Showcase: ShowcaseFactory,
}


@pytest.fixture
def client():
    return ClientFactory()


@pytest.fixture
def user():
    return UserFactory()


# What each kind is made with, and the columns of days that can't be ahead.
ADDING = {
    LanguageSkill: (
        language_skills.add, language_skills.change, "assessed_on",
        {"language": "fin", "level": CefrLevel.A2, "source": ConfirmationSource.DOCUMENT},
    ),
    Skill: (
        skills.add, skills.change, "shown_on",
        {"name": "Hitsaus", "source": SkillSource.CERTIFICATE, "evidence": "Todistus 2015"},
    ),
    StatutoryPlan: (
        plans.add, plans.change, "made_on",
        {"kind": PlanKind.NEEDS_ASSESSMENT, "maker": "Työllisyysalue", "ends_on": dt.date(2023, 1, 1)},
    ),
    Showcase: (
        showcases.add, showcases.change, "happened_on", {"use": ShowcaseUse.USED, "detail": "Kahvila"},
    ),
}  # fmt: skip


@pytest.mark.parametrize("model", ADDING)
def test_finding_is_kept_as_it_was_said_but_not_of_a_day_to_come(client, user, day, model):
    add, change, column, facts = ADDING[model]
    row = add(client=client, **facts, **{column: day}, today=day, by=user)
    row.refresh_from_db()
    assert {name: getattr(row, name) for name in facts} == facts
    assert (row.client, getattr(row, column)) == (client, day)
    for rule, of in ((add, {"client": client}), (change, {"row": row})):
        with pytest.raises(ValidationError) as refused:
            rule(**of, **facts, **{column: TOMORROW}, today=day, by=user)
        assert refused.value.message_dict == {column: ["Tämä päivä on vasta tulossa."]}


@pytest.mark.parametrize("model", ADDING)
@pytest.mark.parametrize(
    ("born_on", "first"), [(None, dt.date(1942, 1, 1)), (dt.date(1990, 5, 6), dt.date(1990, 5, 6))]
)
def test_finding_is_not_of_a_day_before_the_birth_or_eighty_years_back(user, day, model, born_on, first):
    add, change, column, facts = ADDING[model]
    row = add(client=ClientFactory(born_on=born_on), **facts, **{column: first}, today=day, by=user)
    eve = first - dt.timedelta(days=1)
    for rule, of in ((add, {"client": row.client}), (change, {"row": row})):
        with pytest.raises(ValidationError) as refused:
            rule(**of, **facts, **{column: eve}, today=day, by=user)
        assert refused.value.message_dict == {column: ["Tarkista vuosi."]}


def test_schooling_and_work_are_not_of_a_year_before_the_birth(user, day):
    client = ClientFactory(born_on=dt.date(1990, 5, 6))
    said = {"today": day, "by": user}
    school = backgrounds.add_schooling(client=client, name="Lukio", ended_year=1990, **said)
    job = backgrounds.add_job(client=client, title="Kokki", started_year=1990, **said)
    school_rest = {"level": None, "country": "", "is_completed": False, "is_recognised": None}
    job_rest = {"employer": "", "country": "", "ended_year": None}
    for act, column in (
        (
            lambda: backgrounds.add_schooling(client=client, name="Lukio", ended_year=1989, **said),
            "ended_year",
        ),
        (
            lambda: backgrounds.change_schooling(
                row=school, name="Lukio", ended_year=1989, **school_rest, **said
            ),
            "ended_year",
        ),
        (
            lambda: backgrounds.add_job(client=client, title="Kokki", started_year=1989, **said),
            "started_year",
        ),
        (
            lambda: backgrounds.change_job(row=job, title="Kokki", started_year=1989, **job_rest, **said),
            "started_year",
        ),
    ):
        with pytest.raises(ValidationError) as refused:
            act()
        assert refused.value.message_dict == {column: ["Tarkista vuosi."]}


@pytest.mark.parametrize("model", ADDING)
def test_finding_put_right_keeps_what_stood_there_in_history(client, user, day, model):
    _add, change, column, facts = ADDING[model]
    row = FACTORIES[model](client=client)
    change(row=row, **facts, **{column: day}, today=day, by=user)
    row.refresh_from_db()
    assert {name: getattr(row, name) for name in facts} == facts
    assert [event.pgh_label for event in auditing.history_of(row)] == ["insert", "update"]


def test_schooling_and_work_are_kept_but_not_of_a_year_to_come(client, user, day):
    said = {"client": client, "today": day, "by": user}
    school = backgrounds.add_schooling(name="Lukio", level=3, country="SO", ended_year=2010, **said)
    job = backgrounds.add_job(title="Opettaja", employer="Koulu", started_year=2011, ended_year=2014, **said)
    assert (school.level, school.is_completed, school.is_recognised) == (3, True, None)
    assert (job.title, job.employer, job.started_year, job.ended_year) == ("Opettaja", "Koulu", 2011, 2014)
    for add in (
        lambda: backgrounds.add_schooling(name="Lukio", ended_year=2023, **said),
        lambda: backgrounds.add_job(title="Opettaja", started_year=2020, ended_year=2023, **said),
    ):
        with pytest.raises(ValidationError) as refused:
            add()
        assert refused.value.message_dict == {"ended_year": ["Tämä vuosi on vasta tulossa."]}


def test_schooling_that_goes_on_may_end_in_a_year_to_come(client, user, day):
    facts = {"name": "Ammattikoulu", "ended_year": 2024, "is_completed": False}
    school = backgrounds.add_schooling(client=client, **facts, today=day, by=user)
    rest = {"level": None, "country": "", "is_recognised": None, "today": day, "by": user}
    with pytest.raises(ValidationError):
        backgrounds.change_schooling(row=school, **facts | {"is_completed": True}, **rest)
    backgrounds.change_schooling(row=school, **facts | {"ended_year": 2025}, **rest)
    school.refresh_from_db()
    assert (school.ended_year, school.is_completed) == (2025, False)


def test_work_put_right_is_refused_when_its_years_run_backwards(client, user, day):
    job = PastJobFactory(client=client)
    facts = {"title": "Kokki", "employer": "", "country": "", "started_year": 2015, "ended_year": 2014}
    with pytest.raises(ValidationError, match="Viimeinen vuosi"):
        backgrounds.change_job(row=job, **facts, today=day, by=user)
    backgrounds.change_job(row=job, **facts | {"ended_year": 2016}, today=day, by=user)
    job.refresh_from_db()
    assert (job.started_year, job.ended_year) == (2015, 2016)


@pytest.mark.parametrize("factory", FACTORIES.values())
def test_withdrawn_finding_is_out_of_sight_once_and_can_not_be_put_right(user, factory):
    row = factory()
    with pytest.raises(ValidationError) as refused:
        findings.withdraw(row=row, reason="  ", by=user)
    assert refused.value.message_dict == {"reason": ["Kerro, mikä tässä on väärin."]}
    findings.withdraw(row=row, reason="Väärä asiakas", by=user)
    model = type(row)
    kept = model.with_withdrawn.get(pk=row.pk)
    assert (model.objects.count(), kept.withdrawn_reason, kept.withdrawn_by) == (0, "Väärä asiakas", user)
    for again in (
        lambda: findings.withdraw(row=row, reason="Uudestaan", by=user),
        lambda: findings.correct(row=row, withdrawn_reason="", by=user),
    ):
        with pytest.raises(ValidationError, match="poistettu"):
            again()


def test_found_with_gives_the_standing_rows_of_one_client_as_the_orm_would(client, user):
    rows = {model: factory(client=client) for model, factory in FACTORIES.items()}
    for factory in FACTORIES.values():
        factory()
        findings.withdraw(row=factory(client=client, **_apart(factory)), reason="Virhe", by=user)
    found = findings.found_with(client)
    assert found == {model: [row] for model, row in rows.items()}
    for model, row in rows.items():
        columns = [column.attname for column in model._meta.concrete_fields]
        row.refresh_from_db()
        assert [getattr(found[model][0], name) for name in columns] == [
            getattr(row, name) for name in columns
        ]


def test_found_with_keeps_the_order_of_each_table(client):
    older = SkillFactory(client=client, shown_on=dt.date(2021, 1, 1))
    newer = SkillFactory(client=client, shown_on=dt.date(2022, 1, 1))
    assert findings.found_with(client)[Skill] == [newer, older]


def _apart(factory) -> dict:
    """One level of a language a day."""
    return {"language": "som"} if factory is LanguageSkillFactory else {}
