"""The form of an appointment."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from clients.models import Enrolment
from coaching.choices import SessionKind
from coaching.models import Appointment
from coaching.models.appointment import NOT_AGREED_ON
from coaching.models.session import LONGEST
from ohjaamo.formats import day as in_words
from ohjaamo.inputs import DayInput

# What is agreed on further ahead than this is a slip of the pen.
AHEAD = dt.timedelta(days=2 * 366)
LENGTHS = (15, 30, 45, 60, 90, 120)
KINDS = [kind for kind in SessionKind if kind not in (*NOT_AGREED_ON, SessionKind.MESSAGE)]


class TimeInput(forms.TimeInput):
    """The browser's own picker of times."""

    input_type = "time"

    def __init__(self) -> None:
        super().__init__(format="%H:%M", attrs={"autocomplete": "off"})


class AppointmentForm(forms.Form):
    """When, how and where a client is met."""

    use_required_attribute = False

    meets_on = forms.DateField(label=_("Day"), widget=DayInput)
    meets_from = forms.TimeField(label=_("Time"), widget=TimeInput)
    minutes = forms.TypedChoiceField(label=_("Duration"), coerce=int)
    kind = forms.ChoiceField(label=_("How"), choices=[(kind.value, kind.label) for kind in KINDS])
    place = forms.CharField(
        label=_("Where"), max_length=150, required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "auto"}),
    )  # fmt: skip

    def __init__(self, *args: Any, today: dt.date, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.today = today
        self.initial = {"minutes": 30, "kind": SessionKind.MEETING} | self.initial
        lengths = sorted({*LENGTHS, min(self.initial["minutes"], LONGEST)})
        self.fields["minutes"].choices = [(length, f"{length} min") for length in lengths]

    def clean_meets_on(self) -> dt.date:
        meets_on: dt.date = self.cleaned_data["meets_on"]
        if meets_on > self.today + AHEAD:
            raise forms.ValidationError(
                _("Choose a day before %(day)s.") % {"day": in_words(self.today + AHEAD)}
            )
        return meets_on


class CalendarForm(AppointmentForm):
    """The same from the calendar, where the client is chosen too."""

    stay = forms.ModelChoiceField(label=_("With whom"), queryset=Enrolment.objects.none())
    field_order = ("stay",)

    def __init__(self, *args: Any, stays: Sequence[Enrolment], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["stay"].queryset = Enrolment.objects.filter(pk__in=[stay.pk for stay in stays])
        self.fields["stay"].choices = [
            ("", _("Choose the client")),
            *((stay.pk, _name(stay, stays)) for stay in stays),
        ]


class CancelForm(forms.Form):
    """Why a meeting isn't held."""

    use_required_attribute = False

    reason = forms.CharField(
        label=_("Why"), max_length=300,
        widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "auto"}),
    )  # fmt: skip


def initial_of(appointment: Appointment) -> dict[str, Any]:
    """What the form of an appointment begins with."""
    return {
        name: getattr(appointment, name) for name in ("meets_on", "meets_from", "minutes", "kind", "place")
    }


def _name(stay: Enrolment, stays: Sequence[Enrolment]) -> str:
    """The client; of one in several projects the project too."""
    is_one = sum(each.client_id == stay.client_id for each in stays) == 1
    return str(stay.client) if is_one else f"{stay.client} ({stay.project})"
