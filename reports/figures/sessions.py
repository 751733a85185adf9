"""The coaching: sessions, time, visits and persons by kind, language, coach, topic and municipality."""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coaching.choices import AttendanceState, SessionKind
from coaching.models import Attendance, CoachingSession, SessionTopic
from ohjaamo.formats import hours
from ohjaamo.periods import Period
from ohjaamo.reference import language_name
from projects.models import Municipality, Project
from reports.figures.tally import Fact, Measure, Table, by_size, split, within
from staff.models import User

WITHHELD = "withheld"


@dataclass(frozen=True, kw_only=True)
class Visit(Fact):
    """A client at a session; of a session without a named client one fact without a client."""

    minutes: int
    heads: int
    kind: str
    language: str
    coach: str
    topics: tuple[str, ...]
    municipality: str


SESSIONS = Measure("sessions", gettext_lazy("Sessions"), lambda fact: fact.event)
TIME = Measure("time", gettext_lazy("Time spent"), lambda fact: fact.event, lambda fact: fact.minutes, hours)
VISITS = Measure("visits", gettext_lazy("Visits"), lambda fact: fact.client and (fact.event, fact.client))
UNNAMED = Measure("unnamed", gettext_lazy("Unnamed"), lambda fact: fact.event, lambda fact: fact.heads)
PERSONS = Measure("persons", gettext_lazy("Persons"), lambda fact: fact.client)
MEASURES = (SESSIONS, TIME, VISITS, PERSONS, UNNAMED)


def tables(project: Project, period: Period, _today: dt.date) -> list[Table]:
    """The sessions of a period, split in five ways."""
    found = visits(project, period)
    topics = dict(SessionTopic.objects.filter(session__project=project).values_list("topic", "topic__name"))
    coaches = {str(each.pk): str(each) for each in User.objects.filter(sessions__project=project).distinct()}
    places = {each.code: str(each) for each in Municipality.objects.all()} | {WITHHELD: _("Withheld")}
    languages = {visit.language: language_name(visit.language) for visit in found}
    return [
        _split("kinds", _("Kind"), found, lambda visit: visit.kind, dict(SessionKind.choices)),
        _split("languages", _("Language"), found, lambda visit: visit.language, languages),
        _split("coaches", _("Coach"), found, lambda visit: visit.coach, coaches),
        _by_topic(found, {str(key): name for key, name in topics.items()}),
        _split("municipalities", _("Municipality"), found, lambda visit: visit.municipality, places),
    ]


def visits(project: Project, period: Period) -> list[Visit]:
    """Who was at which session of a period."""
    rows = CoachingSession.objects.filter(within("held_on", period), project=project)
    sessions = rows.order_by("held_on", "pk").select_related("municipality")
    there: dict[int, list[tuple[int | None, str]]] = defaultdict(list)
    for session, client, place in _present(project, period):
        there[session].append((client, place))
    topics: dict[int, list[str]] = defaultdict(list)
    about = SessionTopic.objects.filter(within("session__held_on", period), session__project=project)
    for session, topic in about.order_by("topic").values_list("session", "topic"):
        topics[session].append(str(topic))
    return [
        _visit(row, client, place, tuple(topics[row.pk]))
        for row in sessions
        for client, place in there[row.pk] or [(None, row.municipality.code if row.municipality else "")]
    ]


def _present(project: Project, period: Period) -> Iterable[tuple[int, int, str]]:
    """Session, client and the client's municipality, which isn't told where somebody's safety is at stake."""
    rows = Attendance.objects.filter(
        within("session__held_on", period),
        session__project=project,
        session__withdrawn_at=None,
        state=AttendanceState.PRESENT,
    )
    columns = ("session", "client", "client__municipality__code", "client__has_safety_restriction")
    for session, client, place, is_restricted in rows.order_by("pk").values_list(*columns):
        yield session, client, WITHHELD if is_restricted else place or ""


def _visit(row: CoachingSession, client: int | None, place: str, topics: tuple[str, ...]) -> Visit:
    return Visit(
        client=client,
        event=row.pk,
        day=row.held_on,
        words=row.get_kind_display(),
        minutes=row.minutes,
        heads=row.unnamed_adults + row.unnamed_children,
        kind=row.kind,
        language=row.language,
        coach=str(row.coach_id),
        topics=topics,
        municipality=place,
    )


def _split(
    key: str, title: str, found: list[Visit], of: Callable[[Visit], str], names: Mapping[str, Any]
) -> Table:
    """One group each; a line for every group that has somebody."""
    used = {of(visit) for visit in found} - {""}
    groups = {code: name for code, name in names.items() if code in used}
    return by_size(split(key, title, found, lambda visit: filter(None, [of(visit)]), groups, MEASURES))


def _by_topic(found: list[Visit], names: Mapping[str, str]) -> Table:
    used = {topic for visit in found for topic in visit.topics}
    groups = {key: name for key, name in names.items() if key in used}
    return by_size(split("topics", _("Topic"), found, lambda visit: visit.topics, groups, MEASURES))
