"""What a session said at each time: in words, for its history and for two people who changed it at once."""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _

from clients.models import Client
from coaching.choices import SessionKind
from coaching.models import Attendance, CoachingSession, SessionTopic, Topic
from ohjaamo.formats import minutes, weekday
from ohjaamo.reference import language_name
from staff import auditing
from staff.models import User

# A session as it is, or as a row of its history holds it.
Said = Any


@dataclass(frozen=True)
class Difference:
    """One thing that two versions say in two ways. Longer words are people's own, in any language."""

    label: str
    before: str
    after: str
    is_text: bool = False


@dataclass(frozen=True)
class Revision:
    """Who changed what, when."""

    at: dt.datetime
    by: str
    differences: Sequence[Difference]
    is_first: bool = False
    is_withdrawal: bool = False


def facts(said: Said, topics: Iterable[str]) -> dict[str, str]:
    """What a version says besides its note, by label."""
    return {
        _("How"): str(SessionKind(said.kind).label),
        _("Day"): weekday(said.held_on),
        _("Duration"): minutes(said.minutes),
        _("Language"): language_name(said.language) if said.language else "",
        _("An interpreter was present"): _("Yes") if said.has_interpreter else "",
        _("Partner"): str(said.partner or ""),
        _("Municipality"): str(said.municipality or ""),
        _("What was done"): ", ".join(sorted(topics)),
    }


def words(said: Said, topics: Iterable[str], *, reads_note: bool) -> dict[str, str]:
    """All that a version says, by label; a note that she may not read is said to be there, and no more."""
    note = said.note if reads_note or not said.note else _("The note is confidential.")
    return facts(said, topics) | {
        _("Confidential"): _("Yes") if said.is_confidential else "",
        _("Note"): note,
    }


def differences(before: dict[str, str], after: dict[str, str]) -> list[Difference]:
    """What two versions say in two ways."""
    return [
        Difference(label, before[label], after[label], label == _("Note"))
        for label in after
        if before[label] != after[label]
    ]


def revisions_of(session: CoachingSession, *, may_read: Callable[[Said], bool]) -> list[Revision]:
    """The history of a session, the latest first. Of a note that she may not read she learns that it changed."""
    events = list(auditing.history_of(session).select_related("partner", "municipality"))
    topics = _topics_by_context(session)
    people = _people([event.pgh_context.metadata for event in events])
    found: list[Revision] = []
    about: set[str] = set()
    before: dict[str, str] | None = None
    last: Said = None
    for event in events:
        came, went = topics[event.pgh_context_id]
        about = (about - went) | came
        after = words(event, about, reads_note=True)
        changed = differences(before, after) if before else []
        withdrawal = bool(event.withdrawn_at) and not last.withdrawn_at
        if before is None or changed or withdrawal:
            who = people.get(event.pgh_context.metadata.get("actor", ""), _("The system"))
            if not (may_read(event) and (last is None or may_read(last))):
                changed = [_without_text(each) for each in changed]
            found.append(Revision(event.pgh_created_at, who, changed, before is None, withdrawal))
        before, last = after, event
    return found[::-1]


def taken_back(*, key: int, client: Client, by: User) -> tuple[Said, list[Topic]] | None:
    """What a session with the client said that she logged and took back, so that she can go on with it."""
    with_client = auditing.events_of(Attendance).filter(pgh_label="delete", session=key, client=client)
    history = auditing.history_of(CoachingSession(pk=key)).filter(pgh_label="delete", logged_by=by)
    last = history.filter(pgh_context__in=with_client.values("pgh_context")).last()
    if last is None:
        return None
    gone = _topic_events(key).filter(pgh_label="delete", pgh_context=last.pgh_context_id)
    return last, list(Topic.objects.filter(pk__in=gone.values("topic")))


def _without_text(difference: Difference) -> Difference:
    if not difference.is_text:
        return difference
    hidden = _("The note is confidential.")
    return replace(difference, before=hidden, after=hidden)


def _topic_events(key: int) -> Any:
    return auditing.events_of(SessionTopic).filter(session=key)


def _topics_by_context(session: CoachingSession) -> dict[Any, tuple[set[str], set[str]]]:
    """The topics that came and that went, act by act."""
    found: dict[Any, tuple[set[str], set[str]]] = defaultdict(lambda: (set(), set()))
    for event in _topic_events(session.pk).select_related("topic"):
        came, went = found[event.pgh_context_id]
        (went if event.pgh_label == "delete" else came).add(event.topic.name)
    return found


def _people(contexts: Iterable[dict[str, Any]]) -> dict[str, str]:
    actors = {str(context.get("actor", "")) for context in contexts}
    keys = [int(actor.removeprefix("user:")) for actor in actors if actor.startswith("user:")]
    return {f"user:{user.pk}": str(user) for user in User.objects.filter(pk__in=keys)}
