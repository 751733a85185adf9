"""What is done about findings: added, put right, withdrawn, solved."""

import datetime as dt
from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from clients import amendments, clashes, findings, obstacles
from clients.amendments import Clash, Overtaken
from clients.choices import ObstacleKind
from clients.fact_words import fact_in_words
from clients.models import Client, Obstacle
from clients.pages import ASSESSMENT_PAGE
from coaching.forms.findings import FINDINGS, BasicsForm, Finding, WithdrawForm, facts_of
from coaching.views.acts import back, done, form_page
from coaching.views.answers import asks_why
from coaching.views.assessments import adding, assessment_heading, assessment_page, client_to_assess
from ohjaamo.periods import today
from projects.access import requires
from staff import drafts
from staff.pages import refuse
from staff.permissions import Permission

BASICS = "basics"


@require_POST
@requires(Permission.LOG_SESSIONS)
@asks_why
def finding_add(request: HttpRequest, pk: int, finding: str) -> HttpResponse:
    """Adds something that was found out; what is refused stays in its place on the page."""
    day, kind = today(), _kind(finding)
    form = kind.form(request.POST, today=day, auto_id=f"{kind.word}_%s")
    client = client_to_assess(request.user, pk, day)
    if done(form, lambda: kind.add(client=client, **form.cleaned_data, today=day, by=request.user)):
        drafts.discard(form=adding(kind), client_key=pk, by=request.user)
        return back(request, client, kind.word, _("Saved."))
    header = assessment_heading(client, request.user, day)
    return assessment_page(request, header, refused=kind, form=form)


@require_http_methods(["GET", "POST"])
@requires(Permission.LOG_SESSIONS)
@asks_why
def finding_change(request: HttpRequest, finding: str, pk: int) -> HttpResponse:
    """Puts a row right: in its place on the page where scripts run, else on a page of its own."""
    day, kind = today(), _kind(finding)
    row = get_object_or_404(kind.model.objects, pk=pk)
    form = kind.form(request.POST or None, initial=_told(row, kind, day), today=day, auto_id="change_%s")
    client = client_to_assess(request.user, row.client_id, day)
    name = f"{kind.word}-change-{pk}"
    draft = drafts.begin(form=form, name=name, client_key=client.pk, by=request.user)
    if done(form, lambda: kind.change(row=row, **form.cleaned_data, today=day, by=request.user)):
        drafts.discard(form=name, client_key=client.pk, by=request.user)
        return back(request, client, kind.word, _("Corrected."))
    context = {"client": client, "row": row, "finding": kind, "form": form, "draft": draft}
    context["withdraw_form"] = WithdrawForm()
    return form_page(request, "coaching/assessment/_change.html", context)


@require_POST
@requires(Permission.LOG_SESSIONS)
@asks_why
def finding_withdraw(request: HttpRequest, finding: str, pk: int) -> HttpResponse:
    """Takes a wrong row away, with the reason."""
    kind = _kind(finding)
    row = get_object_or_404(kind.model.objects, pk=pk)
    client = client_to_assess(request.user, row.client_id, today())
    form = WithdrawForm(request.POST)
    if done(form, lambda: findings.withdraw(row=row, **form.cleaned_data, by=request.user)):
        return back(request, client, kind.word, _("Withdrawn."))
    context = {"client": client, "row": row, "finding": kind, "form": form}
    return form_page(request, "coaching/assessment/_withdraw.html", context)


@require_POST
@requires(Permission.LOG_SESSIONS)
@asks_why
def obstacle_solve(request: HttpRequest, pk: int) -> HttpResponse:
    """Marks an obstacle solved today; one solved before is told of."""
    day = today()
    obstacle = get_object_or_404(Obstacle, pk=pk)
    client = client_to_assess(request.user, obstacle.client_id, day)
    try:
        obstacles.solve(obstacle=obstacle, day=day, today=day, by=request.user)
    except ValidationError as refusal:
        refuse(request, *refusal.messages)
        return redirect(ASSESSMENT_PAGE, client.pk)
    return back(request, client, "obstacles", _("Solved: %s") % obstacle.get_kind_display())


@require_http_methods(["GET", "POST"])
@requires(Permission.LOG_SESSIONS)
@asks_why
def basics_change(request: HttpRequest, pk: int) -> HttpResponse:
    """Changes literacy and the highest education; what somebody else has changed too is hers to choose (409)."""
    version = amendments.version_of(pk)
    client = client_to_assess(request.user, pk, today())
    form = BasicsForm(request.POST or None, initial=facts_of(client, BasicsForm), auto_id="change_%s")
    draft = drafts.begin(form=form, name=BASICS, client_key=pk, by=request.user)
    # A form that comes back, or was begun as a draft, goes on from the version it was opened at.
    begun_at = clashes.number(request.POST or MultiValueDict(draft.content), "version")
    context: dict[str, Any] = {"client": client, "form": form, "version": begun_at or version, "draft": draft}

    def act() -> None:
        clashes.amend(client=client, facts=form.cleaned_data, said=request.POST, by=request.user)

    try:
        if done(form, act):
            drafts.discard(form=BASICS, client_key=pk, by=request.user)
            return back(request, client, "basics", _("Saved."))
    except Overtaken as overtaken:
        context |= {"looked_at": version, "clashes": [_clash(form, each) for each in overtaken.clashes]}
    return form_page(request, "coaching/assessment/_basics_form.html", context)


def _clash(form: BasicsForm, clash: Clash) -> dict[str, Any]:
    def in_words(name: str, value: Any) -> str:
        return fact_in_words(Client(**{name: value}), name)

    return clashes.told(clash, form.fields[clash.name].label, in_words)


def _kind(word: str) -> Finding:
    if word not in FINDINGS:
        raise Http404
    return FINDINGS[word]


def _told(row: Any, kind: Finding, day: dt.date) -> dict[str, Any]:
    """What stands in the row now. What it told of the client's health isn't shown once the consent has ended."""
    facts = facts_of(row, kind.form)
    is_health = isinstance(row, Obstacle) and row.kind == ObstacleKind.HEALTH
    if is_health and not obstacles.may_tell_of_health(row.client_id, day):
        facts["detail"] = ""
    return facts
