"""The list of follow-ups, and the answers to them."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from clients import follow_ups
from clients.models import FollowUp
from clients.pages import short_name
from coaching import reminders
from coaching.access import client_to_log, clients_to_follow
from coaching.forms.follow_ups import ALL, DUE, MINE, AnswerForm, FollowUpNarrowForm
from coaching.views.answers import asks_why
from ohjaamo.periods import today
from projects.access import requires
from projects.memberships import allowed_to
from staff import drafts
from staff.models import User
from staff.pages import refuse, say_with_undo
from staff.permissions import Permission

ROWS_A_PAGE = 25
SOON = dt.timedelta(days=30)


@require_safe
@requires(Permission.LOG_SESSIONS)
def follow_up_list(request: HttpRequest) -> HttpResponse:
    """Whom to ask how it went: those due first, each answered in its place."""
    return _page(request, today())


@require_POST
@requires(Permission.LOG_SESSIONS)
@asks_why
def follow_up_answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Writes down how it turned out; what is over ends in the same act."""
    day = today()
    follow_up = _follow_up(request, pk, day)
    form = AnswerForm(request.POST, follow_up=follow_up)
    if form.is_valid():
        try:
            facts = {"ended_on": None} | form.cleaned_data
            reminders.answer(follow_up=follow_up, **facts, today=day, by=request.user)
        except ValidationError as refusal:
            form.add_error(None, refusal.messages)
        else:
            _discard(request, follow_up)
            name = short_name(follow_up.client)
            say_with_undo(request, _("Follow-up answered: %s") % name, back=_back(request))
            return redirect(_back(request))
    return _page(request, day, form)


@require_POST
@requires(Permission.LOG_SESSIONS)
@asks_why
def follow_up_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Gives a follow-up up, for the reason in the note."""
    day = today()
    follow_up = _follow_up(request, pk, day)
    form = AnswerForm(request.POST, follow_up=follow_up)
    form.is_valid()
    if "note" in form.errors:
        return _page(request, day, form)
    reason = form.cleaned_data.get("note", "")
    if not reason.strip():
        refuse(request, _("Say in the note why nobody needs to ask."))
        return redirect(_back(request))
    try:
        reminders.give_up(follow_up=follow_up, reason=reason, today=day, by=request.user)
    except ValidationError as refusal:
        form.add_error(None, refusal.messages)
        return _page(request, day, form)
    _discard(request, follow_up)
    say_with_undo(request, _("The follow-up was given up."), back=_back(request))
    return redirect(_back(request))


def _follow_up(request: HttpRequest, pk: int, day: dt.date) -> FollowUp:
    waiting = FollowUp.objects.select_related("client", "outcome")
    follow_up = get_object_or_404(waiting, pk=pk)
    follow_up.client = client_to_log(request.user, follow_up.client_id, day)
    return follow_up


def _back(request: HttpRequest) -> str:
    """The list as it was narrowed."""
    query = request.GET.urlencode()
    return f"{reverse('coaching:follow-ups')}{'?' + query if query else ''}"


def _page(request: HttpRequest, day: dt.date, refused: AnswerForm | None = None) -> HttpResponse:
    coaches = allowed_to(request.user, day).may(Permission.SEE_OWN_CLIENTS)
    narrow = FollowUpNarrowForm.read(request.GET, first=MINE if coaches else ALL)
    page = Paginator(_found(request, narrow, day), ROWS_A_PAGE).get_page(request.GET.get("page"))
    rows = _rows(page.object_list, refused, day, request.user)
    context = {"narrow": narrow, "page": page, "rows": rows, "query": request.GET.urlencode(), "today": day}
    if refused:
        # Answered by somebody else meanwhile, it isn't in the list any more: her words stand above it then.
        context |= {"form": refused, "is_gone": not any(row["form"] is refused for row in rows)}
    return render(request, "coaching/follow_ups.html", context, status=422 if refused else 200)


def _found(request: HttpRequest, narrow: FollowUpNarrowForm, day: dt.date) -> QuerySet[FollowUp]:
    chosen = narrow.cleaned_data
    if client := chosen.get("client"):
        opened = client_to_log(request.user, client, day)
        return follow_ups.waiting().filter(client=opened).select_related("client", "outcome", "activity")
    clients = clients_to_follow(request.user, day, is_mine=narrow.is_mine)
    until = {ALL: None, DUE: day}.get(chosen.get("when", ""), day + SOON)
    found = follow_ups.waiting(until).filter(client__in=clients.values("pk"))
    return found.select_related("client", "outcome", "activity")


def _rows(
    waiting: Iterable[FollowUp], refused: AnswerForm | None, day: dt.date, user: User
) -> list[dict[str, Any]]:
    """Each follow-up with the form of its answer: as it was refused, or with what she has begun in it."""
    forms = {each: AnswerForm(follow_up=each) for each in waiting}
    if refused and refused.follow_up in forms:
        forms[refused.follow_up] = refused
    keys = {(_draft(each), each.client_id): form for each, form in forms.items()}
    begun = drafts.begin_all(forms=keys, by=user)
    return [
        {
            "follow_up": each,
            "form": form,
            "draft": begun[_draft(each)],
            "is_open": form is refused or begun[_draft(each)].pk is not None,
            "is_due": each.due_on <= day,
        }
        for each, form in forms.items()
    ]


def _draft(follow_up: FollowUp) -> str:
    return f"follow-up-{follow_up.pk}"


def _discard(request: HttpRequest, follow_up: FollowUp) -> None:
    drafts.discard(form=_draft(follow_up), client_key=follow_up.client_id, by=request.user)
