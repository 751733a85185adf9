"""What is asked of a report to the funder and of its parts."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ohjaamo.inputs import DayInput
from reports.choices import FunderReportKind, PartKind, ReportLanguage
from reports.result_parts import PARTS

LONGEST_TEXT = 20_000
OF = ":"


class FunderReportForm(forms.Form):
    """What the report is, of which days, in which language."""

    use_required_attribute = False

    kind = forms.ChoiceField(label=_("Kind"), choices=FunderReportKind)
    title = forms.CharField(label=_("Title"), max_length=200)
    language = forms.ChoiceField(label=_("Language"), choices=ReportLanguage)
    starts_on = forms.DateField(label=_("First day"), widget=DayInput)
    ends_on = forms.DateField(label=_("Last day"), widget=DayInput)


class NewPartForm(forms.Form):
    """Which part is added: a kind, of the results one of them."""

    part = forms.ChoiceField(label=_("Part"))

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        others = [(kind.value, kind.label) for kind in PartKind if kind != PartKind.RESULTS]
        results = [(f"{PartKind.RESULTS}{OF}{key}", part.label) for key, part in PARTS.items()]
        choice: Any = self.fields["part"]
        choice.choices = [*others, (PartKind.RESULTS.label, results)]

    @property
    def chosen(self) -> dict[str, str]:
        """The kind, and which of the results."""
        kind, _colon, results = self.cleaned_data["part"].partition(OF)
        return {"kind": kind, "results": results}


class PartForm(forms.Form):
    """What a part is called and says."""

    heading = forms.CharField(label=_("Heading"), max_length=200, required=False)
    text = forms.CharField(
        label=_("Own text"),
        max_length=LONGEST_TEXT,
        required=False,
        help_text=_("An empty line begins a new paragraph."),
        widget=forms.Textarea(attrs={"rows": 12}),
    )


class ReportReasonForm(forms.Form):
    """Why a report is taken away."""

    reason = forms.CharField(label=_("Why the report is taken away"), max_length=300)
