"""Why a deviation is accepted, or isn't any more."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ohjaamo.inputs import WordsInput


class ExplainForm(forms.Form):
    """Why a deviation is as it should be, and which state of it she was shown."""

    use_required_attribute = False

    reason = forms.CharField(label=_("Why this is as it should be"), max_length=500, widget=WordsInput)
    mark = forms.CharField(max_length=16, widget=forms.HiddenInput)


class TakeBackForm(forms.Form):
    """Why an explanation is taken back."""

    use_required_attribute = False

    reason = forms.CharField(label=_("Why it is taken back"), max_length=300, widget=WordsInput)
