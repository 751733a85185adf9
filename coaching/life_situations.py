"""A client's life at entry, at exit and a year after: benefit, residence, wellbeing. Any answer may be missing.

Nobody is chased before an answer is due, nor when so long has passed that it would tell of another time; nor for a
client who was brought in from an old book, nor between two projects in which the stay goes on.
"""

import datetime as dt
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import DateField, Exists, F, Func, OuterRef, QuerySet
from django.utils.translation import gettext as _

from clients.findings import refuse_future
from clients.models import Enrolment
from coaching.choices import Benefit, SituationMoment, Tenure
from coaching.models import Situation
from ohjaamo.formats import day as in_words
from ohjaamo.periods import months_after
from staff import auditing
from staff.models import User
from staff.rows import keep

# After the first day the entry has a month; the exit is asked at the last day, then once more after a year.
ENTRY_TAKES = dt.timedelta(days=30)
YEAR_IN_MONTHS = 12
# What is due is asked for this long; a year's follow-up may be asked this much ahead.
ASKED_FOR = dt.timedelta(days=182)
EARLY = dt.timedelta(days=31)


def due_on(stay: Enrolment, moment: SituationMoment | str) -> dt.date | None:
    """The day after which an answer is missing; None while the stay hasn't ended that it waits for."""
    if moment == SituationMoment.ENTRY:
        return stay.starts_on + ENTRY_TAKES
    if stay.ends_on is None:
        return None
    return stay.ends_on if moment == SituationMoment.EXIT else months_after(stay.ends_on, YEAR_IN_MONTHS)


def year_after_exit() -> Func:
    """The day of `due_on` a year after the exit, in the database: it counts months as `months_after` does."""
    template = f"(%(expressions)s + INTERVAL '{YEAR_IN_MONTHS} months')::date"
    return Func(F("ends_on"), template=template, output_field=DateField())


def at_hand(stays: QuerySet[Enrolment]) -> QuerySet[Enrolment]:
    """Stays with all that `missing_of` goes by; one question more for what has been recorded."""
    found = stays.annotate(is_brought_in=brought_in(), is_continued=continued())
    return found.prefetch_related("situations")


def missing_of(stay: Any, today: dt.date) -> list[SituationMoment]:
    """What is missing of a stay (from `at_hand`); nothing of one that was brought in by an import.

    Who goes on in the next project has neither left the one nor entered the other.
    """
    if stay.is_brought_in:
        return []
    known = {situation.moment for situation in stay.situations.all()}
    known |= {SituationMoment.ENTRY} if stay.continues_id else set()
    known |= {SituationMoment.EXIT, SituationMoment.AFTER_YEAR} if stay.is_continued else set()
    return [
        moment
        for moment in SituationMoment
        for day in [due_on(stay, moment)]
        if moment not in known and day is not None and day < today <= day + ASKED_FOR
    ]


def continued() -> Exists:
    """Whether another stay goes on from an enrolment."""
    return Exists(Enrolment.objects.filter(continues=OuterRef("pk")))


def brought_in() -> Exists:
    """Whether an enrolment was made by an import: what an old book holds began before anybody could ask."""
    made = auditing.events_of(Enrolment).filter(pgh_obj_id=OuterRef("pk"), pgh_label="insert")
    return Exists(made.filter(pgh_context__metadata__has_key="batch"))


def moments_of(stay: Enrolment, today: dt.date) -> list[SituationMoment]:
    """The moments that may be recorded of a stay today; the exit also when it is about to end."""
    year_after = due_on(stay, SituationMoment.AFTER_YEAR)
    is_near = year_after is not None and today >= year_after - EARLY
    return [moment for moment in SituationMoment if moment != SituationMoment.AFTER_YEAR or is_near]


def record(
    *,
    enrolment: Enrolment,
    moment: SituationMoment | str,
    recorded_on: dt.date,
    benefit: Benefit | str = "",
    residence: Tenure | str = "",
    wellbeing: int | None = None,
    today: dt.date,
    by: User,
) -> Situation:
    """Record the answers of a moment; that somebody was asked and didn't answer is one, too.

    Refused (ValidationError) when the moment has been recorded, for a day to come, before the stay, and a year after
    sooner than eleven months after it ended.
    """
    situation = Situation(
        enrolment=enrolment,
        moment=moment,
        recorded_on=recorded_on,
        recorded_by=by,
        benefit=benefit,
        residence=residence,
        wellbeing=wellbeing,
    )
    with auditing.act(by=by):
        _refuse_day(situation, today)
        keep(situation)
    return situation


def change(
    *,
    situation: Situation,
    recorded_on: dt.date,
    benefit: Benefit | str,
    residence: Tenure | str,
    wellbeing: int | None,
    today: dt.date,
    by: auditing.Actor,
) -> Situation:
    """Put what was recorded right; history keeps what stood there. Refused (ValidationError) as in `record`."""
    facts = {
        "recorded_on": recorded_on,
        "benefit": benefit,
        "residence": residence,
        "wellbeing": wellbeing,
    }
    with auditing.act(by=by):
        current = Situation.objects.select_for_update().get(pk=situation.pk)
        for name, value in facts.items():
            setattr(current, name, value)
        _refuse_day(current, today)
        keep(current, update_fields=list(facts))
    return current


def _refuse_day(situation: Situation, today: dt.date) -> None:
    stay, day = situation.enrolment, situation.recorded_on
    refuse_future(today, recorded_on=day)
    first = stay.starts_on
    if situation.moment == SituationMoment.AFTER_YEAR:
        asked_on = due_on(stay, situation.moment)
        if asked_on is None:
            raise ValidationError(_("The stay hasn't ended, so no year has passed since."))
        first = asked_on - EARLY
    if day < first:
        message = _("This may be recorded from %(day)s on.") % {"day": in_words(first)}
        raise ValidationError({"recorded_on": message})
