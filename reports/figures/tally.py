"""How facts become the numbers of a table: the one engine behind every figure that is a split.

A table's cell keeps the facts that it counts, so a number and the people behind it can't differ. The lines of a table
and what they count more than once come to the whole, counted apart.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from ohjaamo.bar_chart import Bar, Bars
from ohjaamo.charts import StackedColumns
from ohjaamo.formats import number
from ohjaamo.periods import Period
from reports.counted import Counted

# A report nobody narrowed to a period counts whatever ever happened.
EVER = Period(dt.date.min)
UNKNOWN, REPEATED, TOTAL = "unknown", "repeated", "total"
Words = Any


@dataclass(frozen=True, kw_only=True)
class Fact:
    """Something that counts, of a client or of nobody we know by name.

    Facts of one event are its participants. `words` tell why it counts to whoever opens the client's record; `place`
    names a workplace, a school or a person, and isn't told where somebody's safety is at stake.
    """

    client: int | None
    event: Hashable
    day: dt.date | None = None
    words: str = ""
    place: str = ""


F = TypeVar("F", bound=Fact)


def one(_fact: Any) -> int:
    """What counts as one."""
    return 1


@dataclass(frozen=True)
class Measure:
    """A column: what it counts once each (None: not this fact), how much that weighs, how the sum is told."""

    key: str
    label: Words
    unit: Callable[[Any], Hashable | None]
    weight: Callable[[Any], int] = one
    shown: Callable[[int | None], str] = number

    def cell(self, facts: Iterable[Fact]) -> "Cell":
        """The sum over the facts, each unit once."""
        counted = tuple(fact for fact in facts if self.unit(fact) is not None)
        weights = {self.unit(fact): self.weight(fact) for fact in counted}
        return Cell(sum(weights.values()), counted, self.shown)


PERSONS = Measure("persons", gettext_lazy("Persons"), lambda fact: fact.client)


@dataclass(frozen=True)
class Cell:
    """A number, blank for None, and the facts that it counts."""

    value: int | None
    facts: tuple[Fact, ...] = ()
    shown: Callable[[int | None], str] = number
    is_off: bool = False

    @property
    def text(self) -> str:
        return self.shown(self.value)

    @property
    def keys(self) -> tuple[int, ...]:
        """The clients behind the number, each once."""
        return tuple(sorted({fact.client for fact in self.facts if fact.client is not None}))

    @property
    def opens(self) -> bool:
        return bool(self.value and self.keys)


@dataclass(frozen=True)
class Line:
    key: str
    label: Words
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Head:
    key: str
    label: Words


@dataclass(frozen=True)
class Table:
    """A split: its lines, `total` counted apart, and what stands on several lines at once.

    Without a total the lines don't add up to anything (medians, points in time).
    """

    key: str
    title: Words
    first: Words
    heads: tuple[Head, ...]
    lines: tuple[Line, ...]
    total: Line | None = None
    repeated: tuple[int | None, ...] = ()
    note: str = ""
    chart: StackedColumns | Bars | None = None

    @property
    def adds_up(self) -> bool:
        """Whether the lines, less what they count more than once, come to the total."""
        if self.total is None:
            return True
        sums = [sum(line.cells[place].value or 0 for line in self.lines) for place in range(len(self.heads))]
        return all(
            whole.value in (None, parts - (again or 0))
            for whole, parts, again in zip(self.total.cells, sums, self.repeated, strict=True)
        )

    def all_lines(self) -> Iterator[Line]:
        """The lines as they are shown: what stands on several lines is taken off before the total."""
        yield from self.lines
        if any(self.repeated):
            cells = tuple(
                replace(whole, value=None if again is None else -again, facts=())
                for again, whole in self._wholes()
            )
            yield Line(REPEATED, _("Counted above more than once"), cells)
        if self.total is not None:
            yield self.total

    def cell(self, line_key: str, head_key: str) -> tuple[Line, Head, Cell]:
        """The cell of a line under a head. Raises LookupError where there is none."""
        for line in self.all_lines():
            if line.key == line_key:
                for head, cell in zip(self.heads, line.cells, strict=True):
                    if head.key == head_key:
                        return line, head, cell
        raise LookupError(f"{line_key}.{head_key}")

    def counted(self, prefix: str, day: dt.date | None) -> Iterator[Counted]:
        """Every number of the table, as it is sealed."""
        for line in self.all_lines():
            for head, cell in zip(self.heads, line.cells, strict=True):
                yield Counted(f"{prefix}{line.key}:{head.key}", day, cell.value, cell.keys)

    def _wholes(self) -> Iterator[tuple[int | None, Cell]]:
        cells = self.total.cells if self.total else ()
        return zip(self.repeated, cells, strict=True)


def within(column: str, period: Period) -> Q:
    """The condition "on a day of the period"."""
    since = Q(**{f"{column}__gte": period.starts_on})
    return since & Q(**{f"{column}__lte": period.ends_on}) if period.ends_on else since


def overlapping(period: Period, prefix: str = "") -> Q:
    """The condition "ran on some day of the period" for rows with starts_on and ends_on."""
    goes_on = Q(**{f"{prefix}ends_on__isnull": True}) | Q(**{f"{prefix}ends_on__gte": period.starts_on})
    return goes_on & Q(**{f"{prefix}starts_on__lte": period.ends_on}) if period.ends_on else goes_on


def heads_of(measures: Sequence[Measure]) -> tuple[Head, ...]:
    """The columns that measures make."""
    return tuple(Head(measure.key, measure.label) for measure in measures)


def line_of(key: str, label: Words, facts: Sequence[Fact], measures: Sequence[Measure]) -> Line:
    """A line that tells every measure of the facts."""
    return Line(key, label, tuple(measure.cell(facts) for measure in measures))


def split(
    key: str,
    title: Words,
    facts: Sequence[F],
    of: Callable[[F], Iterable[str]],
    groups: Mapping[str, Words],
    measures: Sequence[Measure],
    *,
    first: Words = "",
    note: str = "",
) -> Table:
    """The facts by group, in the order of the groups; whatever is in none of them has a line of its own.

    A fact in several groups stands on several lines. Raises KeyError for a group that isn't among them.
    """
    behind: dict[str, list[F]] = {group: [] for group in groups}
    named = dict(groups)
    for fact in facts:
        for group in _groups(fact, of):
            if group == UNKNOWN and group not in behind:
                behind[group], named[group] = [], _("Not known")
            behind[group].append(fact)
    return Table(
        key=key,
        title=title,
        first=first or title,
        heads=heads_of(measures),
        lines=tuple(line_of(group, named[group], found, measures) for group, found in behind.items()),
        total=line_of(TOTAL, _("Together"), facts, measures),
        repeated=tuple(_repeated(measure, facts, of) for measure in measures),
        note=note,
    )


def by_size(table: Table, place: int = 0) -> Table:
    """The same table with its largest lines first; what isn't known comes last."""
    ordered = sorted(table.lines, key=lambda line: (line.key == UNKNOWN, -(line.cells[place].value or 0)))
    return replace(table, lines=tuple(ordered))


