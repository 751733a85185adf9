"""The service tray of a client: what is offered, and where each card goes."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_POST, require_safe

from clients.access import ReasonNeeded, client_for
from clients.models import Client, Enrolment
from clients.pages import Heading, heading
from coaching import trays
from coaching.access import enrolment_for, offer_for
from coaching.catalogues import in_order, in_use
from coaching.choices import OfferState
from coaching.forms.trays import OfferForm, PaperForm, TurnForm
from coaching.models import Material, Service
from coaching.paths import with_stage
from coaching.phrases import paper_language
from coaching.tongues import first_tongue, fits, tongues_of
from coaching.trays import Card
from coaching.views.answers import asks_why
from ohjaamo.periods import today
from ohjaamo.reference import language_name
from projects.access import requires
from projects.choices import ProjectPart
from projects.memberships import allowed_to
from staff.pages import say_with_undo
from staff.permissions import Permission

TRAY_PAGE = "coaching:client-services"
# What the button says that takes a card there.
VERBS: dict[str, Promise] = {
    OfferState.OFFERED: _lazy("Offer again"),
    OfferState.PICKED: _lazy("Picks this"),
    OfferState.LATER: _lazy("Later"),
    OfferState.STARTED: _lazy("Starts"),
    OfferState.COMPLETED: _lazy("Finished"),
    OfferState.STOPPED: _lazy("Broke off"),
}


# What a place on the tray is called, where it isn't what the state is called.
PLACES: dict[str, Promise] = {
    OfferState.OFFERED: _lazy("On offer"),
    OfferState.STARTED: _lazy("Under way"),
    OfferState.COMPLETED: _lazy("Finished"),
}


@dataclass(frozen=True)
class ShownCard:
    """A card with its form; a refused one is open at what was typed."""

    card: Card
    move_form: TurnForm
    decline_form: TurnForm
    is_full: bool = False

    @property
    def buttons(self) -> list[tuple[str, Promise]]:
        return [(state, VERBS[state]) for state in self.card.moves if state in VERBS]

    @property
    def is_at_an_end(self) -> bool:
        """Nothing more is expected of it, so no button stands out."""
        return self.card.state in (OfferState.DECLINED, OfferState.COMPLETED, OfferState.STOPPED)

    @property
    def can_decline(self) -> bool:
        return OfferState.DECLINED in self.card.moves


@dataclass(frozen=True)
class Column:
    """A place on the tray."""

    state: OfferState
    cards: Sequence[ShownCard]

    @property
    def label(self) -> Promise | str:
        return PLACES.get(self.state, self.state.label)


@dataclass(frozen=True)
class Refused:
    """A move that couldn't be made: of which card, and the form as it was sent."""

    offer: int
    form: TurnForm
    declines: bool
    is_full: bool = False


@require_safe
@requires(Permission.READ_NOTES)
def client_services(request: HttpRequest, pk: int) -> HttpResponse:
    """The tray of a stay: the running one, unless another is asked for."""
    day = today()
    client = client_for(request.user, pk, day)
    return render(request, "coaching/tray/tray.html", _page(request, client, day))


@require_POST
@requires(Permission.LOG_SESSIONS)
@asks_why
def offers_add(request: HttpRequest, pk: int) -> HttpResponse:
    """Offers services in a stay, or notes that the client picked them at once."""
    day = today()
    stay = enrolment_for(request.user, pk, day)
    form = OfferForm(request.POST, services=in_use(stay.project, day))
    if form.is_valid():
        services, state = in_order(form.cleaned_data["services"]), form.cleaned_data["state"]
        facts = {"services": services, "state": state, "day": day, "today": day}
        try:
            trays.offer(enrolment=stay, **facts, by=request.user)
        except ValidationError as refusal:
            form.add_error(None, refusal.messages)
        else:
            names = ", ".join(map(str, services))
            done = _("Picked: %s") if state == OfferState.PICKED else _("Offered: %s")
            return _back(request, stay, done % names)
    return _refused(request, stay, day, form)


@require_POST
@requires(Permission.LOG_SESSIONS)
def offer_turn(request: HttpRequest, pk: int) -> HttpResponse:
    """Moves a card; a refused move stays open on its card, with what was typed."""
    day = today()
    declines = request.POST.get("state") == OfferState.DECLINED
    form = TurnForm.of_card(pk, request.POST, today=day, declines=declines)
    try:
        offer = offer_for(request.user, pk, day)
    except ReasonNeeded as door:
        form.add_error(None, _("Say first why you open this client's record."))
        context = {"form": form, "client_id": door.client_id}
        return render(request, "coaching/tray/turn.html", context, status=422)
    is_full = False
    if form.is_valid():
        try:
            made = trays.turn(offer=offer, **form.cleaned_data, today=day, by=request.user)
        except ValidationError as refusal:
            is_full = isinstance(refusal, trays.ServiceFull)
            form.add_error(None, refusal)
        else:
            return _back(request, offer.enrolment, f"{offer.service}: {made.get_state_display()}")
    return _refused(request, offer.enrolment, day, form, Refused(pk, form, declines, is_full))


