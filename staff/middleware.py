"""What every request passes: its language, its actor, and that nobody keeps a copy of the answer."""

import datetime as dt
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from ohjaamo.keeping import FIELD, WRITER, kept
from staff import auditing, devices, submissions
from staff.models import Device

Handler = Callable[[HttpRequest], HttpResponse]
SAFE_METHODS = ("GET", "HEAD", "OPTIONS", "TRACE")
# When the session was last used; noted so often at most.
# A page that asks anew by itself says so: nobody is at it, perhaps.
BY_ITSELF = "X-Asked-By-Itself"
SEEN_AT, NOTED_EVERY = "seen_at", dt.timedelta(minutes=5)
# What a request carries whose view raised.
FAILED = "ohjaamo.view_failed"
# A form that static/js/drafts.js sends says so, and is told where the answer leads.
BY_SCRIPT, LED_TO, OF_ANOTHER = "X-Sent-By-Script", "X-Led-To", "X-Of-Another-Writer"


class SignInMiddleware(LoginRequiredMiddleware):
    """Every page asks for sign-in. After it she comes back to the page; from a form, to the page that showed it."""

    def process_view(
        self, request: HttpRequest, view_func: Callable[..., HttpResponseBase], *arguments: Any
    ) -> HttpResponseBase | None:
        turned_away = super().process_view(request, view_func, *arguments)
        if turned_away is None or request.method in SAFE_METHODS:
            return turned_away
        is_page = not (request.headers.get(BY_SCRIPT) or request.headers.get("HX-Request"))
        # The form bore its token: what she typed may be shown with a button to send it once she has signed in.
        if is_page and kept(request.POST).words:
            page = render(request, "staff/signed_out.html", {"kept": kept(request.POST)}, status=401)
            page["Cache-Control"] = "no-store"
            return page
        return sign_in_again(request)


def sign_in_again(request: HttpRequest) -> HttpResponseRedirect:
    """To sign-in, and from there back to the page whose form was sent: its draft is kept, a verb has no page."""
    page = urlsplit(request.headers.get("Referer", ""))
    here = request.scheme, request.get_host()
    back = urlunsplit(("", "", page.path, page.query, "")) if (page.scheme, page.netloc) == here else ""
    return redirect_to_login(back) if back else HttpResponseRedirect(reverse(settings.LOGIN_URL))


def device_of(request: HttpRequest) -> Device | None:
    """The enrolled device the request comes from, if it does."""
    user: Any = request.user
    token = request.COOKIES.get(settings.OHJAAMO_DEVICE_COOKIE, "")
    return devices.recognise(user=user, token=token, today=timezone.localdate())


class WorkingDayMiddleware:
    """On an enrolled device a sign-in lasts the working day; on any other it ends after an idle hour."""

    def __init__(self, get_response: Handler):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            self._keep_time(request, timezone.now())
        return self.get_response(request)

    def _keep_time(self, request: HttpRequest, moment: dt.datetime) -> None:
        device = device_of(request)
        seen_at = request.session.get(SEEN_AT, moment.timestamp())
        idle = dt.timedelta(seconds=moment.timestamp() - seen_at)
        # The page counts from its opening, the session from what was noted last: nobody is put out before being told.
        if device is None and idle > devices.IDLE + NOTED_EVERY:
            logout(request)
        elif request.headers.get(BY_ITSELF):
            return
        elif SEEN_AT not in request.session or idle > NOTED_EVERY:
            request.session[SEEN_AT] = moment.timestamp()
            # Zero: until the browser is closed.
            request.session.set_expiry(devices.WORKING_DAY_IN_SECONDS if device else 0)


class StoredLanguageMiddleware:
    """The language the person chose; Finnish before any choice. What the browser asks for doesn't count."""

    def __init__(self, get_response: Handler):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, settings.LANGUAGE_CODE)
        language = chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response


class NoStoreMiddleware:
    """No browser and no proxy keeps a page of a signed-in person."""

    def __init__(self, get_response: Handler):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.user.is_authenticated:
            response["Cache-Control"] = "no-store"
        return response


class ActorMiddleware:
    """Names who acts, for whatever a request writes. Before sign-in it is the system's own actor."""

    def __init__(self, get_response: Handler):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method in SAFE_METHODS:
            return self.get_response(request)
        actor = request.user if request.user.is_authenticated else "sign-in"
        with auditing.request_of(by=actor, url=request.path):
            return self.get_response(request)


class SubmissionMiddleware:
    """A form that is sent again, by a second press or over a bad line, is taken once and answered alike.

    The view runs in one transaction with the mark that the form was taken: twins wait for it, get the same address to
    go to, and write nothing. A form that was refused, or turned away to say why first, is not taken: it may come again.
    One that somebody else had before her, who was signed in here earlier, is kept for that person and never taken.
    Forms without the key are let through as they are.
    """

    def __init__(self, get_response: Handler):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        key = request.method == "POST" and request.user.is_authenticated and request.POST.get(FIELD)
        if key and request.POST.get(WRITER, str(request.user.pk)) != str(request.user.pk):
            return self._keep_for_writer(request)
        response = self._take(request, key) if key else self.get_response(request)
        if key and request.headers.get(BY_SCRIPT) and 300 <= response.status_code < 400:
            # A script can't see where a redirect leads, and following it would use up what the page has to say.
            response.status_code, response[LED_TO] = 204, response["Location"]
            del response["Location"]
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> None:
        """A view that couldn't answer has taken nothing, whatever those further out make of it."""
        request.META[FAILED] = True

    def _keep_for_writer(self, request: HttpRequest) -> HttpResponse:
        if request.headers.get(BY_SCRIPT):
            return JsonResponse({}, status=409, headers={OF_ANOTHER: "yes"})
        return render(request, "staff/another_writer.html", {"kept": kept(request.POST)}, status=409)

    def _take(self, request: HttpRequest, key: str) -> HttpResponse:
        user: Any = request.user
        files: Any = request.FILES.items()
        digest = submissions.digest_of(address=request.get_full_path(), posted=request.POST, files=files)
        with transaction.atomic():
            if twin := submissions.wait_for_twin(key=key, digest=digest, by=user):
                messages.info(request, _("This was done already; nothing was done twice."))
                return HttpResponseRedirect(twin.led_to)
            response = self.get_response(request)
            if request.META.get(FAILED):
                transaction.set_rollback(True)
            elif 300 <= response.status_code < 400 and not request.META.get(submissions.NOT_TAKEN):
                submissions.keep(key=key, digest=digest, led_to=response["Location"], by=user)
        return response
