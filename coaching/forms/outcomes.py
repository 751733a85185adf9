"""The forms of results, one per kind: what has happened, in as few words as it takes."""

import datetime as dt
from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from clients.choices import ConfirmationSource
from clients.models import Client, Enrolment
from coaching import results
from coaching.choices import ResultKind, SessionKind
from coaching.forms.days import YEAR
from coaching.models.session import LONGEST
from coaching.result_plans import Plan, Result
from coaching.results import Details
from ohjaamo.inputs import DayInput, WordsInput
from projects.choices import ActivityKind

YES, NO, UNKNOWN = "yes", "no", "unknown"
TRUTHS = {YES: True, NO: False}
HOW = (SessionKind.MEETING, SessionKind.PHONE, SessionKind.MESSAGE, SessionKind.VIDEO)
KNOWN_FROM = [
    (ConfirmationSource.CLIENT.value, ConfirmationSource.CLIENT.label),
    (ConfirmationSource.DOCUMENT.value, ConfirmationSource.DOCUMENT.label),
    (ConfirmationSource.EMPLOYER.value, ConfirmationSource.EMPLOYER.label),
]


def chips(label: Any, choices: Sequence[tuple[Any, Any]], *, required: bool = False) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=choices, required=required, widget=forms.RadioSelect)


def words(label: Any, *, required: bool = False, longest: int = 200, help_text: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label, required=required, max_length=longest, widget=WordsInput(), help_text=help_text
    )


NOTE_NEEDS_SESSION = _(
    "The note is kept with the session: tick its line among what will happen, or empty the note."
)
EVIDENCE_NEEDS_RESULT = _(
    "Evidence is of a result, and none is recorded here: write this into the note, or empty the field."
)


