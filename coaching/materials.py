"""Guides and leaflets: which there are, in which languages, and who was given which."""

import datetime as dt
import json
from collections.abc import Sequence
from pathlib import Path

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from clients.models import Client
from coaching.models import Material, MaterialGift
from ohjaamo.reference import language_name
from staff import auditing
from staff.models import User
from staff.rows import keep

SHIPPED = Path(__file__).resolve().parent / "data" / "materials.json"


def add(*, name: str, languages: Sequence[str], by: auditing.Actor) -> Material:
    """Take a material into use. Refused (ValidationError) when there is one of this name already."""
    material = Material(name=name.strip(), languages=list(languages))
    with auditing.act(by=by):
        keep(material)
    return material


def change(
    *, material: Material, name: str, languages: Sequence[str], is_in_use: bool, by: auditing.Actor
) -> Material:
    """Say which languages there are now, under what name, and whether it is still given to anybody."""
    with auditing.act(by=by):
        current = Material.objects.select_for_update().get(pk=material.pk)
        current.name, current.languages, current.is_in_use = name.strip(), list(languages), is_in_use
        keep(current)
    return current


def give(*, material: Material, client: Client, language: str, day: dt.date, by: User) -> MaterialGift:
    """Note that a client was given a material in a language.

    Refused (ValidationError) when there is none in it, it isn't in use, or it was given on the day already.
    """
    if not material.is_in_use:
        raise ValidationError(_("%(material)s is not given to anybody any more.") % {"material": material})
    if language not in material.languages:
        message = _("There is no %(material)s in this language: %(language)s.")
        raise ValidationError(message % {"material": material, "language": language_name(language)})
    gift = MaterialGift(material=material, client=client, language=language, given_on=day, given_by=by)
    with auditing.act(by=by):
        keep(gift)
    return gift


def take_back(*, gift: MaterialGift, by: auditing.Actor) -> None:
    """Take away the note of a gift that wasn't given. History keeps it."""
    with auditing.act(by=by):
        MaterialGift.objects.filter(pk=gift.pk).delete()


def load_shipped(*, by: auditing.Actor) -> list[Material]:
    """Take the materials we know into use; answers those that weren't there. A second time changes nothing."""
    with auditing.act(by=by):
        known = set(Material.objects.values_list("name", flat=True))
        shipped = json.loads(SHIPPED.read_text(encoding="utf-8"))
        return [add(**one, by=by) for one in shipped if one["name"] not in known]
