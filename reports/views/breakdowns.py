"""The clients of a snapshot looked at more closely: told apart, moved between two days, and how they are known."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ohjaamo.formats import day as in_words
from ohjaamo.periods import today
from projects.access import project_for
from projects.categories import in_order
from projects.models import Project
from reports import breakdowns, days, people
from reports.breakdowns import cell_label
from reports.choices import SplitBy
from reports.figures.confirmations import confirmations as confirmations_of
from reports.figures.matrix import matrix
from reports.figures.split import WITHHELD, split, told
from reports.figures.status import UnknownCell
from reports.forms.days import SnapshotDayForm, SpanForm
from reports.grids import Grid
from reports.pages import OPENERS, may_open, people_page
from reports.people import Figure
from reports.readings import one_reading
from staff.permissions import Permission


@require_safe
def split_table(request: HttpRequest, code: str, by: str) -> HttpResponse:
    """The clients of a day told apart by one thing."""
    project, kind = project_for(request.user, code, Permission.SEE_REPORTS), _by(by)
    form = SnapshotDayForm(request.GET, project=project, today=today())
    opens = may_open(request.user, project, today())

    def address(value: str, cell: str) -> str:
        if not opens or value == WITHHELD:
            return ""
        return reverse("reports:split-people", args=[code, by, form.day.isoformat(), value, cell])

    with one_reading():
        categories = in_order(project)
        found = split(told(project, form.day, categories=categories), kind, form.day)
        table = breakdowns.split_grid(found, categories, address)
    return _page(request, project, "split", form, [table], choices=SplitBy, by=kind)


@require_safe
def split_people(request: HttpRequest, code: str, by: str, day: str, value: str, cell: str) -> HttpResponse:
    """The clients of a cell of a split. Who is under a safety restriction nobody is told by municipality."""
    project, kind, on = project_for(request.user, code, *OPENERS), _by(by), _day(day)
    found = split(told(project, on), kind, on)
    if value not in found.values or value == WITHHELD:
        raise Http404
    label = f"{dict(breakdowns.values(found))[value]}, {cell_label(cell)} {in_words(on)}"
    keys = found.values[value].get(cell, ())
    return _people(request, project, label, keys, on, reverse("reports:split", args=[code, by]))


@require_safe
def flow_table(request: HttpRequest, code: str) -> HttpResponse:
    """Who went from what to what between two days."""
    project = project_for(request.user, code, Permission.SEE_REPORTS)
    form = SpanForm(request.GET, project=project, today=today())
    opens, (before, day) = may_open(request.user, project, today()), form.days

    def address(was: str, now: str) -> str:
        asked = [code, before.isoformat(), day.isoformat(), was, now]
        return reverse("reports:flow-people", args=asked) if opens else ""

    with one_reading():
        categories = in_order(project)
        found = matrix(project, before, day, categories=categories)
        table = breakdowns.matrix_grid(found, categories, address)
    return _page(request, project, "flow", form, [table])


@require_safe
def flow_people(request: HttpRequest, code: str, since: str, day: str, was: str, now: str) -> HttpResponse:
    """The clients who went from one status to another."""
    project, before, on = project_for(request.user, code, *OPENERS), _day(since), _day(day)
    try:
        keys = matrix(project, before, on).cells.get((was, now), ())
    except UnknownCell as error:
        raise Http404 from error
    label = f"{cell_label(was)} {in_words(before)} → {cell_label(now)} {in_words(on)}"
    return _people(request, project, label, keys, on, reverse("reports:flow", args=[code]))


@require_safe
def confirmations(request: HttpRequest, code: str) -> HttpResponse:
    """How old the confirmations of a day's statuses are, and from what they are."""
    project = project_for(request.user, code, Permission.SEE_REPORTS)
    form = SnapshotDayForm(request.GET, project=project, today=today())
    opens = may_open(request.user, project, today())

    def address(cell: str, how: str) -> str:
        asked = [code, form.day.isoformat(), cell, how]
        return reverse("reports:confirmation-people", args=asked) if opens else ""

    with one_reading():
        categories = in_order(project)
        found = confirmations_of(project, form.day, categories=categories)
        tables = [
            breakdowns.ages_grid(found, form.day, categories, address),
            breakdowns.sources_grid(found, form.day, categories, address),
        ]
    return _page(request, project, "confirmations", form, tables)


@require_safe
def confirmation_people(request: HttpRequest, code: str, day: str, cell: str, how: str) -> HttpResponse:
    """The clients whose status is known from something, or so old, and who confirmed it when."""
    project, on = project_for(request.user, code, *OPENERS), _day(day)
    found = confirmations_of(project, on)
    keys = breakdowns.confirmed(found, on, cell, how)
    why = people.why_known({each.key: each for each in found})
    label = f"{cell_label(cell)}: {cell_label(how)} {in_words(on)}"
    figure = Figure(label, keys)
    clients = figure.clients.select_related("municipality")
    back = reverse("reports:confirmations", args=[code])
    return people_page(request, project, figure, clients, why, back=back, today=today())


def _page(
    request: HttpRequest, project: Project, part: str, form: Form, tables: Sequence[Grid], **context: Any
) -> HttpResponse:
    """A page of tables with the form of its days; days that can't be read are told of (422)."""
    titles = {
        "split": _("Clients told apart"),
        "flow": _("Moves between two dates"),
        "confirmations": _("How the status is known"),
    }
    context |= {"project": project, "part": part, "form": form, "tables": tables, "title": titles[part]}
    return render(request, "reports/breakdown.html", context, status=200 if form.is_valid() else 422)


def _people(
    request: HttpRequest, project: Project, label: str, keys: Sequence[int], on: dt.date, back: str
) -> HttpResponse:
    figure = Figure(label, keys)
    clients = people.with_stays(figure.clients, project, on)
    return people_page(request, project, figure, clients, people.why_active, back=back, today=today())


def _by(text: str) -> SplitBy:
    if text not in SplitBy.values:
        raise Http404
    return SplitBy(text)


def _day(text: str) -> dt.date:
    try:
        return days.read(text)
    except ValueError as error:
        raise Http404 from error
