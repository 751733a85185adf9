import datetime as dt
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clients.choices import EducationState, OutcomeKind
from coaching.choices import ResultKind
from coaching.result_plans import STUDIES, Result, State, make
from coaching.spells import Spell, primary_on, primary_turns
from ohjaamo.periods import Period
from projects.choices import ActivityKind

TODAY = dt.date(2026, 5, 20)
JUNE = dt.date(2026, 6, 1)
ORDER = [kind.value for kind in ActivityKind]


def spell(kind, key=1, place="", starts_on=dt.date(2026, 1, 12), ends_on=None):
    return Spell(kind, place, Period(starts_on, ends_on), key)


def job(**facts):
    given = {"starts_on": JUNE, "activity": ActivityKind.WORK, "outcome": OutcomeKind.EMPLOYMENT}
    return Result(kind=ResultKind.JOB, place="Arctic Siivous", **given | facts)


def state(*spells, **facts):
    return State(**{"today": TODAY, "order": ORDER, "spells": spells, **facts})


def keys(plan):
    return [line.key for line in plan.lines if line.is_on]


def lines(plan):
    return {line.key: line.text for line in plan.lines}


def test_plan_of_a_job_says_every_line_and_ends_unemployment_the_day_before():
    terms = {"is_permanent": True, "is_full_time": True}
    follow_ups = [("after_3_months", dt.date(2026, 9, 1))]
    unemployed = spell(ActivityKind.UNEMPLOYED)
    plan = make(
        job(terms=terms),
        state(unemployed, follow_ups=follow_ups, has_next_step=False, next_stage="Siirtymä"),
    )
    assert list(lines(plan).items()) == [
        ("session", "Kirjaus tapaamisesta 20.5.2026, 15\xa0min"),
        ("activity", "Työssä 1.6.2026– (Arctic Siivous, vakituinen, kokoaikainen)"),
        ("outcome", f"Tulos: {OutcomeKind.EMPLOYMENT.label}"),
        ("end-1", "Päättyy 31.5.2026: Työttömänä työnhakijana"),
        ("follow-after_3_months", "Seuranta: kolmen kuukauden kuluttua, 1.9.2026"),
        ("step", "Seuraava askel: seurantasoitto viimeistään 1.9.2026"),
        ("stage", "Siirtyy polulla vaiheeseen ”Siirtymä” 20.5.2026"),
    ]
    assert plan.primary == [
        "Ensisijainen toiminta 1.6.2026 alkaen: Työssä, koska ”Työttömänä työnhakijana” päättyy.",
        "Siihen asti edelleen: Työttömänä työnhakijana.",
    ]


def test_plan_of_a_job_beside_studies_leaves_them_running_and_says_why_they_stay_primary():
    plan = make(job(), state(spell(ActivityKind.VOCATIONAL, place="Lappia")))
    assert keys(plan) == ["session", "activity", "outcome"]
    assert plan.primary == [
        "Ensisijainen toiminta pysyy: Ammatillisessa koulutuksessa. ”Työssä” kirjataan lisäksi, koska hankkeen "
        "järjestyksessä ”Ammatillisessa koulutuksessa” on ennen sitä."
    ]


def test_plan_of_a_job_in_a_project_where_work_comes_first_says_so():
    order = ["work", *(kind for kind in ORDER if kind != "work")]
    plan = make(job(), state(spell(ActivityKind.VOCATIONAL), order=order))
    assert plan.primary[0] == (
        "Ensisijainen toiminta 1.6.2026 alkaen: Työssä, koska se on hankkeen järjestyksessä ennen kohtaa "
        "”Ammatillisessa koulutuksessa”."
    )


def test_plan_of_a_job_that_ends_says_what_comes_after():
    plan = make(job(starts_on=TODAY, ends_on=dt.date(2026, 12, 31)), state())
    assert plan.primary == [
        "Ensisijainen toiminta 20.5.2026 alkaen: Työssä, koska muuta ei ole kirjattu.",
        "1.1.2027 alkaen: ei kirjattua toimintaa.",
    ]


