"""What the fund asks, part by part: at entry, upon leaving, six months after, and what has been told to it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from clients.choices import EducationLevel, LabourStatus, LeavingStatus
from clients.forms.facts import DatedForm
from ohjaamo.inputs import DayInput


class YesOrNoField(forms.TypedChoiceField):
    """Yes, no, or not asked."""

    def __init__(self, *, label: Any):
        super().__init__(
            label=label,
            choices=[("", _("Not asked")), ("yes", _("Yes")), ("no", _("No"))],
            coerce=lambda word: word == "yes",
            empty_value=None,
            required=False,
        )

    def prepare_value(self, value: Any) -> Any:
        return {True: "yes", False: "no"}.get(value, value) if isinstance(value, bool) else value


class EntryForm(DatedForm):
    """The facts of the first entry."""

    labour_status = forms.ChoiceField(
        label=_("Labour market status"), choices=[("", _("Not asked")), *LabourStatus.choices], required=False
    )
    unemployed_since_on = forms.DateField(label=_("Unemployed since"), required=False, widget=DayInput)
    is_in_education = YesOrNoField(label=_("In education"))
    education_level = forms.TypedChoiceField(
        label=_("Highest completed education"), choices=[("", _("Not known")), *EducationLevel.choices],
        coerce=int, empty_value=None, required=False,
    )  # fmt: skip
    has_foreign_background = YesOrNoField(label=_("Foreign background"))
    is_homeless = YesOrNoField(label=_("Homeless or without secure housing"))


class ExitForm(DatedForm):
    """The situation within 28 days of the last exit."""

    leaving_status = forms.ChoiceField(
        label=_("Situation"), choices=[("", _("Choose")), *LeavingStatus.choices]
    )
    leaving_status_on = forms.DateField(label=_("As of the day"), widget=DayInput)
    has_qualified = YesOrNoField(label=_("A qualification or proof of skills thanks to the project"))


class LaterForm(DatedForm):
    """The situation six months after."""

    later_status = forms.ChoiceField(
        label=_("Situation"), choices=[("", _("Choose")), *LeavingStatus.choices]
    )
    has_improved = YesOrNoField(label=_("Better off at work than at entry"))


class NoticesForm(DatedForm):
    """The days on which the steps were taken in the fund's own system."""

    code_given_on = forms.DateField(label=_("Project code given"), required=False, widget=DayInput)
    start_given_on = forms.DateField(label=_("Start data given"), required=False, widget=DayInput)
    start_approved_on = forms.DateField(label=_("Start data approved"), required=False, widget=DayInput)
    end_given_on = forms.DateField(label=_("End data given"), required=False, widget=DayInput)
    end_approved_on = forms.DateField(label=_("End data approved"), required=False, widget=DayInput)
    later_given_on = forms.DateField(label=_("Six-month data given"), required=False, widget=DayInput)
