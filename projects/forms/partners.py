"""The forms of the network: a partner, and a contact with one."""

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ohjaamo.inputs import DayInput
from projects.choices import ContactWay


class PartnerForm(forms.Form):
    """An organisation."""

    use_required_attribute = False

    name = forms.CharField(
        label=_("Name"), max_length=200, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    note = forms.CharField(
        label=_("Note"), required=False, help_text=_("Whom to call, what they do. Nothing about clients."),
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto", "autocomplete": "off"}),
    )  # fmt: skip


class ContactForm(forms.Form):
    """When we were in touch, how, and what was agreed."""

    use_required_attribute = False

    way = forms.ChoiceField(
        label=_("How"), choices=ContactWay, initial=ContactWay.MEETING, widget=forms.RadioSelect
    )
    held_on = forms.DateField(label=_("Day"), widget=DayInput)
    summary = forms.CharField(
        label=_("What was agreed"), help_text=_("Nothing about clients."),
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto", "autocomplete": "off"}),
    )  # fmt: skip

    def __init__(self, *args: Any, today: dt.date, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["held_on"].initial = today

    def clean_held_on(self) -> dt.date:
        held_on: dt.date = self.cleaned_data["held_on"]
        if held_on > self.today:
            raise forms.ValidationError(_("The day is in the future."))
        return held_on
