"""How a client's answers have changed over time: the lines of the charts, and of the table beside them."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from coaching.instruments import band_of, in_use, questions
from coaching.measurements import Change, Values, change_of, change_of_total, total_of, values_of
from coaching.models import Instrument, Measurement
from ohjaamo.formats import day as in_words
from ohjaamo.trend_chart import Trend, trend_line


@dataclass(frozen=True)
class Line:
    """A question over time: a value for each measurement, None where it had no answer."""

    text: str
    values: tuple[int | None, ...]
    change: Change | None
    # The name of the stretch of the scale the latest value falls in.
    band: str
    chart: SafeString | None

    @property
    def latest(self) -> int | None:
        return self.values[-1]


@dataclass(frozen=True)
class InstrumentTrend:
    """An instrument with what was measured by it, oldest first; nothing yet, perhaps."""

    instrument: Instrument
    is_in_use: bool
    measured: tuple[Measurement, ...]
    lines: tuple[Line, ...]
    total: Line | None


def trends_of(enrolment_ids: Sequence[int], language: str, today: dt.date) -> list[InstrumentTrend]:
    """The instruments in use today and those measured in these stays, the questions in the reader's language."""
    measured: dict[int, list[Measurement]] = {}
    for measurement in Measurement.objects.filter(enrolment__in=enrolment_ids).prefetch_related("answers"):
        measured.setdefault(measurement.instrument_id, []).append(measurement)
    usable = in_use(today)
    shown = Instrument.objects.filter(Q(pk__in=usable) | Q(pk__in=list(measured)))
    return [
        _trend(instrument, measured.get(instrument.pk, []), language, today)
        for instrument in shown.prefetch_related("items", "bands")
    ]


def _trend(
    instrument: Instrument, measured: Sequence[Measurement], language: str, today: dt.date
) -> InstrumentTrend:
    asked = questions(instrument, language)
    taken = [values_of(measurement) for measurement in measured]
    days = [measurement.measured_on for measurement in measured]
    lines = [_line(instrument, position, text, taken, days) for position, text in asked.items() if taken]
    is_in_use = instrument.starts_on <= today and (instrument.ends_on is None or today <= instrument.ends_on)
    return InstrumentTrend(
        instrument=instrument,
        is_in_use=is_in_use and bool(asked),
        measured=tuple(measured),
        lines=tuple(lines),
        total=_total(instrument, taken, list(asked)) if taken and instrument.has_total else None,
    )


def _line(
    instrument: Instrument, position: int, text: str, taken: Sequence[Values], days: Sequence[dt.date]
) -> Line:
    values = tuple(each.get(position) for each in taken)
    points = tuple(zip(days, values, strict=True))
    answered = [(day, value) for day, value in points if value is not None]
    said = ", ".join(f"{in_words(day)}: {value}" for day, value in answered)
    chart = Trend(
        key=f"trend-{instrument.pk}-{position}",
        title=text,
        description=_("On a scale from %(lowest)s to %(highest)s: %(values)s.")
        % {"lowest": instrument.lowest, "highest": instrument.highest, "values": said},
        points=points,
        lowest=instrument.lowest,
        highest=instrument.highest,
    )
    return Line(
        text=text,
        values=values,
        change=change_of(taken, position),
        band=band_of(instrument, values[-1]),
        chart=trend_line(chart) if answered else None,
    )


def _total(instrument: Instrument, taken: Sequence[Values], positions: Sequence[int]) -> Line:
    values = tuple(total_of(instrument, each, positions) for each in taken)
    return Line(_("Total"), values, change_of_total(instrument, taken, positions), "", None)
