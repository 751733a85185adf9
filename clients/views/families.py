"""The family of a client: who else of it is a client of ours."""

import datetime as dt

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from clients import families, search
from clients.access import client_to_keep, reachable_clients
from clients.forms.families import RelationForm, RelativeForm
from clients.models import Client, FamilyMember
from clients.pages import FACTS_PAGE, listed_name, short_name
from ohjaamo.periods import today
from projects.access import requires
from staff.models import User
from staff.pages import refuse, say_with_undo
from staff.permissions import Permission

FOUND_AT_MOST = 8


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.KEEP_CLIENT_FACTS)
def client_family(request: HttpRequest, pk: int) -> HttpResponse:
    """The client's family, and a search for who else belongs to it."""
    day = today()
    client = client_to_keep(request.user, pk, day)
    form = RelativeForm(request.POST or None, found=_found(request, client, day))
    if form.is_valid():
        try:
            families.add_relative(client=client, **form.cleaned_data, by=request.user)
        except ValidationError as refusal:
            form.add_error(None, refusal.messages)
        else:
            say_with_undo(request, _("Added to the family."), back=_page_of(client))
            return redirect(_page_of(client))
    context = {
        "client": client,
        "short_name": short_name(client),
        "relatives": families.relatives(client, request.user, day),
        "form": form,
        "relation_form": RelationForm(),
        "found": [
            (each.pk, listed_name(each), each.client_number) for each in form.fields["relative"].queryset
        ],
        "q": request.GET.get("q", ""),
    }
    return render(request, "clients/family.html", context, status=422 if form.is_bound else 200)


@require_POST
@requires(Permission.KEEP_CLIENT_FACTS)
def family_relation(request: HttpRequest, pk: int, member: int) -> HttpResponse:
    """Says anew what somebody is in the family."""
    client, found = _member(request.user, pk, member)
    form = RelationForm(request.POST)
    if form.is_valid():
        families.change_relation(member=found, relation=form.cleaned_data["relation"], by=request.user)
        messages.success(request, _("Changed."))
    return redirect(_page_of(client))


@require_POST
@requires(Permission.KEEP_CLIENT_FACTS)
def family_leave(request: HttpRequest, pk: int, member: int) -> HttpResponse:
    """Takes somebody out of the client's family."""
    client, found = _member(request.user, pk, member)
    try:
        families.leave(member=found, by=request.user)
    except ValidationError as refusal:
        refuse(request, *refusal.messages)
    else:
        say_with_undo(request, _("Taken out of the family."), back=reverse(FACTS_PAGE, args=[pk]))
    return redirect(_page_of(client))


def _found(request: HttpRequest, client: Client, day: dt.date) -> QuerySet[Client]:
    """The clients of the search whom she may reach; what was chosen stays chosen."""
    reachable = reachable_clients(request.user, day).exclude(pk=client.pk)
    if request.method == "POST":
        key = request.POST.get("relative", "")
        return reachable.filter(pk=key) if key.isdecimal() else reachable.none()
    text = request.GET.get("q", "")[: search.LONGEST]
    return search.find(reachable, text)[:FOUND_AT_MOST] if text else reachable.none()


def _member(user: User, pk: int, member: int) -> tuple[Client, FamilyMember]:
    """A member of the client's family, through the client's door."""
    day = today()
    client = client_to_keep(user, pk, day)
    reachable = reachable_clients(user, day)
    family = FamilyMember.objects.filter(client=client).values("family")
    found = FamilyMember.objects.filter(family__in=family, client__in=reachable.values("pk"))
    return client, get_object_or_404(found, pk=member)


def _page_of(client: Client) -> str:
    return reverse("clients:family", args=[client.pk])
