"""The forms of claim periods and of invoices."""

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ohjaamo.inputs import DayInput, WordsInput
from projects.forms.money import AmountField
from projects.models import ClaimFunding, FundingSource


class ClaimForm(forms.Form):
    """The next claim: only its end is asked."""

    use_required_attribute = False

    ends_on = forms.DateField(label=_("Last day of the claim"), widget=DayInput)


class SendForm(forms.Form):
    """Sending a claim; what is odd in it has been looked at."""

    use_required_attribute = False

    is_checked = forms.BooleanField(
        label=_("I have looked at these"),
        error_messages={"required": _("Look at these before you send the claim, and tick the box.")},
    )

    def __init__(self, *args: Any, doubts: Sequence[str], **kwargs: Any):
        super().__init__(*args, **kwargs)
        if not doubts:
            del self.fields["is_checked"]


class ClaimFundingForm(forms.Form):
    """How much came from each funder."""

    use_required_attribute = False

    def __init__(
        self, *args: Any, sources: Sequence[FundingSource], standing: Sequence[ClaimFunding], **kwargs: Any
    ):
        super().__init__(*args, **kwargs)
        self.sources = sources
        came = {each.source_id: each.amount for each in standing}
        for source in sources:
            label = f"{source.funder} ({source.get_kind_display()}), €"
            field = AmountField(label=label, required=False, initial=came.get(source.pk))
            self.fields[f"source-{source.pk}"] = field

    @property
    def amounts(self) -> dict[FundingSource, Decimal | None]:
        return {source: self.cleaned_data[f"source-{source.pk}"] for source in self.sources}


class InvoiceDayForm(forms.Form):
    """What happened to an invoice, on a day that isn't in the future."""

    use_required_attribute = False

    def __init__(self, *args: Any, today: dt.date, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.today = today

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        for name, value in list(said.items()):
            if isinstance(value, dt.date) and value > self.today:
                self.add_error(name, _("The day is in the future."))
        return said


class BillForm(InvoiceDayForm):
    """An invoice was sent."""

    number = forms.CharField(label=_("Number of the invoice"), max_length=40, widget=WordsInput)
    billed_on = forms.DateField(label=_("Sent on"), widget=DayInput)


class ReceiveForm(InvoiceDayForm):
    """Money came for an invoice."""

    paid = AmountField(label=_("Came in all, €"))
    paid_on = forms.DateField(label=_("Latest payment on"), widget=DayInput)
