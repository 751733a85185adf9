"""The register of partners: who they are, when we were in touch, how many clients they have referred."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import Count, Max, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from ohjaamo.periods import today
from projects import partners
from projects.access import requires
from projects.forms.partners import ContactForm, PartnerForm
from projects.memberships import allowed_to
from projects.models import Partner, Project
from projects.partners import partner_for
from staff import drafts
from staff.pages import say_with_undo
from staff.permissions import CLIENT_VIEWERS, Permission

ROWS_A_PAGE = 50
SEES = (*CLIENT_VIEWERS, Permission.LOG_SESSIONS)
# Whoever takes in clients meets partners who aren't in the register yet.
ADDS = (Permission.LOG_SESSIONS, Permission.KEEP_CLIENT_FACTS)
CHANGES = (Permission.ASSIGN_CLIENTS,)


@require_safe
@requires(*SEES)
def partner_list(request: HttpRequest) -> HttpResponse:
    """Partners by name, with the day of the latest contact."""
    sought = " ".join(request.GET.get("q", "").replace("\0", " ").split())[:100]
    found = Partner.objects.annotate(latest_on=Max("contacts__held_on"))
    if sought:
        found = found.filter(Q(name__icontains=sought) | Q(note__icontains=sought))
    page = Paginator(found.order_by("name"), ROWS_A_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "sought": sought, "may_add": _may(request, *ADDS)}
    return render(request, "projects/partners.html", context)


@require_safe
@requires(*SEES)
def partner_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """A partner, the contacts and events, and the referrals as numbers."""
    return _page(request, partner_for(pk))


@require_http_methods(["GET", "POST"])
@requires(*ADDS)
def partner_add(request: HttpRequest) -> HttpResponse:
    """Adds a partner to the register."""
    form = PartnerForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            partner = partners.add(**form.cleaned_data, by=request.user)
        except ValidationError as refusal:
            form.add_error(None, refusal.messages)
        else:
            say_with_undo(request, _("The partner is in the register."), back=reverse("projects:partners"))
            return redirect("projects:partner", partner.pk)
    return render(request, "projects/partner_form.html", {"form": form}, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
@requires(*CHANGES)
def partner_change(request: HttpRequest, pk: int) -> HttpResponse:
    """Changes a partner's name and note."""
    partner = partner_for(pk)
    initial = {"name": partner.name, "note": partner.note}
    form = PartnerForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid():
        try:
            partners.change(partner=partner, **form.cleaned_data, by=request.user)
        except ValidationError as refusal:
            form.add_error(None, refusal.messages)
        else:
            answer = redirect("projects:partner", pk)
            say_with_undo(request, _("The partner is changed."), back=answer.url)
            return answer
    context = {"form": form, "partner": partner_for(pk)}
    return render(request, "projects/partner_form.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
@requires(*ADDS)
def contact_add(request: HttpRequest, pk: int) -> HttpResponse:
    """Writes down a contact or an event."""
    partner = partner_for(pk)
    form = ContactForm(request.POST if request.method == "POST" else None, today=today())
    if form.is_valid():
        partners.log_contact(partner=partner, **form.cleaned_data, by=request.user)
        drafts.discard(form=_draft(partner), by=request.user)
        answer = redirect("projects:partner", pk)
        say_with_undo(request, _("The contact is written down."), back=answer.url)
        return answer
    return _page(request, partner, form=form)


def _draft(partner: Partner) -> str:
    return f"partner-contact-{partner.pk}"


def _page(request: HttpRequest, partner: Partner, form: ContactForm | None = None) -> HttpResponse:
    contact_form = form or ContactForm(today=today())
    contacts = partner.contacts.select_related("held_by")
    context: dict[str, Any] = {
        "partner": partner,
        "page": Paginator(contacts, ROWS_A_PAGE).get_page(request.GET.get("page")),
        "referrals": _referrals(request, partner),
        "contact_form": contact_form,
        "draft": drafts.begin(form=contact_form, name=_draft(partner), by=request.user),
        "may_add": _may(request, *ADDS),
        "may_change": _may(request, *CHANGES),
    }
    if form is not None:
        context["form"] = form
    return render(request, "projects/partner.html", context, status=422 if form and form.is_bound else 200)


def _referrals(request: HttpRequest, partner: Partner) -> list[dict[str, Any]]:
    """How many clients the partner has referred to each project; who they are opens where she sees all clients."""
    standing = Q(enrolments__referred_by=partner, enrolments__withdrawn_at=None)
    counted = Project.objects.annotate(count=Count("enrolments__client", filter=standing, distinct=True))
    hers = allowed_to(request.user, today()).projects_where(Permission.SEE_PROJECT_CLIENTS)
    return [
        {"project": project, "count": project.count, "is_open": project.pk in hers}
        for project in counted.filter(count__gt=0)
    ]


def _may(request: HttpRequest, *permissions: Permission) -> bool:
    allowed = allowed_to(request.user, today())
    return any(allowed.may(permission) for permission in permissions)
