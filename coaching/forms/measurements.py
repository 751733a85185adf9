"""The forms of measuring and of life situations."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from coaching.choices import Benefit, Tenure
from coaching.instruments import HOUSE_LANGUAGE, questions
from coaching.models import Instrument, Measurement
from ohjaamo.inputs import DayInput
from ohjaamo.reference import language_tag

NO_ANSWER = ("", _("No answer"))
# A longer scale than this has no button for each value.
BUTTONS_AT_MOST = 13


@dataclass(frozen=True)
class Question:
    """A question as it is asked: in the client's language, and in Finnish for the coach where that is another."""

    field: BoundField
    text: str
    translation: str
    language: str


class MeasureForm(forms.Form):
    """An instrument to be answered: a tap for each question; what isn't tapped has no answer."""

    use_required_attribute = False

    measured_on = forms.DateField(label=_("Day"), widget=DayInput)

    def __init__(self, *args: Any, instrument: Instrument, language: str, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.language = language
        self.texts = questions(instrument, language)
        self.finnish = questions(instrument, HOUSE_LANGUAGE)
        for position, text in self.texts.items():
            self.fields[f"item_{position}"] = _scale(text, instrument)

    @property
    def questions(self) -> list[Question]:
        """The questions in their order."""
        asked = []
        for position, text in self.texts.items():
            finnish = self.finnish[position]
            translation = "" if finnish == text else finnish
            asked.append(Question(self[f"item_{position}"], text, translation, language_tag(self.language)))
        return asked

    @property
    def values(self) -> dict[int, int | None]:
        """What coaching.measurements.record takes."""
        return {position: self.cleaned_data[f"item_{position}"] for position in self.texts}


def _scale(text: str, instrument: Instrument) -> forms.Field:
    values = range(instrument.lowest, instrument.highest + 1)
    if len(values) > BUTTONS_AT_MOST:
        return forms.IntegerField(
            label=text, required=False, min_value=instrument.lowest, max_value=instrument.highest
        )
    return _values(text, values)


def _values(label: Any, values: Sequence[int]) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=label,
        required=False,
        choices=[*((value, value) for value in values), NO_ANSWER],
        coerce=int,
        empty_value=None,
        widget=forms.RadioSelect,
    )


class SituationForm(forms.Form):
    """A client's life as it is; nothing has to be answered."""

    use_required_attribute = False

    benefit = forms.ChoiceField(
        label=_("Main benefit"),
        required=False,
        choices=[NO_ANSWER, *Benefit.choices],
        widget=forms.RadioSelect,
    )
    residence = forms.ChoiceField(
        label=_("Residence permit"), required=False, choices=[NO_ANSWER, *Tenure.choices],
        widget=forms.RadioSelect,
    )  # fmt: skip
    wellbeing = _values(_("Wellbeing: 0 very bad, 10 very good"), range(11))
    recorded_on = forms.DateField(label=_("Day"), widget=DayInput)


def answers_of(measurement: Measurement) -> dict[str, Any]:
    """What the form of a measurement begins with."""
    answers = {f"item_{answer.position}": answer.value for answer in measurement.answers.all()}
    return {"measured_on": measurement.measured_on, **answers}
