"""What has been published: the list, a publication as it was, its files, and beside it what is known now."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ohjaamo.periods import today
from ohjaamo.sheets import XLSX, answer
from projects.access import project_for
from projects.memberships import allowed_to
from reports import causes, known_now, publication_tables, publications, published_people, sealed_papers
from reports.choices import Audience
from reports.models import Publication
from reports.pages import OPENERS, ROWS_A_PAGE
from reports.publication_access import is_masked, publication_for
from reports.readings import one_reading
from staff.permissions import Permission


@require_safe
def publication_list(request: HttpRequest, code: str) -> HttpResponse:
    """Everything published of the project, each version."""
    project = project_for(request.user, code, Permission.SEE_REPORTS)
    may_publish = allowed_to(request.user, today()).may(Permission.PUBLISH_REPORTS, project.pk)
    page = Paginator(publications.of_project(project), ROWS_A_PAGE).get_page(request.GET.get("page"))
    context = {"project": project, "page": page, "may_publish": may_publish}
    return render(request, "reports/publications.html", context)


@require_safe
def publication(request: HttpRequest, pk: int) -> HttpResponse:
    """A publication as it was published."""
    found = publication_for(request.user, pk, today())
    context = {
        **_heading(request, found),
        "rows": publication_tables.rows(found),
        **publication_tables.told(found),
    }
    return render(request, "reports/publication.html", context)


@require_safe
def publication_now(request: HttpRequest, pk: int) -> HttpResponse:
    """As published and as known now: the figures that differ, and who makes the difference and why."""
    day = today()
    found = publication_for(request.user, pk, day, *OPENERS)
    if _is_public(found):
        raise Http404
    with one_reading():
        compared = known_now.compare(found)
        moved = known_now.moved(compared)
        seen = set(published_people.seen([each.key for each in moved], request.user, day))
        pages = Paginator([each for each in moved if each.key in seen], ROWS_A_PAGE)
        page = pages.get_page(request.GET.get("page"))
        people = _with_causes(found, page, request.user, day)
    context = {
        **_heading(request, found),
        "changed": [each for each in compared if not each.is_same],
        "moved": moved,
        "page": page,
        "people": people,
    }
    return render(request, "reports/publication_now.html", context)


@require_safe
def publication_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """The sealed paper."""
    found = publication_for(request.user, pk, today())
    return answer(bytes(found.pdf), f"{_named(found)}.pdf", "application/pdf")


@require_safe
def publication_xlsx(request: HttpRequest, pk: int) -> HttpResponse:
    """The sealed spreadsheet."""
    found = publication_for(request.user, pk, today())
    return answer(bytes(found.book), f"{_named(found)}.xlsx", XLSX)


@require_safe
def publication_json(request: HttpRequest, pk: int) -> HttpResponse:
    """The sealed content to the letter: its SHA-256 is the digest."""
    found = publication_for(request.user, pk, today())
    return answer(found.content.encode(), f"{_named(found)}.json", "application/json")


def _heading(request: HttpRequest, found: Publication) -> dict[str, Any]:
    """What the pages of a publication begin with, and what she may do there."""
    day = today()
    allowed = allowed_to(request.user, day)
    reads_as_auditor = is_masked(request.user, found, day)
    may_compare = any(allowed.may(each, found.project_id) for each in OPENERS) and not _is_public(found)
    return {
        "publication": found,
        "project": found.project,
        "reads_as_auditor": reads_as_auditor,
        "can_open": not _is_public(found) and (reads_as_auditor or may_compare),
        "may_compare": may_compare,
        "may_name_readers": allowed.may(Permission.PUBLISH_REPORTS, found.project_id),
        "newer": publications.newer_than(found),
    }


def _is_public(found: Publication) -> bool:
    """Nobody stands behind the figures of a public report, so there is nobody to compare."""
    return found.audience == Audience.PUBLIC


def _with_causes(
    found: Publication, page: "Page[known_now.Moved]", user: Any, day: dt.date
) -> Sequence[tuple[Any, known_now.Moved, list[str]]]:
    """The people of a page, each by name, with the figures it makes differ and the causes."""
    moved = list(page.object_list)
    told = causes.causes(found, moved)
    named = published_people.named([each.key for each in moved], user, day)
    return [(person, each, told[each.key]) for person, each in zip(named, moved, strict=True)]


def _named(found: Publication) -> str:
    return sealed_papers.file_name(
        found.project.code, found.kind, found.as_of.isoformat(), found.version, found.audience
    )
