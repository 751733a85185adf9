"""Instruments: questions answered on a scale. Neutral: no texts of marked instruments are shipped.

An instrument may be put right until something has been measured with it; afterwards only a new version may differ, as
answers to other questions can't be compared.
"""

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from coaching.models import Instrument, InstrumentBand, InstrumentItem, Measurement
from ohjaamo.periods import running_on
from staff import auditing
from staff.rows import keep

SHIPPED = Path(__file__).resolve().parent / "data" / "instruments.json"
HOUSE_LANGUAGE = "fin"


def in_use(day: dt.date) -> QuerySet[Instrument]:
    """Instruments that may be measured with on a day: in use, and asking something."""
    asking = InstrumentItem.objects.values("instrument")
    return Instrument.objects.filter(running_on(day), pk__in=asking)


def is_used(instrument: Instrument) -> bool:
    """Whether anything was ever measured with it, withdrawn measurements included."""
    return Measurement.with_withdrawn.filter(instrument=instrument).exists()


def languages_of(instrument: Instrument) -> list[str]:
    """The languages the questions are written in."""
    return sorted({item.language for item in instrument.items.all()})


def questions(instrument: Instrument, language: str) -> dict[int, str]:
    """The questions by place; one that isn't written in the language in Finnish, else in whatever there is."""
    best: dict[int, InstrumentItem] = {}
    ranks = {language: 0, HOUSE_LANGUAGE: 1}
    for item in sorted(instrument.items.all(), key=lambda item: (item.position, ranks.get(item.language, 2))):
        best.setdefault(item.position, item)
    return {position: item.text for position, item in best.items()}


def band_of(instrument: Instrument, value: int | None) -> str:
    """The name of the stretch of the scale a value falls in; empty without a value or a name for it."""
    if value is None:
        return ""
    return next((band.name for band in instrument.bands.all() if band.lowest <= value <= band.highest), "")


def create(
    *,
    name: str,
    version: str = "",
    lowest: int = 0,
    highest: int = 10,
    has_total: bool = False,
    starts_on: dt.date,
    by: auditing.Actor,
) -> Instrument:
    """Make an instrument. Refused (ValidationError) when this version is there, or the scale runs backwards."""
    instrument = Instrument(
        name=name.strip(),
        version=version.strip(),
        lowest=lowest,
        highest=highest,
        has_total=has_total,
        starts_on=starts_on,
    )
    with auditing.act(by=by):
        keep(instrument)
    return instrument


def change(*, instrument: Instrument, by: auditing.Actor, **facts: Any) -> Instrument:
    """Put an instrument right. Refused (ValidationError) once it has been used, and as in `create`.

    Refused also when one of its bands would lie outside the scale.
    """
    with auditing.act(by=by):
        current = _unused(instrument)
        for name, value in facts.items():
            setattr(current, name, value)
        for band in current.bands.all():
            _refuse_outside_scale(current, band)
        keep(current, update_fields=list(facts))
    return current


def write_questions(
    *, instrument: Instrument, language: str, texts: Sequence[str], by: auditing.Actor
) -> None:
    """Write the questions in a language, in their order, in place of those that were there; without any: none.

    Once the instrument has been used only a translation may be written that wasn't there, with as many questions
    as there are. Refused (ValidationError) else, and when a question is empty.
    """
    with auditing.act(by=by):
        current = Instrument.objects.select_for_update().get(pk=instrument.pk)
        known = {item.language for item in current.items.all()}
        if is_used(current) and (language in known or not _fits(current, texts)):
            raise ValidationError(
                _(
                    "The instrument has been used: only a translation into another language, with as many questions, "
                    "may be added. For other questions make a new version."
                )
            )
        current.items.filter(language=language).delete()
        for position, text in enumerate(texts, start=1):
            keep(InstrumentItem(instrument=current, position=position, language=language, text=text.strip()))


