"""What a reader may ask of a report."""

import datetime as dt
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from ohjaamo.formats import day as in_words
from ohjaamo.formats import period as in_days
from ohjaamo.inputs import DayInput, WordsInput
from ohjaamo.periods import Period
from projects import key_drafts
from projects.choices import SplitBasis
from projects.models import CofinancingKey, Municipality, Project
from reports import days
from reports.choices import SplitBy
from reports.figures.tally import EVER
from reports.what_ifs import think
from staff.models import User

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


class ExplainForm(forms.Form):
    """Why a deviation is as it should be, and which state of it she was shown."""

    use_required_attribute = False

    reason = forms.CharField(label=_("Why this is as it should be"), max_length=500, widget=WordsInput)
    mark = forms.CharField(max_length=16, widget=forms.HiddenInput)


class TakeBackForm(forms.Form):
    """Why an explanation is taken back."""

    use_required_attribute = False

    reason = forms.CharField(label=_("Why it is taken back"), max_length=300, widget=WordsInput)


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


class WhatIfForm(forms.Form):
    """A key to be thought of: by what the municipalities would share, of which day, who joins or leaves, and when."""

    use_required_attribute = False

    basis = forms.ChoiceField(
        label=_("Basis"),
        choices=[(each.value, each.label) for each in (SplitBasis.SHARE, SplitBasis.PERSONS)],
    )
    as_of = forms.TypedChoiceField(label=_("Figures of the day"), coerce=dt.date.fromisoformat)
    joins = forms.ModelChoiceField(
        label=_("Joins"), queryset=Municipality.objects.all(), required=False, empty_label=_("Nobody")
    )
    leaves = forms.ModelChoiceField(
        label=_("Leaves"), queryset=Municipality.objects.all(), required=False, empty_label=_("Nobody")
    )
    since = forms.DateField(label=_("From the day on"), widget=DayInput)

    def __init__(self, data: QueryDict | None, *, key: CofinancingKey, plan: Period):
        known = key_drafts.days_known()
        initial = {
            "basis": SplitBasis.PERSONS if key.basis == SplitBasis.PERSONS else SplitBasis.SHARE,
            "as_of": key.as_of if key.as_of in known else None,
            "since": plan.starts_on,
        }
        super().__init__(data, initial=initial, auto_id="what_if_%s")
        self.key, self.plan = key, plan
        self.fields["as_of"].choices = [(day.isoformat(), in_words(day)) for day in known]
        self.fields["joins"].queryset = Municipality.objects.exclude(cofinancing__key=key)
        self.fields["leaves"].queryset = Municipality.objects.filter(cofinancing__key=key)

    def clean_since(self) -> dt.date:
        since: dt.date = self.cleaned_data["since"]
        if not self.plan.starts_on <= since <= self.plan.ends_on:
            message = _("Give a day of the budget's periods: %(period)s.") % {"period": in_days(self.plan)}
            raise forms.ValidationError(message)
        return since

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not self.errors:
            said["thought"] = think(self.key, **said)
        return said


class PublishForm(forms.Form):
    """Publishing what she has looked at: as which version, and why anew."""

    use_required_attribute = False

    version = forms.IntegerField(label=_("Version"), widget=forms.HiddenInput)
    reason = forms.CharField(
        label=_("Why it is published anew"), max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, version: int, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.version = version
        if version == 1:
            del self.fields["reason"]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("version", self.version) != self.version:
            raise forms.ValidationError(_("This has just been published by somebody else."))
        return said


class ReaderForm(forms.Form):
    """An auditor to be named, from a day to a day."""

    use_required_attribute = False

    user = forms.ModelChoiceField(label=_("Auditor"), queryset=User.objects.none())
    starts_on = forms.DateField(label=_("From the day"), widget=DayInput)
    ends_on = forms.DateField(label=_("Until the day"), widget=DayInput)

    def __init__(self, *args: Any, auditors: QuerySet[User], today: dt.date, **kwargs: Any):
        super().__init__(*args, initial={"starts_on": today}, **kwargs)
        self.fields["user"].queryset = auditors


class OpenNameForm(forms.Form):
    """Why an auditor wants to see who somebody is."""

    use_required_attribute = False

    reason = forms.CharField(label=_("Why you open the name"), max_length=200, widget=WordsInput)


def _readable(texts: list[str]) -> Iterator[dt.date]:
    for text in texts:
        with suppress(ValueError):
            yield dt.date.fromisoformat(text)
