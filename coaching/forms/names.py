"""A name that the office gives: to a stage of the path, to a topic."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ohjaamo.inputs import WordsInput


class NameForm(forms.Form):
    """What it is called."""

    use_required_attribute = False

    name = forms.CharField(label=_("Name"), max_length=60, widget=WordsInput)
