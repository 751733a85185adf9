"""Measuring with an instrument, and putting a measurement right."""

import datetime as dt
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from clients.access import stay_for
from clients.findings import withdraw
from clients.models import Client, Enrolment
from coaching import measurements
from coaching.forms.findings import WithdrawForm
from coaching.forms.measurements import MeasureForm, answers_of
from coaching.instruments import HOUSE_LANGUAGE, in_use, languages_of
from coaching.models import Instrument, Measurement
from coaching.tongues import tongues_of
from coaching.views.acts import back, done, form_page
from coaching.views.answers import asks_why
from ohjaamo.periods import today
from ohjaamo.reference import language_name
from projects.access import requires
from projects.choices import ProjectPart
from staff import drafts
from staff.models import User
from staff.permissions import Permission


@require_http_methods(["GET", "POST"])
@requires(Permission.LOG_SESSIONS)
@asks_why
def measure(request: HttpRequest, pk: int, instrument: int) -> HttpResponse:
    """Asks the questions of an instrument, in the client's language where they are written in it."""
    day = today()
    stay = stay_to_measure(request.user, pk, day)
    asked = get_object_or_404(in_use(day).prefetch_related("items"), pk=instrument)
    language = _language(request, asked, stay.client)
    begins = {"measured_on": day}
    form = MeasureForm(request.POST or None, instrument=asked, language=language, initial=begins)
    draft = drafts.begin(
        form=form, name=f"measure-{pk}-{instrument}", client_key=stay.client_id, by=request.user
    )

    def record() -> None:
        facts = {"enrolment": stay, "instrument": asked, "today": day, "by": request.user}
        measurements.record(measured_on=form.cleaned_data["measured_on"], values=form.values, **facts)

    if done(form, record):
        drafts.discard(form=draft.form, client_key=stay.client_id, by=request.user)
        return back(request, stay.client, f"instrument-{asked.pk}", _("Measured: %s") % asked.name)
    return _page(request, form, stay.client, asked, draft=draft)


@require_http_methods(["GET", "POST"])
@requires(Permission.LOG_SESSIONS)
@asks_why
def measurement_change(request: HttpRequest, pk: int) -> HttpResponse:
    """Puts a measurement right: its day and its answers."""
    day = today()
    measurement, client = _measurement(request.user, pk, day)
    asked = measurement.instrument
    language = _language(request, asked, client)
    begins = answers_of(measurement)
    form = MeasureForm(request.POST or None, instrument=asked, language=language, initial=begins)
    draft = drafts.begin(form=form, name=f"measurement-{pk}", client_key=client.pk, by=request.user)

    def change() -> None:
        facts = {"measured_on": form.cleaned_data["measured_on"], "values": form.values}
        measurements.change(measurement=measurement, **facts, today=day, by=request.user)

    if done(form, change):
        drafts.discard(form=draft.form, client_key=client.pk, by=request.user)
        return back(request, client, f"instrument-{asked.pk}", _("Corrected."))
    more = {"draft": draft, "measurement": measurement, "withdraw_form": WithdrawForm()}
    return _page(request, form, client, asked, **more)


@require_POST
@requires(Permission.LOG_SESSIONS)
@asks_why
def measurement_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Takes a wrong measurement away, with the reason."""
    measurement, client = _measurement(request.user, pk, today())
    form = WithdrawForm(request.POST)
    if done(form, lambda: withdraw(row=measurement, **form.cleaned_data, by=request.user)):
        return back(request, client, f"instrument-{measurement.instrument_id}", _("Withdrawn."))
    context = {"client": client, "measurement": measurement, "form": form}
    return form_page(request, "coaching/assessment/_withdraw.html", context)


def stay_to_measure(user: User, pk: int, day: dt.date) -> Enrolment:
    """A stay whose path she keeps, through the client's door, in a project that measures; else Http404."""
    if (
        not Enrolment.objects.filter(pk=pk)
        .exclude(project__parts_off__contains=[ProjectPart.MEASUREMENTS])
        .exists()
    ):
        raise Http404
    return stay_for(user, pk, Permission.LOG_SESSIONS, day)


def _measurement(user: User, pk: int, day: dt.date) -> tuple[Measurement, Client]:
    found = Measurement.objects.select_related("instrument").prefetch_related("instrument__items", "answers")
    measurement = get_object_or_404(found, pk=pk)
    measurement.enrolment = stay_to_measure(user, measurement.enrolment_id, day)
    return measurement, measurement.enrolment.client


def _language(request: HttpRequest, instrument: Instrument, client: Client) -> str:
    """The language asked for, else the client's first in which there are questions, else Finnish."""
    written = languages_of(instrument)
    wanted = [request.GET.get("language", ""), *tongues_of(client), HOUSE_LANGUAGE]
    return next((code for code in wanted if code in written), HOUSE_LANGUAGE)


def _page(
    request: HttpRequest, form: MeasureForm, client: Client, instrument: Instrument, **more: Any
) -> HttpResponse:
    languages = [(code, language_name(code)) for code in languages_of(instrument)]
    context = {"form": form, "client": client, "instrument": instrument, "languages": languages, **more}
    return render(request, "coaching/assessment/measure.html", context, status=422 if form.is_bound else 200)
