"""Logging a session: whom with, then what was done."""

import datetime as dt
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from clients import search
from clients.access import client_for, needs_reason, reachable_clients
from clients.models import Client, Enrolment
from clients.pages import COACHING_PAGE, short_name
from coaching import habits, revisions, sessions
from coaching.access import clients_to_log, readable_sessions, stays_once_logged, stays_to_log
from coaching.appointments import appointment_for, prefilled
from coaching.forms.sessions import SessionForm, alike, as_it_is, blank_session
from coaching.models import Appointment, CoachingSession
from ohjaamo.formats import day as in_words
from ohjaamo.formats import minutes
from ohjaamo.periods import running_on, today
from projects.access import requires
from projects.memberships import allowed_to
from projects.models import Project
from staff import drafts
from staff.models import Draft
from staff.pages import say_with_undo
from staff.permissions import Permission

FOUND_AT_MOST = 8
DRAFT = "session"


@dataclass(frozen=True)
class Visit:
    """What the form is about. Without a project while it isn't plain which of several is meant."""

    client: Client
    project: Project | None
    projects: list[Project]
    appointment: Appointment | None
    day: dt.date

    @property
    def waiting_appointment(self) -> Appointment | None:
        """The appointment, unless it was cancelled, or held by another session, while she wrote: that stays so.

        Nor is one of another project held by a session of this one.
        """
        found = self.appointment
        is_waiting = found and not (found.session_id or found.withdrawn_at)
        return found if is_waiting and found.project == self.project else None


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.LOG_SESSIONS)
def session_log(request: HttpRequest) -> HttpResponse:
    """Logs a session: asks for the client, for the project where it isn't plain, then for what was done."""
    day = today()
    if not {"client", "appointment"} & set(request.GET):
        return _choose_client(request, day)
    visit = _visit(request, day)
    if request.method == "POST":
        return _take(request, visit)
    if visit.project is None:
        return render(
            request, "coaching/log_project.html", {"client": visit.client, "projects": visit.projects}
        )
    draft = drafts.of(request.user, form=DRAFT, client_key=visit.client.pk)
    last = habits.last_with(request.user, visit.client)
    return _show(request, visit, _form(request, visit, draft, last), draft=draft, last=last)


def _visit(request: HttpRequest, day: dt.date) -> Visit:
    """Whom and what the form is about; Http404 without a stay where she logs, before any reason is asked.

    A form that is sent isn't turned away for want of a reason, nor because its appointment was held or cancelled or
    the stay ended while she wrote: nothing typed is lost.
    """
    is_sent = request.method == "POST"
    appointment = _appointment(request, day)
    key = appointment.client_id if appointment else _number(request.GET["client"])
    stays = Enrolment.objects.filter(client=key).select_related("project")
    known = stays_once_logged(request.user, stays, day)
    if not known:
        raise Http404
    reachable = reachable_clients(request.user, day)
    client = get_object_or_404(reachable, pk=key) if is_sent else client_for(request.user, key, day)
    offered = stays_to_log(request.user, known, day)
    code = request.POST.get("project") or request.GET.get("project")
    code = code or (appointment.project.code if appointment else "")
    asked = known if code and is_sent else offered
    fitting = {stay.project for stay in asked if code in ("", stay.project.code)}
    project = fitting.pop() if len(fitting) == 1 else None
    return Visit(client, project, [stay.project for stay in offered], appointment, day)


def _appointment(request: HttpRequest, day: dt.date) -> Appointment | None:
    """The appointment the session is logged for."""
    if "appointment" not in request.GET:
        return None
    key = _number(request.GET["appointment"])
    if request.method == "POST":
        logs = allowed_to(request.user, day).projects_where(Permission.LOG_SESSIONS)
        kept = Appointment.with_withdrawn.select_related("project").filter(project__in=logs)
        return get_object_or_404(kept, pk=key)
    return appointment_for(request.user, key, day)


def _number(text: str) -> int:
    if not (text.isascii() and text.isdecimal()):
        raise Http404
    return int(text)


def _choose_client(request: HttpRequest, day: dt.date) -> HttpResponse:
    """The first step: her last clients, and a search. A search that finds one person goes on by itself."""
    text = request.GET.get("q", "")[: search.LONGEST]
    found = list(search.find(clients_to_log(request.user, day), text)[: FOUND_AT_MOST + 1]) if text else []
    context = {"q": text, "found": found[:FOUND_AT_MOST], "has_more": len(found) > FOUND_AT_MOST}
    if request.htmx:
        return render(request, "coaching/_found.html", context)
    if len(found) == 1:
        return redirect(f"{reverse('coaching:session-log')}?client={found[0].pk}")
    begun = drafts.client_keys(request.user, form=DRAFT)
    context["begun"] = clients_to_log(request.user, day).filter(pk__in=begun)
    context["recent"] = habits.recent_clients(request.user, day)
    return render(request, "coaching/log_client.html", context)


