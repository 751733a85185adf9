"""What has been found out with a client, on one page, and what each part of the page begins with."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from clients import obstacles
from clients.access import client_for
from clients.findings import found_with
from clients.language_skills import progress
from clients.models import Client, Enrolment, LanguageSkill, Obstacle
from clients.pages import ASSESSMENT_PAGE, FACTS_PAGE, Heading, heading
from coaching import life_situations
from coaching.choices import SituationMoment
from coaching.forms.findings import FINDINGS, Finding
from coaching.models import Situation
from coaching.trends import trends_of
from ohjaamo.periods import today
from projects.access import requires
from projects.choices import ProjectPart
from projects.memberships import allowed_to
from staff import drafts
from staff.models import Draft, User
from staff.permissions import Permission


@dataclass(frozen=True)
class Section:
    """A kind of finding on the page: what is known, and the form of something new; open when there is more to do."""

    finding: Finding
    rows: list[Any]
    form: Form
    draft: Draft
    is_open: bool


@dataclass(frozen=True)
class Moment:
    """A life situation on the page: recorded, missing, or not yet to be asked."""

    moment: SituationMoment
    situation: Situation | None
    is_missing: bool
    may_record: bool


@require_safe
@requires(Permission.READ_NOTES)
def client_assessment(request: HttpRequest, pk: int) -> HttpResponse:
    """What the client can do, what is in the way, how she is. Where no project of hers asks for it: the facts."""
    day = today()
    header = assessment_heading(client_for(request.user, pk, day), request.user, day)
    if not any(tab["is_current"] for tab in header.tabs):
        return redirect(FACTS_PAGE, pk)
    return assessment_page(request, header)


def client_to_assess(user: User, pk: int, day: dt.date) -> Client:
    """The client through the door, for somebody who logs in a project of the client's that assesses; else Http404."""
    logs = allowed_to(user, day).projects_using(ProjectPart.ASSESSMENT, Permission.LOG_SESSIONS)
    if not Enrolment.objects.filter(client=pk, project__in=logs).exists():
        raise Http404
    return client_for(user, pk, day)


def assessment_heading(client: Client, user: User, day: dt.date) -> Heading:
    """The client's header; its stays with their life situations."""
    stays = life_situations.at_hand(client.enrolments.all())
    return heading(client=client, user=user, today=day, current=ASSESSMENT_PAGE, stays=stays)


def assessment_page(
    request: HttpRequest, header: Heading, *, refused: Finding | None = None, form: Form | None = None
) -> HttpResponse:
    """The page; with a refused form in its place, and then 422."""
    context: dict[str, Any] = {"heading": header, "log_client": header.client, "form": form}
    user = request.user
    if stays := _using(header, ProjectPart.ASSESSMENT):
        context |= _assessment(header, user, stays, {refused: form} if refused and form else {})
    if stays := _using(header, ProjectPart.MEASUREMENTS):
        context |= _measurements(header, user, stays)
    if stays := _using(header, ProjectPart.SITUATIONS):
        context["situation_stays"] = list(_situations(header, user, stays))
    return render(request, "coaching/assessment/page.html", context, status=422 if form else 200)


def _using(header: Heading, part: ProjectPart) -> list[Enrolment]:
    return [stay for stay in header.readable if stay.project.has_part(part)]


def _logged(user: User, stays: list[Enrolment], day: dt.date) -> list[Enrolment]:
    """Of these stays those in whose project she logs, the running ones first."""
    allowed = allowed_to(user, day)
    hers = [stay for stay in stays if allowed.may(Permission.LOG_SESSIONS, stay.project_id)]
    return sorted(hers, key=lambda stay: not stay.period.includes(day))


def _assessment(
    header: Heading, user: User, stays: list[Enrolment], refused: dict[Finding, Form]
) -> dict[str, Any]:
    found = found_with(header.client)
    found[Obstacle] = obstacles.open_first(found[Obstacle])
    found[LanguageSkill] = progress(found[LanguageSkill])
    return {
        "sections": _sections(header, user, found, refused),
        "may_tell_of_health": obstacles.may_tell_of_health(header.client.pk, header.today),
        "keeps_findings": bool(_logged(user, stays, header.today)),
    }


def _sections(
    header: Heading, user: User, found: dict[Any, list[Any]], refused: dict[Finding, Form]
) -> list[Section]:
    """Each kind of finding, the form of something new with what she has begun in it."""
    client, kinds = header.client.pk, list(FINDINGS.values())
    blank = {kind: kind.form(today=header.today, auto_id=f"{kind.word}_%s") for kind in kinds}
    forms = blank | refused
    begun = drafts.begin_all(forms={(adding(kind), client): forms[kind] for kind in kinds}, by=user)
    return [
        Section(
            finding=kind,
            rows=found[kind.model],
            form=forms[kind],
            draft=begun[adding(kind)],
            is_open=kind in refused or begun[adding(kind)].pk is not None,
        )
        for kind in kinds
    ]


def adding(kind: Finding) -> str:
    """By what name the draft of something new of a kind is kept."""
    return f"{kind.word}-add"


def _measurements(header: Heading, user: User, stays: list[Enrolment]) -> dict[str, Any]:
    language = "eng" if get_language() == "en" else "fin"
    logged = _logged(user, stays, header.today)
    return {
        "trends": trends_of([stay.pk for stay in stays], language, header.today),
        "measured_stay": next(iter(logged), None),
        "keeps_instruments": allowed_to(user, header.today).may(Permission.KEEP_CATALOGUE),
    }


def _situations(
    header: Heading, user: User, stays: list[Enrolment]
) -> Iterator[tuple[Enrolment, list[Moment]]]:
    """Stay by stay the three moments; of one that waits for the stay's end nothing is said before."""
    logged = _logged(user, stays, header.today)
    for stay in stays:
        known = {situation.moment: situation for situation in stay.situations.all()}
        missing = life_situations.missing_of(stay, header.today)
        may = life_situations.moments_of(stay, header.today) if stay in logged else []
        yield (
            stay,
            [
                Moment(moment, known.get(moment), moment in missing, moment in may)
                for moment in SituationMoment
                if moment in known or moment in life_situations.moments_of(stay, header.today)
            ],
        )
