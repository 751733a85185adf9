"""Putting right what a client does and what came of it: an end, new terms, a confirmation, evidence, a withdrawal."""

import datetime as dt
from collections.abc import Callable

from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from clients import activities, outcomes
from clients.access import client_to_keep
from clients.forms.activities import (
    ConfirmForm,
    EndForm,
    EvidenceForm,
    TermsForm,
    WithdrawForm,
    spoken_terms,
)
from clients.models import Activity, Outcome
from clients.pages import FACTS_PAGE
from ohjaamo.periods import today
from projects.access import requires
from staff.pages import say_with_undo
from staff.permissions import Permission

takes_forms = require_http_methods(["GET", "HEAD", "POST"])
keeps_facts = requires(Permission.KEEP_CLIENT_FACTS)


@takes_forms
@keeps_facts
def activity_end(request: HttpRequest, pk: int) -> HttpResponse:
    """Ends an activity with its last day."""
    day = today()
    activity = _activity(request, pk, day)
    form = EndForm(request.POST or None, initial={"ends_on": activity.ends_on or day})

    def act() -> None:
        activities.end(activity=activity, ends_on=form.cleaned_data["ends_on"], by=request.user)

    return _answer(request, activity, form, act, _("End an activity"), _("The activity was ended."))


@takes_forms
@keeps_facts
def activity_terms(request: HttpRequest, pk: int) -> HttpResponse:
    """New terms of an activity, from a day on."""
    day = today()
    activity = _activity(request, pk, day)
    known = activity.terms.order_by("-starts_on").first()
    form = TermsForm(request.POST or None, initial={"starts_on": day} | spoken_terms(known))

    def act() -> None:
        starts_on = form.cleaned_data["starts_on"]
        activities.set_terms(activity=activity, starts_on=starts_on, terms=form.terms, by=request.user)

    return _answer(request, activity, form, act, _("Change the terms"), _("The terms were changed."))


@takes_forms
@keeps_facts
def activity_confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """Says from what an activity is known."""
    day = today()
    activity = _activity(request, pk, day)
    form = ConfirmForm(request.POST or None, initial={"confirmed_on": day}, today=day)

    def act() -> None:
        activities.confirm(activity=activity, **form.cleaned_data, by=request.user)

    return _answer(request, activity, form, act, _("Confirm an activity"), _("The activity was confirmed."))


@takes_forms
@keeps_facts
def activity_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Takes a wrong activity out of every figure."""
    activity = _activity(request, pk, today())
    form = WithdrawForm(request.POST or None)

    def act() -> None:
        activities.withdraw(activity=activity, reason=form.cleaned_data["reason"], by=request.user)

    return _answer(request, activity, form, act, _("Withdraw an activity"), _("The activity was withdrawn."))


@takes_forms
@keeps_facts
def outcome_evidence(request: HttpRequest, pk: int) -> HttpResponse:
    """Says where the evidence of a result is."""
    day = today()
    outcome = _outcome(request, pk, day)
    initial = {"place": outcome.evidence_place, "seen_on": outcome.evidence_seen_on or day}
    form = EvidenceForm(request.POST or None, initial=initial, today=day)

    def act() -> None:
        outcomes.show_evidence(outcome=outcome, **form.cleaned_data, by=request.user)

    return _answer(request, outcome, form, act, _("Evidence of a result"), _("The evidence was noted."))


@takes_forms
@keeps_facts
def outcome_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Takes a wrong result out of every figure."""
    outcome = _outcome(request, pk, today())
    form = WithdrawForm(request.POST or None)

    def act() -> None:
        outcomes.withdraw(outcome=outcome, reason=form.cleaned_data["reason"], by=request.user)

    return _answer(request, outcome, form, act, _("Withdraw a result"), _("The result was withdrawn."))


def _activity(request: HttpRequest, pk: int, day: dt.date) -> Activity:
    """An activity of a client whose facts she keeps, through the client's door."""
    activity = get_object_or_404(Activity, pk=pk)
    activity.client = client_to_keep(request.user, activity.client_id, day)
    return activity


def _outcome(request: HttpRequest, pk: int, day: dt.date) -> Outcome:
    """A result of a client whose facts she keeps, through the client's door."""
    outcome = get_object_or_404(Outcome, pk=pk)
    outcome.client = client_to_keep(request.user, outcome.client_id, day)
    return outcome


def _answer(
    request: HttpRequest,
    row: Activity | Outcome,
    form: Form,
    act: Callable[[], None],
    title: str,
    done: str,
) -> HttpResponse:
    """Asks; does it and goes back to the facts; what is refused stays to be mended."""
    if form.is_valid():
        try:
            act()
        except ValidationError as refusal:
            form.add_error(None, refusal.messages)
        else:
            back = reverse(FACTS_PAGE, args=[row.client_id])
            say_with_undo(request, done, back=back)
            return redirect(back)
    context = {"form": form, "row": row, "client": row.client, "title": title}
    return render(request, "clients/correct.html", context, status=422 if form.is_bound else 200)
