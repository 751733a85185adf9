"""Consents and the safety restriction."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from clients import consents, records
from clients.access import client_to_keep, may_lift_restriction, may_restrict
from clients.forms.stays import ConsentForm, LastDayForm
from clients.models import Consent
from clients.pages import FACTS_PAGE
from clients.views.records import facts_page
from ohjaamo.periods import today
from projects.access import requires
from staff.pages import say_with_undo
from staff.permissions import Permission


@require_POST
@requires(Permission.KEEP_CLIENT_FACTS)
def consent_give(request: HttpRequest, pk: int) -> HttpResponse:
    """Writes down what the client agreed to."""
    day = today()
    client = client_to_keep(request.user, pk, day)
    form = ConsentForm(request.POST, today=day)
    if form.is_valid():
        try:
            consents.give(client=client, **form.cleaned_data, by=request.user)
        except ValidationError as refusal:
            form.refuse(refusal)
        else:
            say_with_undo(request, _("The consent is written down."), back=_facts(pk))
            return redirect(FACTS_PAGE, pk)
    return facts_page(request, client, day, forms={"consent_form": form})


@require_POST
@requires(Permission.KEEP_CLIENT_FACTS)
def consent_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Writes down that a consent was withdrawn."""
    day = today()
    consent = get_object_or_404(Consent, pk=pk)
    client = client_to_keep(request.user, consent.client_id, day)
    form = LastDayForm(request.POST, today=day, auto_id=f"consent_{pk}_%s")
    if form.is_valid():
        try:
            consents.withdraw(consent=consent, **form.cleaned_data, by=request.user)
        except ValidationError as refusal:
            form.refuse(refusal)
        else:
            say_with_undo(request, _("The consent is withdrawn."), back=_facts(client.pk))
            return redirect(FACTS_PAGE, client.pk)
    return facts_page(request, client, day, forms={"refused": form})


@require_POST
@requires(Permission.LOG_SESSIONS, Permission.OPEN_RESTRICTED_CLIENTS)
def client_restrict(request: HttpRequest, pk: int) -> HttpResponse:
    """Puts the client under a safety restriction: her coach may, and whoever opens such records."""
    day = today()
    client = client_to_keep(request.user, pk, day)
    if not may_restrict(request.user, client, day):
        raise Http404
    records.change(client=client, has_safety_restriction=True, by=request.user)
    messages.success(
        request, _("The client is under a safety restriction now. Nobody is told where the client lives.")
    )
    return redirect(FACTS_PAGE, pk)


@require_POST
@requires(Permission.OPEN_RESTRICTED_CLIENTS)
def client_unrestrict(request: HttpRequest, pk: int) -> HttpResponse:
    """Ends a safety restriction."""
    day = today()
    client = client_to_keep(request.user, pk, day)
    if not may_lift_restriction(request.user, client, day):
        raise Http404
    records.change(client=client, has_safety_restriction=False, by=request.user)
    messages.success(request, _("The safety restriction has ended."))
    return redirect(FACTS_PAGE, pk)


def _facts(key: int) -> str:
    return reverse(FACTS_PAGE, args=[key])
