"""How a form of the assessment is answered: done and said, or refused in its place."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from clients.models import Client
from clients.pages import ASSESSMENT_PAGE
from staff.pages import say_with_undo


def done(form: Form, act: Callable[[], Any]) -> bool:
    """Whether a form that was sent is right and the act has been done; what refuses it is told in the form."""
    if not form.is_valid():
        return False
    try:
        act()
    except ValidationError as refusal:
        for message in _messages(form, refusal):
            form.add_error(*message)
        return False
    return True


def back(request: HttpRequest, client: Client, place: str, said: str) -> HttpResponse:
    """To the place on the client's page, where it is said, with a way to undo it."""
    address = f"{reverse(ASSESSMENT_PAGE, args=[client.pk])}#{place}"
    say_with_undo(request, said, back=address)
    return HttpResponseRedirect(address)


def form_page(request: HttpRequest, part: str, context: dict[str, Any]) -> HttpResponse:
    """A form: where a script asks for it the form alone, else a page of its own.

    409 when somebody else has changed the same (context "clashes"), 422 when it was refused.
    """
    status = 409 if context.get("clashes") else 422 if context["form"].is_bound else 200
    if request.htmx:
        return render(request, part, context, status=status)
    return render(request, "coaching/assessment/form.html", context | {"part": part}, status=status)


def _messages(form: Form, refusal: ValidationError) -> list[tuple[str | None, Any]]:
    """What was refused, by the field it concerns; what concerns none of the form's concerns the whole."""
    if not hasattr(refusal, "error_dict"):
        return [(None, refusal)]
    return [(name if name in form.fields else None, errors) for name, errors in refusal.error_dict.items()]
