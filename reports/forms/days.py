"""The days that a report is asked of."""

import datetime as dt
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from ohjaamo.formats import day as in_words
from ohjaamo.inputs import DayInput
from ohjaamo.periods import Period
from projects.models import Project
from reports import days
from reports.choices import SplitBy
from reports.figures.tally import EVER

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
    split = forms.MultipleChoiceField(
        label=_("The latest date told apart by"),
        choices=SplitBy,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, data: QueryDict, *, project: Project | None, today: dt.date):
        self.default = days.reporting(project, today) if project else days.reporting_anywhere(today)
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

    @property
    def splits(self) -> list[SplitBy]:
        """What the latest date is told apart by, for the paper and the spreadsheet."""
        return [SplitBy(by) for by in self.cleaned_data["split"]] if self.is_valid() else []


class SnapshotDayForm(forms.Form):
    """The one day of a breakdown; the latest reporting date when none is asked for."""

    use_required_attribute = False

    date = forms.DateField(label=_("Date"), widget=DayInput)

    def __init__(self, data: QueryDict, *, project: Project, today: dt.date):
        self.default = days.reporting(project, today)[-1]
        super().__init__(data if "date" in data else {"date": self.default}, auto_id="day_%s")

    @property
    def day(self) -> dt.date:
        """The day asked for; the latest reporting date when it can't be read."""
        return self.cleaned_data["date"] if self.is_valid() else self.default


class SpanForm(forms.Form):
    """The two days between which clients move; the latest two reporting dates when none are asked for."""

    use_required_attribute = False

    since = forms.DateField(label=_("From the day"), widget=DayInput)
    until = forms.DateField(label=_("To the day"), widget=DayInput)

    def __init__(self, data: QueryDict, *, project: Project, today: dt.date):
        dates = days.reporting(project, today)
        earlier = dates[-2] if len(dates) > 1 else min(project.starts_on, dates[-1] - dt.timedelta(days=1))
        self.default = (earlier, dates[-1])
        asked = "since" in data or "until" in data
        super().__init__(data if asked else dict(zip(("since", "until"), self.default, strict=True)))

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not self.errors and said["since"] >= said["until"]:
            self.add_error("until", _("The second day is after the first."))
        return said

    @property
    def days(self) -> tuple[dt.date, dt.date]:
        """The days asked for; the project's own when they can't be read."""
        if not self.is_valid():
            return self.default
        return self.cleaned_data["since"], self.cleaned_data["until"]


class DayForm(forms.Form):
    """The day as of which a report is read; today when nobody says."""

    use_required_attribute = False

    date = forms.DateField(label=_("As of the day"), widget=DayInput)

    def __init__(self, data: QueryDict, *, today: dt.date):
        super().__init__(data if "date" in data else {"date": today.isoformat()})
        self.today = today

    @property
    def day(self) -> dt.date:
        """The day asked for; today when it can't be read."""
        return self.cleaned_data["date"] if self.is_valid() else self.today


class PeriodForm(forms.Form):
    """From which day to which: without either, whatever ever happened."""

    use_required_attribute = False

    def __init__(self, data: QueryDict):
        super().__init__(data)
        self.fields["from"] = forms.DateField(label=_("From"), required=False, widget=DayInput)
        self.fields["to"] = forms.DateField(label=_("To"), required=False, widget=DayInput)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("from") and said.get("to") and said["to"] < said["from"]:
            self.add_error("to", _("The last day is before the first."))
        return said

    @property
    def period(self) -> Period:
        """The days asked for; all there are when they can't be read."""
        if not self.is_valid():
            return EVER
        return Period(self.cleaned_data["from"] or EVER.starts_on, self.cleaned_data["to"])


def _readable(texts: list[str]) -> Iterator[dt.date]:
    for text in texts:
        with suppress(ValueError):
            yield dt.date.fromisoformat(text)
