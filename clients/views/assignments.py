"""Who coaches whom: one client's coach, the overview of all, and moving many at once."""

import datetime as dt
from typing import Any

from django.core.exceptions import ValidationError
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from clients import assignments, handovers, search
from clients.access import client_for, reachable_clients
from clients.forms.assignments import CoachForm, HandoverForm, MoveForm
from clients.models import Assignment, Client
from clients.pages import landing, languages_of, listed_name, short_name
from ohjaamo.periods import running_on, today
from projects.access import requires
from projects.memberships import allowed_to, people_who
from staff import drafts
from staff.models import User
from staff.pages import say_with_undo
from staff.permissions import Permission

ROWS_A_PAGE = 50
NOBODYS, UNSPOKEN = "none", "language"
HANDOVER = "handover"


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.ASSIGN_CLIENTS)
def client_handover(request: HttpRequest, pk: int) -> HttpResponse:
    """A client's coach: handed over to another with a note, or given where there is none."""
    day = today()
    client = _client(request.user, pk, day)
    form = HandoverForm(request.POST or None, **_choices(request.user, client, day))
    if form.is_valid():
        try:
            handovers.hand_over(client=client, **form.cleaned_data, today=day, by=request.user)
        except ValidationError as refusal:
            form.add_error(None, refusal.messages)
        else:
            drafts.discard(form=HANDOVER, client_key=pk, by=request.user)
            text = _("%(name)s is now %(coach)s's client.")
            return _done(request, client, text % _names(client, form.cleaned_data["receiver"]))
    return _handover_page(request, client, form, CoachForm(people=_people(request.user, day)))


@require_POST
@requires(Permission.ASSIGN_CLIENTS)
def coach_add(request: HttpRequest, pk: int) -> HttpResponse:
    """Gives a client a coach, beside the one there may be."""
    day = today()
    client = _client(request.user, pk, day)
    form = CoachForm(request.POST, people=_people(request.user, day))
    if form.is_valid():
        try:
            assignments.give(client=client, coach=form.cleaned_data["coach"], today=day, by=request.user)
        except ValidationError as refusal:
            form.add_error(None, refusal.messages)
        else:
            text = _("Coach added: %(name)s, %(coach)s.")
            return _done(request, client, text % _names(client, form.cleaned_data["coach"]))
    return _handover_page(request, client, HandoverForm(**_choices(request.user, client, day)), form)


@require_POST
@requires(Permission.ASSIGN_CLIENTS)
def coach_end(request: HttpRequest, pk: int) -> HttpResponse:
    """Ends an assignment today without another in its place."""
    day = today()
    assignment = get_object_or_404(Assignment.objects.select_related("coach").filter(running_on(day)), pk=pk)
    client = _client(request.user, assignment.client_id, day)
    assignments.end(assignment=assignment, ends_on=day, by=request.user)
    text = _("%(coach)s's work with %(name)s ends today.")
    return _done(request, client, text % _names(client, assignment.coach))


@require_safe
@requires(Permission.ASSIGN_CLIENTS)
def assignment_overview(request: HttpRequest) -> HttpResponse:
    """How the clients are shared among the coaches; one list at a time, to be moved from."""
    found = _overview(request.user, request.GET.get("of", ""), today())
    return _overview_page(request, found, _move_form(request, found) if found["of"] else None)


@require_POST
@requires(Permission.ASSIGN_CLIENTS)
def assignments_move(request: HttpRequest) -> HttpResponse:
    """Moves the ticked clients of a list to a coach: handed over from a coach, or given where there is none."""
    day = today()
    found = _overview(request.user, request.GET.get("of", ""), day)
    if not found["of"]:
        raise Http404
    form = _move_form(request, found)
    if form.is_valid():
        try:
            moved = _move(found["coach"], form.cleaned_data, day, request.user)
        except ValidationError as refusal:
            form.add_error(None, refusal.messages)
        else:
            drafts.discard(form=_move_draft(found), by=request.user)
            say_with_undo(request, _("Moved to %(coach)s: %(count)s.") % {"coach": moved[0], "count": moved[1]},
                          back=reverse("clients:assignments"))  # fmt: skip
            return redirect("clients:assignments")
    return _overview_page(request, found, form)


def _move(giver: User | None, facts: dict[str, Any], day: dt.date, by: User) -> tuple[User, int]:
    clients, receiver = list(facts["clients"]), facts["receiver"]
    if giver is None:
        assignments.give_all(clients=clients, coach=receiver, today=day, by=by)
    else:
        moved = {"clients": clients, "giver": giver, "receiver": receiver, "note": facts["note"]}
        handovers.hand_over_all(**moved, today=day, by=by)
    return receiver, len(clients)


