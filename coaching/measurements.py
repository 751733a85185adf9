"""What was answered to an instrument, and how it has changed. No answer is no data, never a zero."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from clients.findings import correct, refuse_future, standing
from clients.models import Enrolment
from coaching.instruments import in_use
from coaching.models import Answer, Instrument, Measurement
from staff import auditing
from staff.models import User
from staff.rows import keep

# What was answered, by the item's place; an item left out isn't there, or has None.
Values = Mapping[int, int | None]


@dataclass(frozen=True)
class Change:
    """A value at first and at last. Either may be no data, and then so is the difference."""

    first: int | None
    latest: int | None

    @property
    def difference(self) -> int | None:
        return None if self.first is None or self.latest is None else self.latest - self.first


def values_of(measurement: Measurement) -> dict[int, int]:
    """The answers of a measurement, by the item's place."""
    return {answer.position: answer.value for answer in measurement.answers.all()}


def change_of(taken: Sequence[Values], position: int) -> Change | None:
    """How an item has changed from the first measurement to the latest; None while there is only one."""
    if len(taken) < 2:
        return None
    return Change(taken[0].get(position), taken[-1].get(position))


def total_of(instrument: Instrument, values: Values, positions: Iterable[int]) -> int | None:
    """The sum of the answers; no data where the instrument forbids a total or an item was left out."""
    answered = [values.get(position) for position in positions]
    if not instrument.has_total or not answered or None in answered:
        return None
    return sum(value for value in answered if value is not None)


def change_of_total(
    instrument: Instrument, taken: Sequence[Values], positions: Sequence[int]
) -> Change | None:
    """How the total has changed from the first measurement to the latest; None while there is only one."""
    if len(taken) < 2:
        return None
    first, latest = (total_of(instrument, values, positions) for values in (taken[0], taken[-1]))
    return Change(first, latest)


def record(
    *,
    enrolment: Enrolment,
    instrument: Instrument,
    measured_on: dt.date,
    values: Values,
    today: dt.date,
    by: User,
) -> Measurement:
    """Record what was answered. Refused (ValidationError) without any answer, or for one that is off the scale.

    Refused also before the stay, for a day to come, on a day when the instrument wasn't in use, and when it was
    measured on that day already.
    """
    measurement = Measurement(
        enrolment=enrolment, instrument=instrument, measured_on=measured_on, measured_by=by
    )
    with auditing.act(by=by):
        _refuse(measurement, values, today)
        keep(measurement)
        _answer(measurement, values)
    return measurement


def change(
    *, measurement: Measurement, measured_on: dt.date, values: Values, today: dt.date, by: auditing.Actor
) -> Measurement:
    """Put a measurement right: its day and all its answers. Refused (ValidationError) as in `record`."""
    with auditing.act(by=by):
        current = standing(measurement)
        current.measured_on = measured_on
        _refuse(current, values, today)
        correct(row=current, measured_on=measured_on, by=by)
        _answer(current, values)
    return current


def _answer(measurement: Measurement, values: Values) -> None:
    known = {answer.position: answer for answer in measurement.answers.all()}
    for position, value in values.items():
        answer = known.get(position)
        if value is None and answer:
            answer.delete()
        elif value is not None and (answer is None or answer.value != value):
            answer = answer or Answer(measurement=measurement, position=position)
            answer.value = value
            keep(answer)


def _refuse(measurement: Measurement, values: Values, today: dt.date) -> None:
    instrument, day = measurement.instrument, measurement.measured_on
    refuse_future(today, measured_on=day)
    if day < measurement.enrolment.starts_on:
        raise ValidationError({"measured_on": _("The client wasn't in the project yet.")})
    if not in_use(day).filter(pk=instrument.pk).exists():
        raise ValidationError({"measured_on": _("The instrument wasn't in use on this day.")})
    answered = {position: value for position, value in values.items() if value is not None}
    if not answered:
        raise ValidationError(_("Give at least one answer."))
    asked = set(instrument.items.values_list("position", flat=True))
    if set(answered) - asked:
        raise ValidationError(_("The instrument asks no such question."))
    if not all(instrument.lowest <= value <= instrument.highest for value in answered.values()):
        message = _("An answer is from %(lowest)s to %(highest)s.")
        raise ValidationError(message % {"lowest": instrument.lowest, "highest": instrument.highest})
