import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from coaching import measurements
from coaching.measurements import Change
from coaching.models import Instrument, Measurement
from coaching.trends import trends_of
from staff import auditing
from tests.factories.assessments import InstrumentFactory, MeasurementFactory
from tests.factories.clients import EnrolmentFactory
from tests.factories.staff import UserFactory

pytestmark = pytest.mark.django_db

DAY = dt.date(2022, 4, 30)
NO_DATA = None


@pytest.fixture
def record(day):
    """Records answers to an instrument as a coach does; every fact may be another."""

    def make(**facts):
        usual = {
            "enrolment": facts.get("enrolment") or EnrolmentFactory(),
            "instrument": facts.get("instrument") or InstrumentFactory(),
            "measured_on": day,
            "values": {1: 4, 2: None},
            "today": day,
            "by": UserFactory(),
        }
        return measurements.record(**usual | facts)

    return make


@pytest.mark.parametrize(
    ("taken", "expected"),
    [
        ([], None),
        ([{1: 3}], None),
        ([{1: 3}, {1: 5}], Change(3, 5)),
        ([{1: 3}, {1: 9}, {1: 5}], Change(3, 5)),
        ([{2: 3}, {1: 5}], Change(NO_DATA, 5)),
        ([{1: 3}, {2: 5}], Change(3, NO_DATA)),
        ([{1: 0}, {1: 0}], Change(0, 0)),
    ],
)
def test_change_is_from_the_first_measurement_to_the_latest(taken, expected):
    assert measurements.change_of(taken, 1) == expected


@pytest.mark.parametrize(
    ("change", "difference"),
    [
        (Change(3, 5), 2),
        (Change(5, 3), -2),
        (Change(0, 0), 0),
        (Change(None, 5), None),
        (Change(3, None), None),
    ],
)
def test_difference_with_a_missing_end_is_no_data(change, difference):
    assert change.difference == difference


@pytest.mark.parametrize(
    ("has_total", "values", "total"),
    [
        (True, {1: 3, 2: 4}, 7),
        (True, {1: 0, 2: 0}, 0),
        (True, {1: 3}, NO_DATA),
        (True, {1: 3, 2: None}, NO_DATA),
        (False, {1: 3, 2: 4}, NO_DATA),
    ],
)
def test_total_is_of_all_items_and_only_where_it_is_allowed(has_total, values, total):
    assert measurements.total_of(Instrument(has_total=has_total), values, [1, 2]) == total


def test_total_of_no_items_is_no_data():
    assert measurements.total_of(Instrument(has_total=True), {}, []) is NO_DATA


def test_change_of_a_total_needs_both_totals():
    instrument = Instrument(has_total=True)
    whole, part = {1: 3, 2: 4}, {1: 3}
    assert measurements.change_of_total(instrument, [whole], [1, 2]) is None
    assert measurements.change_of_total(instrument, [whole, {1: 9, 2: 9}], [1, 2]) == Change(7, 18)
    assert measurements.change_of_total(instrument, [whole, part], [1, 2]) == Change(7, NO_DATA)


def test_measurement_keeps_the_answers_given_and_none_of_those_left_out(record, day):
    user = UserFactory()
    measurement = record(values={1: 0, 2: None}, by=user)
    assert measurements.values_of(measurement) == {1: 0}
    assert (measurement.measured_on, measurement.measured_by) == (day, user)


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"values": {1: None, 2: None}}, "Anna ainakin yksi vastaus."),
        ({"values": {}}, "Anna ainakin yksi vastaus."),
        ({"values": {1: 11}}, "Vastaus on väliltä 0–10."),
        ({"values": {1: -1}}, "Vastaus on väliltä 0–10."),
        ({"values": {3: 5}}, "Mittarissa ei ole tällaista kysymystä."),
        ({"measured_on": DAY + dt.timedelta(days=1)}, "Tämä päivä on vasta tulossa."),
        ({"measured_on": dt.date(2020, 12, 31)}, "Asiakas ei ollut vielä hankkeessa."),
    ],
)
def test_measurement_that_can_not_be_is_refused_and_nothing_is_kept(record, facts, said):
    with pytest.raises(ValidationError) as refused:
        record(**facts)
    assert refused.value.messages == [said]
    assert Measurement.objects.count() == 0


@pytest.mark.parametrize("days", [{"starts_on": dt.date(2022, 5, 1)}, {"ends_on": dt.date(2022, 4, 29)}])
def test_measurement_by_an_instrument_out_of_use_is_refused(record, days):
    with pytest.raises(ValidationError) as refused:
        record(instrument=InstrumentFactory(**days))
    assert refused.value.messages == ["Mittari ei ollut käytössä tänä päivänä."]


def test_measurement_twice_on_a_day_is_refused(record):
    first = record()
    with pytest.raises(ValidationError, match="on jo mitattu tänä päivänä"):
        record(enrolment=first.enrolment, instrument=first.instrument)


def test_measurement_put_right_has_its_new_answers_only(record, day):
    measurement = record(values={1: 4, 2: 5})
    earlier = day - dt.timedelta(days=1)
    facts = {"measured_on": earlier, "values": {1: None, 2: 6}, "today": day, "by": UserFactory()}
    measurements.change(measurement=measurement, **facts)
    kept = Measurement.objects.get()
    assert (kept.measured_on, measurements.values_of(kept)) == (earlier, {2: 6})
    assert [event.pgh_label for event in auditing.history_of(kept.answers.get())] == ["insert", "update"]
    with pytest.raises(ValidationError, match="ainakin yksi"):
        measurements.change(measurement=measurement, **facts | {"values": {}})


def test_trends_are_of_the_instruments_in_use_and_of_those_once_measured(day):
    stay = EnrolmentFactory()
    usable = InstrumentFactory(name="A")
    retired = InstrumentFactory(name="B", ends_on=dt.date(2022, 3, 1))
    InstrumentFactory(name="C", ends_on=dt.date(2022, 3, 1))
    MeasurementFactory(enrolment=stay, instrument=retired, values={1: 4})
    MeasurementFactory(instrument=usable, values={1: 4})  # somebody else's
    trends = trends_of([stay.pk], "fin", day)
    assert [(each.instrument, each.is_in_use, len(each.measured)) for each in trends] == [
        (usable, True, 0), (retired, False, 1),
    ]  # fmt: skip
    assert trends[0].lines == ()


def test_lines_tell_values_change_and_band_of_each_question(day):
    stay, instrument = EnrolmentFactory(), InstrumentFactory(has_total=True)
    facts = {"enrolment": stay, "instrument": instrument}
    MeasurementFactory(**facts, measured_on=dt.date(2022, 3, 1), values={1: 7})
    MeasurementFactory(**facts, measured_on=dt.date(2022, 2, 1), values={1: 3, 2: 4})
    (trend,) = trends_of([stay.pk], "fin", day)
    shown = [(line.text, line.values, line.change, line.band) for line in trend.lines]
    assert shown == [
        ("Kuinka lähellä?", (3, 7), Change(3, 7), ""),
        ("Kuinka varma?", (4, None), Change(4, NO_DATA), ""),
    ]
    assert (trend.total.values, trend.total.change) == ((7, NO_DATA), Change(7, NO_DATA))
    assert "1.2.2022: 3, 1.3.2022: 7" in trend.lines[0].chart
