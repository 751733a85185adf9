import datetime as dt

import pytest

from tests.factories.assessments import (
    AnswerFactory,
    InstrumentBandFactory,
    InstrumentFactory,
    InstrumentItemFactory,
    MeasurementFactory,
    SituationFactory,
)
from tests.factories.staff import UserFactory
from tests.refusals import assert_days_ordered, assert_refused, assert_stands, changed, parts

pytestmark = pytest.mark.django_db

WITHDRAWN = {
    "withdrawn_at": dt.datetime(2022, 4, 30, 9, tzinfo=dt.UTC),
    "withdrawn_by": "somebody",
    "withdrawn_reason": "Kirjattu väärälle asiakkaalle",
}


def band():
    """The band that an instrument of the factory has."""
    return InstrumentFactory().bands.get()


BROKEN = {
    "coaching_instrument_named": (InstrumentFactory, {"name": " "}),
    "coaching_instrument_scale_ordered": (InstrumentFactory, {"lowest": 10, "highest": 10}),
    "coaching_instrumentitem_asked": (InstrumentItemFactory, {"text": " "}),
    "coaching_instrumentband_named": (band, {"name": " "}),
    "coaching_instrumentband_ordered": (band, {"lowest": 7, "highest": 6}),
    "coaching_situation_moment_known": (SituationFactory, {"moment": "sometime"}),
    "coaching_situation_benefit_known": (SituationFactory, {"benefit": "lottery"}),
    "coaching_situation_residence_known": (SituationFactory, {"residence": "tent"}),
    "coaching_situation_wellbeing": (SituationFactory, {"wellbeing": 11}),
}


@pytest.mark.parametrize("name", BROKEN)
def test_row_that_breaks_its_constraint_is_refused(name):
    factory, facts = BROKEN[name]
    assert_refused(changed(factory(), facts), name)


def test_instrument_days_are_ordered_and_a_version_is_there_once():
    instrument, other = InstrumentFactory(), InstrumentFactory()
    assert_days_ordered(
        lambda first, last: changed(other, {"starts_on": first, "ends_on": last}),
        "coaching_instrument_days_ordered",
    )
    same = {"name": instrument.name, "version": instrument.version}
    assert_refused(changed(other, same), "coaching_instrument_once")
    assert_stands(changed(other, same | {"version": "2"}))


def test_question_is_there_once_in_a_language_and_a_band_begins_once_at_a_value():
    instrument = InstrumentFactory()
    item = InstrumentItemFactory(instrument=instrument, position=3)
    assert_refused(changed(item, {"position": 1}), "coaching_instrumentitem_once")
    assert_stands(changed(item, {"position": 1, "language": "eng"}))
    band = InstrumentBandFactory(instrument=instrument, lowest=6, highest=10)
    assert_refused(changed(band, {"lowest": 0}), "coaching_instrumentband_once")


def test_instrument_is_measured_once_a_day_and_a_withdrawn_measurement_does_not_count():
    first, second = MeasurementFactory(), MeasurementFactory()
    same = {name: getattr(first, name) for name in ("enrolment", "instrument", "measured_on")}
    assert_refused(changed(second, same), "coaching_measurement_once_a_day")
    assert_stands(changed(second, same | WITHDRAWN | {"withdrawn_by": UserFactory()}))


@pytest.mark.parametrize("facts", parts(WITHDRAWN), ids=lambda facts: "+".join(facts))
def test_measurement_withdrawn_by_halves_is_refused(facts):
    person = {"withdrawn_by": UserFactory()} if "withdrawn_by" in facts else {}
    assert_refused(changed(MeasurementFactory(), facts | person), "coaching_measurement_withdrawal_whole")


def test_item_is_answered_once():
    answer = AnswerFactory()
    other = AnswerFactory(measurement=answer.measurement, position=2)
    assert_refused(changed(other, {"position": 1}), "coaching_answer_once")


def test_moment_of_a_stay_is_recorded_once():
    entry = SituationFactory()
    other = SituationFactory(enrolment=entry.enrolment, moment="exit")
    assert_refused(changed(other, {"moment": "entry"}), "coaching_situation_once")


@pytest.mark.parametrize("wellbeing", [None, 0, 10])
def test_wellbeing_on_its_scale_or_not_known_stands(wellbeing):
    assert_stands(changed(SituationFactory(), {"wellbeing": wellbeing}))
