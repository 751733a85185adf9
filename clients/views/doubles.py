"""Likely doubles: the queue, two records side by side, and what is decided."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from clients import doubles, merges
from clients.access import client_for, reachable_clients
from clients.fact_words import fact_in_words
from clients.forms.doubles import MergeForm
from clients.models import Client, Merge
from clients.pages import FACTS_PAGE, listed_name
from ohjaamo.periods import today
from projects.access import requires
from projects.memberships import allowed_to
from staff.models import User
from staff.pages import refuse
from staff.permissions import Permission

MERGES_SHOWN = 20


@dataclass(frozen=True)
class Line:
    """A fact of both records in words; it asks which to keep where they differ."""

    fact: merges.Fact
    kept: str
    gone: str


@require_safe
@requires(Permission.SETTLE_DOUBLES)
def double_list(request: HttpRequest) -> HttpResponse:
    """The pairs that wait, and the latest merges, which can be taken apart."""
    day = today()
    settled = Merge.objects.filter(client__in=_clients(request.user, day)).select_related("client")
    context = {
        "pairs": doubles.pairs(_clients(request.user, day)),
        "merges": settled[:MERGES_SHOWN],
    }
    return render(request, "clients/doubles/list.html", context)


@require_safe
@requires(Permission.SETTLE_DOUBLES)
def double_detail(request: HttpRequest, pk: int, other: int) -> HttpResponse:
    """Two records side by side: the first stays, the other would go."""
    kept, gone = _both(request.user, pk, other)
    return _side_by_side(request, kept, gone)


@require_POST
@requires(Permission.SETTLE_DOUBLES)
def double_merge(request: HttpRequest, pk: int, other: int) -> HttpResponse:
    """Makes the two records one."""
    kept, gone = _both(request.user, pk, other)
    form = MergeForm(request.POST)
    if form.is_valid():
        try:
            taken = form.cleaned_data["taken"]
            merges.merge(kept=kept, gone=gone, taken=taken, today=today(), by=request.user)
        except ValidationError as refusal:
            form.add_error(None, refusal.messages)
        else:
            messages.success(request, _("The two records are one now. It can be taken apart below."))
            return redirect("clients:doubles")
    return _side_by_side(request, kept, gone, form)


@require_POST
@requires(Permission.SETTLE_DOUBLES)
def double_apart(request: HttpRequest, pk: int, other: int) -> HttpResponse:
    """Says that the two are two people."""
    one, another = _both(request.user, pk, other)
    try:
        doubles.tell_apart(one=one, other=another, by=request.user)
    except ValidationError as refusal:
        refuse(request, *refusal.messages)
    else:
        messages.success(request, _("They are two people: this pair isn't asked about again."))
    return redirect("clients:doubles")


@require_POST
@requires(Permission.SETTLE_DOUBLES)
def merge_undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Takes a merge apart."""
    day = today()
    theirs = Merge.objects.filter(client__in=_clients(request.user, day))
    merge = get_object_or_404(theirs.select_related("client"), pk=pk)
    client_for(request.user, merge.client_id, day)
    try:
        merges.take_apart(merge=merge, by=request.user)
    except ValidationError as refusal:
        refuse(request, *refusal.messages)
        return redirect(FACTS_PAGE, merge.client_id)
    messages.success(request, _("The merge is taken apart: both records are as they were."))
    return redirect("clients:doubles")


def _clients(user: User, day: dt.date) -> QuerySet[Client]:
    """Those she may open, in the projects where she settles doubles."""
    projects = allowed_to(user, day).projects_where(Permission.SETTLE_DOUBLES)
    return reachable_clients(user, day).filter(enrolments__project__in=projects).distinct()


def _both(user: User, pk: int, other: int) -> tuple[Client, Client]:
    """Both through the client's door. Http404 where doubles aren't hers to settle."""
    day = today()
    if pk == other or _clients(user, day).filter(pk__in=[pk, other]).count() < 2:
        raise Http404
    return client_for(user, pk, day), client_for(user, other, day)


def _side_by_side(
    request: HttpRequest, kept: Client, gone: Client, form: MergeForm | None = None
) -> HttpResponse:
    lines = [
        Line(fact, fact_in_words(kept, fact.name), fact_in_words(gone, fact.name))
        for fact in merges.side_by_side(kept, gone)
        if fact.kept or fact.gone
    ]
    context: dict[str, Any] = {
        "kept": kept,
        "gone": gone,
        "names": (listed_name(kept), listed_name(gone)),
        "lines": lines,
        "stays": [client.enrolments.select_related("project") for client in (kept, gone)],
        "outcomes": merges.doubled_outcomes(kept, gone),
        "form": form,
    }
    return render(request, "clients/doubles/pair.html", context, status=422 if form else 200)
