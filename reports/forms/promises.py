"""What is asked of a promise."""

import datetime as dt
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ohjaamo.inputs import DayInput, WordsInput
from projects.memberships import people_who
from projects.models import Municipality, Project
from reports.choices import PromiseKind
from reports.models import Promise
from reports.promises import figures
from staff.models import User
from staff.permissions import Permission


class PromiseForm(forms.Form):
    """A promise: what, how much, who sees to it, by when; and that it was reached, with its evidence."""

    use_required_attribute = False

    kind = forms.ChoiceField(label=_("Kind"), choices=PromiseKind)
    text = forms.CharField(label=_("What was promised"), max_length=500, widget=WordsInput)
    municipality = forms.ModelChoiceField(
        label=_("Municipality"),
        queryset=Municipality.objects.all(),
        required=False,
        help_text=_("Only of an adoption of the model."),
    )
    figure = forms.ChoiceField(label=_("What is counted for it"), required=False)
    target = forms.IntegerField(label=_("Target"), required=False, min_value=0, max_value=1_000_000)
    owner = forms.ModelChoiceField(label=_("Who sees to it"), queryset=User.objects.none(), required=False)
    due_on = forms.DateField(label=_("Due on"), required=False, widget=DayInput)
    source = forms.CharField(
        label=_("Where it was promised"), max_length=200, required=False, widget=WordsInput
    )
    reached_on = forms.DateField(label=_("Reached on"), required=False, widget=DayInput)
    evidence_place = forms.CharField(
        label=_("Where the evidence can be seen"), max_length=300, required=False, widget=WordsInput
    )

    def __init__(self, data: Any, *, project: Project, promise: Promise | None, today: dt.date):
        initial = {name: getattr(promise, name) for name in self.base_fields} if promise else {}
        super().__init__(data, initial=initial)
        fields: dict[str, Any] = self.fields
        fields["figure"].choices = [("", _("Nothing")), *figures().items()]
        owners = people_who(Permission.SEE_REPORTS, [project.pk], today)
        known = User.objects.filter(promises=promise) if promise else User.objects.none()
        fields["owner"].queryset = User.objects.filter(
            Q(pk__in=owners.values("pk")) | Q(pk__in=known.values("pk"))
        )


class PromiseWithdrawForm(forms.Form):
    """Why a promise is taken out."""

    use_required_attribute = False

    reason = forms.CharField(label=_("Why it is withdrawn"), max_length=300, widget=WordsInput)
