"""Who came to a meeting: one tap per person, saved as it is tapped, while a colleague may be doing the same."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from clients.access import ReasonNeeded, client_for
from clients.models import Client
from clients.pages import short_name
from coaching import attendances
from coaching.forms.groups import HeadsForm, MarkForm
from coaching.meetings import clients_to_add, meeting_for
from coaching.models import GroupMeeting
from coaching.rosters import Line, Roster, clients_on, roster_of
from coaching.views.answers import asks_why
from coaching.views.people import chosen, found, person, shown_name, shown_roster
from ohjaamo.periods import today
from projects.access import requires
from staff import drafts
from staff.pages import refuse, say_with_undo
from staff.permissions import Permission

PAGE, LIST = "coaching:group-attendance", "coaching:groups"
# What the buttons of the counter say, and by how many heads it changes.
STEPS = {
    "adults+": ("adults", 1),
    "adults-": ("adults", -1),
    "children+": ("children", 1),
    "children-": ("children", -1),
}


@dataclass(frozen=True)
class Change:
    """What an act has changed on the page; nothing told: perhaps all of it."""

    marked: Client | None = None
    new: Client | None = None
    counted: str = ""


@require_safe
@requires(Permission.LOG_SESSIONS)
def attendance(request: HttpRequest, pk: int) -> HttpResponse:
    """The list of a meeting. Asked by itself for what colleagues have marked, it answers only when there is news."""
    day = today()
    meeting = meeting_for(request.user, pk, day)
    context = _context(request, meeting, day)
    if request.htmx.target == "found":
        return render(request, "coaching/groups/_found.html", context)
    if request.htmx.target != "marks":
        return render(request, "coaching/groups/attendance.html", context)
    if request.GET.get("seen") == context["version"]:
        return HttpResponse(status=204)
    return render(request, "coaching/groups/_news.html", context)


@require_POST
@requires(Permission.LOG_SESSIONS)
def attendance_mark(request: HttpRequest, pk: int) -> HttpResponse:
    """Marks one person on the list."""
    day = today()
    meeting = meeting_for(request.user, pk, day)

    def mark() -> Change:
        client = chosen(request, clients_on(meeting))
        state = request.POST.get("state", "")
        attendances.mark(meeting=meeting, client=client, state=state, today=day, by=request.user)
        return Change(marked=client)

    return _answer(request, meeting, day, mark)


@require_POST
@requires(Permission.LOG_SESSIONS)
def attendance_rest(request: HttpRequest, pk: int) -> HttpResponse:
    """Marks everybody present who isn't marked yet."""
    day = today()
    meeting = meeting_for(request.user, pk, day)

    def mark() -> Change:
        count = attendances.mark_the_rest_present(meeting=meeting, today=day, by=request.user)
        said = ngettext("%s person was marked present.", "%s people were marked present.", count)
        say_with_undo(request, said % count, back=reverse(PAGE, args=[pk]))
        return Change()

    return _answer(request, meeting, day, mark)


@require_POST
@requires(Permission.LOG_SESSIONS)
def attendance_walk_in(request: HttpRequest, pk: int) -> HttpResponse:
    """Marks somebody present who came without being registered."""
    day = today()
    meeting = meeting_for(request.user, pk, day)

    def add() -> Change:
        client = chosen(request, clients_to_add(request.user, meeting.group, day))
        attendances.add_walk_in(meeting=meeting, client=client, today=day, by=request.user)
        say_with_undo(request, _("Marked present: %s") % short_name(client), back=reverse(PAGE, args=[pk]))
        return Change(new=client)

    return _answer(request, meeting, day, add)


@require_POST
@requires(Permission.LOG_SESSIONS)
def attendance_step(request: HttpRequest, pk: int) -> HttpResponse:
    """Counts an unnamed person more, or one fewer."""
    day = today()
    meeting = meeting_for(request.user, pk, day)

    def count() -> Change:
        step = STEPS.get(request.POST.get("step", ""))
        if step is None:
            raise ValidationError(_("Nothing was chosen."))
        kind, number = step
        attendances.change_heads(meeting=meeting, **{kind: number}, today=day, by=request.user)
        return Change(counted=kind)

    return _answer(request, meeting, day, count)


@require_POST
@requires(Permission.LOG_SESSIONS)
def attendance_heads(request: HttpRequest, pk: int) -> HttpResponse:
    """Writes how many unnamed people came."""
    day = today()
    meeting = meeting_for(request.user, pk, day)
    form = HeadsForm(request.POST)
    if form.is_valid():
        try:
            attendances.set_heads(meeting=meeting, **form.cleaned_data, today=day, by=request.user)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            say_with_undo(request, _("The unnamed people have been counted."), back=reverse(PAGE, args=[pk]))
            return redirect(PAGE, pk)
    context = _context(request, meeting, day) | {"form": form, "heads_form": form}
    return render(request, "coaching/groups/attendance.html", context, status=422)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.LOG_SESSIONS)
