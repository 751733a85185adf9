"""How a stay ends, and how stays go on in another project."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from clients.choices import ExitReason
from clients.models import Assignment, Enrolment
from ohjaamo.inputs import DayInput
from projects.models import Project


class CloseForm(forms.Form):
    """Why and when a stay ends, and which assignments end with it."""

    use_required_attribute = False

    exit_reason = forms.ChoiceField(
        label=_("Why does the stay end?"), choices=ExitReason, widget=forms.RadioSelect
    )
    ends_on = forms.DateField(label=_("Last day"), widget=DayInput)
    assignments = forms.ModelMultipleChoiceField(
        label=_("Coaches whose work with the client ends, too"), required=False,
        queryset=Assignment.objects.none(), widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip

    def __init__(self, *args: Any, stay: Enrolment, assignments: Sequence[Assignment], **kwargs: Any):
        super().__init__(*args, **kwargs)
        # How the stay ended when the form was shown; goes along unseen.
        self.was = f"{stay.ends_on or ''} {stay.exit_reason}".strip()
        keys = [each.pk for each in assignments]
        self.fields["assignments"].queryset = Assignment.objects.filter(pk__in=keys).select_related("coach")
        self.fields["assignments"].choices = [(each.pk, str(each.coach)) for each in assignments]

    def clean(self) -> dict[str, Any]:
        if self.data.get("was", self.was) != self.was:
            self.add_error(
                None, _("Somebody has closed the stay meanwhile. Look at how it ended, then save.")
            )
        return super().clean() or self.cleaned_data


class CarryOverForm(forms.Form):
    """To which project, the last day in the old one and the first in the new."""

    use_required_attribute = False

    target = forms.ModelChoiceField(
        label=_("To the project"), queryset=Project.objects.none(), empty_label=None
    )
    last_on = forms.DateField(label=_("Last day in this project"), widget=DayInput)
    first_on = forms.DateField(label=_("First day in the next"), widget=DayInput)

    def __init__(self, *args: Any, targets: Sequence[Project], **kwargs: Any):
        super().__init__(*args, **kwargs)
        keys = [project.pk for project in targets]
        self.fields["target"].queryset = Project.objects.filter(pk__in=keys)

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or self.cleaned_data
        last_on, first_on = facts.get("last_on"), facts.get("first_on")
        if last_on and first_on and first_on <= last_on:
            self.add_error("first_on", _("The first day comes after the last one."))
        return facts


class ChosenForm(forms.Form):
    """Which stays are carried over: of those chosen the ones that still wait for it; `left_out` names the others."""

    stays = forms.ModelMultipleChoiceField(
        label=_("Clients"), queryset=Enrolment.objects.none(),
        error_messages={
            "required": _("Choose at least one client."),
            "invalid_choice": _("Choose among the clients shown."),
        },
    )  # fmt: skip

    def __init__(self, *args: Any, stays: Any, waiting: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["stays"].queryset = stays
        self.waiting = waiting
        self.left_out = ""

    def clean_stays(self) -> list[Enrolment]:
        chosen = self.cleaned_data["stays"]
        waiting = list(self.waiting.filter(pk__in=[stay.pk for stay in chosen]))
        gone = [f"{stay.client.client_number} {stay.client}" for stay in chosen if stay not in waiting]
        if gone:
            message = _("Left out, because carried over already or no longer in the project: %(names)s")
            self.left_out = message % {"names": ", ".join(gone)}
        if not waiting:
            raise forms.ValidationError(self.left_out)
        return waiting


def usual_days(project: Project, target: Project, today: dt.date) -> tuple[dt.date, dt.date]:
    """The project's last day and the day after; what begins later begins on its own first day."""
    last_on = project.ends_on if project.ends_on < target.ends_on else today
    return last_on, max(target.starts_on, last_on + dt.timedelta(days=1))
