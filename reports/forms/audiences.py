"""For whom a report is asked, and of which days."""

import datetime as dt

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from projects.models import Municipality, Project
from reports.forms.days import DatesForm


class AudienceForm(DatesForm):
    """The dates of a report for an audience; a payer's is of one municipality, the first when none is asked for."""

    municipality = forms.ModelChoiceField(
        label=_("Municipality"), queryset=Municipality.objects.none(), to_field_name="code", empty_label=None
    )

    def __init__(
        self, data: QueryDict, *, project: Project, today: dt.date, payers: list[Municipality] | None
    ):
        asked = data.copy()
        if payers and not asked.get("municipality"):
            asked["municipality"] = payers[0].code
        super().__init__(asked, project=project, today=today)
        if not payers:
            del self.fields["municipality"]
        else:
            self.fields["municipality"].queryset = Municipality.objects.filter(
                pk__in=[each.pk for each in payers]
            )

    @property
    def payer(self) -> Municipality | None:
        return self.cleaned_data.get("municipality") if self.is_valid() else None
