"""What pages of every floor say the same way."""

from django.contrib import messages
from django.http import HttpRequest

from staff import undoing

UNDO = "undo "


def say_with_undo(request: HttpRequest, text: str, *, back: str = "/") -> None:
    """Say that it is done, with a button that takes back all that this request wrote (ten minutes, its writer only).

    `back` is where she is led after undoing: a page that stands then, too.
    """
    ticket = undoing.offer(back=back)
    messages.success(request, text, extra_tags=f"{UNDO}{ticket}" if ticket else "")
