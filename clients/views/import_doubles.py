"""Rows of a book that may be about somebody we know, side by side; and values that differ from ours."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from clients import import_differences as differing
from clients import import_pairs
from clients.forms.import_doubles import AnswerForm, TicksForm
from clients.import_pairs import Pair, pair_of
from ohjaamo.periods import today
from projects import import_steps
from projects.access import requires
from projects.import_access import judge, open_batch_for, taker_for
from staff import answers, pages
from staff.models import ImportBatch, ImportRow
from staff.permissions import Permission
from staff.readings import Reading
from staff.verdicts import ImportRefused

DIFFERENCES_A_PAGE = 50


@require_safe
@requires(Permission.IMPORT_BOOKS)
def import_doubles(request: HttpRequest, pk: int) -> HttpResponse:
    """The pair that waits for an answer, and the differences; the rows are tried anew once no pair waits."""
    batch = open_batch_for(request.user, pk, today())
    if not answers.waiting(batch):
        _judge(request, batch)
    waiting = answers.waiting(batch)
    pair = _pair(request, batch, waiting[0]) if waiting else None
    return render(request, "clients/imports/doubles.html", _context(request, batch, pair))


@require_POST
@requires(Permission.IMPORT_BOOKS)
def import_answer(request: HttpRequest, pk: int, row: int) -> HttpResponse:
    """Says whom a row is about, and every row that says the same of the person."""
    batch = open_batch_for(request.user, pk, today())
    waiting = answers.waiting(batch)
    found = next((each for each in waiting if each.number == row), None)
    if found is None:
        pages.refuse(request, _("Row %(row)s has been answered already.") % {"row": row})
        return _back(batch)
    pair = _pair(request, batch, found)
    form = AnswerForm(request.POST, pair=pair)
    if not form.is_valid():
        context = _context(request, batch, pair) | {"form": form}
        return render(request, "clients/imports/doubles.html", context, status=422)
    rows = import_pairs.alike(found, waiting, batch) if form.says_same else [found]
    _say(request, rows, form)
    return _back(batch)


@require_POST
@requires(Permission.IMPORT_BOOKS)
def import_again(request: HttpRequest, pk: int, row: int) -> HttpResponse:
    """Forgets an answer, so that the question is asked anew."""
    batch = open_batch_for(request.user, pk, today())
    found = get_object_or_404(batch.rows.filter(skipped=""), number=row)
    try:
        answers.ask_again(row=found)
    except ImportRefused as refusal:
        pages.refuse(request, str(refusal))
        return _back(batch)
    batch.refresh_from_db()
    _judge(request, batch)
    messages.success(request, _("The answer for row %(row)s is taken back.") % {"row": row})
    return _back(batch)


@require_POST
@requires(Permission.IMPORT_BOOKS)
def import_differences(request: HttpRequest, pk: int) -> HttpResponse:
    """Keeps which differing values are to be taken from the book."""
    batch = open_batch_for(request.user, pk, today())
    form = TicksForm(request.POST, found=differing.differences(batch))
    page = request.GET.get("page", "")
    if not form.is_valid():
        pages.refuse(request, _("The rows have been changed meanwhile. Look at them again."))
        return _back(batch, "differences", page)
    try:
        differing.take(batch=batch, ticks=form.ticks, columns=form.columns)
    except ImportRefused as refusal:
        pages.refuse(request, str(refusal))
    else:
        messages.success(request, _("What was ticked is taken from the book."))
    return _back(batch, "differences", page)


def _judge(request: HttpRequest, batch: ImportBatch) -> None:
    try:
        judge(batch, request.user, today())
    except ImportRefused as refusal:
        pages.refuse(request, str(refusal))


def _pair(request: HttpRequest, batch: ImportBatch, row: ImportRow) -> Pair:
    taker = taker_for(batch, request.user, today())
    return pair_of(row=row, batch=batch, taker=taker, today=today(), by=request.user)


def _say(request: HttpRequest, rows: list[ImportRow], form: AnswerForm) -> None:
    try:
        answers.say(rows=rows, answer=form.answer)
    except ImportRefused as refusal:
        pages.refuse(request, str(refusal))
        return
    numbers = ", ".join(str(row.number) for row in rows)
    said = {"rows": numbers, "answer": import_pairs.in_words(form.answer)}
    messages.success(request, _("Row %(rows)s: %(answer)s.") % said)


def _back(batch: ImportBatch, place: str = "pair", page: str = "") -> HttpResponse:
    """To the page, where the heading of the next pair, or of the differences, has the focus."""
    query = f"?page={page}" if page.isdecimal() else ""
    return HttpResponseRedirect(f"{reverse('clients:import-doubles', args=[batch.pk])}{query}#{place}")


def _context(request: HttpRequest, batch: ImportBatch, pair: Pair | None) -> dict[str, Any]:
    done, waiting = answers.answered(batch), answers.waiting(batch)
    found = differing.differences(batch)
    page = Paginator(found, DIFFERENCES_A_PAGE).get_page(request.GET.get("page"))
    differing.note_looking(shown=page.object_list, today=today(), by=request.user)
    reading = Reading(batch)
    return {
        "batch": batch,
        "steps": import_steps.steps(batch, "doubles"),
        "pair": pair,
        "who": import_pairs.name_in(pair.row, reading) if pair else "",
        "place": len(done) + 1,
        "all": len(done) + len(waiting),
        "waiting": len(waiting),
        "answered": [
            (row.number, import_pairs.name_in(row, reading), import_pairs.in_words(answers.answer_of(row)))
            for row in done
        ],
        "page": page,
        "columns": differing.columns(found),
        "onward": import_steps.after(batch, "doubles"),
    }
