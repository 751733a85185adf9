"""Facts that two people may be changing at once: what somebody else has changed meanwhile is never written over."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils.translation import gettext as _

from clients import records
from clients.models import Client
from staff import auditing
from staff.models import User


@dataclass(frozen=True)
class Clash:
    """A fact that both have changed, each in another way."""

    name: str
    mine: Any
    theirs: Any
    changed_at: dt.datetime
    changed_by: str


class Overtaken(Exception):
    """Somebody else has changed the same facts meanwhile; which ones stand is the writer's to choose."""

    def __init__(self, clashes: Sequence[Clash]):
        super().__init__()
        self.clashes = clashes


@dataclass(frozen=True)
class Decision:
    """The facts that the writer, having seen what somebody else wrote at a version, would still have her own way."""

    names: frozenset[str] = frozenset()
    version: int = 0


def version_of(key: int) -> int:
    """Which version a client's record is: to be asked before the record is read, and given to `amend`."""
    newest = auditing.history_of(Client(pk=key)).values_list("pgh_id", flat=True).last()
    return int(newest or 0)


def amend(
    *,
    client: Client,
    version: int,
    facts: dict[str, Any],
    decided: Decision = Decision(),
    by: auditing.Actor,
) -> list[str]:
    """Change the facts that differ from the version the writer saw; answers which they were.

    What others have changed meanwhile stays, unless the writer changed the very same: then nothing is saved, and
    Overtaken says what clashes, until she has decided. Refused (ValidationError) as `records.change` is.
    """
    with auditing.act(by=by):
        current = Client.objects.select_for_update().get(pk=client.pk)
        history = list(auditing.history_of(client).filter(pgh_id__gte=version))
        if not history or history[0].pgh_id != version:
            raise ValidationError(_("The form isn't of this record. Open it again."))
        changed = {name: value for name, value in facts.items() if _plain(value) != _of(history[0], name)}
        wanted = {name: value for name, value in changed.items() if _of(current, name) != _plain(value)}
        clashes = [
            _clash(history, name, value)
            for name, value in wanted.items()
            if _of(current, name) != _of(history[0], name) and not _is_decided(decided, history, name)
        ]
        if clashes:
            raise Overtaken(clashes)
        if wanted:
            records.change(client=client, **wanted, by=by)
    return list(wanted)


def _is_decided(decided: Decision, history: list[Any], name: str) -> bool:
    """Whether the writer has decided on what stands now, not on something older."""
    known = [event for event in history if event.pgh_id == decided.version]
    return name in decided.names and bool(known) and _of(known[0], name) == _of(history[-1], name)


def _clash(history: list[Any], name: str, mine: Any) -> Clash:
    event = [later for earlier, later in pairwise(history) if _of(earlier, name) != _of(later, name)][-1]
    actor = str(event.pgh_context.metadata.get("actor", "")) if event.pgh_context else ""
    key = actor.removeprefix("user:")
    user = User.objects.filter(pk=key).first() if key.isdecimal() else None
    return Clash(name, mine, getattr(event, name), event.pgh_created_at, str(user or ""))


def _of(row: Any, name: str) -> Any:
    """A fact as rows and events of the history hold it alike: what it points at by its key."""
    column: Any = Client._meta.get_field(name)
    return getattr(row, column.attname)


def _plain(value: Any) -> Any:
    return value.pk if isinstance(value, Model) else value
