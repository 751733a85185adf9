"""What will happen when a result is recorded, and what will be primary then: pure, nothing asks the database."""

import datetime as dt
import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from clients.choices import EducationState
from coaching import result_words as words
from coaching.choices import ResultKind
from coaching.spells import Spell, kind_of, primary_on, primary_turns
from ohjaamo.periods import Period, months_after
from projects.choices import ActivityKind

DAY = dt.timedelta(days=1)
STUDIES = (ActivityKind.VOCATIONAL, ActivityKind.INTEGRATION, ActivityKind.OTHER_EDUCATION)
# The longest work trials the law knows: at one employer, and in all.
TRIAL_AT_ONE, TRIAL_IN_ALL = 6, 12


@dataclass(frozen=True)
class Result:
    """What has happened, as the form says it."""

    kind: ResultKind
    starts_on: dt.date
    ends_on: dt.date | None = None
    # The kind of activity that begins, and of the outcome that is counted; empty for none.
    activity: str = ""
    outcome: str = ""
    place: str = ""
    title: str = ""
    terms: dict[str, Any] = field(default_factory=dict)
    quantity: int = 1
    card_type_id: int | None = None
    # Of studies that ended: which activity and outcome, and how.
    ended_activity: int | None = None
    ended_outcome: int | None = None
    state: str = ""

    @property
    def turns_on(self) -> dt.date:
        """The first day on which something else may be true."""
        return self.starts_on + DAY if self.kind == ResultKind.EDUCATION_ENDED else self.starts_on


@dataclass(frozen=True)
class State:
    """What is true of the client now, as far as a plan needs it."""

    today: dt.date
    # Kinds of activity in the project's order of precedence.
    order: Sequence[str]
    spells: Sequence[Spell] = ()
    minutes: int = 15
    has_note: bool = False
    minutes_logged: int = 0
    has_left: bool = False
    next_stage: str = ""
    has_next_step: bool = True
    follow_ups: Sequence[tuple[str, dt.date]] = ()
    waiting: int = 0
    needed_cards: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Line:
    """One thing that will happen, unless it is ticked off. `of` is the row that it is about."""

    key: str
    text: str
    why: str = ""
    is_on: bool = True
    day: dt.date | None = None
    of: int | None = None


@dataclass(frozen=True)
class Plan:
    """Everything that will happen, in the order it is said."""

    result: Result
    state: State
    lines: Sequence[Line]

    def chosen(self, prefix: str) -> list[Line]:
        """The lines of this name that will be carried out."""
        return [line for line in self.lines if line.is_on and line.key.partition("-")[0] == prefix]

    def has(self, prefix: str) -> bool:
        return bool(self.chosen(prefix))

    @property
    def ends(self) -> dict[int, dt.date]:
        """Which activities end, by their keys, and on which day."""
        return {line.of: line.day for line in self.chosen("end") if line.of and line.day}

    @property
    def asks(self) -> dict[str, dt.date]:
        """Which follow-ups there will be, by their kinds, and on which day."""
        return {line.key.partition("-")[2]: line.day for line in self.chosen("follow") if line.day}

    @property
    def spells(self) -> list[Spell]:
        """The client's activities as they will be."""
        ends = self.ends
        spells = [
            replace(spell, period=Period(spell.period.starts_on, ends[spell.key]))
            if spell.key in ends
            else spell
            for spell in self.state.spells
        ]
        return [*spells, new_spell(self.result)] if self.has("activity") else spells

    @property
    def turns(self) -> list[tuple[dt.date, str]]:
        """The primary activity from today, or from the day of the result if that was before, on."""
        since = min(self.state.today, self.result.turns_on)
        return primary_turns(self.spells, self.state.order, since)

    @property
    def digest(self) -> str:
        """What of it was said: names and words aside. Another digest is another plan, to be shown first."""
        said = [(line.key, line.day, line.of) for line in self.lines]
        return hashlib.sha256(repr((said, self.turns)).encode()).hexdigest()[:16]

    @property
    def primary(self) -> list[str]:
        """What the primary activity will be, and why, in sentences."""
        day = self.result.turns_on
        before = primary_on(day, self.state.spells, self.state.order)
        after = primary_on(day, self.spells, self.state.order)
        new = self.result.activity if self.has("activity") else ""
        return words.primary(
            turns=self.turns, day=day, before=kind_of(before), after=kind_of(after), new=new,
            is_over=before is not None and before not in self.spells, today=self.state.today,
        )  # fmt: skip

    @property
    def warnings(self) -> list[str]:
        """What is worth a word, though nothing hinders."""
        return trial_warnings(self.result, self.state.spells)


def make(result: Result, state: State, *, ticked: Iterable[str] = (), offered: Iterable[str] = ()) -> Plan:
    """The plan of a result. Lines that were offered before are on if they were ticked; new ones as they usually are."""
    ticked, offered = set(ticked), set(offered)

    def as_ticked(lines: Iterable[Line]) -> list[Line]:
        return [replace(line, is_on=line.key in ticked) if line.key in offered else line for line in lines]

    plan = Plan(result, state, as_ticked(_lines(result, state)))
    path = _path(result, state, min(plan.asks.values(), default=None))
    return replace(plan, lines=[*plan.lines, *as_ticked(path)])


