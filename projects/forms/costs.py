"""The forms of costs: one by one, pasted, corrected."""

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from ohjaamo.inputs import WordsInput
from projects import cost_pastes, written_months
from projects.choices import CostKind
from projects.cost_pastes import PastedLine
from projects.forms.money import AmountField, PercentField


class MonthField(forms.CharField):
    """A month as people write it: "11/2022", "marraskuu 2022"."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.widget.attrs |= {"autocomplete": "off"}

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        if text in self.empty_values:
            return None
        try:
            return written_months.read(text)
        except ValueError as error:
            raise ValidationError(str(error)) from error

    def prepare_value(self, value: Any) -> Any:
        return written_months.written(value) if isinstance(value, dt.date) else value


class CostForm(forms.Form):
    """What a person's work cost in a month."""

    use_required_attribute = False

    person = forms.CharField(label=_("Person"), max_length=200, widget=WordsInput)
    month_starts_on = MonthField(label=_("Month"), help_text=_("As in 11/2022"))
    amount = AmountField(
        label=_("Salary, €"), help_text=_("Without side costs: they follow by their percent.")
    )
    full_time_percent = PercentField(
        label=_("Of full time, %"), required=False, min_value=0, max_value=100,
        help_text=_("In this project"),
    )  # fmt: skip
    kind = forms.ChoiceField(
        label=_("Kind of cost"), choices=CostKind, initial=CostKind.SALARY, widget=forms.RadioSelect
    )
    note = forms.CharField(label=_("Note"), required=False, max_length=300, widget=WordsInput)

    def __init__(self, *args: Any, persons: Sequence[str] = (), **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.persons = persons
        self.fields["person"].widget.attrs["list"] = "persons"


class PasteForm(forms.Form):
    """Cells pasted from a spreadsheet."""

    use_required_attribute = False

    cells = forms.CharField(
        label=_("Cells from the spreadsheet"), max_length=100_000, strip=False,
        help_text=_("On each line the person, the month, the amount, and the percent of full time if it is known."),
        widget=forms.Textarea(attrs={"rows": 8, "autocomplete": "off", "spellcheck": "false"}),
    )  # fmt: skip

    def clean_cells(self) -> list[PastedLine]:
        return cost_pastes.read(self.cleaned_data["cells"])


class CorrectionForm(forms.Form):
    """What a cost should be, and why it isn't."""

    use_required_attribute = False

    right_amount = AmountField(label=_("The right amount, €"), min_value=0)
    note = forms.CharField(label=_("What is corrected"), max_length=300, widget=WordsInput)

    def __init__(self, *args: Any, standing: Decimal, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.standing = standing

    def clean_right_amount(self) -> Decimal:
        amount: Decimal = self.cleaned_data["right_amount"]
        if amount == self.standing:
            raise ValidationError(_("That is what it comes to already."))
        return amount