def with_bars(table: Table, *, fewest: int) -> Table:
    """The table (of `by_size`) with its first column as bars; groups of fewer than `fewest` share the last bar."""
    counted = [(str(line.label), line.cells[0].value or 0) for line in table.lines]
    shown = [Bar(label, value) for label, value in counted if value >= fewest]
    rest = [value for _label, value in counted if value < fewest]
    if rest:
        text = ngettext("%(count)s other", "%(count)s others", len(rest)) % {"count": len(rest)}
        shown.append(Bar(text, sum(rest)))
    # Those that aren't known come last: standing first, they are the only ones.
    if not counted or not counted[0][1] or table.lines[0].key == UNKNOWN:
        return table
    whole = table.total.cells[0].value if table.total else None
    facts = {"label": counted[0][0], "count": number(counted[0][1]), "all": number(whole)}
    title = _("The largest group is “%(label)s”: %(count)s of %(all)s") % facts
    told = _("%(what)s as bars. The numbers are in the table.") % {"what": table.title}
    return replace(table, chart=Bars(f"{table.key}-bars", title, told, tuple(shown)))


def _groups(fact: F, of: Callable[[F], Iterable[str]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(of(fact))) or (UNKNOWN,)


def _repeated(measure: Measure, facts: Sequence[F], of: Callable[[F], Iterable[str]]) -> int:
    """How much more the lines count than there is: each unit once too often for every further line it is on."""
    places: dict[Hashable, set[str]] = defaultdict(set)
    weights: dict[Hashable, int] = {}
    for fact in facts:
        unit = measure.unit(fact)
        if unit is not None:
            places[unit].update(_groups(fact, of))
            weights[unit] = measure.weight(fact)
    return sum(weights[unit] * (len(found) - 1) for unit, found in places.items())
