"""Why a record is opened."""

from django import forms
from django.utils.translation import gettext_lazy as _

from staff.choices import AccessReason


class ReasonForm(forms.Form):
    """Why somebody opens a record that isn't her own: one button each."""

    reason = forms.ChoiceField(label=_("Reason"), choices=AccessReason)
