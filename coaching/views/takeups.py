"""How a service is taken up, and the clients behind each figure."""

import datetime as dt
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from clients.access import reachable_clients
from clients.pages import landing, listed_name
from coaching import takeups
from coaching.access import CATALOGUE_READERS, service_for
from coaching.choices import OfferState
from coaching.forms.catalogues import EndForm
from coaching.models import Service
from coaching.takeups import NEVER, TakeUp
from ohjaamo.periods import today
from ohjaamo.reference import language_name
from projects.access import requires
from projects.memberships import allowed_to
from staff.permissions import Permission

ROWS_A_PAGE = 50
# The states a take-up is told in; "offered" is everybody.
TOLD = (
    OfferState.PICKED,
    OfferState.STARTED,
    OfferState.COMPLETED,
    OfferState.LATER,
    OfferState.DECLINED,
    OfferState.STOPPED,
)


@require_safe
@requires(*CATALOGUE_READERS)
def service(request: HttpRequest, pk: int) -> HttpResponse:
    """How a service is taken up: offers and persons, by language, why it was declined, to whom it was never offered."""
    day = today()
    found = service_for(request.user, pk, day)
    context = _take_up(found, day) | {
        "service": found,
        "is_in_use": found.period.includes(day),
        "keeps": allowed_to(request.user, day).may(Permission.KEEP_CATALOGUE, found.project_id),
        "end_form": EndForm(initial={"ends_on": found.ends_on or day}),
    }
    return render(request, "coaching/catalogue/service.html", context)


@require_safe
@requires(*CATALOGUE_READERS)
def service_people(request: HttpRequest, pk: int) -> HttpResponse:
    """The clients behind a figure of the take-up, those of them whose record she may open."""
    day = today()
    found = service_for(request.user, pk, day)
    state, language = request.GET.get("state", ""), request.GET.get("language")
    if state not in ("", NEVER, *OfferState.values) or (language and not language.isalpha()):
        raise Http404
    behind = takeups.never_offered(found, day) if state == NEVER else takeups.persons(found, state, language)
    seen = reachable_clients(request.user, day).filter(pk__in=behind.values("pk"), opens_freely=True)
    page = Paginator(seen, ROWS_A_PAGE).get_page(request.GET.get("page"))
    address = landing(request.user, day)
    context = {
        "service": found,
        "label": _label(state, language),
        "count": behind.count(),
        "page": page,
        "rows": [(listed_name(each), each, reverse(address, args=[each.pk])) for each in page.object_list],
    }
    return render(request, "coaching/catalogue/people.html", context)


def _take_up(found: Service, day: dt.date) -> dict[str, Any]:
    """All the figures of a service's page."""
    by_language = takeups.by_language(found)
    take_up = takeups.total(by_language.values())
    missed = takeups.counted_by_language(takeups.never_offered(found, day))
    return {
        "take_up": take_up,
        "states": _states(take_up) if take_up else [],
        "reasons": takeups.reasons(found),
        "told": [(state.value, state.label) for state in TOLD],
        "by_language": [(code, _language(code), _cells(take)) for code, take in by_language.items()],
        "never": sum(missed.values()),
        "missed": [(_language(code), count) for code, count in missed.items()],
    }


def _cells(take: TakeUp) -> list[tuple[str, int]]:
    """A line of the table by language: state and persons, all of them first."""
    return [("", take.persons), *((state.value, take.ever[state]) for state in TOLD)]


def _states(take_up: TakeUp) -> list[tuple[str, str, int, int]]:
    """Each state: its key, label, persons who ever came to it, offers that stand there now."""
    return [
        (state.value, str(state.label), take_up.ever[state], take_up.now[state])
        for state in (OfferState.OFFERED, *TOLD)
    ]


def _language(code: str) -> str:
    return language_name(code) if code else _("Language not known")


def _label(state: str, language: str | None) -> str:
    named = {NEVER: _("Never offered"), "": _("Offered")}
    label = named[state] if state in named else str(OfferState(state).label)
    return label if language is None else f"{label}, {_language(language)}"
