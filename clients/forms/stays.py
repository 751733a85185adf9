"""The small forms beside a stay: its end, its target groups, why it was wrong; and consents."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from clients.choices import ConsentKind
from clients.forms.facts import PLAIN, DatedForm
from ohjaamo.inputs import DayInput
from projects.models import TargetGroup


class ConsentForm(DatedForm):
    """What the client agreed to, and when."""

    kind = forms.ChoiceField(label=_("Consent"), choices=ConsentKind)
    starts_on = forms.DateField(label=_("Given on"), widget=DayInput)

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, auto_id="consent_%s", **kwargs)
        self.fields["starts_on"].initial = self.today

    def clean_starts_on(self) -> dt.date:
        return _not_ahead(self.cleaned_data["starts_on"], self.today)


class LastDayForm(DatedForm):
    """The last day of something that is over."""

    ends_on = forms.DateField(label=_("Last day"), widget=DayInput)

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["ends_on"].initial = self.today

    def clean_ends_on(self) -> dt.date:
        return _not_ahead(self.cleaned_data["ends_on"], self.today)


class TargetGroupForm(DatedForm):
    """A target group or pilot, and from when."""

    group = forms.ModelChoiceField(
        label=_("Target group or pilot"), queryset=TargetGroup.objects.none(), empty_label=None
    )
    starts_on = forms.DateField(label=_("From"), widget=DayInput)

    def __init__(self, *args: Any, groups: Sequence[TargetGroup], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["group"].queryset = TargetGroup.objects.filter(pk__in=[group.pk for group in groups])
        self.fields["group"].choices = [(group.pk, str(group)) for group in groups]
        self.fields["starts_on"].initial = self.today


class WithdrawalForm(DatedForm):
    """Why a row was wrong."""

    reason = forms.CharField(
        label=_("Why was it wrong?"), max_length=200, widget=forms.TextInput(attrs={**PLAIN, "dir": "auto"})
    )


def _not_ahead(day: dt.date, today: dt.date) -> dt.date:
    if day > today:
        raise forms.ValidationError(_("The day is in the future."))
    return day
