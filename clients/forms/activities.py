"""Small forms about what a client does and what came of it: one matter each."""

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from clients.choices import ConfirmationSource
from clients.forms.facts import DatedForm
from ohjaamo.inputs import DayInput, WordsInput

YES, NO = "yes", "no"
TRUTHS = {YES: True, NO: False}


class EndForm(forms.Form):
    """The last day."""

    use_required_attribute = False

    ends_on = forms.DateField(label=_("Last day"), widget=DayInput)


class WithdrawForm(forms.Form):
    """Why a row is wrong."""

    use_required_attribute = False

    reason = forms.CharField(
        label=_("What is wrong with it"), max_length=300, widget=WordsInput(),
        help_text=_("It goes out of every figure; history keeps it, with this reason."),
    )  # fmt: skip


class ConfirmForm(DatedForm):
    """From what it is known."""

    confirmed_from = forms.ChoiceField(
        label=_("Known from"), widget=forms.RadioSelect,
        choices=[each for each in ConfirmationSource.choices if each[0] != ConfirmationSource.BOOK],
    )  # fmt: skip
    confirmed_on = forms.DateField(label=_("Day"), widget=DayInput)

    def clean_confirmed_on(self) -> dt.date:
        return _come(self.cleaned_data["confirmed_on"], self.today)


class EvidenceForm(DatedForm):
    """Where the evidence is, and when it was seen."""

    place = forms.CharField(
        label=_("Where the evidence is"), max_length=200, widget=WordsInput(),
        help_text=_("You have seen it: a contract, a certificate, a decision."),
    )  # fmt: skip
    seen_on = forms.DateField(label=_("Seen on"), widget=DayInput)

    def clean_seen_on(self) -> dt.date:
        return _come(self.cleaned_data["seen_on"], self.today)


def truth(label: Any, yes: Any, no: Any) -> forms.ChoiceField:
    choices = [(YES, yes), (NO, no)]
    return forms.ChoiceField(label=label, choices=choices, required=False, widget=forms.RadioSelect)


class TermsForm(forms.Form):
    """New terms of the same work or studies, from a day on."""

    use_required_attribute = False

    starts_on = forms.DateField(label=_("From"), widget=DayInput)
    is_permanent = truth(_("Contract"), _("Permanent"), _("Fixed-term"))
    is_full_time = truth(_("Working hours"), _("Full-time"), _("Part-time"))
    has_pay_subsidy = truth(_("Pay subsidy"), _("Yes"), _("No"))
    weekly_hours = forms.DecimalField(
        label=_("Hours a week"), max_digits=4, decimal_places=1, required=False, localize=True
    )

    @property
    def terms(self) -> dict[str, Any]:
        """What clients.activities.set_terms takes."""
        told = self.cleaned_data
        names = ("is_permanent", "is_full_time", "has_pay_subsidy")
        terms = {name: TRUTHS.get(told[name]) for name in names}
        return {**terms, "weekly_hours": told["weekly_hours"]}


def spoken_terms(terms: Any) -> dict[str, Any]:
    """What the form begins with: the terms in force."""
    if terms is None:
        return {}
    spoken = {True: YES, False: NO, None: ""}
    names = ("is_permanent", "is_full_time", "has_pay_subsidy")
    return {name: spoken[getattr(terms, name)] for name in names} | {"weekly_hours": terms.weekly_hours}


def _come(day: dt.date, today: dt.date) -> dt.date:
    if day > today:
        raise forms.ValidationError(_("The day is still to come."))
    return day
