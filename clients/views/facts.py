"""Changing what we know of a client, a card at a time."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from clients import amendments, clashes
from clients.access import client_to_keep
from clients.amendments import Clash, Overtaken
from clients.forms.facts import BackgroundForm, ContactForm, FactsForm, WhoForm
from clients.models import Client
from clients.pages import FACTS_PAGE, short_name
from ohjaamo.periods import today
from ohjaamo.reference import countries
from projects.access import requires
from projects.memberships import allowed_to
from staff import drafts
from staff.pages import say_with_undo
from staff.permissions import Permission

CARDS: dict[str, type[FactsForm]] = {"who": WhoForm, "contact": ContactForm, "background": BackgroundForm}


@require_http_methods(["GET", "POST"])
@requires(Permission.KEEP_CLIENT_FACTS)
def client_change(request: HttpRequest, pk: int, card: str) -> HttpResponse:
    """Changes what she has changed, and nothing else; what somebody else has changed too is hers to choose (409)."""
    if card not in CARDS:
        raise Http404
    version = amendments.version_of(pk)
    client = client_to_keep(request.user, pk, today())
    form = _form(request, client, card)
    draft = drafts.begin(form=form, name=f"client-{card}", client_key=pk, by=request.user)
    # A form that comes back, or was begun as a draft, goes on from the version it was opened at.
    begun_at = clashes.number(request.POST or MultiValueDict(draft.content), "version")
    context: dict[str, Any] = {"version": begun_at or version, "draft": draft}
    if not form.is_valid():
        return _page(request, client, card, form, context, 422 if form.is_bound else 200)
    try:
        changed = clashes.amend(client=client, facts=form.facts, said=request.POST, by=request.user)
        drafts.discard(form=draft.form, client_key=pk, by=request.user)
        return _lead_back(request, client, changed)
    except Overtaken as overtaken:
        context |= {"looked_at": version, "clashes": [_told(form, clash) for clash in overtaken.clashes]}
        return _page(request, client, card, form, context, 409)
    except ValidationError as refusal:
        form.refuse(refusal)
        return _page(request, client, card, form, context, 422)


def _form(request: HttpRequest, client: Client, card: str) -> FactsForm:
    day = today()
    more: dict[str, Any] = {}
    if card == "who":
        keys = list(client.enrolments.values_list("project", flat=True))
        codes = allowed_to(request.user, day).projects_where(Permission.USE_IDENTITY_CODES)
        more["sees_codes"] = bool(set(keys).intersection(codes))
    initial = {name: getattr(client, name) for name in CARDS[card].base_fields}
    # The code itself is shown nowhere; it is typed anew or left alone.
    initial.pop("personal_identity_code", None)
    data = request.POST if request.method == "POST" else None
    return CARDS[card](data, initial=initial, today=day, **more)


def _told(form: FactsForm, clash: Clash) -> dict[str, Any]:
    is_code = clash.name == "personal_identity_code"
    in_words = (lambda _name, _value: _("not shown")) if is_code else form.in_words
    return clashes.told(clash, form.fields[clash.name].label, in_words)


def _page(
    request: HttpRequest, client: Client, card: str, form: FactsForm, context: dict[str, Any], status: int
) -> HttpResponse:
    titles = {"who": _("Who"), "contact": _("Contact details"), "background": _("Background")}
    context |= {
        "client": client,
        "short_name": short_name(client),
        "card": card,
        "title": titles[card],
        "form": form,
        "countries": sorted(entry.name() for entry in countries().values()),
    }
    return render(request, "clients/change.html", context, status=status)


def _lead_back(request: HttpRequest, client: Client, changed: list[str]) -> HttpResponse:
    answer = redirect(FACTS_PAGE, client.pk)
    if changed:
        say_with_undo(request, _("The facts are changed."), back=answer.url)
    else:
        messages.info(request, _("Nothing was changed."))
    return answer