def _form(
    request: HttpRequest, visit: Visit, draft: Draft | None = None, last: CoachingSession | None = None
) -> SessionForm:
    """What the form offers, and what it begins with: the usual, what she asked for by a link, and over it her draft."""
    coach, client = request.user, visit.client
    project = visit.project or visit.projects[0]
    logged = habits.logged_minutes(coach)
    served = project.service_languages.filter(running_on(visit.day)).values_list("language", flat=True)
    usual = habits.usual_duration(logged)
    initial = blank_session(client_languages=client.service_languages, minutes=usual, day=visit.day)
    form = SessionForm(
        request.POST if request.method == "POST" else None,
        durations=habits.durations(logged),
        topics=habits.topics_for(coach, project),
        languages=list(served),
        must_say_why=needs_reason(coach, client, visit.day),
        initial=initial | _asked_for(request, visit, last),
    )
    drafts.fill(form, draft)
    return form


def _asked_for(request: HttpRequest, visit: Visit, last: CoachingSession | None) -> dict[str, Any]:
    """What an address asks to begin with: an appointment, a session like another, one that she has just taken back."""
    facts = prefilled(visit.appointment) if visit.appointment else {}
    like, again = request.GET.get("like", ""), request.GET.get("again", "")
    if last and like == str(last.pk):
        facts |= alike(last)
    elif like.isdecimal():
        session = readable_sessions(request.user, visit.client, visit.day).filter(pk=like).first()
        facts |= alike(session) if session else {}
    if again.isdecimal():
        said = revisions.taken_back(key=int(again), client=visit.client, by=request.user)
        facts |= as_it_is(*said) if said else {}
    return facts


def _take(request: HttpRequest, visit: Visit) -> HttpResponse:
    form = _form(request, visit)
    if visit.project is None:
        form.full_clean()
        form.add_error(None, _("Choose the project that the session is of."))
    if not form.is_valid():
        return _show(request, visit, form)
    try:
        session = sessions.log(
            project=visit.project,
            client=visit.client,
            coach=request.user,
            appointment=visit.waiting_appointment,
            today=visit.day,
            **form.facts,
            by=request.user,
        )
    except ValidationError as refusal:
        form.add_error(None, refusal)
        is_another = getattr(refusal, "code", "") == sessions.ALREADY_SAVED
        return _show(request, visit, form, **({"submission_key": uuid4()} if is_another else {}))
    drafts.discard(form=DRAFT, client_key=visit.client.pk, by=request.user)
    _say(request, session, visit.client)
    return redirect(_onward(request, visit.client))


def _show(request: HttpRequest, visit: Visit, form: SessionForm, **context: Any) -> HttpResponse:
    if last := context.get("last"):
        fills = alike(last)
        # A link that would change nothing isn't offered.
        is_other = any(form.initial.get(name) != value for name, value in fills.items() if value)
        context["last_fills"] = fills if is_other else None
    context |= {"form": form, "client": visit.client, "appointment": visit.appointment}
    context |= {"project": visit.project, "projects": visit.projects, "draft_name": DRAFT}
    return render(request, "coaching/log.html", context, status=422 if form.is_bound else 200)


def _say(request: HttpRequest, session: CoachingSession, client: Client) -> None:
    facts = {
        "name": short_name(client),
        "minutes": minutes(session.minutes),
        "day": in_words(session.held_on),
    }
    # Whoever takes it back finds the form as she had sent it.
    again = urlencode({"client": client.pk, "project": session.project.code, "again": session.pk})
    back = f"{reverse('coaching:session-log')}?{again}"
    say_with_undo(request, _("Logged: %(name)s, %(minutes)s.") % facts, back=back)
    if sessions.is_after_care(session=session, client=client):
        messages.warning(
            request, _("%(name)s was not in the project on %(day)s; the session counts as aftercare.") % facts
        )


def _onward(request: HttpRequest, client: Client) -> str:
    """Back to the page that she came from, if it is named; else to the client."""
    onward = request.GET.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(onward, {request.get_host()}, request.is_secure())
    return onward if is_ours and onward.startswith("/") else reverse(COACHING_PAGE, args=[client.pk])
