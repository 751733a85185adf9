"""The words and days of a book that nobody can be sure of, each asked once."""

from collections.abc import Iterator
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from ohjaamo.periods import today
from projects import import_steps
from projects.access import requires
from projects.forms.import_values import WORDS_AT_ONCE, ValuesForm
from projects.import_access import judge, open_batch_for, taker_for
from projects.import_values import Values, look, say
from projects.import_words import WordColumn
from staff.import_memory import recall_words
from staff.models import ImportBatch
from staff.permissions import Permission
from staff.verdicts import ImportRefused


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.IMPORT_BOOKS)
def import_values(request: HttpRequest, pk: int) -> HttpResponse:
    """Each unknown word and each unclear way of writing days; or, of the column that is named, all its words."""
    batch = open_batch_for(request.user, pk, today())
    taker = taker_for(batch, request.user, today())
    values = look(batch, taker)
    page = _page_of_words(request, values)
    memory = recall_words([column.name for column in values.words], before=batch.staged_at)
    posted = request.POST if request.method == "POST" else None
    form = ValuesForm(posted, values=values, memory=memory, chosen=page.object_list if page else ())
    if form.is_valid():
        try:
            say(batch=batch, taker=taker, words=form.words, days=form.days, by=request.user)
            judge(batch, request.user, today())
        except ImportRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect(_next(batch, form, is_part=page is not None))
    context = _context(batch, form) | {"page": page}
    return render(request, "projects/imports/values.html", context, status=422 if form.is_bound else 200)


def _page_of_words(request: HttpRequest, values: Values) -> Page[Any] | None:
    """The words of the column that the address names, the unknown ones among them, a page at a time."""
    named = (column for column in values.words if column.name == request.GET.get("column"))
    if (column := next(named, None)) is None:
        return None
    return Paginator(column.words, WORDS_AT_ONCE).get_page(request.GET.get("page"))


def _next(batch: ImportBatch, form: ValuesForm, *, is_part: bool) -> str:
    """On to the next step; here again for the words that didn't fit, and from a single column."""
    if is_part or (form.words and form.later):
        return reverse("projects:import-values", args=[batch.pk])
    return import_steps.after(batch, "values")


def _context(batch: ImportBatch, form: ValuesForm) -> dict[str, Any]:
    return {
        "batch": batch,
        "steps": import_steps.steps(batch, "values"),
        "form": form,
        "known": [(column, list(_known(column, form))) for column in form.values.words if column.known],
        "contradicting": [column for column in form.values.days if not column.orders],
    }


def _known(column: WordColumn, form: ValuesForm) -> Iterator[dict[str, Any]]:
    """The words of a column that mean the same, apart from those that are remembered from other books."""
    memory = form.memory[column.name]
    for code, words in column.known.items():
        for is_remembered in (False, True):
            alike = [word for word in words if (memory.get(word.word) == code) == is_remembered]
            if alike:
                yield {
                    "texts": [word.text for word in alike],
                    "meaning": column.choices.get(code, ""),
                    "count": sum(word.count for word in alike),
                    "is_remembered": is_remembered,
                }
