"""What publishing asks: why anew, who may read, why a name is opened."""

import datetime as dt
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from ohjaamo.inputs import DayInput, WordsInput
from staff.models import User


class PublishForm(forms.Form):
    """Publishing what she has looked at: as which version, and why anew."""

    use_required_attribute = False

    version = forms.IntegerField(label=_("Version"), widget=forms.HiddenInput)
    reason = forms.CharField(
        label=_("Why it is published anew"), max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, version: int, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.version = version
        if version == 1:
            del self.fields["reason"]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("version", self.version) != self.version:
            raise forms.ValidationError(_("This has just been published by somebody else."))
        return said


class ReaderForm(forms.Form):
    """An auditor to be named, from a day to a day."""

    use_required_attribute = False

    user = forms.ModelChoiceField(label=_("Auditor"), queryset=User.objects.none())
    starts_on = forms.DateField(label=_("From the day"), widget=DayInput)
    ends_on = forms.DateField(label=_("Until the day"), widget=DayInput)

    def __init__(self, *args: Any, auditors: QuerySet[User], today: dt.date, **kwargs: Any):
        super().__init__(*args, initial={"starts_on": today}, **kwargs)
        self.fields["user"].queryset = auditors


class OpenNameForm(forms.Form):
    """Why an auditor wants to see who somebody is."""

    use_required_attribute = False

    reason = forms.CharField(label=_("Why you open the name"), max_length=200, widget=WordsInput)