def _overview(user: User, of: str, day: dt.date) -> dict[str, Any]:
    """The coaches and the lists; `of` is the list that is open: a coach's, nobody's, or those nobody can speak with."""
    projects = allowed_to(user, day).projects_where(Permission.ASSIGN_CLIENTS)
    reachable = reachable_clients(user, day).values("pk")
    clients = assignments.coached(projects, day).filter(pk__in=reachable)
    loads = assignments.loads(clients, projects, day)
    nobodys = assignments.without_coach(clients, projects, day)
    unspoken = assignments.without_common_language(clients, projects, day)
    coach = next((load.coach for load in loads if str(load.coach.pk) == of), None)
    lists: dict[str, QuerySet[Client]] = {NOBODYS: nobodys, UNSPOKEN: unspoken}
    chosen = assignments.of_coach(clients, coach, day) if coach else lists.get(of)
    return {
        "loads": loads,
        "nobodys_count": nobodys.count(),
        "unspoken_count": unspoken.count(),
        "of": of if chosen is not None else "",
        "coach": coach,
        "clients": chosen,
        "tongues_untold": [load.coach for load in loads if not load.coach.languages],
    }


def _move_form(request: HttpRequest, found: dict[str, Any]) -> MoveForm:
    day = today()
    people = _people(request.user, day)
    if found["coach"]:
        people = people.exclude(pk=found["coach"].pk)
    return MoveForm(request.POST or None, clients=found["clients"], people=people)


def _move_draft(found: dict[str, Any]) -> str:
    """A draft for each list: what was begun on one is not for the clients of another."""
    return f"move-{found['of']}"


def _overview_page(request: HttpRequest, found: dict[str, Any], form: MoveForm | None) -> HttpResponse:
    page = draft = None
    if form is not None:
        draft = drafts.begin(form=form, name=_move_draft(found), by=request.user)
        ordered = found["clients"].order_by(*search.by_name())
        page = Paginator(ordered, ROWS_A_PAGE).get_page(request.GET.get("page"))
    context = found | {"form": form, "page": page, "draft": draft, "rows": _rows(form, page)}
    context["landing"] = landing(request.user, today())
    status = 422 if form and form.is_bound else 200
    return render(request, "clients/assignments/overview.html", context, status=status)


def _rows(form: MoveForm | None, page: Page[Client] | None) -> list[dict[str, Any]]:
    """The clients of a page of the list that is open, ticked as the form says."""
    ticked = [str(key) for key in form["clients"].value() or []] if form else []
    return [
        {
            "client": client,
            "name": listed_name(client),
            "languages": languages_of(client),
            "is_ticked": str(client.pk) in ticked,
        }
        for client in (page.object_list if page else [])
    ]


def _client(user: User, pk: int, day: dt.date) -> Client:
    """A client of a project where she assigns clients, through the client's door."""
    projects = allowed_to(user, day).projects_where(Permission.ASSIGN_CLIENTS)
    get_object_or_404(assignments.coached(projects, day), pk=pk)
    return client_for(user, pk, day)


def _people(user: User, day: dt.date) -> QuerySet[User]:
    projects = allowed_to(user, day).projects_where(Permission.ASSIGN_CLIENTS)
    return people_who(Permission.LOG_SESSIONS, projects, day)


def _choices(user: User, client: Client, day: dt.date) -> dict[str, Any]:
    held = client.assignments.filter(running_on(day)).select_related("coach")
    return {"givers": [each.coach for each in held], "people": _people(user, day)}


def _handover_page(
    request: HttpRequest, client: Client, form: HandoverForm, coach_form: CoachForm
) -> HttpResponse:
    draft = drafts.begin(form=form, name=HANDOVER, client_key=client.pk, by=request.user)
    refused = next((each for each in (form, coach_form) if each.is_bound), None)
    context = {
        "client": client,
        "short_name": short_name(client),
        "held": client.assignments.filter(running_on(today())).select_related("coach"),
        "handovers": handovers.shown_to(request.user, client, today()),
        "handover_form": form,
        "draft": draft,
        "coach_form": coach_form,
        "form": refused,
        "landing": landing(request.user, today()),
    }
    return render(request, "clients/assignments/handover.html", context, status=422 if refused else 200)


def _names(client: Client, coach: User) -> dict[str, str]:
    return {"name": short_name(client), "coach": str(coach)}


def _done(request: HttpRequest, client: Client, text: str) -> HttpResponse:
    back = reverse("clients:handover", args=[client.pk])
    say_with_undo(request, text, back=back)
    return redirect(back)
