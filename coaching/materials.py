"""Guides and leaflets: which there are, in which languages, and who was given which."""

import datetime as dt
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

from django.core.exceptions import ValidationError
from django.db.models import Count, Q
from django.utils.translation import gettext as _

from clients.models import Client, Enrolment
from coaching.handouts import Reach, reach
from coaching.models import Material, MaterialGift
from coaching.tongues import tongues
from ohjaamo.periods import running_on
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


def tongues_now(projects: Iterable[int], day: dt.date) -> Counter[tuple[str, ...]]:
    """How many clients of the projects on a day read which languages; none of those of whom none is known."""
    stays = Enrolment.objects.filter(running_on(day), project__in=projects)
    clients = Client.objects.filter(pk__in=stays.values("client")).order_by()
    counted: Counter[tuple[str, ...]] = Counter()
    known = clients.values_list("service_languages", "mother_tongue").annotate(Count("pk"))
    for served, mother_tongue, count in known:
        counted[tuple(tongues(served, mother_tongue))] += count
    return counted


def reaches(projects: Iterable[int], read: Counter[tuple[str, ...]]) -> list[tuple[Material, Reach]]:
    """Each material, those in use first, and how far it reaches among all who ever were in the projects.

    `read` is what clients read now, as `tongues_now` counts it.
    """
    clients = Enrolment.objects.filter(project__in=projects).values("client")
    given: defaultdict[int, dict[str, int]] = defaultdict(dict)
    gifts = MaterialGift.objects.filter(client__in=clients).values_list("material", "language").order_by()
    for key, language, count in gifts.annotate(Count("client", distinct=True)):
        given[key][language] = count
    persons = Count("gifts__client", distinct=True, filter=Q(gifts__client__in=clients))
    return [
        (each, reach(each.languages, persons=each.persons, by_language=given[each.pk], tongues=read))
        for each in Material.objects.annotate(persons=persons).order_by("-is_in_use", "name")
    ]


def load_shipped(*, by: auditing.Actor) -> list[Material]:
    """Take the materials we know into use; answers those that weren't there. A second time changes nothing."""
    with auditing.act(by=by):
        known = set(Material.objects.values_list("name", flat=True))
        shipped = json.loads(SHIPPED.read_text(encoding="utf-8"))
        return [add(**one, by=by) for one in shipped if one["name"] not in known]
