"""The forms by which a co-financing key is agreed on: what it begins with, and the key itself."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from ohjaamo import formats
from ohjaamo.inputs import DayInput, WordsInput
from projects import cofinancing
from projects.choices import PayerKind, PercentRule, SplitBasis
from projects.cofinancing import Weight
from projects.forms.lines import LinesForm, Said
from projects.forms.money import WrittenDecimalField
from projects.models import Municipality

# More than live in the country.
MOST_PERSONS = 10_000_000


class DraftForm(forms.Form):
    """By what the municipalities are to share, and of which day the figures are."""

    use_required_attribute = False

    basis = forms.ChoiceField(label=_lazy("Basis"), choices=SplitBasis, required=False)
    as_of = forms.TypedChoiceField(
        label=_lazy("Figures of the day"), coerce=dt.date.fromisoformat, required=False, empty_value=None
    )

    def __init__(self, *args: Any, days: Sequence[dt.date], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["as_of"].choices = [(day.isoformat(), formats.day(day)) for day in days]


class ShareLine(forms.Form):
    """A municipality that shares."""

    municipality = forms.ModelChoiceField(
        label=_lazy("Municipality"), queryset=Municipality.objects.all(), empty_label="–"
    )
    weight = WrittenDecimalField(
        label=_lazy("Weight or percent"), max_digits=10, decimal_places=3, min_value=0
    )
    persons = WrittenDecimalField(
        label=_lazy("Persons"), max_digits=8, decimal_places=0, min_value=0, max_value=MOST_PERSONS, required=False
    )  # fmt: skip
    payer = forms.ChoiceField(
        label=_lazy("Payer"),
        choices=[("", _lazy("Choose")), *PayerKind.choices],
        error_messages={"required": _lazy("Choose who pays.")},
    )


class KeyForm(LinesForm):
    """A key: what it rests on, from when it holds, and who shares by which weight and who pays it."""

    line = ShareLine
    decisive = ("municipality", "weight")

    basis = forms.ChoiceField(label=_lazy("Basis"), choices=SplitBasis, widget=forms.RadioSelect)
    as_of = forms.DateField(label=_lazy("Figures of the day"), widget=DayInput)
    source = forms.CharField(label=_lazy("Source"), max_length=200, widget=WordsInput)
    rule = forms.ChoiceField(
        label=_lazy("How weights become percents"), choices=PercentRule, widget=forms.RadioSelect
    )
    starts_on = forms.DateField(label=_lazy("First day"), widget=DayInput)
    ends_on = forms.DateField(label=_lazy("Last day"), required=False, widget=DayInput)
    decision = forms.CharField(
        label=_lazy("Decision that binds"), required=False, max_length=300, widget=WordsInput
    )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        lines = list(self.said_lines())
        if said.get("ends_on") and said.get("starts_on") and said["ends_on"] < said["starts_on"]:
            self.add_error("ends_on", _("The last day is before the first."))
        self._refuse_twice(lines)
        if not self.errors:
            said["weights"] = [_weight(each) for each in lines]
            self._refuse_percents(said, lines[0].place if lines else 0)
        return said

    def _refuse_twice(self, lines: Sequence[Said]) -> None:
        met = set()
        for each in lines:
            municipality = each.values["municipality"]
            if municipality and municipality in met:
                self.add_error(f"municipality-{each.place}", _("The municipality has a share already."))
            met.add(municipality)

    def _refuse_percents(self, said: dict[str, Any], first: int) -> None:
        try:
            cofinancing.percents_used(said["weights"], PercentRule(said["rule"]))
        except ValidationError as refusal:
            place = (
                "rule" if said["rule"] == PercentRule.TWO_DIGITS and said["weights"] else f"weight-{first}"
            )
            self.add_error(place, refusal)


def _weight(said: Said) -> Weight:
    values = said.values
    return Weight(
        municipality=values["municipality"],
        weight=values["weight"],
        persons=int(values["persons"] or 0),
        payer=PayerKind(values["payer"]),
    )