class ResultForm(forms.Form):
    """What every result is asked for; `asked` are the fields of its kind, in order, `besides` those behind a tap."""

    use_required_attribute = False
    kind: ResultKind
    asked: Sequence[str] = ()
    besides = ("session_kind", "minutes", "note", "confirmed_from", "evidence_place")
    place_kinds: Sequence[ActivityKind] = ()
    needs_place = True
    # Whether it is counted on its day, as a card is that was taken; a job may begin next month, or have begun before.
    is_of_its_day = False

    project = chips(_("Project"), [], required=True)
    starts_on = forms.DateField(label=_("From"), widget=DayInput)
    session_kind = chips(_("How did you hear of it"), [(each.value, each.label) for each in HOW])
    minutes = forms.IntegerField(
        label=_("Duration (min)"), min_value=1, max_value=LONGEST, initial=15, required=False
    )
    note = words(_("Note"), longest=2000, help_text=_("Nothing on health or religion."))
    confirmed_from = chips(_("Known from"), KNOWN_FROM)
    evidence_place = words(
        _("Where the evidence is"), help_text=_("You have seen it: a contract, a certificate, a decision.")
    )
    is_new = forms.BooleanField(label=_("Yes, this is a new one"), required=False)

    def __init__(
        self,
        *args: Any,
        client: Client,
        stays: Sequence[Enrolment],
        today: dt.date,
        **kwargs: Any,
    ):
        super().__init__(*args, **kwargs)
        self.client, self.today = client, today
        newest = sorted(
            stays, key=lambda stay: (stay.project.period.includes(today), stay.starts_on), reverse=True
        )
        self.stays = {stay.project.code: stay for stay in newest}
        self.fields["project"].choices = [(code, str(stay.project)) for code, stay in self.stays.items()]
        self.fields["project"].initial = next(iter(self.stays))
        self.fields["project"].required = False
        self.fields["starts_on"].initial = today
        self.fields["session_kind"].initial = SessionKind.MEETING
        self.fields["confirmed_from"].initial = ConfirmationSource.CLIENT
        if self.place_kinds:
            known = results.recent_places(newest[0], *self.place_kinds)
            self.fields["known_place"].choices = [(name, name) for name in known]
            if not known:
                self.fields["place"].label = self.fields["known_place"].label
                self.fields["place"].required, self.fields["place"].help_text = True, ""

    def clean(self) -> dict[str, Any]:
        facts = super().clean()
        for name in ("starts_on", "ends_on"):
            if not self._is_near(facts.get(name)):
                self.add_error(name, _("Check the year."))
        starts_on, ends_on = facts.get("starts_on"), facts.get("ends_on")
        if starts_on and self.is_of_its_day:
            self._refuse_other_times(starts_on)
        if starts_on and ends_on and ends_on < starts_on:
            self.add_error("ends_on", _("The last day is before the first."))
        if "place" in self.fields and self.needs_place and not ("place" in self.errors or self._place(facts)):
            self.add_error("place", _("Choose or write a name."))
        return facts

    def _refuse_other_times(self, starts_on: dt.date) -> None:
        """What is counted on its day happened while the project ran; a job or studies may begin whenever."""
        if starts_on > self.today:
            self.add_error("starts_on", _("The day is still to come."))
        if starts_on < self.stay.project.starts_on:
            self.add_error("starts_on", _("The day is before the project began."))

    def _is_near(self, value: Any) -> bool:
        """Whether it is a day that somebody may mean, or none at all."""
        return not isinstance(value, dt.date) or self.today - 10 * YEAR <= value <= self.today + 10 * YEAR

    def refuse_homeless_words(self, plan: Plan) -> None:
        """What was written belongs to a line that won't be carried out: it would be lost."""
        if self.details.note.strip() and not plan.has("session"):
            self.add_error("note", NOTE_NEEDS_SESSION)
        if self.details.evidence_place.strip() and not (plan.has("outcome") or plan.has("state")):
            self.add_error("evidence_place", EVIDENCE_NEEDS_RESULT)

    @property
    def main(self) -> Iterator[BoundField]:
        """The fields of this kind that have something to choose from or to fill in."""
        names = (["project"] if len(self.stays) > 1 else []) + list(self.asked)
        fields = [self[name] for name in names]
        return (field for field in fields if not field.use_fieldset or list(field.field.choices))

    @property
    def more(self) -> Iterator[BoundField]:
        return (self[name] for name in self.besides)

    @property
    def facts(self) -> dict[str, Any]:
        """What is known so far: a plan is shown of a form that isn't filled in yet, too."""
        given = self.cleaned_data if self.is_bound else self._begun()
        defaults = {name: field.initial for name, field in self.fields.items() if field.initial is not None}
        return defaults | {name: value for name, value in given.items() if value not in (None, "")}

    def _begun(self) -> dict[str, Any]:
        """What a draft said, as far as it can be read."""
        read = {}
        for name, value in self.initial.items():
            with suppress(forms.ValidationError):
                read[name] = self.fields[name].clean(value)
        return {name: value for name, value in read.items() if self._is_near(value)}

    @property
    def stay(self) -> Enrolment:
        """The stay that the result comes of."""
        return self.stays.get(self.facts.get("project", "")) or next(iter(self.stays.values()))

    @property
    def details(self) -> Details:
        names = ("session_kind", "minutes", "note", "confirmed_from", "evidence_place")
        return Details(**{name: self.facts[name] for name in names if name in self.facts})

    @property
    def result(self) -> Result:
        """What has happened, as far as it has been told."""
        return Result(kind=self.kind, **self.told(self.facts))

    def told(self, facts: dict[str, Any]) -> dict[str, Any]:
        """The columns of a Result; each kind adds its own."""
        return {
            "starts_on": facts["starts_on"],
            "ends_on": facts.get("ends_on"),
            "place": self._place(facts),
            "title": facts.get("title", ""),
        }

    def _place(self, facts: dict[str, Any]) -> str:
        return (facts.get("place") or facts.get("known_place") or "").strip()


class KnownPlaceField(forms.ChoiceField):
    """A name among those offered, or none when another is written: what was offered once is as good as now."""

    def __init__(self, label: Any):
        super().__init__(label=label, widget=forms.RadioSelect)

    def clean(self, value: Any) -> str:
        return super().clean(value) if value else ""

    def valid_value(self, value: str) -> bool:
        return len(value) <= 200
