"""What templates may say: the words of ohjaamo/formats.py, and where an error's field is."""

from django import template
from django.forms import BoundField

from ohjaamo import formats

register = template.Library()

for word in (
    formats.day,
    formats.weekday,
    formats.period,
    formats.number,
    formats.difference,
    formats.amount,
    formats.share,
    formats.minutes,
):
    register.filter(word.__name__, word)


@register.filter
def anchor(field: BoundField) -> str:
    """The id that a link to this field leads to: of a group of buttons the first one's."""
    return field.id_for_label or f"{field.auto_id}_0"
