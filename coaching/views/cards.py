"""Cards: which run out, who needs which."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from clients import cards
from clients.models import Card, CardNeed, Client
from clients.pages import COACHING_PAGE
from coaching.access import client_to_log, clients_to_follow, here
from coaching.forms.follow_ups import ALL, MINE, CardNarrowForm, NeedForm, ReasonForm
from coaching.views.answers import asks_why, tell
from ohjaamo.periods import today
from projects.access import requires
from projects.memberships import allowed_to
from staff.pages import say_with_undo
from staff.permissions import Permission

ROWS_A_PAGE = 25


@require_safe
@requires(Permission.LOG_SESSIONS)
def card_list(request: HttpRequest) -> HttpResponse:
    """Cards that have expired or soon will, or cards that somebody needs, of clients who are here."""
    day = today()
    coaches = allowed_to(request.user, day).may(Permission.SEE_OWN_CLIENTS)
    narrow = CardNarrowForm.read(request.GET, first=MINE if coaches else ALL)
    clients = here(clients_to_follow(request.user, day, is_mine=narrow.is_mine), request.user, day)
    rows: QuerySet[Any] = (cards.needed if narrow.is_of_needs else cards.running_out)(clients, day)
    if card_type := narrow.cleaned_data.get("card_type"):
        rows = rows.filter(card_type=card_type)
    page = Paginator(rows, ROWS_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "coaching/cards.html", {"narrow": narrow, "page": page, "today": day})


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.LOG_SESSIONS)
@asks_why
def card_need_add(request: HttpRequest, pk: int) -> HttpResponse:
    """Says that a client needs a card."""
    day = today()
    client = client_to_log(request.user, pk, day)
    form = NeedForm(request.POST or None)
    if form.is_valid():
        card_type = form.cleaned_data["card_type"]
        try:
            cards.need(client=client, card_type=card_type, starts_on=day, by=request.user)
        except ValidationError as refusal:
            form.add_error(None, refusal.messages)
        else:
            say_with_undo(request, _("Needs the card: %s.") % card_type, back=_page_of(client))
            return redirect(COACHING_PAGE, client.pk)
    return _ask(request, form, client, _("Needs a card"))


@require_POST
@requires(Permission.LOG_SESSIONS)
@asks_why
def card_need_end(request: HttpRequest, pk: int) -> HttpResponse:
    """The card isn't needed any more."""
    day = today()
    need = get_object_or_404(CardNeed.objects.select_related("card_type"), pk=pk)
    client = client_to_log(request.user, need.client_id, day)

    def end() -> None:
        cards.end_need(need=need, ends_on=max(day, need.starts_on), by=request.user)

    return tell(request, end, _("The card isn't needed any more: %s.") % need.card_type, _page_of(client))


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.LOG_SESSIONS)
@asks_why
def card_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Takes a wrong card out, with a reason."""
    card = get_object_or_404(Card.objects.select_related("card_type"), pk=pk)
    client = client_to_log(request.user, card.client_id, today())
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        cards.withdraw(card=card, reason=form.cleaned_data["reason"], by=request.user)
        say_with_undo(request, _("The card was withdrawn."), back=_page_of(client))
        return redirect(COACHING_PAGE, client.pk)
    return _ask(request, form, client, _("Withdraw the card: %s") % card.card_type)


def _ask(request: HttpRequest, form: Form, client: Client, title: str) -> HttpResponse:
    context = {"form": form, "client": client, "title": title}
    return render(request, "coaching/card_form.html", context, status=422 if form.is_bound else 200)


def _page_of(client: Client) -> str:
    return reverse(COACHING_PAGE, args=[client.pk])