@pytest.mark.parametrize(
    ("running", "begins", "is_on"),
    [
        (ActivityKind.UNEMPLOYED, ActivityKind.WORK, True),
        (ActivityKind.WORK_TRIAL, ActivityKind.WORK, True),
        (ActivityKind.WORK, ActivityKind.WORK, True),
        (ActivityKind.VOCATIONAL, ActivityKind.WORK, False),
        (ActivityKind.INTEGRATION, ActivityKind.WORK, False),
        (ActivityKind.OTHER, ActivityKind.WORK, False),
        (ActivityKind.INTEGRATION, ActivityKind.VOCATIONAL, True),
        (ActivityKind.WORK, ActivityKind.VOCATIONAL, False),
        (ActivityKind.UNEMPLOYED, ActivityKind.WORK_TRIAL, True),
    ],
)
def test_end_of_what_is_running_is_offered_and_on_when_it_is_replaced(running, begins, is_on):
    plan = make(job(activity=begins), state(spell(running)))
    assert [(line.is_on, line.day) for line in plan.lines if line.key == "end-1"] == [
        (is_on, dt.date(2026, 5, 31))
    ]


def test_end_of_a_job_when_a_business_begins_is_off():
    company = Result(
        kind=ResultKind.COMPANY,
        starts_on=JUNE,
        activity=ActivityKind.WORK,
        outcome=OutcomeKind.COMPANY_FOUNDED,
    )
    assert "end-1" not in keys(make(company, state(spell(ActivityKind.WORK))))


@pytest.mark.parametrize(
    ("starts_on", "ends_on"),
    [(JUNE, None), (dt.date(2026, 1, 1), dt.date(2026, 5, 31)), (dt.date(2026, 7, 1), None)],
    ids=["begins the same day", "ends before", "begins later"],
)
def test_end_of_what_cannot_end_the_day_before_is_not_offered(starts_on, ends_on):
    plan = make(job(), state(spell(ActivityKind.UNEMPLOYED, starts_on=starts_on, ends_on=ends_on)))
    assert "end-1" not in lines(plan)


def test_lines_that_were_offered_keep_their_ticks_and_new_ones_are_as_usual():
    unemployed = spell(ActivityKind.UNEMPLOYED)
    plan = make(job(), state(unemployed), ticked=["outcome"], offered=["session", "outcome"])
    assert keys(plan) == ["activity", "outcome", "end-1"]


def test_session_logged_today_already_is_not_logged_again_by_itself():
    plan = make(job(), state(minutes_logged=45))
    assert "session" not in keys(plan)
    assert "45\xa0min" in plan.lines[0].why


def test_card_says_its_validity_and_that_the_need_ends():
    card = Result(
        kind=ResultKind.CARD, starts_on=TODAY, ends_on=dt.date(2031, 5, 19), place="Tulityökortti",
        card_type_id=3, outcome=OutcomeKind.CARD,
    )  # fmt: skip
    plan = make(card, state(spell(ActivityKind.WORK), needed_cards=frozenset([3])))
    assert lines(plan)["card"] == "Tulityökortti, suoritettu 20.5.2026, voimassa 19.5.2031 asti"
    assert keys(plan) == ["session", "outcome", "card"]
    assert plan.primary == ["Ensisijainen toiminta pysyy: Työssä."]


def test_studies_that_were_interrupted_end_without_follow_ups():
    ended = Result(
        kind=ResultKind.EDUCATION_ENDED, starts_on=TODAY, ended_activity=1, ended_outcome=5,
        state=EducationState.INTERRUPTED,
    )  # fmt: skip
    others = [spell(ActivityKind.VOCATIONAL), spell(ActivityKind.WORK, key=2)]
    plan = make(ended, state(*others, waiting=2, follow_ups=[("after_1_month", dt.date(2026, 6, 20))]))
    assert keys(plan) == ["session", "state", "end-1", "waiting"]
    assert plan.primary == [
        "Ensisijainen toiminta 21.5.2026 alkaen: Työssä, koska ”Ammatillisessa koulutuksessa” päättyy.",
        "Siihen asti edelleen: Ammatillisessa koulutuksessa.",
    ]


