"""Groups: the list of meetings, a group's own page, founding, changing and ending it, who is registered."""

import datetime as dt
from typing import Any

from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from clients.pages import short_name
from coaching import groups, registrations
from coaching.attendances import measures
from coaching.forms.groups import EndForm, FoundForm, GroupForm, MeetingsForm, facts_of, next_meeting
from coaching.meetings import (
    clients_to_add,
    group_for,
    groups_seen,
    leaders,
    meetings_seen,
    narrowed,
    projects_with_groups,
    unmarked,
)
from coaching.models import CoachingSession, Group, GroupMember, Topic
from coaching.rosters import members_of, nameless
from coaching.views.people import chosen, found, name_of, shown_name
from ohjaamo.periods import today
from projects.access import requires
from projects.models import Project
from staff import drafts
from staff.pages import refuse, say_with_undo
from staff.permissions import Permission

ROWS_A_PAGE = 25
GROUP_PAGE = "coaching:group"


@require_safe
@requires(Permission.LOG_SESSIONS)
def group_list(request: HttpRequest) -> HttpResponse:
    """Meetings to come, or those that have been, of the groups she sees."""
    day = today()
    projects = Project.objects.filter(pk__in=projects_with_groups(request.user, day))
    form = MeetingsForm(request.GET, projects=projects)
    meetings = narrowed(meetings_seen(request.user, day), user=request.user, today=day, **form.asked)
    page = Paginator(meetings, ROWS_A_PAGE).get_page(request.GET.get("page"))
    is_plain = not form.set_count and page.number == 1
    context = {
        "form": form,
        "page": page,
        "today": day,
        "projects": projects,
        "unmarked": unmarked(request.user, day) if is_plain else [],
    }
    return render(request, "coaching/groups/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.LOG_SESSIONS)
def group_add(request: HttpRequest) -> HttpResponse:
    """Founds a group with its first meetings, in the project that was chosen or the only one."""
    day = today()
    projects = Project.objects.filter(pk__in=projects_with_groups(request.user, day))
    fitting = [each for each in projects if request.GET.get("project") in (None, each.code)]
    if len(fitting) != 1:
        return render(request, "coaching/groups/project.html", {"projects": projects})
    (project,) = fitting
    choices = {"topics": _topics(project), "leaders": leaders(project, day)}
    form = FoundForm(request.POST or None, initial=next_meeting(request.user, day), **choices)
    draft = drafts.begin(form=form, name=f"group-add-{project.pk}", by=request.user)
    if form.is_valid():
        try:
            group = groups.found(project=project, **form.cleaned_data, by=request.user)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            drafts.discard(form=draft.form, by=request.user)
            say_with_undo(request, _("The group has been founded: %s") % group)
            return redirect(GROUP_PAGE, group.pk)
    context = {"form": form, "project": project, "draft": draft}
    return render(request, "coaching/groups/add.html", context, status=422 if form.is_bound else 200)


@require_safe
@requires(Permission.LOG_SESSIONS)
def group_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """A group: its meetings, who is registered for all of them, and what has come of it."""
    day = today()
    group = group_for(request.user, pk, day)
    if request.htmx:
        return render(request, "coaching/groups/_found.html", _context(request, group, day))
    return _page(request, group, day)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.LOG_SESSIONS)
def group_change(request: HttpRequest, pk: int) -> HttpResponse:
    """Changes what a group is."""
    day = today()
    group = group_for(request.user, pk, day)
    form = GroupForm(request.POST or None, initial=facts_of(group), topics=_topics(group.project, group))
    draft = drafts.begin(form=form, name=f"group-change-{pk}", by=request.user)
    if form.is_valid():
        try:
            groups.change(group=group, **form.cleaned_data, today=day, by=request.user)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            drafts.discard(form=draft.form, by=request.user)
            say_with_undo(request, _("The group has been changed."))
            return redirect(GROUP_PAGE, pk)
    context = {"form": form, "group": group, "draft": draft}
    return render(request, "coaching/groups/change.html", context, status=422 if form.is_bound else 200)


@require_POST
@requires(Permission.LOG_SESSIONS)
def group_end(request: HttpRequest, pk: int) -> HttpResponse:
    """Ends a group with a last day."""
    day = today()
    group = group_for(request.user, pk, day)
    form = EndForm(request.POST)
    if form.is_valid():
        try:
            groups.end(group=group, ends_on=form.cleaned_data["ends_on"], by=request.user)
        except ValidationError as refusal:
            form.add_error(None, refusal.messages)
        else:
            say_with_undo(request, _("The group has been ended."))
            return redirect(GROUP_PAGE, pk)
    return _page(request, group, day, end_form=form)


@require_POST
@requires(Permission.LOG_SESSIONS)
def group_join(request: HttpRequest, pk: int) -> HttpResponse:
    """Registers a client for every meeting of a group from today on."""
    day = today()
    group = group_for(request.user, pk, day)
    try:
        client = chosen(request, clients_to_add(request.user, group, day))
        registrations.join(group=group, client=client, starts_on=day, by=request.user)
    except ValidationError as refusal:
        refuse(request, *refusal.messages)
    else:
        say_with_undo(request, _("Registered: %s") % short_name(client))
    return redirect(GROUP_PAGE, pk)


@require_POST
@requires(Permission.LOG_SESSIONS)
def group_leave(request: HttpRequest, pk: int) -> HttpResponse:
    """Ends a client's registration for all meetings of a group."""
    day = today()
    seen = groups_seen(request.user, day)
    member = get_object_or_404(GroupMember.objects.select_related("group", "client"), pk=pk, group__in=seen)
    registrations.leave(member=member, today=day, by=request.user)
    say_with_undo(request, _("No longer registered: %s") % name_of(member.client, request.user, day))
    return redirect(GROUP_PAGE, member.group_id)


def _page(request: HttpRequest, group: Group, day: dt.date, end_form: EndForm | None = None) -> HttpResponse:
    meetings = list(meetings_seen(request.user, day).filter(group=group).order_by("meets_on", "meets_from"))
    context = {
        "coming": [meeting for meeting in meetings if meeting.meets_on >= day],
        "past": [meeting for meeting in meetings[::-1] if meeting.meets_on < day],
        "measures": measures(CoachingSession.objects.filter(group_meeting__group=group)),
        "today": day,
        "end_form": end_form or EndForm(initial={"ends_on": day}),
    }
    context |= _context(request, group, day)
    return render(request, "coaching/groups/detail.html", context, status=422 if end_form else 200)


def _context(request: HttpRequest, group: Group, day: dt.date) -> dict[str, Any]:
    """The group, who is registered for all of it, and whom a search finds besides."""
    members = members_of(group, day)
    hidden = nameless([member.client for member in members], request.user, day)
    others = clients_to_add(request.user, group, day).exclude(pk__in=[each.client_id for each in members])
    return {
        "group": group,
        "members": [(each, shown_name(each.client, each.client_id in hidden)) for each in members],
        "is_full": group.capacity is not None and registrations.seats_taken(group, day) >= group.capacity,
        "search_at": reverse(GROUP_PAGE, args=[group.pk]),
        "add_at": reverse("coaching:group-join", args=[group.pk]),
        **found(request, others),
    }


def _topics(project: Project, group: Group | None = None) -> Any:
    in_use = Q(is_in_use=True) | Q(pk=group.topic_id if group else None)
    return Topic.objects.filter(in_use, project=project)
