"""The form of a part of the funding."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from ohjaamo.inputs import WordsInput
from projects.choices import FundingKind
from projects.forms.money import AmountField
from projects.models import Municipality


class FundingForm(forms.Form):
    """Who gives money, how much was agreed and how much came."""

    use_required_attribute = False

    funder = forms.CharField(label=_lazy("Funder"), max_length=200, widget=WordsInput)
    kind = forms.ChoiceField(label=_lazy("Kind of funding"), choices=FundingKind)
    municipality = forms.ModelChoiceField(
        label=_lazy("Municipality"),
        required=False,
        queryset=Municipality.objects.all(),
        empty_label="–",
        help_text=_lazy("When a municipality gives the money."),
    )
    agreed = AmountField(label=_lazy("Agreed, €"), required=False, min_value=0)
    realised = AmountField(label=_lazy("Realised, €"), required=False, min_value=0)
    note = forms.CharField(label=_lazy("Note"), required=False, max_length=300, widget=WordsInput)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("kind") == FundingKind.MUNICIPAL and not said.get("municipality"):
            self.add_error("municipality", _("Choose the municipality that gives the money."))
        if not self.errors and said["agreed"] is None and said["realised"] is None:
            self.add_error("agreed", _("Give the amount that was agreed or the one that came."))
        return said
