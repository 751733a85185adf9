"""What the fund asks of a client in a project: a form for each part of it."""

import datetime as dt
from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from clients import participation_hints, participations
from clients.access import stay_for
from clients.forms.facts import DatedForm
from clients.forms.participations import EntryForm, ExitForm, LaterForm, NoticesForm
from clients.models import Enrolment, Participation
from clients.pages import short_name
from clients.participations import Course
from ohjaamo.periods import today
from projects.access import requires
from projects.choices import ProgrammePeriod
from staff.pages import is_accepted, say_with_undo
from staff.permissions import Permission

KEEPS = Permission.KEEP_CLIENT_FACTS
FORMS: dict[str, type[DatedForm]] = {
    "entry": EntryForm,
    "exit": ExitForm,
    "later": LaterForm,
    "notices": NoticesForm,
}


@require_safe
@requires(KEEPS)
def participation(request: HttpRequest, pk: int) -> HttpResponse:
    """What has been told, part by part as far as the client has come; what we know already is offered."""
    day = today()
    return _page(request, _stay(request, pk, day), day)


@require_POST
@requires(KEEPS)
def participation_tell(request: HttpRequest, pk: int, telling: str) -> HttpResponse:
    """Keeps one part of it."""
    if telling not in FORMS:
        raise Http404
    day = today()
    stay = _stay(request, pk, day)
    form = FORMS[telling](request.POST, today=day, auto_id=f"{telling}_%s")
    whose = {"client": stay.client, "project": stay.project, "today": day, "by": request.user}
    rules = {
        "entry": lambda: participations.tell_entry(**whose, **form.cleaned_data),
        "exit": lambda: participations.tell_exit(**whose, **form.cleaned_data),
        "later": lambda: participations.tell_later(**whose, **form.cleaned_data),
        "notices": lambda: participations.note(**whose, days=form.cleaned_data),
    }
    if not is_accepted(form, rules[telling]):
        return _page(request, stay, day, refused={telling: form})
    here = reverse("clients:participation", args=[pk])
    say_with_undo(request, _("Kept: %s") % short_name(stay.client), back=here)
    return redirect(here)


def _stay(request: HttpRequest, pk: int, day: dt.date) -> Enrolment:
    """The stay, in a project that the fund pays for and that the client has entered."""
    stay = stay_for(request.user, pk, KEEPS, day)
    if not stay.project.programme_period or stay.starts_on > day:
        raise Http404
    return stay


def _page(
    request: HttpRequest, stay: Enrolment, day: dt.date, *, refused: dict[str, DatedForm] | None = None
) -> HttpResponse:
    try:
        course = participations.course_of(client=stay.client, project=stay.project, day=day)
    except ValidationError as refusal:
        raise Http404 from refusal
    known = Participation.objects.filter(client=stay.client, project=stay.project).first()
    forms = _forms(stay, course, known, day) | (refused or {})
    context = {
        "stay": stay,
        "client": stay.client,
        "short_name": short_name(stay.client),
        "course": course,
        "forms": forms,
        # What the title and the error summary look at.
        "form": next(iter((refused or forms).values())),
    }
    status = 422 if refused else 200
    return render(request, "clients/participations/page.html", context, status=status)


def _forms(
    stay: Enrolment, course: Course, known: Participation | None, day: dt.date
) -> dict[str, DatedForm]:
    """The forms of the parts that the client has come to, with what was told, or else with what we know."""
    initial: dict[str, dict[str, Any]] = {"entry": participation_hints.of_entry(stay.client, course)}
    if course.left_on:
        initial["exit"] = participation_hints.of_exit(stay.client, course, day)
    if course.later_on and course.later_on <= day:
        initial["later"] = participation_hints.of_later(stay.client, course)
    if stay.project.programme_period == ProgrammePeriod.ESF_PLUS_2021:
        initial["notices"] = {}
    return {
        part: FORMS[part](initial=_told(part, course, known) or hints, today=day, auto_id=f"{part}_%s")
        for part, hints in initial.items()
    }


def _told(part: str, course: Course, known: Participation | None) -> dict[str, Any]:
    """What was told of the part; of another exit than the last one nothing counts as told."""
    if known is None:
        return {}
    told = {name: getattr(known, name) for name in FORMS[part].base_fields}
    if part == "exit" and not participations.is_of_exit(known.leaving_status_on, course):
        return {}
    return told if any(value not in ("", None) for value in told.values()) else {}
