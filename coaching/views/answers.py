"""What the verbs of the path have in common: how they are asked why, answer, and keep what was typed."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from clients.access import ReasonNeeded
from clients.models import Enrolment
from clients.pages import COACHING_PAGE
from coaching.pages import client_heading, client_page, draft_name
from ohjaamo.keeping import kept
from ohjaamo.periods import today
from staff import drafts
from staff.pages import is_accepted, refuse, say_with_undo

View = Callable[..., HttpResponse]


def asks_why(view: View) -> View:
    """A form sent to a record that isn't hers without a reason is kept until she has said why; a page asks first."""

    @wraps(view)
    def asking(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except ReasonNeeded as door:
            if request.method != "POST":
                raise
            # What is shown beside a form while she types can wait; the form stands as it is.
            return HttpResponse(status=204) if request.headers.get("HX-Request") else _keep(request, door)

    return asking


def _keep(request: HttpRequest, door: ReasonNeeded) -> HttpResponse:
    """Keeps what was sent, beside the way to give the reason; tells nothing of the client."""
    context = {"kept": kept(request.POST), "client_id": door.client_id}
    return render(request, "coaching/kept.html", context, status=422)


def answer(
    request: HttpRequest,
    stay: Enrolment,
    forms: dict[str, Form],
    act: Callable[[], object],
    done: str,
    place: str = "",
) -> HttpResponse:
    """Does it and goes back to the client's page; what is refused stays there to be mended."""
    (form,) = forms.values()
    if is_accepted(form, act):
        discard(request, stay, *forms)
        return said(request, stay, done, place)
    return client_page(request, client_heading(stay.client, request.user, today()), forms=forms)


def discard(request: HttpRequest, stay: Enrolment, key: str) -> None:
    """A form of the client's page was saved, so its draft goes."""
    drafts.discard(form=draft_name(key, stay), client_key=stay.client_id, by=request.user)


def close(
    request: HttpRequest, stay: Enrolment, act: Callable[[], object], done: str, place: str = ""
) -> HttpResponse:
    """Does what needs no form and goes back to the client's page, which tells of what is refused (closed before)."""
    return tell(request, act, done, page_of(stay), place)


def tell(
    request: HttpRequest, act: Callable[[], object], done: str, back: str, place: str = ""
) -> HttpResponse:
    """Does what needs no form, goes back, and tells there what was done, with a button to undo it, or why not."""
    try:
        act()
    except ValidationError as refusal:
        refuse(request, *refusal.messages)
        return HttpResponseRedirect(back)
    say_with_undo(request, done, back=back)
    return HttpResponseRedirect(back + place)


def said(request: HttpRequest, stay: Enrolment, done: str, place: str = "") -> HttpResponse:
    """Back on the client's page it says what was done, with a button to undo it."""
    say_with_undo(request, done, back=page_of(stay))
    return HttpResponseRedirect(page_of(stay) + place)


def page_of(stay: Enrolment) -> str:
    """The address of the page on which the path is kept."""
    return reverse(COACHING_PAGE, args=[stay.client_id])
