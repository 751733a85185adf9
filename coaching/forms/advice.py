"""The form of advice to an unnamed person: chips to tap, nothing to type."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from coaching.forms.sessions import languages_first
from coaching.models import CoachingSession, Topic
from ohjaamo.inputs import DayInput, KeyField
from ohjaamo.reference import language_name
from projects.models import Municipality

OFFERED_MINUTES = (5, 15, 30)


class AdviceForm(forms.Form):
    """One unnamed adult: what about, in which language, from where."""

    use_required_attribute = False

    topics = forms.ModelMultipleChoiceField(
        label=_("What about"), queryset=Topic.objects.none(), required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    language = forms.ChoiceField(label=_("Language"), required=False, widget=forms.RadioSelect)
    other_language = forms.ChoiceField(label=_("Another language"), required=False)
    municipality = forms.ModelChoiceField(
        label=_("Municipality"), queryset=Municipality.objects.none(), required=False,
        widget=forms.RadioSelect, empty_label=_("Not told"),
    )  # fmt: skip
    minutes = forms.TypedChoiceField(
        label=_("Duration (min)"), coerce=int, widget=forms.RadioSelect,
        choices=[(each, str(each)) for each in OFFERED_MINUTES],
    )  # fmt: skip
    held_on = forms.DateField(label=_("Day"), widget=DayInput)
    submission = KeyField()

    def __init__(
        self,
        *args: Any,
        topics: Sequence[Topic],
        languages: Sequence[str],
        municipalities: Sequence[Municipality],
        **kwargs: Any,
    ):
        super().__init__(*args, **kwargs)
        self.fields["topics"].queryset = Topic.objects.filter(pk__in=[topic.pk for topic in topics])
        self.fields["topics"].choices = [(topic.pk, topic.name) for topic in topics]
        served = [(code, language_name(code)) for code in languages]
        self.fields["language"].choices = [*served, ("", _("Not told"))]
        rest = [pair for pair in languages_first([]) if pair not in served]
        self.fields["other_language"].choices = rest
        self.fields["municipality"].queryset = Municipality.objects.filter(
            pk__in=[each.pk for each in municipalities]
        )
        self.fields["municipality"].choices = [
            *((each.pk, str(each)) for each in municipalities),
            ("", _("Elsewhere or not told")),
        ]

    def clean(self) -> dict[str, Any]:
        facts = super().clean()
        facts["language"] = facts.pop("other_language", "") or facts.get("language", "")
        return facts


def blank_advice(*, last: CoachingSession | None, minutes: int, day: dt.date) -> dict[str, Any]:
    """What a fresh form begins with: language, municipality and duration as with the one before."""
    if last is None:
        return {"minutes": minutes, "held_on": day, "language": "", "municipality": ""}
    usual = last.minutes if last.minutes in OFFERED_MINUTES else minutes
    return {
        "minutes": usual,
        "held_on": day,
        "language": last.language,
        "municipality": last.municipality_id or "",
    }