@require_POST
@requires(Permission.LOG_SESSIONS)
@asks_why
def offer_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Takes back the latest move of a card."""
    day = today()
    offer = offer_for(request.user, pk, day)
    turn = request.POST.get("turn", "")
    form = Form({})
    try:
        trays.take_back(offer=offer, turn=int(turn) if turn.isdecimal() else 0, by=request.user)
    except ValidationError as refusal:
        form.add_error(None, refusal)
        return _refused(request, offer.enrolment, day, form)
    return _back(request, offer.enrolment, _("Taken back: the latest move of %s") % offer.service)


def _back(request: HttpRequest, stay: Enrolment, done: str) -> HttpResponse:
    address = reverse(TRAY_PAGE, args=[stay.client_id])
    if not stay.period.includes(today()):
        address += f"?stay={stay.pk}"
    say_with_undo(request, done, back=address)
    return redirect(address)


def _refused(
    request: HttpRequest,
    stay: Enrolment,
    day: dt.date,
    form: Form,
    refused: Refused | None = None,
) -> HttpResponse:
    context = _page(request, stay.client, day, key=stay.pk, refused=refused)
    if isinstance(form, OfferForm):
        context["chosen"] = form.data.getlist("services")
    return render(request, "coaching/tray/tray.html", context | {"form": form}, status=422)


def _page(
    request: HttpRequest,
    client: Client,
    day: dt.date,
    *,
    key: int | None = None,
    refused: Refused | None = None,
) -> dict[str, Any]:
    """All that the tray shows. Http404 to whom none of the client's trays is to be seen."""
    header = _heading(request, client, day)
    stays = [each for each in header.readable if each.project.has_part(ProjectPart.SERVICES)]
    stay = _stay(stays, str(key or request.GET.get("stay", "")), day)
    keeps = allowed_to(request.user, day).may(Permission.LOG_SESSIONS, stay.project_id)
    paper = PaperForm(initial={"language": paper_language(tongues_of(client))}, auto_id="paper_%s")
    return _tray(stay, keeps, day, refused) | {
        "heading": header,
        "log_client": client,
        "other_stays": [each for each in stays if each != stay],
        "gifts": list(client.materials.select_related("material")),
        "materials": _materials(client) if keeps else [],
        "paper_form": paper,
    }


def _tray(stay: Enrolment, keeps: bool, day: dt.date, refused: Refused | None) -> dict[str, Any]:
    """The cards of a stay where they lie, and what may still be offered in it."""
    cards = trays.cards(stay, day)
    shown = [_shown(card, day, refused) for card in cards]
    is_running = stay.period.includes(day)
    return {
        "stay": stay,
        "path": [_column(state, shown) for state in trays.PATH],
        "byways": [_column(state, shown) for state in trays.BYWAYS],
        "is_empty": not cards,
        "is_running": is_running,
        "keeps": keeps,
        "shelf": _shelf(stay, cards, day) if keeps and is_running else [],
    }


def _heading(request: HttpRequest, client: Client, day: dt.date) -> Heading:
    stays = with_stage(client.enrolments.all(), day)
    return heading(client=client, user=request.user, today=day, current=TRAY_PAGE, stays=stays)


def _stay(stays: Sequence[Enrolment], asked: str, day: dt.date) -> Enrolment:
    named = [each for each in stays if str(each.pk) == asked] if asked else []
    running = [each for each in stays if each.period.includes(day)]
    stay = next(iter(named or running or stays), None)
    if stay is None or (asked and not named):
        raise Http404
    return stay


def _shown(card: Card, day: dt.date, refused: Refused | None) -> ShownCard:
    key = card.offer.pk
    move, decline = (TurnForm.of_card(key, today=day, declines=declines) for declines in (False, True))
    if refused is None or refused.offer != key:
        return ShownCard(card, move, decline)
    if refused.declines:
        return ShownCard(card, move, refused.form)
    return ShownCard(card, refused.form, decline, refused.is_full)


def _column(state: OfferState, shown: Sequence[ShownCard]) -> Column:
    return Column(state, [each for each in shown if each.card.state == state])


def _shelf(
    stay: Enrolment, cards: Sequence[Card], day: dt.date
) -> list[tuple[str, list[tuple[Service, bool]]]]:
    """What may still be offered, by category: each service and whether it is in a language of the client's."""
    offered = {card.offer.service_id for card in cards}
    tongues = tongues_of(stay.client)
    left = in_order(each for each in in_use(stay.project, day) if each.pk not in offered)
    return [
        (category, [(each, fits(each.languages, tongues)) for each in services])
        for category, services in groupby(left, key=Service.get_category_display)
    ]


def _materials(client: Client) -> list[dict[str, Any]]:
    """What may be given: each material, and its languages by name, the client's own first."""
    first, tongues = first_tongue(client), tongues_of(client)
    found = []
    for material in Material.objects.filter(is_in_use=True):
        fitting = [code for code in tongues if code in material.languages]
        others = [code for code in material.languages if code not in fitting]
        choices = [(code, language_name(code)) for code in [*fitting, *others]]
        found.append({"material": material, "choices": choices, "lacks": first if not fitting else ""})
    return found
