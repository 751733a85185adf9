"""A session that was logged: its page with its history, changing it, withdrawing it."""

import datetime as dt
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from clients.access import needs_reason
from clients.pages import COACHING_PAGE
from coaching import habits, revisions, sessions
from coaching.access import OpenSession, may_read_note, session_for
from coaching.forms.sessions import SessionChangeForm, WithdrawalForm, as_it_is
from coaching.models import CoachingSession
from coaching.views.answers import asks_why
from ohjaamo.periods import running_on, today
from projects.access import requires
from staff import drafts
from staff.models import Draft
from staff.pages import say_with_undo
from staff.permissions import Permission


@require_safe
@requires(Permission.READ_NOTES, Permission.LOG_SESSIONS)
def session(request: HttpRequest, pk: int) -> HttpResponse:
    """What was done, and who has changed what since."""
    day = today()
    return _page(request, session_for(request.user, pk, day), day)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.LOG_SESSIONS)
def session_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Changes a session. One that somebody has changed meanwhile is shown in both versions (409), and then saved."""
    day = today()
    opened = session_for(request.user, pk, day, is_sent=request.method == "POST")
    if not opened.may_change:
        raise PermissionDenied
    draft = drafts.of(request.user, **_draft_key(opened)) if request.method != "POST" else None
    form = _form(request, opened, day, draft)
    if not form.is_valid():
        return _show(request, opened, form, draft=draft, status=422 if form.is_bound else 200)
    try:
        sessions.change(session=opened.session, **form.facts, today=day, by=request.user)
    except sessions.ChangedMeanwhile as meanwhile:
        return _conflict(request, opened, meanwhile.current, form, day)
    except ValidationError as refusal:
        form.add_error(None, refusal)
        return _show(request, opened, form, status=422)
    drafts.discard(**_draft_key(opened), by=request.user)
    messages.success(request, _("The change was saved. The earlier words stay in the history."))
    return redirect("coaching:session", pk)


@require_POST
@requires(Permission.LOG_SESSIONS)
@asks_why
def session_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Withdraws a session that was logged wrongly, with the reason."""
    day = today()
    opened = session_for(request.user, pk, day)
    if not opened.may_change:
        raise PermissionDenied
    form = WithdrawalForm(request.POST)
    if not form.is_valid():
        return _page(request, opened, day, form)
    try:
        sessions.withdraw(session=opened.session, **form.cleaned_data, by=request.user)
    except ValidationError as refusal:
        form.add_error(None, refusal)
        return _page(request, opened, day, form)
    say_with_undo(request, _("The session was withdrawn."), back=reverse("coaching:session", args=[pk]))
    return redirect(COACHING_PAGE, opened.client.pk) if opened.client else redirect("coaching:advice-log")


def _page(
    request: HttpRequest, opened: OpenSession, day: dt.date, form: WithdrawalForm | None = None
) -> HttpResponse:
    def may_read(said: Any) -> bool:
        return opened.reads_note and may_read_note(request.user, said, is_coach=opened.is_coach, today=day)

    topics = [topic.name for topic in opened.session.topics.all()]
    history = revisions.revisions_of(opened.session, may_read=may_read)
    context = {
        "opened": opened,
        "session": opened.session,
        "client": opened.client,
        "log_client": opened.client,
        "facts": [(label, text) for label, text in revisions.facts(opened.session, topics).items() if text],
        "history": history,
        "form": form or WithdrawalForm(),
    }
    return render(request, "coaching/session.html", context, status=422 if form else 200)


def _draft_key(opened: OpenSession) -> dict[str, Any]:
    client = opened.client
    return {"form": f"session-{opened.session.pk}", "client_key": client.pk if client else None}


def _form(
    request: HttpRequest, opened: OpenSession, day: dt.date, draft: Draft | None = None
) -> SessionChangeForm:
    chosen = list(opened.session.topics.all())
    offered = habits.topics_for(request.user, opened.session.project)
    served = opened.session.project.service_languages.filter(running_on(day))
    form = SessionChangeForm(
        request.POST if request.method == "POST" else None,
        durations=habits.OFFERED,
        topics=[*offered, *(topic for topic in chosen if topic not in offered)],
        languages=list(served.values_list("language", flat=True)),
        must_say_why=opened.client is not None and needs_reason(request.user, opened.client, day),
        initial=as_it_is(opened.session, chosen),
    )
    drafts.fill(form, draft)
    return form


def _conflict(
    request: HttpRequest, opened: OpenSession, current: CoachingSession, form: SessionChangeForm, day: dt.date
) -> HttpResponse:
    """Both versions side by side; the form keeps her words, and sent again it stands on top of the other's."""
    reads_note = may_read_note(request.user, current, is_coach=opened.is_coach, today=day)
    hers = CoachingSession(**{name: form.cleaned_data[name] for name in sessions.SAID})
    theirs = revisions.words(current, [topic.name for topic in current.topics.all()], reads_note=reads_note)
    mine = revisions.words(hers, [topic.name for topic in form.cleaned_data["topics"]], reads_note=True)
    form.data = form.data.copy()
    form.data["revision"] = str(current.revision)
    history = revisions.revisions_of(current, may_read=lambda said: True)
    versions = revisions.differences(theirs, mine)
    return _show(request, opened, form, versions=versions, latest=history[0], status=409)


def _show(
    request: HttpRequest, opened: OpenSession, form: SessionChangeForm, *, status: int, **context: Any
) -> HttpResponse:
    context |= {"form": form, "session": opened.session, "client": opened.client}
    context["draft_name"] = f"session-{opened.session.pk}"
    return render(request, "coaching/session_edit.html", context, status=status)
