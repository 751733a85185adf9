"""What a reader may ask of a report."""

import datetime as dt
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from ohjaamo.formats import day as in_words
from projects.models import Project
from reports import days

# More columns than this nobody reads; the command line gives any number.
MOST_DATES = 24


class DatesForm(forms.Form):
    """The dates of a snapshot: the project's own as chips, and any other day."""

    date = forms.MultipleChoiceField(label=_("Dates"), widget=forms.CheckboxSelectMultiple)
    other = forms.DateField(
        label=_("Another date"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, data: QueryDict, *, project: Project, today: dt.date):
        self.default = days.reporting(project, today)
        asked = data.copy()
        if not asked.getlist("date") and not asked.get("other"):
            asked.setlist("date", [day.isoformat() for day in self.default])
        super().__init__(asked)
        known = {*self.default, *_readable(asked.getlist("date"))}
        self.fields["date"].choices = [(day.isoformat(), in_words(day)) for day in sorted(known)]
        self.fields["date"].required = not asked.get("other")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if len(cleaned.get("date", [])) > MOST_DATES:
            self.add_error("date", _("Choose at most %(most)s dates.") % {"most": MOST_DATES})
        return cleaned

    @property
    def days(self) -> list[dt.date]:
        """The days asked for; the project's own when they can't be read."""
        if not self.is_valid():
            return self.default
        chosen = [dt.date.fromisoformat(text) for text in self.cleaned_data["date"]]
        other = self.cleaned_data["other"]
        return chosen + ([other] if other else [])


def _readable(texts: list[str]) -> Iterator[dt.date]:
    for text in texts:
        with suppress(ValueError):
            yield dt.date.fromisoformat(text)
