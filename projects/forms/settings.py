"""What the settings of a project ask for."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ohjaamo.inputs import DayInput, WordsInput
from ohjaamo.reference import language_choices
from projects.choices import ActivityKind, ProjectPart, TargetGroupKind


class PartsForm(forms.Form):
    """Which parts of the system are in use."""

    use_required_attribute = False

    parts = forms.MultipleChoiceField(
        label=_("In use"), choices=ProjectPart, required=False, widget=forms.CheckboxSelectMultiple
    )


class ReportingDateForm(forms.Form):
    """A day as of which the project reports."""

    use_required_attribute = False

    day = forms.DateField(label=_("Reporting date"), widget=DayInput)


class TargetGroupForm(forms.Form):
    """A target group or a pilot, with its days."""

    use_required_attribute = False

    name = forms.CharField(label=_("Name"), max_length=150, widget=WordsInput)
    kind = forms.ChoiceField(label=_("Kind"), choices=TargetGroupKind, widget=forms.RadioSelect)
    starts_on = forms.DateField(label=_("First day"), widget=DayInput)
    ends_on = forms.DateField(label=_("Last day"), required=False, widget=DayInput)


class LanguageForm(forms.Form):
    """A language the project serves in, from a day on."""

    use_required_attribute = False

    language = forms.ChoiceField(label=_("Language"))
    starts_on = forms.DateField(label=_("First day"), widget=DayInput)

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["language"].choices = [("", _("Choose")), *language_choices()]


class LastDayForm(forms.Form):
    """The last day of what is ended."""

    use_required_attribute = False

    ends_on = forms.DateField(label=_("Last day"), widget=DayInput)


class CategoryShiftForm(forms.Form):
    """A category of the status table, and whether it moves up or down."""

    kind = forms.ChoiceField(choices=ActivityKind)
    towards = forms.ChoiceField(choices=[("up", "up"), ("down", "down")])

    @property
    def by_places(self) -> int:
        """-1 for sooner, 1 for later."""
        return -1 if self.cleaned_data["towards"] == "up" else 1
