import datetime as dt

import pytest

from tests.factories.assessments import (
    LanguageSkillFactory,
    ObstacleFactory,
    PastJobFactory,
    PlanFactory,
    SchoolingFactory,
    ShowcaseFactory,
    SkillFactory,
)
from tests.factories.staff import UserFactory
from tests.refusals import assert_days_ordered, assert_refused, assert_stands, changed, parts

pytestmark = pytest.mark.django_db

FACTORIES = {
    "clients_languageskill_withdrawal_whole": LanguageSkillFactory,
    "clients_schooling_withdrawal_whole": SchoolingFactory,
    "clients_pastjob_withdrawal_whole": PastJobFactory,
    "clients_skill_withdrawal_whole": SkillFactory,
    "clients_obstacle_withdrawal_whole": ObstacleFactory,
    "clients_statutoryplan_withdrawal_whole": PlanFactory,
    "clients_showcase_withdrawal_whole": ShowcaseFactory,
}
BROKEN = {
    "clients_languageskill_language_given": (LanguageSkillFactory, {"language": " "}),
    "clients_languageskill_level_known": (LanguageSkillFactory, {"level": "D1"}),
    "clients_languageskill_source_known": (LanguageSkillFactory, {"source": "rumour"}),
    "clients_schooling_named": (SchoolingFactory, {"name": " "}),
    "clients_schooling_level_known": (SchoolingFactory, {"level": 9}),
    "clients_schooling_year": (SchoolingFactory, {"ended_year": 15}),
    "clients_pastjob_named": (PastJobFactory, {"title": " "}),
    "clients_pastjob_years": (PastJobFactory, {"started_year": 15}),
    "clients_pastjob_years_ordered": (PastJobFactory, {"started_year": 2015, "ended_year": 2014}),
    "clients_skill_named": (SkillFactory, {"name": " "}),
    "clients_skill_source_known": (SkillFactory, {"source": "rumour"}),
    "clients_obstacle_kind_known": (ObstacleFactory, {"kind": "weather"}),
    "clients_statutoryplan_kind_known": (PlanFactory, {"kind": "wish"}),
    "clients_showcase_use_known": (ShowcaseFactory, {"use": "sold"}),
}
WITHDRAWN = {
    "withdrawn_at": dt.datetime(2022, 4, 30, 9, tzinfo=dt.UTC),
    "withdrawn_by": "somebody",
    "withdrawn_reason": "Kirjattu väärälle asiakkaalle",
}


@pytest.mark.parametrize("name", BROKEN)
def test_row_that_breaks_its_constraint_is_refused(name):
    factory, facts = BROKEN[name]
    assert_refused(changed(factory(), facts), name)


@pytest.mark.parametrize("facts", [{"started_year": 2101}, {"ended_year": 2101}, {"ended_year": 1929}])
def test_past_job_of_another_age_is_refused(facts):
    assert_refused(changed(PastJobFactory(), facts), "clients_pastjob_years")


@pytest.mark.parametrize("ended_year", [1930, 2100, None])
def test_schooling_of_our_time_stands(ended_year):
    assert_stands(changed(SchoolingFactory(), {"ended_year": ended_year}))


@pytest.mark.parametrize("ended_year", [1929, 2101])
def test_schooling_of_another_age_is_refused(ended_year):
    assert_refused(changed(SchoolingFactory(), {"ended_year": ended_year}), "clients_schooling_year")


def test_level_of_a_language_is_known_once_a_day():
    known = LanguageSkillFactory()
    same = {"client": known.client, "language": known.language, "assessed_on": known.assessed_on}
    twin = LanguageSkillFactory(client=known.client, language="som")
    assert_refused(changed(twin, same), "clients_languageskill_once_a_day")
    withdrawn = WITHDRAWN | {"withdrawn_by": UserFactory()}
    assert_stands(changed(twin, same | withdrawn))


def test_days_of_obstacles_and_plans_are_ordered():
    obstacle, plan = ObstacleFactory(), PlanFactory()
    assert_days_ordered(
        lambda first, last: changed(obstacle, {"starts_on": first, "ends_on": last}),
        "clients_obstacle_days_ordered",
    )
    assert_days_ordered(
        lambda first, last: changed(plan, {"made_on": first, "ends_on": last}),
        "clients_statutoryplan_days_ordered",
    )


@pytest.mark.parametrize("facts", parts(WITHDRAWN), ids=lambda facts: "+".join(facts))
@pytest.mark.parametrize("name", FACTORIES)
def test_finding_withdrawn_by_halves_is_refused(name, facts):
    person = {"withdrawn_by": UserFactory()} if "withdrawn_by" in facts else {}
    assert_refused(changed(FACTORIES[name](), facts | person), name)
