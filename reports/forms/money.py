"""What if the municipalities shared otherwise."""

import datetime as dt
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from ohjaamo.formats import day as in_words
from ohjaamo.formats import period as in_days
from ohjaamo.inputs import DayInput
from ohjaamo.periods import Period
from projects import key_drafts
from projects.choices import SplitBasis
from projects.models import CofinancingKey, Municipality
from reports.what_ifs import think


class WhatIfForm(forms.Form):
    """A key to be thought of: by what the municipalities would share, of which day, who joins or leaves, and when."""

    use_required_attribute = False

    basis = forms.ChoiceField(
        label=_("Basis"),
        choices=[(each.value, each.label) for each in (SplitBasis.SHARE, SplitBasis.PERSONS)],
    )
    as_of = forms.TypedChoiceField(label=_("Figures of the day"), coerce=dt.date.fromisoformat)
    joins = forms.ModelChoiceField(
        label=_("Joins"), queryset=Municipality.objects.all(), required=False, empty_label=_("Nobody")
    )
    leaves = forms.ModelChoiceField(
        label=_("Leaves"), queryset=Municipality.objects.all(), required=False, empty_label=_("Nobody")
    )
    since = forms.DateField(label=_("From the day on"), widget=DayInput)

    def __init__(self, data: QueryDict | None, *, key: CofinancingKey, plan: Period):
        known = key_drafts.days_known()
        initial = {
            "basis": SplitBasis.PERSONS if key.basis == SplitBasis.PERSONS else SplitBasis.SHARE,
            "as_of": key.as_of if key.as_of in known else None,
            "since": plan.starts_on,
        }
        super().__init__(data, initial=initial, auto_id="what_if_%s")
        self.key, self.plan = key, plan
        self.fields["as_of"].choices = [(day.isoformat(), in_words(day)) for day in known]
        self.fields["joins"].queryset = Municipality.objects.exclude(cofinancing__key=key)
        self.fields["leaves"].queryset = Municipality.objects.filter(cofinancing__key=key)

    def clean_since(self) -> dt.date:
        since: dt.date = self.cleaned_data["since"]
        if not self.plan.starts_on <= since <= self.plan.ends_on:
            message = _("Give a day of the budget's periods: %(period)s.") % {"period": in_days(self.plan)}
            raise forms.ValidationError(message)
        return since

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not self.errors:
            said["thought"] = think(self.key, **said)
        return said
