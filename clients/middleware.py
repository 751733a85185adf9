"""Between a page and a record that isn't the person's own."""

from collections.abc import Callable
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django_htmx.http import HttpResponseClientRedirect

from clients.access import ReasonNeeded, reachable_clients
from clients.models import Client, Merge
from clients.pages import landing
from ohjaamo.periods import today

Handler = Callable[[HttpRequest], HttpResponse]


class ReasonNeededMiddleware:
    """Whoever must first say why is asked, and then let through to where she was going."""

    def __init__(self, get_response: Handler):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, ReasonNeeded):
            return None
        key = exception.client_id
        here = request.get_full_path()
        # What was posted can't be posted again by a redirect, so she comes to the client's page.
        is_part = bool(request.headers.get("HX-Request"))
        comes_back = request.method == "GET" and not is_part
        onward = here if comes_back else reverse(landing(request.user, today()), args=[key])
        door = f"{reverse('clients:client-reason', args=[key])}?{urlencode({'next': onward})}"
        # A part of a page can't ask: the whole page goes to the door.
        return HttpResponseClientRedirect(door) if is_part else redirect(door)


class MergedClientMiddleware:
    """A record that has become part of another leads there; what was written about it isn't lost on the way."""

    def __init__(self, get_response: Handler):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        client = _merged_client(request) if isinstance(exception, Http404) else None
        if client is None:
            return None
        page = landing(request.user, today())
        if request.method != "POST":
            return redirect(page, client.pk)
        return render(request, "clients/merged.html", {"client": client, "landing": page}, status=409)


def _merged_client(request: HttpRequest) -> Client | None:
    """The client whom the address means by a record that is no more, for those who may reach that client."""
    match = request.resolver_match
    if match is not None and match.route.startswith("clients/<int:pk>/"):
        key = str(match.kwargs["pk"])
    else:
        key = request.GET.get("client", "")
    if not (key.isascii() and key.isdecimal()):
        return None
    merge = Merge.objects.filter(gone_key=int(key)).first()
    return reachable_clients(request.user, today()).filter(pk=merge.client_id).first() if merge else None
