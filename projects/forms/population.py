"""The form of a municipality's figure: how many speak a foreign language there."""

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from ohjaamo.inputs import DayInput, WordsInput
from projects.forms.cofinancing import MOST_PERSONS
from projects.forms.money import PercentField, WrittenDecimalField
from projects.models import Municipality


class PopulationForm(forms.Form):
    """The share and the number of residents who speak a foreign language, on a day, by a source."""

    use_required_attribute = False

    municipality = forms.ModelChoiceField(
        label=_lazy("Municipality"), queryset=Municipality.objects.all(), empty_label=_lazy("Choose")
    )
    as_of = forms.DateField(label=_lazy("Figures of the day"), widget=DayInput)
    share_percent = PercentField(label=_lazy("Share, %"), min_value=0, max_value=100)
    persons = WrittenDecimalField(
        label=_lazy("Persons"), max_digits=8, decimal_places=0, min_value=0, max_value=MOST_PERSONS
    )
    source = forms.CharField(label=_lazy("Source"), max_length=200, widget=WordsInput)

    def __init__(self, *args: Any, today: dt.date, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_as_of(self) -> dt.date:
        as_of: dt.date = self.cleaned_data["as_of"]
        if as_of > self.today:
            raise forms.ValidationError(_("The day is in the future."))
        return as_of

    def clean_persons(self) -> int:
        return int(self.cleaned_data["persons"])
