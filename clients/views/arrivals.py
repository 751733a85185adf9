"""A client comes: search first, then either welcome back or one short form."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from clients import arrivals, recognitions
from clients.access import client_to_keep, visible_clients
from clients.arrivals import LikelyDouble
from clients.forms.arrivals import NewcomerForm, SearchForm, StayForm
from clients.models import Client
from clients.pages import landing, municipality_of, short_name
from clients.recognitions import Findings, Found, Sought
from ohjaamo.formats import day as in_words
from ohjaamo.periods import today
from ohjaamo.reference import countries
from projects.access import projects_for, requires
from staff import drafts
from staff.models import Draft
from staff.pages import say_with_undo
from staff.permissions import Permission

KEEPS = Permission.KEEP_CLIENT_FACTS
DRAFT = "newcomer"


@require_http_methods(["GET", "POST"])
@requires(KEEPS)
def client_add(request: HttpRequest) -> HttpResponse:
    """Looks for the person at the desk among our clients; then takes her in."""
    day = today()
    asked = SearchForm(request.GET or None)
    sought = recognitions.read(asked.cleaned_data["q"] if asked.is_valid() else "")
    form = NewcomerForm(
        request.POST if request.method == "POST" else None,
        projects=projects_for(request.user, KEEPS), user=request.user, today=day, initial=_known(sought),
    )  # fmt: skip
    context: dict[str, Any] = {"search_form": asked, "form": form, "is_asked": asked.is_valid()}
    if form.is_valid():
        try:
            return _take_in(request, form)
        except LikelyDouble as question:
            likely = recognitions.look_at(clients=question.clients, user=request.user, today=day)
            form.add_error(None, _("There may already be such a client. Look at the two side by side first."))
            context |= {"likely": likely, "comparison": _comparison(form, likely)}
        except ValidationError as refusal:
            form.refuse(refusal)
    elif context["is_asked"] and not form.is_bound:
        context["findings"] = recognitions.look_for(sought=sought, user=request.user, today=day)
    return _page(request, context)


@require_http_methods(["GET", "POST"])
@requires(KEEPS)
def client_reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """Lets somebody who was a client before come again, under the number she has."""
    day = today()
    client = client_to_keep(request.user, pk, day)
    form = StayForm(
        request.POST if request.method == "POST" else None,
        projects=projects_for(request.user, KEEPS), user=request.user, today=day,
    )  # fmt: skip
    if form.is_valid():
        try:
            arrivals.welcome_back(client=client, stay=form.stay, by=request.user)
        except ValidationError as refusal:
            form.refuse(refusal)
        else:
            return _lead_on(request, client, _("Welcome back: %(name)s, %(number)s."))
    context = {"client": client, "short_name": short_name(client), "form": form, "stays": _stays(client)}
    return render(request, "clients/reopen.html", context, status=422 if form.is_bound else 200)


def _take_in(request: HttpRequest, form: NewcomerForm) -> HttpResponse:
    client = arrivals.take_in(
        facts=form.facts,
        stay=form.stay,
        has_consent=form.cleaned_data["has_consent"],
        is_sure=form.cleaned_data["is_sure"],
        by=request.user,
    )
    drafts.discard(form=DRAFT, by=request.user)
    return _lead_on(request, client, _("%(name)s is a client now. The client number is %(number)s."))


def _lead_on(request: HttpRequest, client: Client, text: str) -> HttpResponse:
    """To the client's page, if she may open it without a reason."""
    facts = {"name": short_name(client), "number": client.client_number}
    say_with_undo(request, text % facts, back=reverse("clients:list"))
    day = today()
    if client.has_safety_restriction or not visible_clients(request.user, day).filter(pk=client.pk).exists():
        return HttpResponseRedirect(reverse("clients:list"))
    return redirect(landing(request.user, day), client.pk)


def _page(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    form = context["form"]
    sought = request.POST.get("sought", request.GET.get("q", ""))
    context |= {
        "sought": sought,
        "draft": _begun(request, form, sought),
        "countries": sorted(entry.name() for entry in countries().values()),
        "likely_field": form["is_sure"] if "likely" in context or form["is_sure"].value() else None,
    }
    return render(request, "clients/add.html", context, status=422 if form.is_bound else 200)


def _begun(request: HttpRequest, form: NewcomerForm, sought: str) -> Draft:
    """Her draft, if it was begun from this search: what was typed of one person isn't offered for another."""
    found = None if form.is_bound else drafts.of(request.user, form=DRAFT)
    if found is None or found.content.get("sought") != [sought]:
        return Draft(user=request.user, form=DRAFT)
    drafts.fill(form, found)
    return found


def _known(sought: Sought) -> dict[str, Any]:
    """What the search has told already needn't be typed again."""
    last_name, first_names = sought.split
    return {
        "first_names": first_names,
        "last_name": last_name,
        "born_on": sought.born_on,
        "phone": sought.phone,
    }


def _stays(client: Client) -> list[Any]:
    return list(client.enrolments.select_related("project").order_by("-starts_on", "-pk"))


def _comparison(form: NewcomerForm, likely: Findings) -> list[dict[str, Any]]:
    """What was typed beside what is known, line by line; of a record that asks for a reason only what is the same."""
    facts = form.facts
    typed = {
        _("Name"): f"{facts['first_names']} {facts['last_name']}".strip(),
        _("Birth date"): in_words(facts["born_on"]),
        _("Phone"): facts["phone"],
        _("Municipality"): str(facts["municipality"] or ""),
    }
    columns = [_column(found) for found in likely.rows]
    return [
        {
            "label": label,
            "typed": value,
            "values": [
                _shown(column[place], value, found)
                for column, found in zip(columns, likely.rows, strict=True)
            ],
        }
        for place, (label, value) in enumerate(typed.items())
    ]


def _column(found: Found) -> Sequence[str]:
    client = found.client
    return str(client), in_words(client.born_on), client.phone, municipality_of(client)


def _shown(value: str, typed: str, found: Found) -> str:
    if found.opens_at_once or value == str(found.client):
        return value
    return _("the same") if value and value == typed else _("not shown")
