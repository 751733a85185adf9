"""Who wrote what history tells of, by name."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from staff.models import User

USER = "user:"


def actor_of(event: Any) -> str:
    """What an event of the history calls its writer; empty when nobody is named."""
    return str(event.pgh_context.metadata.get("actor", "")) if event.pgh_context else ""


def names(events: Iterable[Any]) -> dict[str, str]:
    """The writers of the events by what history calls them; whoever is no user of ours is the system."""
    actors = {actor_of(event) for event in events}
    keys = [actor.removeprefix(USER) for actor in actors if actor.startswith(USER)]
    users = {f"{USER}{user.pk}": str(user) for user in User.objects.filter(pk__in=keys)}
    return {actor: users.get(actor, _("The system")) for actor in actors}
