"""The sentences in which a plan says what will happen."""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import gettext as _

from clients.choices import EducationState, FollowUpKind, OutcomeKind
from ohjaamo.formats import day as in_words
from ohjaamo.formats import minutes as in_minutes
from ohjaamo.formats import number
from ohjaamo.formats import period as from_to
from ohjaamo.periods import Period
from projects.choices import ActivityKind


def session(day: dt.date, minutes: int) -> str:
    return _("A session is logged for %(day)s, %(minutes)s") % {
        "day": in_words(day),
        "minutes": in_minutes(minutes),
    }


def logged_already(minutes: int) -> str:
    return _("%(minutes)s are logged for today already") % {"minutes": in_minutes(minutes)}


def after_care() -> str:
    return _("the client has left the project, so it counts as aftercare")


def activity(kind: str, period: Period, names: Iterable[str], terms: dict[str, Any]) -> str:
    facts = ", ".join([*filter(None, names), *terms_of(terms)])
    text = f"{ActivityKind(kind).label} {from_to(period)}"
    return f"{text} ({facts})" if facts else text


def terms_of(terms: dict[str, Any]) -> list[str]:
    """The terms of work in words, those that are known."""
    spoken = {
        ("is_permanent", True): _("permanent"),
        ("is_permanent", False): _("for a fixed term"),
        ("is_full_time", True): _("full-time"),
        ("is_full_time", False): _("part-time"),
        ("has_pay_subsidy", True): _("with a pay subsidy"),
        ("has_pay_subsidy", False): _("without a pay subsidy"),
    }
    found = [text for (name, value), text in spoken.items() if terms.get(name) is value]
    hours = terms.get("weekly_hours")
    return [*found, _("%(hours)s h a week") % {"hours": number(hours)}] if hours else found


def outcome(kind: str, quantity: int) -> str:
    text = _("Result: %(kind)s") % {"kind": OutcomeKind(kind).label}
    return f"{text} × {quantity}" if quantity > 1 else text


def state(value: str) -> str:
    return _("The studies are marked: %(state)s") % {"state": EducationState(value).label.lower()}


def card(name: str, period: Period) -> str:
    facts = {"name": name or _("Card"), "from": in_words(period.starts_on), "to": in_words(period.ends_on)}
    if period.ends_on is None:
        return _("%(name)s, taken on %(from)s, doesn't expire") % facts
    return _("%(name)s, taken on %(from)s, valid until %(to)s") % facts


def need_ends() -> str:
    return _("the card is no longer listed as needed")


def end(kind: str, place: str, day: dt.date) -> str:
    names = ", ".join(filter(None, [str(ActivityKind(kind).label), place]))
    return _("Ends on %(day)s: %(activity)s") % {"day": in_words(day), "activity": names}


def end_before(ends_on: dt.date | None) -> str:
    return _("it was to end on %(day)s") % {"day": in_words(ends_on)} if ends_on else ""


def waiting(count: int) -> str:
    return _("Follow-ups still to be asked are given up: %(count)s") % {"count": count}


def follow_up(kind: str, due_on: dt.date) -> str:
    return _("Follow-up: %(when)s, %(day)s") % {
        "when": str(FollowUpKind(kind).label).lower(),
        "day": in_words(due_on),
    }


def step(due_on: dt.date) -> str:
    return _("Next step: follow-up call by %(day)s") % {"day": in_words(due_on)}


def step_text() -> str:
    return _("Follow-up call")


def stage(name: str, day: dt.date) -> str:
    return _("Moves on the path to the stage “%(name)s” on %(day)s") % {"name": name, "day": in_words(day)}


def trial_too_long_at_one() -> str:
    return _("A work trial lasts at most 6 months at one employer.")


def trial_too_long_in_all() -> str:
    return _("Work trials last at most 12 months in all.")


def kind_of(kind: str) -> str:
    return str(ActivityKind(kind).label) if kind else _("no activity recorded")


def primary(
    *,
    turns: Sequence[tuple[dt.date, str]],
    day: dt.date,
    before: str,
    after: str,
    new: str,
    is_over: bool,
    today: dt.date,
) -> list[str]:
    """What is primary from the day on and why; until then, and later on."""
    facts = {"day": in_words(day), "before": kind_of(before), "after": kind_of(after), "new": kind_of(new)}
    sentences = [_main(before, after, new, is_over) % facts]
    earlier = [turn for turn in turns if turn[0] < day]
    if before != after and day > today and len(earlier) == 1:
        sentences.append(_("Until then still: %(kind)s.") % {"kind": kind_of(earlier[0][1])})
    elif len(earlier) > 1:
        sentences += [_turn(turn) for turn in earlier]
    return sentences + [_turn(turn) for turn in turns if turn[0] > day]


def _turn(turn: tuple[dt.date, str]) -> str:
    return _("From %(day)s: %(kind)s.") % {"day": in_words(turn[0]), "kind": kind_of(turn[1])}


def _main(before: str, after: str, new: str, is_over: bool) -> str:
    """The sentence of the day itself, to be filled in."""
    if before == after:
        if new and new != after:
            return _(
                "The primary activity stays: %(after)s. “%(new)s” is recorded beside it, as in the project's "
                "order “%(after)s” comes first."
            )
        return _("The primary activity stays: %(after)s.")
    if not before:
        return _("The primary activity from %(day)s: %(after)s, because nothing else is recorded.")
    if is_over:
        return _("The primary activity from %(day)s: %(after)s, because “%(before)s” ends.")
    return _(
        "The primary activity from %(day)s: %(after)s, because in the project's order it comes before "
        "“%(before)s”."
    )
