"""Books that go out: empty ones with the right titles, and what stands in the register."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from ohjaamo import sheets
from ohjaamo.periods import today
from projects import book_exports, book_writing
from projects.access import project_for, projects_for, requires
from projects.book_kinds import KINDS, kinds_for
from projects.book_resources import BookResource
from projects.models import Project
from staff.permissions import Permission


@require_safe
@requires(Permission.IMPORT_BOOKS)
def book_template(request: HttpRequest, kind: str) -> HttpResponse:
    """An empty book of a kind, with the words of a project: the one asked for, else her newest."""
    resource = _resource(request, kind, _project(request))
    return sheets.answer(book_writing.empty_book(resource), f"{slugify(resource.label)}.xlsx")


@require_safe
@requires(Permission.IMPORT_BOOKS)
def export_list(request: HttpRequest) -> HttpResponse:
    """Which books of a project go out."""
    project = _project(request)
    context = {
        "project": project,
        "projects": projects_for(request.user, Permission.IMPORT_BOOKS),
        "kinds": [
            _resource(request, kind, project) for kind in _kinds(request, project) if not KINDS[kind].dated
        ],
    }
    return render(request, "projects/exports.html", context)


@require_safe
@requires(Permission.IMPORT_BOOKS)
def book_export(request: HttpRequest, kind: str) -> HttpResponse:
    """What stands in the register of a project as a book of a kind; whose records went out is written down first."""
    project = _project(request)
    resource = _resource(request, kind, project)
    if resource.dated:
        raise Http404
    packed = book_exports.book_of(resource, resource.lines(), project)
    return sheets.answer(packed, f"{project.code}-{slugify(resource.label)}.xlsx")


def _project(request: HttpRequest) -> Project:
    if code := request.GET.get("project", ""):
        return project_for(request.user, code, Permission.IMPORT_BOOKS)
    return projects_for(request.user, Permission.IMPORT_BOOKS)[0]


def _kinds(request: HttpRequest, project: Project) -> dict[str, type[BookResource]]:
    return kinds_for(project=project, today=today(), by=request.user)


def _resource(request: HttpRequest, kind: str, project: Project) -> BookResource:
    if kind not in _kinds(request, project):
        raise Http404
    return KINDS[kind](project=project, today=today(), by=request.user)
