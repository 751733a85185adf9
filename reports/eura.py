"""The EURA desk: what each participant has told the fund, what is asked for now, and what comes later.

The programme period 2021–2027 asks participants themselves: at the start, within 28 days of leaving, six months after.
Nobody begins overdue: what was past its day before we knew of it isn't asked for.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import Min
from django.utils import timezone

from clients.models import Enrolment, Participation
from clients.participations import STEPS
from projects.choices import ProgrammePeriod
from projects.models import Project
from reports.figures.participants import SOON, Participant, participants
from staff.auditing import events_of

NOTHING: dict[str, dt.date | None] = dict.fromkeys(STEPS)


class State(StrEnum):
    """How far one of the three tellings is."""

    LATE = "late"
    NOW = "now"
    GIVEN = "given"
    APPROVED = "approved"
    COMING = "coming"
    NOT_ASKED = "not_asked"


@dataclass(frozen=True)
class Telling:
    """One of the three: its state and the day that goes with it, of the giving or the one that counts."""

    state: State
    day: dt.date | None = None

    @property
    def is_open(self) -> bool:
        return self.state in (State.LATE, State.NOW)


@dataclass(frozen=True)
class Line:
    """A participant on the desk. `code_given_on`: when the client got the project's code, by which one finds it."""

    participant: Participant
    code_given_on: dt.date | None
    start: Telling
    end: Telling
    later: Telling

    @property
    def tellings(self) -> tuple[Telling, Telling, Telling]:
        return self.start, self.end, self.later

    @property
    def is_late(self) -> bool:
        return any(each.state == State.LATE for each in self.tellings)

    @property
    def is_open(self) -> bool:
        """Whether something is asked for now."""
        return any(each.is_open for each in self.tellings)


def asks(project: Project) -> bool:
    """Whether participants of the project tell the fund in EURA 2021."""
    return project.programme_period == ProgrammePeriod.ESF_PLUS_2021


def desk(project: Project, clients: Sequence[int], today: dt.date) -> list[Line]:
    """The clients as participants: first what is late, then what is asked for now, the longest waiting first.

    Three statements, whatever the number of clients; nobody where the fund doesn't ask.
    """
    if not asks(project):
        return []
    told = {
        each.pop("client_id"): each
        for each in Participation.objects.filter(project=project, client__in=clients).values(
            "client_id", *STEPS
        )
    }
    known = _exits_known(project, clients)
    found = [
        _line(each, told.get(each.key, NOTHING), known.get((each.key, each.left_on)), today)
        for each in participants(project, today, clients)
    ]
    return sorted(found, key=_urgency)


def _line(
    each: Participant, told: dict[str, dt.date | None], known_on: dt.date | None, today: dt.date
) -> Line:
    is_old = each.left_on is not None and known_on is not None and known_on > each.left_on + SOON
    return Line(
        participant=each,
        code_given_on=told["code_given_on"],
        start=_start(each, told, is_old),
        end=_end(each, told, is_old, today),
        later=_later(each, told, known_on, today),
    )


def _start(each: Participant, told: dict[str, dt.date | None], is_old: bool) -> Telling:
    nothing = Telling(State.NOT_ASKED) if is_old else Telling(State.NOW, each.entered_on)
    return _given(told["start_given_on"], told["start_approved_on"]) or nothing


def _end(each: Participant, told: dict[str, dt.date | None], is_old: bool, today: dt.date) -> Telling:
    if each.left_on is None:
        return Telling(State.COMING)
    # What was given of an earlier exit tells nothing of the last.
    given_on = told["end_given_on"]
    if given_on and given_on >= each.left_on and (given := _given(given_on, told["end_approved_on"])):
        return given
    if is_old:
        return Telling(State.NOT_ASKED)
    due_on = each.left_on + SOON
    return Telling(State.LATE if today > due_on else State.NOW, due_on)


def _later(
    each: Participant, told: dict[str, dt.date | None], known_on: dt.date | None, today: dt.date
) -> Telling:
    given_on = told["later_given_on"]
    if each.later_on is None:
        return Telling(State.COMING)
    if given_on and given_on >= each.later_on:
        return Telling(State.GIVEN, given_on)
    if known_on and known_on > each.later_on:
        return Telling(State.NOT_ASKED)
    return Telling(State.NOW if each.later_on <= today else State.COMING, each.later_on)


def _given(given_on: dt.date | None, approved_on: dt.date | None) -> Telling | None:
    if approved_on:
        return Telling(State.APPROVED, approved_on)
    return Telling(State.GIVEN, given_on) if given_on else None


def _exits_known(project: Project, clients: Sequence[int]) -> dict[tuple[int, dt.date | None], dt.date]:
    """On which day we first knew of each last day of a stay, by the audit trail."""
    events = events_of(Enrolment).filter(project=project, client__in=clients, ends_on__isnull=False)
    firsts = events.order_by().values("client_id", "ends_on").annotate(known_at=Min("pgh_created_at"))
    return {(row["client_id"], row["ends_on"]): timezone.localdate(row["known_at"]) for row in firsts}


def _urgency(line: Line) -> tuple[int, dt.date, int]:
    waiting = [each.day for each in line.tellings if each.is_open and each.day]
    rank = 0 if line.is_late else 1 if line.is_open else 2
    return rank, min(waiting, default=line.participant.entered_on), line.participant.key
