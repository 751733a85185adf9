"""Books that come in: the list of them, the choice of a file, and its columns."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Case, Exists, OuterRef, Value, When
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ohjaamo.books import BookError, Row
from ohjaamo.periods import today
from projects import book_accounts, import_beginnings, import_steps
from projects.access import requires
from projects.book_kinds import KINDS, kinds_for
from projects.book_resources import BookResource
from projects.forms.imports import ColumnsForm, NewImportForm, SheetForm
from projects.import_access import batches_of, judge, open_batch_for, taker_for
from projects.memberships import allowed_to
from projects.models import Project
from staff import staging
from staff.choices import BatchState, RowStatus
from staff.import_undoing import LASTS
from staff.models import ImportBatch, ImportRow, ImportTask, User
from staff.permissions import Permission
from staff.verdicts import ImportRefused

BOOKS_A_PAGE = 25


@require_safe
@requires(Permission.IMPORT_BOOKS)
def import_list(request: HttpRequest) -> HttpResponse:
    """The books of her projects: those in the making, and those taken in, which can be taken back."""
    books = (
        batches_of(request.user, today())
        .annotate(
            has_rows=Exists(ImportRow.objects.filter(batch=OuterRef("pk"))),
            is_under_way=Exists(ImportTask.objects.filter(batch=OuterRef("pk"), ended_at=None)),
        )
        .select_related("staged_by", "undone_by")
        .defer("mapping", "words", "days", "reading")
        .order_by(Case(When(state=BatchState.STAGED, then=Value(0)), default=Value(1)), "-pk")
    )
    page = Paginator(books, BOOKS_A_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "lines": [_line(batch) for batch in page], "kinds": _kinds(request)}
    return render(request, "projects/imports/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.IMPORT_BOOKS)
def import_new(request: HttpRequest) -> HttpResponse:
    """A file is chosen, dropped or pasted."""
    within = allowed_to(request.user, today()).projects_where(Permission.IMPORT_BOOKS)
    projects = Project.objects.filter(pk__in=within)
    is_sent = request.method == "POST"
    form = NewImportForm(
        request.POST if is_sent else None, request.FILES if is_sent else None, projects=projects
    )
    if form.is_valid() and (batch := _begun(request, form)):
        return redirect("projects:import-columns", batch.pk)
    context = {"form": form, "kinds": _kinds(request)}
    return render(request, "projects/imports/new.html", context, status=422 if is_sent else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.IMPORT_BOOKS)
def import_columns(request: HttpRequest, pk: int) -> HttpResponse:
    """What each column of the book means."""
    user: Any = request.user
    batch = open_batch_for(user, pk, today())
    rows, taker = staging.rows_of(batch), taker_for(batch, user, today())
    form = ColumnsForm(
        request.POST if request.method == "POST" else None,
        batch=batch,
        taker=taker,
        samples=book_accounts.samples(batch, rows),
    )
    if form.is_valid():
        try:
            import_beginnings.settle(batch=batch, taker=taker, meanings=form.meanings, by=user)
            judge(batch, user, today())
        except ImportRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect(import_steps.after(batch, "columns"))
    return _columns_page(request, batch, rows, columns_form=form)


@require_POST
@requires(Permission.IMPORT_BOOKS)
def import_sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """Reads another sheet, another row of titles, other letters or another kind."""
    user: Any = request.user
    batch = open_batch_for(user, pk, today())
    rows = staging.rows_of(batch)
    form = _sheet_form(batch, rows, user, request.POST)
    if form.is_valid():
        try:
            import_beginnings.read_anew(batch=batch, **form.said, today=today(), by=user)
        except (BookError, ImportRefused) as refusal:
            form.add_error(None, str(refusal))
            batch = open_batch_for(user, pk, today())
        else:
            return redirect("projects:import-columns", pk)
    return _columns_page(request, batch, rows, sheet_form=form)


def _columns_page(
    request: HttpRequest,
    batch: ImportBatch,
    rows: Sequence[Row],
    *,
    columns_form: ColumnsForm | None = None,
    sheet_form: SheetForm | None = None,
) -> HttpResponse:
    """The page of both forms; the one that was refused says why."""
    user: Any = request.user
    samples = book_accounts.samples(batch, rows)
    shown = columns_form or ColumnsForm(batch=batch, taker=taker_for(batch, user, today()), samples=samples)
    context = {
        "batch": batch,
        "steps": import_steps.steps(batch, "columns"),
        "columns_form": shown,
        "sheet_form": sheet_form or _sheet_form(batch, rows, user),
        "account": book_accounts.account(batch, rows),
        "first_rows": book_accounts.first_rows(batch, rows),
        "letters": book_accounts.letters_in(rows),
        "before": import_beginnings.taken_before(batch),
        "form": sheet_form or shown,
    }
    status = 422 if context["form"].is_bound else 200
    return render(request, "projects/imports/columns.html", context, status=status)


def _kinds(request: HttpRequest) -> Iterable[type[BookResource]]:
    """The kinds of books that she may bring into one project or another."""
    return kinds_for(project=None, today=today(), by=request.user).values()


def _sheet_form(
    batch: ImportBatch, rows: Sequence[Row], user: User, said: QueryDict | None = None
) -> SheetForm:
    project = Project.objects.get(code=batch.project_code)
    return SheetForm(
        said,
        batch=batch,
        kinds=kinds_for(project=project, today=today(), by=user),
        account=book_accounts.account(batch, rows),
        first_rows=book_accounts.first_rows(batch, rows),
    )


def _begun(request: HttpRequest, form: NewImportForm) -> ImportBatch | None:
    """The book as it was kept; None when it can't be read, which the form then says."""
    user: Any = request.user
    with TemporaryDirectory() as folder:
        path = Path(folder) / "book"
        form.write(path)
        try:
            return import_beginnings.begin(
                path=path,
                file_name=form.file_name,
                project=form.cleaned_data["project"],
                today=today(),
                by=user,
            )
        except (BookError, ImportRefused) as refusal:
            form.add_error(form.place, str(refusal))
            return None


def _line(batch: Any) -> dict[str, Any]:
    """A book as the list shows it: where it goes on, what came of it, until when it can be taken back."""
    statuses = batch.counts.get("statuses", {})
    is_taken_in = batch.state == BatchState.APPLIED
    until = batch.applied_at + LASTS if is_taken_in else None
    return {
        "batch": batch,
        "kind": KINDS[batch.kind].label if batch.kind in KINDS else batch.kind,
        "url": _address(batch),
        "new": statuses.get(RowStatus.CREATED, 0),
        "updated": statuses.get(RowStatus.UPDATED, 0),
        "undo_until": until if until and until >= timezone.now() else None,
    }


def _address(batch: Any) -> str:
    """Where the book goes on; nowhere once its rows are forgotten and nothing came of them."""
    if batch.state != BatchState.STAGED or batch.is_under_way:
        return reverse("projects:import", args=[batch.pk])
    if batch.has_rows and batch.judged_at:
        return import_steps.after(batch, "columns")
    return reverse("projects:import-columns", args=[batch.pk]) if batch.has_rows else ""
