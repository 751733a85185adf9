"""What would come of a book, its taking in with progress, and its taking back."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ohjaamo.periods import today
from projects import import_access, import_previews, import_runs, import_standings, import_steps
from projects.access import requires
from projects.import_access import batch_for
from projects.import_standings import Standing
from staff import restaging
from staff.choices import ImportDeed
from staff.models import ImportBatch, User
from staff.pages import refuse
from staff.permissions import Permission
from staff.verdicts import ImportRefused

DETAIL, PREVIEW = "projects:import", "projects:import-preview"


@require_safe
@requires(Permission.IMPORT_BOOKS)
def import_preview(request: HttpRequest, pk: int) -> HttpResponse:
    """What would be new, change, stay and be left out."""
    day = today()
    batch = batch_for(request.user, pk, day)
    if not import_standings.standing(batch).is_open:
        return redirect(DETAIL, pk)
    try:
        import_access.judge(batch, request.user, day)
    except ImportRefused as busy:
        refuse(request, str(busy))
        return redirect("projects:import-columns", pk)
    page = {"steps": import_steps.steps(batch, "preview"), **_rows(request, batch)}
    return render(request, "projects/imports/preview.html", page)


@require_POST
@requires(Permission.IMPORT_BOOKS)
def import_start(request: HttpRequest, pk: int) -> HttpResponse:
    """Have the book taken in as the preview showed it."""
    batch = batch_for(request.user, pk, today())
    was_asked = batch.tasks.filter(ended_at=None).exists()
    shown = batch.judged_at.isoformat() if batch.judged_at else ""
    if not was_asked and (not shown or request.POST.get("seen") != shown):
        refuse(request, _("The book was changed after this preview. Here is how it stands now."))
        return redirect(PREVIEW, pk)
    return _ask(request, batch, ImportDeed.APPLY)


@require_safe
@requires(Permission.IMPORT_BOOKS)
def import_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """How far the taking in is, or what came of it."""
    batch = batch_for(request.user, pk, today())
    standing = import_standings.standing(batch)
    if standing.is_open and not standing.failure:
        return redirect("projects:import-columns", pk)
    return render(request, "projects/imports/detail.html", _run(request, standing, quarter=standing.quarter))


@require_safe
@requires(Permission.IMPORT_BOOKS)
def import_progress(request: HttpRequest, pk: int) -> HttpResponse:
    """The part of that page that asks anew by itself; `quarter` is what was said last."""
    standing = import_standings.standing(batch_for(request.user, pk, today()))
    said = request.GET.get("quarter", "")
    page = _run(request, standing, quarter=int(said) if said.isdecimal() and said.isascii() else 0)
    return render(request, "projects/imports/_progress.html", page | {"asks_anew": True})


@require_POST
@requires(Permission.IMPORT_BOOKS)
def import_undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Have the import taken back."""
    return _ask(request, batch_for(request.user, pk, today()), ImportDeed.UNDO)


@require_POST
@requires(Permission.IMPORT_BOOKS)
def import_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Prepare a book once more that was taken back, with all that was said of it."""
    batch = batch_for(request.user, pk, today())
    try:
        again = restaging.stage_again(batch=batch, by=request.user)
    except ImportRefused as forgotten:
        refuse(request, str(forgotten))
        return redirect(DETAIL, pk)
    return redirect(PREVIEW, again.pk)


@require_POST
@requires(Permission.IMPORT_BOOKS)
def import_discard(request: HttpRequest, pk: int) -> HttpResponse:
    """Throw a book away that wasn't taken in."""
    batch = batch_for(request.user, pk, today())
    try:
        import_runs.discard(batch=batch)
    except ImportRefused as taken:
        refuse(request, str(taken))
        return redirect(DETAIL, pk)
    messages.success(
        request, _("%(file)s was thrown away. Nothing was imported.") % {"file": batch.file_name}
    )
    return redirect("projects:imports")


def _ask(request: HttpRequest, batch: ImportBatch, deed: ImportDeed) -> HttpResponse:
    user: User = request.user
    try:
        import_runs.ask(batch=batch, deed=deed, by=user)
    except ImportRefused as done:
        refuse(request, str(done))
    return redirect(DETAIL, batch.pk)


def _run(request: HttpRequest, standing: Standing, *, quarter: int) -> dict[str, Any]:
    batch = standing.batch
    page = {"batch": batch, "standing": standing, "quarter": quarter}
    page["steps"] = import_steps.steps(batch, "run")
    if not standing.is_running and batch.applied_at:
        page |= {"left": import_standings.left(batch), **_rows(request, batch)}
    return page


def _rows(request: HttpRequest, batch: ImportBatch) -> dict[str, Any]:
    """The numbers of the book, and a page of the rows behind one of them."""
    preview = import_previews.preview(batch, request.GET.get("show", ""))
    found = import_previews.rows_of(batch, preview.shown)
    page = Paginator(found, import_previews.ROWS_A_PAGE).get_page(request.GET.get("page"))
    return {
        "batch": batch,
        "preview": preview,
        "page": page,
        "titles": import_previews.titles_of(batch),
        "rows": import_previews.shown(batch, page),
    }
