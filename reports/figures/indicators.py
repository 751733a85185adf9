"""The fund's indicators of a project on a day, by gender, with the participants behind each number."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Q

from ohjaamo.periods import running_on
from projects.models import Project
from reports.choices import IndicatorKind
from reports.counted import Counted
from reports.figures.indicator_rules import EVERYBODY, OTHER_DEFINITION, RULES
from reports.figures.participants import GENDERS, Participant, participants
from reports.models import Indicator

INDICATOR = "indicator:"
# Of those who didn't tell, or were never asked; they are in the grand total only.
UNTOLD = "unknown"
COLUMNS = (*(gender.value for gender in GENDERS), UNTOLD)
# Whom the other programme period's definition would count.
OTHERWISE = "otherwise"
# The groups that aren't indicators, by which one sees how far the figures are.
EVERYONE, COMPLETE, INCOMPLETE, LEFT = "participants", "complete", "incomplete", "left"


class UnknownIndicator(ValueError):
    """There is no such figure among the indicators."""


@dataclass(frozen=True)
class Count:
    """Whom an indicator counts, by gender. Of the `asked` it is known of so many; None where it isn't of anybody."""

    indicator: Indicator
    keys: Mapping[str, tuple[int, ...]]
    asked: int
    known: int

    @property
    def has_data(self) -> bool:
        return self.indicator.rule == EVERYBODY or self.known > 0

    @property
    def total(self) -> int | None:
        return sum(map(len, self.keys.values())) if self.has_data else None

    @property
    def unknown(self) -> int:
        return self.asked - self.known

    def of(self, gender: str) -> int | None:
        """How many of a gender."""
        return len(self.keys[gender]) if self.has_data else None

    @property
    def everybody(self) -> tuple[int, ...]:
        return tuple(sorted(key for keys in self.keys.values() for key in keys))


@dataclass(frozen=True)
class Indicators:
    """All indicators of a project on a day, and the groups they are counted of.

    `beside` has, by code, whom the other programme period's definition would count.
    """

    project: Project
    day: dt.date
    counts: tuple[Count, ...]
    groups: Mapping[str, tuple[int, ...]]
    beside: Mapping[str, tuple[int, ...]]


def in_force(project: Project, day: dt.date) -> list[Indicator]:
    """The indicators of the project's programme period in their versions of the day, in the fund's order."""
    found = Indicator.objects.filter(running_on(day), Q(programme_period=project.programme_period))
    return list(found.order_by("position", "-version").distinct("position"))


def indicators(project: Project, day: dt.date) -> Indicators:
    """Every indicator that is counted, of everybody who has entered by the day; two statements."""
    people = participants(project, day)
    with_rule = [each for each in in_force(project, day) if each.rule]
    counts = tuple(_count(each, people) for each in with_rule)
    return Indicators(project, day, counts, _groups(people), _beside(with_rule, people))


def counted(project: Project, day: dt.date) -> Iterator[Counted]:
    """Every number of the indicators: the groups, each indicator as a whole, and each by gender."""
    yield from figures(indicators(project, day))


def figures(found: Indicators) -> Iterator[Counted]:
    """What `counted` gives, of indicators at hand."""
    for name, keys in found.groups.items():
        yield Counted(f"{INDICATOR}{name}", found.day, len(keys), keys)
    for count in found.counts:
        name = f"{INDICATOR}{count.indicator.code}"
        yield Counted(name, found.day, count.total, count.everybody)
        for gender, keys in count.keys.items():
            yield Counted(f"{name}:{gender}", found.day, count.of(gender), keys)
        if (others := found.beside.get(count.indicator.code)) is not None:
            yield Counted(f"{name}:{OTHERWISE}", found.day, len(others) if count.has_data else None, others)


def behind(project: Project, day: dt.date, figure: str) -> tuple[int, ...]:
    """The keys of those behind a figure as `counted` names it, without its prefix. Raises UnknownIndicator."""
    for each in counted(project, day):
        if each.figure == f"{INDICATOR}{figure}":
            return each.keys
    raise UnknownIndicator(figure)


def _groups(people: Sequence[Participant]) -> dict[str, tuple[int, ...]]:
    return {
        EVERYONE: tuple(each.key for each in people),
        COMPLETE: tuple(each.key for each in people if each.is_complete),
        INCOMPLETE: tuple(each.key for each in people if not each.is_complete),
        LEFT: tuple(each.key for each in people if each.has_left),
    }


def _beside(with_rule: Sequence[Indicator], people: Sequence[Participant]) -> dict[str, tuple[int, ...]]:
    complete = [each for each in people if each.is_complete]
    return {
        each.code: tuple(one.key for one in complete if RULES[OTHER_DEFINITION[each.rule]](one))
        for each in with_rule
        if each.rule in OTHER_DEFINITION
    }


def _count(indicator: Indicator, people: Sequence[Participant]) -> Count:
    asked = [each for each in people if _is_asked(indicator, each)]
    answers = [(each, RULES[indicator.rule](each)) for each in asked]
    keys = {
        column: tuple(each.key for each, is_so in answers if is_so and _column(each) == column)
        for column in COLUMNS
    }
    known = sum(is_so is not None for _each, is_so in answers)
    return Count(indicator, keys, len(asked), known)


def _is_asked(indicator: Indicator, each: Participant) -> bool:
    """Whether the participant has come so far: whoever is incomplete counts in the grand total only."""
    if indicator.rule == EVERYBODY:
        return True
    if indicator.kind == IndicatorKind.EXIT:
        return each.is_complete and each.has_left
    if indicator.kind == IndicatorKind.LATER:
        return each.is_complete and each.later_on is not None and each.later_on <= each.day
    return each.is_complete


def _column(each: Participant) -> str:
    return each.gender if each.gender in GENDERS else UNTOLD
