"""What templates may say: the words of ohjaamo/formats.py, where an error's field is, and the key of a form."""

import json
from collections.abc import Iterable
from typing import Any
from uuid import UUID, uuid4

from django import template
from django.contrib.messages.storage.base import Message
from django.forms import BoundField
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from ohjaamo import formats
from ohjaamo.keeping import kept
from ohjaamo.reference import country_name, language_name

register = template.Library()

for word in (
    formats.day,
    formats.weekday,
    formats.clock,
    formats.moment,
    formats.period,
    formats.number,
    formats.difference,
    formats.amount,
    formats.share,
    formats.minutes,
    formats.direction,
    formats.hours,
):
    register.filter(word.__name__, word)


register.filter("language", language_name)
register.filter("country", country_name)


@register.filter
def undo_ticket(message: Message) -> str:
    """The ticket by which what a message tells of can be undone, or nothing."""
    tag, _blank, ticket = (message.extra_tags or "").partition(" ")
    return ticket if tag == "undo" else ""


@register.filter
def as_json(value: Any) -> str:
    """For an attribute that a script reads; the template escapes it."""
    return json.dumps(value)


@register.filter
def anchor(field: BoundField) -> str:
    """The id that a link to this field leads to: of a group of buttons the first one's."""
    return field.id_for_label or f"{field.auto_id}_0"


@register.filter
def is_touched(fields: Iterable[BoundField]) -> bool:
    """Whether a fold with these fields is to stand open: one of them is refused, or isn't as it begins by itself."""
    return any(each.errors or each.field.has_changed(each.field.initial, each.value()) for each in fields)


@register.simple_tag(takes_context=True)
def submission(context: Any) -> SafeString:
    """The key of a form, and whose it is: sent again with it, the form is taken once, and from nobody else.

    A refused form keeps the key and the writer it came with.

    A page that shows a form under another key than it was sent with says so by `submission_key` in its context.
    """
    request = context.get("request")
    key = context.get("submission_key") or _posted_key(request) or uuid4()
    fields = [("submission", key)]
    if writer := _writer(request):
        fields.append(("writer", writer))
    return format_html_join("", '<input type="hidden" name="{}" value="{}">', fields)


def _writer(request: Any) -> str:
    """Who had the form; nobody before sign-in."""
    if request is None:
        return ""
    return request.POST.get("writer") or str(request.user.pk or "")


@register.inclusion_tag("components/kept_words.html", takes_context=True)
def kept_words(context: Any) -> dict[str, Any]:
    """What was typed in the form that led to a page of errors, so that it can be copied."""
    request = context.get("request")
    return {"words": kept(request.POST).words if request is not None else []}


def _posted_key(request: Any) -> UUID | None:
    posted = request.POST.get("submission", "") if request is not None else ""
    try:
        return UUID(posted)
    except ValueError:
        return None
