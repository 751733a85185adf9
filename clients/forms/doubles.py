"""The form of a merge."""

from django import forms

from clients import merges


class MergeForm(forms.Form):
    """Which facts the kept record takes from the other."""

    taken = forms.MultipleChoiceField(choices=[(name, name) for name in merges.FACTS], required=False)
