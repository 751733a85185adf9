"""The forms of what is known of a municipality: how many speak a foreign language there, and how urban it is."""

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from ohjaamo.inputs import DayInput, WordsInput
from projects.choices import Urbanisation
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


class UrbanisationForm(forms.Form):
    """How urban a municipality is."""

    use_required_attribute = False

    municipality = forms.ModelChoiceField(
        label=_lazy("Municipality"), queryset=Municipality.objects.all(), empty_label=_lazy("Choose")
    )
    urbanisation = forms.TypedChoiceField(
        label=_lazy("Degree of urbanisation"), choices=[("", _lazy("Not known")), *Urbanisation.choices],
        coerce=int, empty_value=None, required=False,
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, auto_id="urbanisation_%s", **kwargs)