def add_band(
    *, instrument: Instrument, name: str, lowest: int, highest: int, by: auditing.Actor
) -> InstrumentBand:
    """Name a stretch of the scale. Refused (ValidationError) outside it, over another, and of a used instrument."""
    band = InstrumentBand(instrument=instrument, name=name.strip(), lowest=lowest, highest=highest)
    with auditing.act(by=by):
        current = _unused(instrument)
        _refuse_outside_scale(current, band)
        if any(other.lowest <= highest and lowest <= other.highest for other in current.bands.all()):
            raise ValidationError(_("Another band already names a part of this stretch."))
        keep(band)
    return band


def remove_band(*, band: InstrumentBand, by: auditing.Actor) -> None:
    """Take a band away. Refused (ValidationError) once the instrument is used."""
    with auditing.act(by=by):
        _unused(band.instrument)
        band.delete()


def copy(*, instrument: Instrument, version: str, starts_on: dt.date, by: auditing.Actor) -> Instrument:
    """Make a new version, with the questions and bands of this one, to be changed; this one stays in use meanwhile.

    Refused (ValidationError) when there is this version already.
    """
    with auditing.act(by=by):
        made = create(
            name=instrument.name,
            version=version,
            lowest=instrument.lowest,
            highest=instrument.highest,
            has_total=instrument.has_total,
            starts_on=starts_on,
            by=by,
        )
        for item in instrument.items.all():
            keep(
                InstrumentItem(
                    instrument=made, position=item.position, language=item.language, text=item.text
                )
            )
        for band in instrument.bands.all():
            keep(InstrumentBand(instrument=made, name=band.name, lowest=band.lowest, highest=band.highest))
    return made


def retire(*, instrument: Instrument, ends_on: dt.date, by: auditing.Actor) -> Instrument:
    """Take an instrument out of use, with its last day; what was measured stays. Refused before its first day."""
    with auditing.act(by=by):
        current = Instrument.objects.select_for_update().get(pk=instrument.pk)
        current.ends_on = ends_on
        keep(current, update_fields=["ends_on"])
    return current


def load_shipped(*, by: auditing.Actor) -> list[Instrument]:
    """Make our own instruments, those that aren't there yet; what somebody has changed stays. Answers those made."""
    made = []
    with auditing.act(by=by):
        for facts in json.loads(SHIPPED.read_text(encoding="utf-8")):
            if not Instrument.objects.filter(name=facts["name"], version=facts["version"]).exists():
                made.append(_make(facts, by))
    return made


def _make(facts: Mapping[str, Any], by: auditing.Actor) -> Instrument:
    own = {name: facts[name] for name in ("name", "version", "lowest", "highest", "has_total")}
    instrument = create(**own, starts_on=dt.date.fromisoformat(facts["starts_on"]), by=by)
    for language, texts in facts["questions"].items():
        write_questions(instrument=instrument, language=language, texts=texts, by=by)
    for band in facts["bands"]:
        add_band(instrument=instrument, **band, by=by)
    return instrument


def _unused(instrument: Instrument) -> Instrument:
    """The instrument as it is now, locked for the act; refused (ValidationError) once it has been used."""
    current = Instrument.objects.select_for_update().get(pk=instrument.pk)
    if is_used(current):
        raise ValidationError(_("The instrument has been used already. Make a new version and change that."))
    return current


def _fits(instrument: Instrument, texts: Sequence[str]) -> bool:
    return {item.position for item in instrument.items.all()} == set(range(1, len(texts) + 1))


def _refuse_outside_scale(instrument: Instrument, band: InstrumentBand) -> None:
    if band.lowest < instrument.lowest or band.highest > instrument.highest:
        message = _("The band %(name)s would lie outside the scale %(lowest)s–%(highest)s.")
        facts = {"name": band.name, "lowest": instrument.lowest, "highest": instrument.highest}
        raise ValidationError(message % facts)