@pytest.mark.parametrize(
    ("place", "starts_on", "ends_on", "warnings"),
    [
        ("Arctic", dt.date(2026, 1, 1), dt.date(2026, 4, 30), []),
        ("Arctic", dt.date(2025, 12, 1), dt.date(2026, 4, 30), ["6 kuukautta"]),
        ("Muu", dt.date(2025, 7, 1), dt.date(2026, 4, 30), []),
        ("Muu", dt.date(2025, 6, 1), dt.date(2026, 4, 30), ["12 kuukautta"]),
    ],
)
def test_work_trials_too_long_at_one_place_or_in_all_are_told(place, starts_on, ends_on, warnings):
    earlier = spell(ActivityKind.WORK_TRIAL, place=place, starts_on=starts_on, ends_on=ends_on)
    trial = Result(
        kind=ResultKind.WORK_TRIAL, starts_on=JUNE, ends_on=dt.date(2026, 7, 31), place=" arctic",
        activity=ActivityKind.WORK_TRIAL,
    )  # fmt: skip
    found = make(trial, state(earlier)).warnings
    assert [text in told for text, told in zip(warnings, found, strict=True)] == [True] * len(warnings)


def test_one_work_trial_of_six_months_is_not_too_long():
    trial = Result(
        kind=ResultKind.WORK_TRIAL, starts_on=JUNE, ends_on=dt.date(2026, 11, 30), place="Arctic",
        activity=ActivityKind.WORK_TRIAL,
    )  # fmt: skip
    assert make(trial, state()).warnings == []


def test_digest_changes_with_what_happens_but_not_with_names():
    unemployed = spell(ActivityKind.UNEMPLOYED)
    plan = make(job(), state(unemployed))
    assert make(job(title="Siivooja"), state(unemployed)).digest == plan.digest
    assert make(job(starts_on=TODAY), state(unemployed)).digest != plan.digest
    without = make(job(), state(unemployed), ticked=["outcome"], offered=["activity", "outcome", "end-1"])
    assert without.digest != plan.digest


days = st.dates(dt.date(2026, 1, 1), dt.date(2026, 12, 31))
spells = st.builds(
    lambda kind, first, length, key: spell(
        kind, key=key, starts_on=first, ends_on=first + dt.timedelta(days=length) if length else None
    ),
    st.sampled_from(ORDER), days, st.integers(0, 200), st.integers(1, 99),
)  # fmt: skip


@given(st.lists(spells, max_size=6), days, days)
def test_turns_tell_the_primary_activity_of_every_day_and_each_change_once(found, since, day):
    turns = primary_turns(found, ORDER, since)
    assert [first for first, _kind in turns] == sorted({first for first, _kind in turns})
    assert all(before[1] != after[1] for before, after in pairwise(turns))
    if day >= since:
        told = [kind for first, kind in turns if first <= day][-1]
        primary = primary_on(day, found, ORDER)
        assert told == (primary.kind if primary else "")


@given(st.lists(spells, max_size=4, unique_by=lambda each: each.key), days, st.sampled_from(STUDIES))
def test_ends_of_a_plan_are_the_day_before_and_never_before_the_first_day(found, starts_on, kind):
    plan = make(job(starts_on=starts_on, activity=kind), state(*found))
    ended = {each.key: each for each in plan.spells if each.key}
    for line in plan.lines:
        if line.of is not None:
            assert line.day == starts_on - dt.timedelta(days=1)
            assert ended[line.of].period.starts_on <= line.day
