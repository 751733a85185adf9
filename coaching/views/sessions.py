"""Logging a session: whom with, then what was done."""

import datetime as dt
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from clients import search
from clients.access import client_for, needs_reason
from clients.models import Client, Enrolment
from clients.pages import COACHING_PAGE, short_name
from coaching import habits, sessions
from coaching.access import clients_to_log, stays_to_log
from coaching.forms import SessionForm, blank_session
from coaching.models import CoachingSession
from ohjaamo.formats import day as in_words
from ohjaamo.formats import minutes
from ohjaamo.periods import running_on, today
from projects.access import requires
from projects.models import Project
from staff.models import User
from staff.permissions import Permission

FOUND_AT_MOST = 8
TOPICS_AT_ONCE = 6


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.LOG_SESSIONS)
def session_log(request: HttpRequest) -> HttpResponse:
    """Logs a session: asks for the client, for the project where it isn't plain, then for what was done."""
    day = today()
    if "client" not in request.GET:
        return _choose_client(request, day)
    client = _client(request, day)
    stays = stays_to_log(request.user, client.enrolments.select_related("project"), day)
    stay = _stay(stays, request.GET)
    if stay is None:
        return render(request, "coaching/log_project.html", {"client": client, "stays": stays})
    return _log(request, client, stay.project, day)


def _client(request: HttpRequest, day: dt.date) -> Client:
    """The client of the form. A form that is sent isn't turned away for want of a reason: nothing typed is lost."""
    key = request.GET["client"]
    if not key.isdecimal():
        raise Http404
    client = get_object_or_404(clients_to_log(request.user, day), pk=key)
    return client if request.method == "POST" else client_for(request.user, client.pk, day)


def _stay(stays: list[Enrolment], asked: QueryDict) -> Enrolment | None:
    code = asked.get("project")
    fitting = [stay for stay in stays if code in (None, stay.project.code)]
    return fitting[0] if len(fitting) == 1 else None


def _choose_client(request: HttpRequest, day: dt.date) -> HttpResponse:
    """The first step: her last clients, and a search. A search that finds one person goes on by itself."""
    text = request.GET.get("q", "")[: search.LONGEST]
    found = list(search.find(clients_to_log(request.user, day), text)[: FOUND_AT_MOST + 1]) if text else []
    context = {"q": text, "found": found[:FOUND_AT_MOST], "has_more": len(found) > FOUND_AT_MOST}
    if request.htmx:
        return render(request, "coaching/_found.html", context)
    if len(found) == 1:
        return redirect(f"{reverse('coaching:session-log')}?client={found[0].pk}")
    return render(
        request, "coaching/log_client.html", context | {"recent": habits.recent_clients(request.user, day)}
    )


def _log(request: HttpRequest, client: Client, project: Project, day: dt.date) -> HttpResponse:
    form = SessionForm(request.POST or None, **_usual(request.user, client, project, day))
    if form.is_valid():
        try:
            facts = {"project": project, "client": client, "coach": request.user, "today": day}
            session = sessions.log(**facts, **form.facts, by=request.user)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            _say(request, session, client)
            return redirect(COACHING_PAGE, client.pk)
    status = 422 if form.is_bound else 200
    return render(request, "coaching/log.html", _context(form, client, project), status=status)


def _usual(coach: User, client: Client, project: Project, day: dt.date) -> dict[str, Any]:
    """What the form offers, and what it begins with."""
    logged = habits.logged_minutes(coach)
    served = project.service_languages.filter(running_on(day)).values_list("language", flat=True)
    usual = habits.usual_duration(logged)
    return {
        "durations": habits.durations(logged),
        "topics": habits.topics_for(coach, project),
        "languages": list(served),
        "must_say_why": needs_reason(coach, client, day),
        "initial": blank_session(client_languages=client.service_languages, minutes=usual, day=day),
    }


def _context(form: SessionForm, client: Client, project: Project) -> dict[str, Any]:
    options = list(form["topics"])
    return {
        "form": form,
        "client": client,
        "project": project,
        "first_topics": options[:TOPICS_AT_ONCE],
        "more_topics": options[TOPICS_AT_ONCE:],
        "shows_more": any(option.data["selected"] for option in options[TOPICS_AT_ONCE:]),
    }


def _say(request: HttpRequest, session: CoachingSession, client: Client) -> None:
    facts = {
        "name": short_name(client),
        "minutes": minutes(session.minutes),
        "day": in_words(session.held_on),
    }
    messages.success(request, _("Logged: %(name)s, %(minutes)s.") % facts)
    if sessions.is_after_care(session=session, client=client):
        messages.warning(
            request, _("%(name)s was not in the project on %(day)s; the session counts as aftercare.") % facts
        )