@asks_why
def attendance_person(request: HttpRequest, pk: int, client: int) -> HttpResponse:
    """One person at the meeting: the mark with a word on it, and what else can be done.

    The word is part of the record: whoever neither leads the meeting nor may open the record marks without it.
    """
    day = today()
    meeting = meeting_for(request.user, pk, day)
    line = _read(request, _line(request, meeting, day, str(client)), day)
    form = MarkForm(request.POST or None, initial={"state": line.state, "note": line.note})
    if not line.reads_note:
        del form.fields["note"]
    draft = drafts.begin(form=form, name=f"attendance-{pk}", client_key=client, by=request.user)
    if form.is_valid():
        try:
            facts = form.cleaned_data | {"today": day, "by": request.user}
            attendances.mark(meeting=meeting, client=line.client, **facts)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            drafts.discard(form=draft.form, client_key=client, by=request.user)
            return redirect(f"{reverse(PAGE, args=[pk])}#p{client}")
    context = {"meeting": meeting, "line": line, "person": person(line), "form": form, "draft": draft}
    context["is_open"] = meeting.meets_on <= day
    context["is_single"] = meeting.registrations.filter(client=client).exists()
    return render(request, "coaching/groups/person.html", context, status=422 if form.is_bound else 200)


@require_POST
@requires(Permission.LOG_SESSIONS)
def attendance_unmark(request: HttpRequest, pk: int, client: int) -> HttpResponse:
    """Takes somebody's mark back."""
    day = today()
    meeting = meeting_for(request.user, pk, day)
    line = _line(request, meeting, day, str(client))
    try:
        attendances.unmark(meeting=meeting, client=line.client, today=day, by=request.user)
    except ValidationError as refusal:
        refuse(request, *refusal.messages)
    else:
        name = shown_name(line.client, line.is_nameless)
        say_with_undo(request, _("The mark was taken back: %s") % name, back=reverse(PAGE, args=[pk]))
    return redirect(PAGE, pk)


@require_POST
@requires(Permission.LOG_SESSIONS)
def attendance_done(request: HttpRequest, pk: int) -> HttpResponse:
    """Says what has been logged; everything was saved as it was tapped."""
    day = today()
    meeting = meeting_for(request.user, pk, day)
    roster = roster_of(meeting, request.user, day)
    facts = {"group": meeting.group, "present": roster.present, "absent": roster.absent + roster.excused}
    facts |= {"unknown": roster.unknown, "unnamed": roster.adults + roster.children}
    text = _("Logged: %(group)s, %(present)s present, %(absent)s absent, %(unnamed)s unnamed.")
    messages.success(request, text % facts)
    if roster.unknown:
        messages.warning(request, _("Nothing is known of %(unknown)s of those registered.") % facts)
    return redirect(LIST)


def _answer(
    request: HttpRequest, meeting: GroupMeeting, day: dt.date, act: Callable[[], Change]
) -> HttpResponse:
    """Does it, and shows what has changed: one person's row, one number of the counter, or the whole list."""
    change = Change()
    try:
        change = act()
    except ValidationError as refusal:
        refuse(request, *refusal.messages)
    if not request.htmx:
        person = change.marked or change.new
        return redirect(f"{reverse(PAGE, args=[meeting.pk])}{f'#p{person.pk}' if person else ''}")
    meeting.refresh_from_db(fields=["session"])
    context = _context(request, meeting, day, change.new) | {"is_answer": True}
    if change.counted:
        context["heads"] = [each for each in context["heads"] if each[0] == change.counted]
        return render(request, "coaching/groups/_head_numbers.html", context)
    if change.marked:
        people = [*context["expected"], *context["walk_ins"]]
        context["person"] = next(each for each in people if each.key == change.marked.pk)
        return render(request, "coaching/groups/_marked.html", context)
    return render(request, "coaching/groups/_news.html", context)


def _context(
    request: HttpRequest, meeting: GroupMeeting, day: dt.date, new: Client | None = None
) -> dict[str, Any]:
    """The meeting's list, what may be done with it, and whom a search finds besides."""
    roster = roster_of(meeting, request.user, day)
    others = clients_to_add(request.user, meeting.group, day)
    others = others.exclude(pk__in=[line.client.pk for line in roster.lines])
    is_open = meeting.meets_on <= day
    add = "coaching:attendance-walk-in" if is_open else "coaching:meeting-register"
    return {
        "meeting": meeting,
        "is_open": is_open,
        "is_full": not is_open and _is_full(meeting, roster),
        "search_at": reverse(PAGE, args=[meeting.pk]),
        "add_at": reverse(add, args=[meeting.pk]),
        "heads_form": HeadsForm(initial={"adults": roster.adults, "children": roster.children}),
        **shown_roster(roster, request.user, new),
        **found(request, others),
    }


def _is_full(meeting: GroupMeeting, roster: Roster) -> bool:
    places = meeting.group.capacity
    return places is not None and len(roster.lines) >= places


def _read(request: HttpRequest, line: Line, day: dt.date) -> Line:
    """The line with its note, where she has said why she opens the record; a note that was sent asks for the reason."""
    if line.reads_note or line.is_nameless:
        return line
    try:
        client_for(request.user, line.client.pk, day)
    except (ReasonNeeded, Http404):
        if request.POST.get("note"):
            raise
        return line
    return replace(line, reads_note=True)


def _line(request: HttpRequest, meeting: GroupMeeting, day: dt.date, key: str) -> Line:
    lines = roster_of(meeting, request.user, day).lines
    line = next((line for line in lines if str(line.client.pk) == key), None)
    if line is None:
        raise Http404
    return line
