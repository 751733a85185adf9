"""Pages of this floor."""

import sys
from uuid import uuid4

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.db import InterfaceError, OperationalError, connection
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ohjaamo.formats import clock
from ohjaamo.keeping import kept
from staff import devices, drafts, undoing, users
from staff.forms import OwnForm
from staff.middleware import device_of, sign_in_again
from staff.pages import refuse

LARGEST_KEY = 2**63 - 1
# A page that shows again what somebody typed, maybe before anybody is known to be signed in.
NOT_STORED = {"Cache-Control": "no-store"}


@require_safe
@login_not_required
def healthz(request: HttpRequest) -> HttpResponse:
    """Answers when the web process and the database are well."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok", content_type="text/plain")


@require_safe
def awake(request: HttpRequest) -> HttpResponse:
    """Asked by a page whose reader wants to stay signed in: being asked keeps the sign-in, if it stands."""
    return HttpResponse(status=204)


@require_POST
def act_undo(request: HttpRequest) -> HttpResponse:
    """Takes back an act of her own, by the ticket its message carried."""
    ticket = request.POST.get("ticket", "")
    try:
        act = undoing.offered(ticket=ticket, by=request.user)
        undoing.take_back(context=act.context, by=request.user)
    except ValidationError as refusal:
        refuse(request, *refusal.messages)
        return redirect("/")
    messages.success(request, _("Undone: everything is as it was."))
    return redirect(act.back)


@require_POST
def draft_save(request: HttpRequest, form: str) -> HttpResponse:
    """Keeps what she is typing, and says when. A form that was sent meanwhile gets a new key: it is another one now."""
    content = {name: request.POST.getlist(name) for name in request.POST}
    try:
        draft = drafts.save(form=form, client_key=_client_key(request), content=content, by=request.user)
    except ValidationError as refusal:
        return JsonResponse({"text": " ".join(refusal.messages)}, status=422)
    if draft is None:
        return JsonResponse({"key": str(uuid4())}, status=409)
    text = _("Draft saved at %(time)s") % {"time": clock(draft.saved_at)}
    if draft.earlier:
        text += ". " + _(
            "What you wrote in another tab is kept, too: it is shown when the form is opened again."
        )
    return JsonResponse({"text": text})


@require_POST
def draft_discard(request: HttpRequest, form: str) -> HttpResponse:
    """Throws her draft away, and shows the form afresh."""
    drafts.throw_away(form=form, client_key=_client_key(request), by=request.user)
    messages.success(request, _("The draft was thrown away."))
    onward = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(onward, {request.get_host()}, request.is_secure())
    return HttpResponseRedirect(onward if is_ours and onward.startswith("/") else "/")


def _client_key(request: HttpRequest) -> int | None:
    key = request.GET.get("client", "")
    if not key:
        return None
    if not (key.isascii() and key.isdecimal() and int(key) <= LARGEST_KEY):
        raise Http404
    return int(key)


@require_http_methods(["GET", "HEAD", "POST"])
def own_page(request: HttpRequest) -> HttpResponse:
    """What she says of herself: her languages, that of the interface, and whether the weekly mail is welcome."""
    told = {name: getattr(request.user, name) for name in ("languages", "interface_language", "has_digest")}
    form = OwnForm(request.POST or None, initial=told, has_mail=settings.OHJAAMO_MAIL)
    if form.is_valid():
        users.change_own(user=request.user, **(told | form.cleaned_data), by=request.user)
        messages.success(request, _("Saved."))
        answer = redirect("staff:me")
        answer.set_cookie(settings.LANGUAGE_COOKIE_NAME, request.user.interface_language)
        return answer
    context = {"form": form, "devices": request.user.devices.all(), "device": device_of(request)}
    return render(request, "staff/me.html", context, status=422 if form.is_bound else 200)


@require_POST
def device_enrol(request: HttpRequest) -> HttpResponse:
    """Enrols the device she is at: one sign-in lasts the working day there."""
    moment = timezone.now()
    name = request.POST.get("name", "").strip()[:60] or _("Phone")
    enrolled = devices.enrol(name=name, moment=moment, today=timezone.localdate(moment), by=request.user)
    request.session.set_expiry(devices.WORKING_DAY_IN_SECONDS)
    messages.success(request, _("Here a sign-in lasts the working day from now on."))
    answer = redirect("staff:me")
    answer.set_cookie(
        settings.OHJAAMO_DEVICE_COOKIE,
        enrolled.token,
        max_age=devices.KEPT,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return answer


@require_POST
def device_forget(request: HttpRequest, pk: int) -> HttpResponse:
    """Forgets a device of hers: a lost phone asks for sign-in again."""
    device = get_object_or_404(request.user.devices, pk=pk)
    devices.forget(device=device)
    messages.success(request, _("Forgotten: %(name)s.") % {"name": device.name})
    return redirect("staff:me")


@require_safe
@login_not_required
def help_page(request: HttpRequest) -> HttpResponse:
    """How the system is used, its keys, and whom to ask."""
    return render(request, "help.html")


@login_not_required
def server_error(request: HttpRequest) -> HttpResponse:
    """Something broke: a page in the reader's words. A database that is away is told apart; it comes back."""
    # Without the request: what a page usually knows of the person would ask the database again.
    words = {"words": kept(request.POST).words}
    if isinstance(sys.exc_info()[1], (OperationalError, InterfaceError)):
        text, headers = render_to_string("503.html", words), {**NOT_STORED, "Retry-After": "10"}
        return HttpResponse(text, status=503, headers=headers)
    return HttpResponse(render_to_string("500.html", words), status=500, headers=NOT_STORED)


@login_not_required
def forgery_suspected(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form came without its token. Whoever's session has ended signs in again; else the page had grown old."""
    if not request.user.is_authenticated:
        return sign_in_again(request)
    return render(request, "403_csrf.html", status=403)
