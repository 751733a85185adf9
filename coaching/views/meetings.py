"""Meetings of groups: planned, moved, copied, cancelled; registered for one by one; the sign-in sheet."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from clients.models import Client
from clients.pages import short_name
from coaching import groups, registrations, sign_in_sheets
from coaching.forms.groups import CancelForm, MeetingForm, PlanForm, following_meeting, timing_of
from coaching.meetings import clients_to_add, group_for, leaders, meeting_for
from coaching.models import GroupMeeting
from coaching.views.people import chosen, name_of
from ohjaamo.formats import weekday
from ohjaamo.pdf import PdfFailed, PdfUnavailable
from ohjaamo.periods import today
from projects.access import requires
from staff import drafts
from staff.pages import refuse, say_with_undo
from staff.permissions import Permission

GROUP_PAGE, ATTENDANCE_PAGE = "coaching:group", "coaching:group-attendance"


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.LOG_SESSIONS)
def meeting_add(request: HttpRequest, pk: int) -> HttpResponse:
    """Plans a meeting of a group, or one every week."""
    day = today()
    group = group_for(request.user, pk, day)
    initial = following_meeting(group, request.user, day)
    form = PlanForm(request.POST or None, initial=initial, leaders=leaders(group.project, day))
    draft = drafts.begin(form=form, name=f"meeting-add-{pk}", by=request.user)
    if form.is_valid():
        try:
            planned = groups.plan(group=group, **form.cleaned_data, by=request.user)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            drafts.discard(form=draft.form, by=request.user)
            say_with_undo(request, _("Meetings planned: %s") % len(planned))
            return redirect(GROUP_PAGE, pk)
    context = {"form": form, "group": group, "draft": draft}
    return render(request, "coaching/groups/plan.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.LOG_SESSIONS)
def meeting_change(request: HttpRequest, pk: int) -> HttpResponse:
    """Moves a meeting; the page also offers to cancel it."""
    day = today()
    meeting = meeting_for(request.user, pk, day)
    form = MeetingForm(
        request.POST or None, initial=timing_of(meeting), leaders=leaders(meeting.group.project, day)
    )

    def move() -> None:
        groups.move(meeting=meeting, **form.cleaned_data, today=day, by=request.user)

    return _answer(request, meeting, form, move, _("The meeting has been changed."))


@require_POST
@requires(Permission.LOG_SESSIONS)
def meeting_cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Cancels a meeting with a reason."""
    day = today()
    meeting = meeting_for(request.user, pk, day)
    form = CancelForm(request.POST)

    def cancel() -> None:
        groups.cancel(meeting=meeting, reason=form.cleaned_data["reason"], by=request.user)

    return _answer(request, meeting, form, cancel, _("The meeting has been cancelled."))


@require_POST
@requires(Permission.LOG_SESSIONS)
def meeting_copy(request: HttpRequest, pk: int) -> HttpResponse:
    """Plans the same meeting a week later."""
    meeting = meeting_for(request.user, pk, today())
    try:
        again = groups.copy_to_next_week(meeting=meeting, by=request.user)
    except ValidationError as refusal:
        refuse(request, *refusal.messages)
    else:
        say_with_undo(request, _("The next meeting is on %s.") % weekday(again.meets_on))
    return redirect(GROUP_PAGE, meeting.group_id)


@require_POST
@requires(Permission.LOG_SESSIONS)
def meeting_register(request: HttpRequest, pk: int) -> HttpResponse:
    """Registers a client for one meeting."""
    day = today()
    meeting = meeting_for(request.user, pk, day)
    try:
        client = chosen(request, clients_to_add(request.user, meeting.group, day))
        registrations.register(meeting=meeting, client=client, today=day, by=request.user)
    except ValidationError as refusal:
        refuse(request, *refusal.messages)
    else:
        say_with_undo(request, _("Registered: %s") % short_name(client))
    return redirect(ATTENDANCE_PAGE, pk)


@require_POST
@requires(Permission.LOG_SESSIONS)
def meeting_unregister(request: HttpRequest, pk: int, client: int) -> HttpResponse:
    """Takes back a registration for one meeting."""
    day = today()
    meeting = meeting_for(request.user, pk, day)
    registered = registrations.registered_for(meeting)
    person: Client = get_object_or_404(registered, pk=client)
    try:
        registrations.unregister(meeting=meeting, client=person, by=request.user)
    except ValidationError as refusal:
        refuse(request, *refusal.messages)
    else:
        say_with_undo(request, _("No longer registered: %s") % name_of(person, request.user, day))
    return redirect(ATTENDANCE_PAGE, pk)


@require_safe
@requires(Permission.LOG_SESSIONS)
def meeting_sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """The sign-in sheet as a PDF, with names or with numbers only; back to the page when it can't be made."""
    day = today()
    meeting = meeting_for(request.user, pk, day)
    try:
        paper = sign_in_sheets.sheet(meeting=meeting, with_names=request.GET.get("names") != "0")
    except (PdfFailed, PdfUnavailable) as error:
        known = isinstance(error, PdfUnavailable)
        messages.error(request, str(error) if known else _("The PDF couldn't be made."))
        return redirect(ATTENDANCE_PAGE, pk)
    name = f"osallistujalista-{meeting.meets_on.isoformat()}.pdf"
    headers = {"Content-Disposition": content_disposition_header(as_attachment=True, filename=name)}
    return HttpResponse(paper, content_type="application/pdf", headers=headers)


def _answer(
    request: HttpRequest, meeting: GroupMeeting, form: Form, act: Callable[[], None], done: str
) -> HttpResponse:
    """Does it and goes to the group's page; what is refused stays on the meeting's to be mended."""
    if form.is_valid():
        try:
            act()
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            drafts.discard(form=_draft(meeting, form), by=request.user)
            say_with_undo(request, done)
            return redirect(GROUP_PAGE, meeting.group_id)
    return _page(request, meeting, form)


def _page(request: HttpRequest, meeting: GroupMeeting, form: Form) -> HttpResponse:
    """The meeting's page: to move it or to cancel it; `form` is the one that was asked for."""
    is_cancel = isinstance(form, CancelForm)
    choices = {"initial": timing_of(meeting), "leaders": leaders(meeting.group.project, today())}
    move_form = MeetingForm(**choices) if is_cancel else form
    cancel_form = form if is_cancel else CancelForm(auto_id="cancel_%s")
    keys: dict[tuple[str, int | None], Form] = {
        (_draft(meeting, each), None): each for each in (move_form, cancel_form)
    }
    begun = drafts.begin_all(forms=keys, by=request.user)
    context = {
        "meeting": meeting,
        "form": form,
        "move_form": move_form,
        "move_draft": begun[_draft(meeting, move_form)],
        "cancel_form": cancel_form,
        "cancel_draft": begun[_draft(meeting, cancel_form)],
        "is_held": groups.is_held(meeting),
    }
    return render(request, "coaching/groups/meeting.html", context, status=422 if form.is_bound else 200)


def _draft(meeting: GroupMeeting, form: Form) -> str:
    verb = "cancel" if isinstance(form, CancelForm) else "change"
    return f"meeting-{verb}-{meeting.pk}"
