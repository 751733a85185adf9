"""Appointments: agreed on, moved, cancelled."""

import datetime as dt
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from clients.models import Enrolment
from clients.pages import COACHING_PAGE, short_name
from coaching import appointments
from coaching.access import enrolment_for
from coaching.forms.appointments import AppointmentForm, CancelForm, initial_of
from coaching.models import Appointment
from coaching.pages import client_heading, client_page
from coaching.views.answers import asks_why, discard
from coaching.views.calendars import DRAFT, calendar_form, calendar_page, monday_asked
from ohjaamo.formats import weekday
from ohjaamo.periods import today
from projects.access import requires
from staff import drafts
from staff.models import User
from staff.pages import say_with_undo
from staff.permissions import Permission

MOVE, CANCEL = "move", "cancel"


@require_POST
@requires(Permission.LOG_SESSIONS)
@asks_why
def appointment_agree(request: HttpRequest, pk: int) -> HttpResponse:
    """Agrees on a meeting from the client's page."""
    day = today()
    stay = enrolment_for(request.user, pk, day)
    form = AppointmentForm(request.POST, today=day, auto_id="meeting_%s")
    if form.is_valid() and (agreed := _agree(form, stay, form.cleaned_data, day, request.user)):
        discard(request, stay, "appointment_form")
        back = reverse(COACHING_PAGE, args=[stay.client_id])
        say_with_undo(request, _said(agreed), back=back)
        return redirect(back)
    header = client_heading(stay.client, request.user, day)
    return client_page(request, header, forms={"appointment_form": form})


@require_POST
@requires(Permission.LOG_SESSIONS)
def appointment_add(request: HttpRequest) -> HttpResponse:
    """Agrees on a meeting from the calendar; the week it is in opens."""
    day = today()
    form = calendar_form(request.user, day, request.POST)
    if form.is_valid():
        facts = dict(form.cleaned_data)
        stay = facts.pop("stay")
        if agreed := _agree(form, stay, facts, day, request.user):
            drafts.discard(form=DRAFT, by=request.user)
            back = f"{reverse('coaching:calendar')}?week={agreed.meets_on.isoformat()}"
            say_with_undo(request, _said(agreed), back=back)
            return redirect(back)
    return calendar_page(request, monday_asked(request, day), form=form)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.LOG_SESSIONS)
@asks_why
def appointment_move(request: HttpRequest, pk: int) -> HttpResponse:
    """One meeting: moved to another time or place, or cancelled from the same page."""
    day = today()
    appointment = appointments.appointment_for(request.user, pk, day)
    form = AppointmentForm(request.POST or None, initial=initial_of(appointment), today=day)
    if form.is_valid():
        try:
            moved = appointments.move(
                appointment=appointment, **form.cleaned_data, today=day, by=request.user
            )
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            _discard(appointment, MOVE, request.user)
            back = reverse("coaching:appointment-move", args=[pk])
            say_with_undo(request, _("Moved: %s") % _when(moved), back=back)
            return redirect(back)
    return _page(request, appointment, form, CancelForm(auto_id="cancel_%s"))


@require_POST
@requires(Permission.LOG_SESSIONS)
@asks_why
def appointment_cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Cancels a meeting, with the reason."""
    day = today()
    appointment = appointments.appointment_for(request.user, pk, day)
    form = CancelForm(request.POST, auto_id="cancel_%s")
    if form.is_valid():
        try:
            appointments.cancel(appointment=appointment, reason=form.cleaned_data["reason"], by=request.user)
        except ValidationError as refusal:
            form.add_error(None, refusal.messages)
        else:
            _discard(appointment, CANCEL, request.user)
            back = f"{reverse('coaching:calendar')}?week={appointment.meets_on.isoformat()}"
            say_with_undo(request, _("Cancelled: %s") % _when(appointment), back=back)
            return redirect(back)
    return _page(request, appointment, AppointmentForm(initial=initial_of(appointment), today=day), form)


def _agree(
    form: AppointmentForm, stay: Enrolment, facts: dict[str, Any], day: dt.date, by: User
) -> Appointment | None:
    """The appointment; None when the rule refuses it, and the form says why."""
    whose = {"client": stay.client, "project": stay.project, "coach": by}
    try:
        return appointments.agree(**whose, **facts, today=day, by=by)
    except ValidationError as refusal:
        form.add_error(None, refusal)
    return None


def _page(
    request: HttpRequest, appointment: Appointment, form: AppointmentForm, cancel_form: CancelForm
) -> HttpResponse:
    names = [_draft(appointment, verb) for verb in (MOVE, CANCEL)]
    keys = {
        (name, appointment.client_id): each for name, each in zip(names, (form, cancel_form), strict=True)
    }
    begun = drafts.begin_all(forms=keys, by=request.user)
    refused = next((each for each in (form, cancel_form) if each.is_bound), None)
    context = {
        "appointment": appointment,
        "client": appointment.client,
        "short_name": short_name(appointment.client),
        "log_client": appointment.client,
        "may_log": appointment.session_id is None and appointment.meets_on <= today(),
        "move_form": form,
        "move_draft": begun[names[0]],
        "cancel_form": cancel_form,
        "cancel_draft": begun[names[1]],
        "form": refused,
    }
    return render(request, "coaching/appointment.html", context, status=422 if refused else 200)


def _draft(appointment: Appointment, verb: str) -> str:
    return f"appointment-{verb}-{appointment.pk}"


def _discard(appointment: Appointment, verb: str, by: User) -> None:
    drafts.discard(form=_draft(appointment, verb), client_key=appointment.client_id, by=by)


def _when(appointment: Appointment) -> str:
    """Amina W., ti 24.11.2026 klo 10.00"""
    facts = {
        "name": short_name(appointment.client),
        "day": weekday(appointment.meets_on),
        "time": f"{appointment.meets_from:%H.%M}",
    }
    return _("%(name)s, %(day)s at %(time)s") % facts


def _said(appointment: Appointment) -> str:
    return _("Agreed: %s") % _when(appointment)
