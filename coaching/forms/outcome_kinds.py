"""The forms of results, one per kind."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from clients import cards
from clients.choices import EducationState, OutcomeKind
from clients.models import Activity, CardType, Outcome
from coaching import results
from coaching.choices import ResultKind
from coaching.forms.outcomes import NO, TRUTHS, UNKNOWN, YES, KnownPlaceField, ResultForm, chips, words
from coaching.result_plans import STUDIES
from ohjaamo.inputs import DayInput
from projects.choices import ActivityKind


class JobForm(ResultForm):
    """She got a job."""

    kind = ResultKind.JOB
    asked = (
        "known_place", "place", "title", "starts_on", "is_permanent", "ends_on", "is_full_time",
        "has_pay_subsidy", "weekly_hours",
    )  # fmt: skip
    place_kinds = (ActivityKind.WORK, ActivityKind.WORK_TRIAL)

    known_place = KnownPlaceField(_("Employer"))
    place = words(_("Another employer"), help_text=_("A name here counts instead of the buttons."))
    title = words(_("Job title"))
    is_permanent = chips(_("Contract"), [(YES, _("Permanent")), (NO, _("Fixed-term"))])
    ends_on = forms.DateField(label=_("Last day"), required=False, widget=DayInput)
    is_full_time = chips(_("Working hours"), [(YES, _("Full-time")), (NO, _("Part-time"))])
    has_pay_subsidy = chips(_("Pay subsidy"), [(YES, _("Yes")), (NO, _("No")), (UNKNOWN, _("Not known"))])
    weekly_hours = forms.DecimalField(
        label=_("Hours a week"), min_value=0, max_value=100, max_digits=4, decimal_places=1,
        required=False, localize=True,
    )  # fmt: skip

    def told(self, facts: dict[str, Any]) -> dict[str, Any]:
        names = ("is_permanent", "is_full_time", "has_pay_subsidy")
        terms: dict[str, Any] = {name: TRUTHS[facts[name]] for name in names if facts.get(name) in TRUTHS}
        if facts.get("weekly_hours"):
            terms["weekly_hours"] = facts["weekly_hours"]
        told = super().told(facts) | {"terms": terms}
        # A permanent job has no last day, whatever was typed before that was chosen.
        told["ends_on"] = None if terms.get("is_permanent") else told["ends_on"]
        return told | {"activity": ActivityKind.WORK, "outcome": OutcomeKind.EMPLOYMENT}


# What begins, and what it counts as.
EDUCATION_KINDS: dict[str, tuple[Any, str, str]] = {
    "vocational": (_("Vocational"), ActivityKind.VOCATIONAL, OutcomeKind.DEGREE_EDUCATION),
    "basic": (_("Basic education"), ActivityKind.OTHER_EDUCATION, OutcomeKind.ADULT_BASIC_EDUCATION),
    "degree": (
        _("Upper secondary school or university"),
        ActivityKind.OTHER_EDUCATION,
        OutcomeKind.DEGREE_EDUCATION,
    ),
    "integration": (_("Integration training"), ActivityKind.INTEGRATION, ""),
    "other": (_("Other, no degree"), ActivityKind.OTHER_EDUCATION, ""),
}


class EducationForm(ResultForm):
    """She began studies."""

    kind = ResultKind.EDUCATION
    asked = ("studies", "known_place", "place", "title", "starts_on", "ends_on")
    place_kinds = STUDIES

    studies = chips(_("Studies"), [(key, label) for key, (label, _kind, _outcome) in EDUCATION_KINDS.items()],
                    required=True)  # fmt: skip
    known_place = KnownPlaceField(_("School"))
    place = words(_("Another school"), help_text=_("A name here counts instead of the buttons."))
    title = words(_("Degree or training"))
    ends_on = forms.DateField(label=_("Last day, if known"), required=False, widget=DayInput)

    def told(self, facts: dict[str, Any]) -> dict[str, Any]:
        _label, activity, outcome = EDUCATION_KINDS[facts.get("studies") or "vocational"]
        state = EducationState.ONGOING if outcome else ""
        return super().told(facts) | {"activity": activity, "outcome": outcome, "state": state}


class EducationEndedForm(ResultForm):
    """Her studies were completed or interrupted."""

    kind = ResultKind.EDUCATION_ENDED
    is_of_its_day = True
    asked = ("which", "state", "starts_on")

    which = chips(_("Which studies"), [], required=True)
    state = chips(
        _("How they ended"),
        [
            (EducationState.COMPLETED.value, EducationState.COMPLETED.label),
            (EducationState.INTERRUPTED.value, EducationState.INTERRUPTED.label),
        ],
        required=True,
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["starts_on"].label = _("Last day")
        pairs = results.ongoing_studies(self.client, self.today)
        # Each by its own key: another study may have begun or ended since the form was shown.
        self.studies = {_key_of(*pair): pair for pair in pairs}
        self.fields["which"].choices = [(key, _name_of(*pair)) for key, pair in self.studies.items()]
        self.fields["which"].initial = next(iter(self.studies), "")
        self.fields["state"].initial = EducationState.COMPLETED

    def clean(self) -> dict[str, Any]:
        facts = super().clean()
        activity, _outcome = self.studies.get(facts.get("which", ""), (None, None))
        if activity and facts.get("starts_on") and facts["starts_on"] < activity.starts_on:
            self.add_error("starts_on", _("The last day is before the first."))
        return facts

    def told(self, facts: dict[str, Any]) -> dict[str, Any]:
        activity, outcome = self.studies.get(facts.get("which", ""), (None, None))
        return {
            "starts_on": facts["starts_on"],
            "state": facts["state"],
            "ended_activity": activity.pk if activity else None,
            "ended_outcome": outcome.pk if outcome else None,
        }


def _key_of(activity: Activity | None, outcome: Outcome | None) -> str:
    return f"a{activity.pk}" if activity else f"o{outcome.pk if outcome else ''}"


def _name_of(activity: Activity | None, outcome: Outcome | None) -> str:
    if activity:
        return activity.place or str(activity.get_kind_display())
    return outcome.detail or str(outcome.get_kind_display()) if outcome else ""


class CardForm(ResultForm):
    """She got a card; how long it is valid is worked out, and may be put right."""

    kind = ResultKind.CARD
    is_of_its_day = True
    asked = ("card_type", "starts_on", "ends_on")

    card_type = forms.ModelChoiceField(
        label=_("Card"), queryset=CardType.objects.none(), widget=forms.RadioSelect, empty_label=None
    )
    ends_on = forms.DateField(
        label=_("Valid until"), required=False, widget=DayInput,
        help_text=_("Empty: as long as such a card usually is, see below."),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["starts_on"].label = _("Taken on")
        self.fields["card_type"].queryset = CardType.objects.filter(is_in_use=True)

    def told(self, facts: dict[str, Any]) -> dict[str, Any]:
        card_type, taken_on = facts.get("card_type"), facts["starts_on"]
        usual = cards.valid_until(card_type, taken_on) if card_type else None
        return {
            "starts_on": taken_on,
            "ends_on": facts.get("ends_on") or usual,
            "place": card_type.name if card_type else "",
            "card_type_id": card_type.pk if card_type else None,
            "outcome": OutcomeKind.CARD,
        }


class CompanyForm(ResultForm):
    """She started a business, or works as a light entrepreneur."""

    kind = ResultKind.COMPANY
    asked = ("business", "place", "title", "starts_on")
    needs_place = False

    business = chips(
        _("Which"),
        [
            (OutcomeKind.COMPANY_FOUNDED.value, _("Business")),
            (OutcomeKind.LIGHT_ENTREPRENEUR.value, _("Light entrepreneur")),
        ],
        required=True,
    )  # fmt: skip
    place = words(_("Name of the business"))
    title = words(_("Line of business"))

    def told(self, facts: dict[str, Any]) -> dict[str, Any]:
        outcome = facts.get("business") or OutcomeKind.COMPANY_FOUNDED
        return super().told(facts) | {"activity": ActivityKind.WORK, "outcome": outcome}


class WorkTrialForm(ResultForm):
    """She begins a work trial: it isn't counted as a result, but it is what she does."""

    kind = ResultKind.WORK_TRIAL
    asked = ("known_place", "place", "title", "starts_on", "ends_on")
    place_kinds = (ActivityKind.WORK_TRIAL, ActivityKind.WORK)

    known_place = KnownPlaceField(_("Place"))
    place = words(_("Another place"), help_text=_("A name here counts instead of the buttons."))
    title = words(_("Job title"))
    ends_on = forms.DateField(label=_("Last day"), widget=DayInput)

    def told(self, facts: dict[str, Any]) -> dict[str, Any]:
        return super().told(facts) | {"activity": ActivityKind.WORK_TRIAL}


class OtherForm(ResultForm):
    """What was written together, or an assessment of a business idea."""

    kind = ResultKind.OTHER
    is_of_its_day = True
    asked = ("what", "quantity", "place", "starts_on")
    needs_place = False
    WRITTEN = (OutcomeKind.CV, OutcomeKind.JOB_APPLICATION, OutcomeKind.STARTUP_ASSESSMENT)

    what = chips(_("What"), [(kind.value, kind.label) for kind in WRITTEN], required=True)
    quantity = forms.IntegerField(label=_("How many"), min_value=1, max_value=99, initial=1)
    place = words(_("To whom, or of what"))

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["starts_on"].label = _("Day")

    def told(self, facts: dict[str, Any]) -> dict[str, Any]:
        outcome = facts.get("what") or OutcomeKind.CV
        return super().told(facts) | {"outcome": outcome, "quantity": facts["quantity"]}


FORMS: dict[str, type[ResultForm]] = {
    form.kind.value: form
    for form in (JobForm, EducationForm, EducationEndedForm, CardForm, CompanyForm, WorkTrialForm, OtherForm)
}
