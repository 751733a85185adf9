"""A coach's own calendar: a week as days one under another, and the feed for her phone."""

import datetime as dt
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from clients import substitutions
from clients.access import visible_clients
from clients.models import Assignment, Enrolment
from coaching import calendars, feeds
from coaching.forms.appointments import CalendarForm
from coaching.models import CalendarFeed
from ohjaamo.periods import running_on, today
from projects.access import requires
from projects.memberships import allowed_to
from staff import drafts
from staff.models import User
from staff.permissions import Permission

# Before and after these there is no calendar to leaf through.
FIRST_YEAR, LAST_YEAR = 2000, 2100
DRAFT = "appointment-add"


@require_safe
@requires(Permission.LOG_SESSIONS)
def calendar(request: HttpRequest) -> HttpResponse:
    """Her own week, what waits to be logged from earlier days, and agreeing on a meeting."""
    return calendar_page(request, monday_asked(request, today()))


@require_POST
@requires(Permission.LOG_SESSIONS)
def feed_renew(request: HttpRequest) -> HttpResponse:
    """Opens her feed at a new address. Answered with the page itself: the address is told once and kept nowhere."""
    token = feeds.renew(user=request.user, by=request.user)
    address = request.build_absolute_uri(reverse("coaching:calendar-feed", args=[token]))
    return calendar_page(request, calendars.monday_of(today()), feed_address=address)


@require_POST
@requires(Permission.LOG_SESSIONS)
def feed_close(request: HttpRequest) -> HttpResponse:
    """Closes her feed: its address answers nobody any more."""
    feeds.close(user=request.user, by=request.user)
    messages.success(request, _("The calendar's address is closed."))
    return redirect("coaching:calendar")


@require_safe
@login_not_required
def calendar_feed(request: HttpRequest, token: str) -> HttpResponse:
    """Somebody's calendar for a phone that knows the secret address; to others there is nothing here."""
    user = feeds.owner(token)
    if user is None or not allowed_to(user, today()).may(Permission.LOG_SESSIONS):
        raise Http404
    calendar = feeds.ics(user, today(), timezone.now())
    headers = {"Cache-Control": "no-store", "Content-Disposition": 'inline; filename="ohjaamo.ics"'}
    return HttpResponse(calendar, content_type="text/calendar; charset=utf-8", headers=headers)


def calendar_page(
    request: HttpRequest, monday: dt.date, *, form: CalendarForm | None = None, feed_address: str = ""
) -> HttpResponse:
    """The page of a week; with a refused form, that form (422)."""
    day = today()
    shown = form or calendar_form(request.user, day)
    context = {
        "days": calendars.week(request.user, monday, day),
        "monday": monday,
        "sunday": monday + dt.timedelta(days=6),
        "before": monday - calendars.WEEK,
        "after": monday + calendars.WEEK,
        "this_monday": calendars.monday_of(day),
        "unlogged": calendars.diary(request.user, day).unlogged,
        "today": day,
        "appointment_form": shown,
        "draft": drafts.begin(form=shown, name=DRAFT, by=request.user),
        "form": form,
        "feed": CalendarFeed.objects.filter(user=request.user).first(),
        "feed_address": feed_address,
    }
    return render(request, "coaching/calendar.html", context, status=422 if form else 200)


def calendar_form(user: User, day: dt.date, data: Any = None) -> CalendarForm:
    """The form of a new meeting, with her own clients and those of the coaches she stands in for."""
    projects = allowed_to(user, day).projects_where(Permission.LOG_SESSIONS)
    theirs = Q(coach=user) | Q(coach__in=substitutions.coaches_stood_in_for(user, day))
    own = Assignment.objects.filter(running_on(day)).filter(theirs).values("client")
    seen = visible_clients(user, day).filter(pk__in=own).values("pk")
    stays = Enrolment.objects.filter(running_on(day), project__in=projects, client__in=seen)
    ordered = stays.select_related("client", "project").order_by(
        "client__last_name", "client__first_names", "pk"
    )
    return CalendarForm(data, stays=list(ordered), today=day, initial={"meets_on": day})


def monday_asked(request: HttpRequest, day: dt.date) -> dt.date:
    """The Monday of the week asked for by any of its days; of this week when none is, or not a day."""
    try:
        asked = dt.date.fromisoformat(request.GET.get("week", ""))
    except ValueError:
        asked = day
    return calendars.monday_of(asked if FIRST_YEAR <= asked.year <= LAST_YEAR else day)
