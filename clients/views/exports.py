"""Exports of the list of clients: asked for, listed while they last, fetched."""

import tempfile
from collections.abc import Iterable, Sequence
from contextlib import ExitStack

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse, QueryDict, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from clients import exports
from clients.choices import ExportFormat
from clients.filters import ClientFilter
from clients.forms.exports import ExportForm
from clients.models import Export
from ohjaamo import sheets
from ohjaamo.periods import today
from ohjaamo.sheets import Cell, Sheet
from projects.access import requires
from staff.pages import is_accepted
from staff.permissions import CLIENT_VIEWERS

EXPORTS_SHOWN = 20


@require_http_methods(["GET", "HEAD", "POST"])
@requires(*CLIENT_VIEWERS)
def export(request: HttpRequest) -> HttpResponse:
    """What the export of the list, as it is narrowed, shall hold."""
    found = ClientFilter(request.GET, user=request.user, today=today())
    form = ExportForm(request.POST or None)
    narrowed = request.GET.urlencode()

    def ask() -> None:
        exports.ask(**form.cleaned_data, narrowed=narrowed, by=request.user)

    if is_accepted(form, ask, at="columns"):
        return redirect("clients:exports")
    context = {"form": form, "count": found.qs.filter(opens_at_once=True).count(), "narrowed": narrowed}
    return render(request, "clients/exports/export.html", context, status=422 if form.errors else 200)


@require_safe
@requires(*CLIENT_VIEWERS)
def export_list(request: HttpRequest) -> HttpResponse:
    """Her own exports, the newest first; those that are over can be asked for again."""
    now = timezone.now()
    found = Export.objects.filter(asked_by=request.user)[:EXPORTS_SHOWN]
    return render(request, "clients/exports/list.html", {"exports": found, "now": now})


@require_safe
@requires(*CLIENT_VIEWERS)
def export_file(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The file, of the clients whose records open to her now; not after its time."""
    asked = get_object_or_404(Export, pk=pk, asked_by=request.user)
    now = timezone.now()
    if now >= asked.expires_at:
        messages.warning(request, _("The time of this file is over. Ask for it again."))
        return redirect("clients:exports")
    day = today()
    found = ClientFilter(QueryDict(asked.narrowed), user=request.user, today=day)
    opening = found.qs.filter(opens_at_once=True)
    chosen = found.form.cleaned_data.get("project")
    clients = exports.prepared(opening, [chosen] if chosen else found.projects, day)
    rows = exports.rows(export=asked, clients=clients, day=day, moment=now, by=request.user)
    return _file(asked, rows)


def _file(asked: Export, rows: Iterable[Sequence[Cell]]) -> HttpResponseBase:
    name = f"{slugify(_('Clients'))}-{asked.pk}.{asked.format}"
    headers = sheets.file_headers(name)
    if asked.format == ExportFormat.CSV:
        return StreamingHttpResponse(sheets.csv_lines(rows), content_type=sheets.CSV, headers=headers)
    with ExitStack() as unless_whole:
        packed = unless_whole.enter_context(tempfile.TemporaryFile())
        sheets.write_xlsx([Sheet(_("Clients"), rows)], packed)
        packed.seek(0)
        unless_whole.pop_all()
    return FileResponse(packed, content_type=sheets.XLSX, headers=headers)
