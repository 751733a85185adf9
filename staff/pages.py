"""What pages of every floor say the same way."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.forms import Form
from django.http import HttpRequest

from staff import submissions, undoing

UNDO = "undo "


def say_with_undo(request: HttpRequest, text: str, *, back: str = "/") -> None:
    """Say that it is done, with a button that takes back all that this request wrote (ten minutes, its writer only).

    `back` is where she is led after undoing: a page that stands then, too.
    """
    ticket = undoing.offer(back=back)
    messages.success(request, text, extra_tags=f"{UNDO}{ticket}" if ticket else "")


def refuse(request: HttpRequest, *reasons: str) -> None:
    """Warn that what was asked isn't done, before going back: the form wasn't taken and may be sent again."""
    messages.warning(request, " ".join(reasons))
    request.META[submissions.NOT_TAKEN] = True


def is_accepted(form: Form, act: Callable[[], object], *, at: str | None = None) -> bool:
    """Whether a form was sent, is in order, and the rule takes it; what either refuses is told of in the form.

    What the rule says of a field stands there; what it says of none at the field `at`, or above them all.
    """
    if not form.is_valid():
        return False
    try:
        act()
    except ValidationError as refusal:
        told = (
            refusal.message_dict if hasattr(refusal, "error_dict") else {NON_FIELD_ERRORS: refusal.messages}
        )
        for name, messages in told.items():
            form.add_error(name if name in form.fields else at, messages)
        return False
    return True
