"""Rows of sessions with one client. Equal rows are equal sessions, as many as there are."""

import datetime as dt
from collections import Counter, defaultdict
from typing import Any
from uuid import uuid4

from django.db.models import F
from django.utils.translation import gettext as _

from clients.fillings import Filling, compare
from clients.intakes import identities
from clients.models import Assignment, Client, Enrolment
from coaching import sessions
from coaching.choices import SessionKind
from coaching.habits import OF_OTHERS
from coaching.intakes.leaders import Leaders
from coaching.models import Attendance, CoachingSession, SessionTopic, Topic
from ohjaamo.periods import Period
from projects.book_columns import Values
from projects.memberships import allowed_to
from projects.models import Project
from staff import auditing
from staff.gathering import Gathering
from staff.models import User
from staff.permissions import Permission
from staff.verdicts import Verdict

Key = tuple[int, dt.date, int, str, frozenset[int]]


class SessionIntake:
    """Takes rows of sessions into one project; the book's n-th of several equal ones is the register's n-th."""

    def __init__(self, project: Project, today: dt.date, gathering: Gathering, by: auditing.Actor) -> None:
        self.project = project
        self.gathering = gathering
        self.today = today
        self.by = by
        self.reads_notes = not isinstance(by, str) and allowed_to(by, today).may(
            Permission.READ_NOTES, project.pk
        )
        self.people = identities.people_for(today=today, by=by)
        self.leaders = Leaders(by)
        self.assignments: dict[int, list[Assignment]] = defaultdict(list)
        for assignment in Assignment.objects.select_related("coach"):
            self.assignments[assignment.client_id].append(assignment)
        self.known: dict[Key, list[CoachingSession]] = defaultdict(list)
        for session in _with_one_client(project):
            self.known[self._key_of(session)].append(session)
        self.met: Counter[Key] = Counter()
        self.members = set(Enrolment.objects.filter(project=project).values_list("client", flat=True))

    def take(self, values: Values, verdict: Verdict) -> None:
        """Take a row in: a new session, or the blanks of the one like it."""
        client = identities.known_client(values, self.people, verdict)
        coach = self._coach(client, values, verdict)
        way = values.get("way") or SessionKind.MEETING
        key = (client.pk, values["held_on"], values["minutes"], str(way), self.leaders.namesakes(coach))
        place = self.met[key]
        if place >= len(self.known[key]):
            self._log(client, self.leaders.sure(coach, verdict), way, values, verdict)
        elif self.known[key][place].withdrawn_at is not None:
            identities.tell_withdrawn(verdict, "held_on")
        else:
            self._fill(self.known[key][place], client, values, verdict)
        self.leaders.put(coach)
        self.gathering.learn(self.met, key, place + 1)

    def _log(self, client: Client, coach: User, way: str, values: Values, verdict: Verdict) -> None:
        with verdict.refusing("held_on"):
            session = sessions.new(
                project=self.project,
                coach=coach,
                kind=way,
                held_on=values["held_on"],
                minutes=values["minutes"],
                language=values.get("language", ""),
                has_interpreter=bool(values.get("has_interpreter")),
                topics=values.get("topics", []),
                note=values.get("note", ""),
                was_there=client.pk in self.members,
                submission=uuid4(),
                today=self.today,
                by=self.by,
            )
            self.gathering.add(session)
            self.gathering.add(Attendance(session=session, client=client))
            for topic in values.get("topics", []):
                self.gathering.add(SessionTopic(session=session, topic=topic))
        verdict.created["sessions"] += 1

    def _fill(self, session: CoachingSession, client: Client, values: Values, verdict: Verdict) -> None:
        said = {name: values.get(name) for name in ("language", "has_interpreter", "note")}
        is_hidden = session.is_confidential or not self.reads_notes
        ticked = identities.ticked(verdict, client) - ({"note"} if is_hidden else set())
        filling = compare(session, said, taken=ticked)
        topics = self._topics(session, client, values.get("topics", []), verdict)
        if is_hidden and not client.has_safety_restriction:
            _tell_hidden_note(filling, verdict)
        identities.tell_differences(verdict, client, session, filling)
        if not filling.blanks and not topics:
            return
        facts: dict[str, Any] = {name: getattr(session, name) for name in sessions.SAID}
        with verdict.refusing("held_on"):
            try:
                sessions.change(
                    session=session,
                    revision=session.revision,
                    topics=topics or session.topics.all(),
                    today=self.today,
                    by=self.by,
                    **(facts | filling.blanks),
                )
            except sessions.ChangedMeanwhile:
                verdict.stop("held_on", _("Somebody has just changed the session. Take the book in again."))
        verdict.updated["sessions"] += 1

    def _topics(
        self, session: CoachingSession, client: Client, said: list[Topic], verdict: Verdict
    ) -> list[Topic]:
        """The topics to give the session: it has none, or somebody ticked the book's. Others than ours are told."""
        ours = list(session.topics.all())
        if not ours or not said or set(ours) == set(said):
            return [] if ours else said
        if client.has_safety_restriction:
            identities.tell_restricted(verdict)
            return []
        is_ticked = "topics" in identities.ticked(verdict, client)
        tell = verdict.take if is_ticked else verdict.differ
        tell("topics", ", ".join(map(str, ours)), ", ".join(map(str, said)))
        return said if is_ticked else []

    def _coach(self, client: Client, values: Values, verdict: Verdict) -> User:
        """Whom the row names; else the client's coach of that day, if there was one alone."""
        if name := values.get("coach"):
            return self.leaders.named(name, verdict)
        day = values["held_on"]
        hers = {
            each.coach
            for each in self.assignments[client.pk]
            if Period(each.starts_on, each.ends_on).includes(day)
        }
        if len(hers) != 1:
            verdict.stop("coach", _("The coach is missing."))
        return hers.pop()

    def _key_of(self, session: Any) -> Key:
        """What makes a session the same one in a book and in the register."""
        who = self.leaders.namesakes(session.coach)
        return (session.client_key, session.held_on, session.minutes, session.kind, who)


def _tell_hidden_note(filling: Filling, verdict: Verdict) -> None:
    """Another note than ours stays ours, of which whoever doesn't read it learns only that there is one."""
    if "note" in filling.differing:
        _ours, book = filling.differing.pop("note")
        verdict.differ("note", _("A note that isn't shown here"), book)


def _with_one_client(project: Project) -> Any:
    """The project's sessions with one client, `client_key`; those that stand come before those withdrawn."""
    found = CoachingSession.with_withdrawn.filter(project=project, attendances__isnull=False)
    found = found.exclude(kind__in=OF_OTHERS).annotate(client_key=F("attendances__client"))
    return (
        found.select_related("coach")
        .prefetch_related("topics")
        .order_by(F("withdrawn_at").asc(nulls_first=True), "pk")
    )