def is_replaced(spell: Spell, result: Result) -> bool:
    """Whether what begins usually takes the place of this: studies go on beside work, a job beside one's business."""
    if spell.kind in (ActivityKind.UNEMPLOYED, ActivityKind.WORK_TRIAL):
        return True
    if result.kind == ResultKind.COMPANY:
        return False
    return spell.kind == result.activity or (spell.kind in STUDIES and result.activity in STUDIES)


def new_spell(result: Result) -> Spell:
    return Spell(result.activity, result.place, Period(result.starts_on, result.ends_on))


def trial_warnings(result: Result, spells: Iterable[Spell]) -> list[str]:
    """A work trial lasts at most six months at one employer and twelve in all, earlier ones counted."""
    if result.activity != ActivityKind.WORK_TRIAL or result.ends_on is None:
        return []
    trials = [spell for spell in spells if spell.kind == ActivityKind.WORK_TRIAL]
    same = [spell for spell in trials if spell.place.casefold().strip() == result.place.casefold().strip()]
    found = []
    for earlier, months, text in (
        (same, TRIAL_AT_ONE, words.trial_too_long_at_one()),
        (trials, TRIAL_IN_ALL, words.trial_too_long_in_all()),
    ):
        longest = (months_after(result.starts_on, months) - result.starts_on).days
        days = {day for spell in [*earlier, new_spell(result)] for day in _days(spell, result)}
        found += [text] if len(days) > longest else []
    return found


def _days(spell: Spell, result: Result) -> Iterable[dt.date]:
    last = min(spell.period.ends_on or result.starts_on - DAY, result.ends_on or result.starts_on)
    return (
        spell.period.starts_on + DAY * number for number in range((last - spell.period.starts_on).days + 1)
    )


def _lines(result: Result, state: State) -> list[Line]:
    return [
        _session(state),
        *_activity(result),
        *_outcome(result),
        *_card(result, state),
        *_ends(result, state),
        *_waiting(state),
        *_follow_ups(result, state),
    ]


def _session(state: State) -> Line:
    text = words.session(state.today, state.minutes)
    if state.minutes_logged:
        # A session of its own for what is written; without a word it would be the same one a second time.
        key = "session-note" if state.has_note else "session"
        return Line(key, text, words.logged_already(state.minutes_logged), is_on=state.has_note)
    return Line("session", text, words.after_care() if state.has_left else "")


def _activity(result: Result) -> list[Line]:
    if not result.activity:
        return []
    period = Period(result.starts_on, result.ends_on)
    text = words.activity(result.activity, period, [result.place, result.title], result.terms)
    return [Line("activity", text, day=result.starts_on)]


def _outcome(result: Result) -> list[Line]:
    if result.kind == ResultKind.EDUCATION_ENDED:
        if result.ended_outcome is None:
            return []
        return [Line("state", words.state(result.state), of=result.ended_outcome)]
    if not result.outcome:
        return []
    text = words.outcome(result.outcome, result.quantity)
    return [Line("outcome", text, day=result.starts_on)]


def _card(result: Result, state: State) -> list[Line]:
    if result.card_type_id is None:
        return []
    text = words.card(result.place, Period(result.starts_on, result.ends_on))
    why = words.need_ends() if result.card_type_id in state.needed_cards else ""
    return [Line("card", text, why, day=result.starts_on)]


def _ends(result: Result, state: State) -> list[Line]:
    last = result.turns_on - DAY
    lines = []
    for spell in state.spells:
        begun_before = spell.period.starts_on <= last and spell.period.includes(result.turns_on - DAY)
        goes_on = spell.period.ends_on is None or spell.period.ends_on > last
        is_it = spell.key == result.ended_activity
        if not (begun_before and goes_on and (result.activity or is_it)):
            continue
        text = words.end(spell.kind, spell.place, last)
        is_on = is_it or is_replaced(spell, result)
        lines.append(
            Line(f"end-{spell.key}", text, words.end_before(spell.period.ends_on), is_on, last, spell.key)
        )
    return lines


def _waiting(state: State) -> list[Line]:
    return [Line("waiting", words.waiting(state.waiting))] if state.waiting else []


def _follow_ups(result: Result, state: State) -> list[Line]:
    is_on = result.state != EducationState.INTERRUPTED
    return [
        Line(f"follow-{kind}", words.follow_up(kind, due_on), is_on=is_on, day=due_on)
        for kind, due_on in state.follow_ups
    ]


def _path(result: Result, state: State, asked_on: dt.date | None) -> list[Line]:
    """A reminder of the first follow-up that there will be, where no other step is next; and the next stage."""
    lines = []
    if asked_on and not state.has_next_step:
        lines.append(Line("step", words.step(asked_on), day=asked_on))
    if state.next_stage and result.activity:
        lines.append(Line("stage", words.stage(state.next_stage, state.today)))
    return lines
