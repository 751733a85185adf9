"""One report for three readers: the funder sees all, a payer its own residents, the public no small numbers.

A public report is held against the public reports before it: what they showed is known to everybody for good.
"""

import datetime as dt
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from django.db.models import Q

from projects.models import Municipality, Project
from reports.audience_parts import Part, parts, residents
from reports.choices import Audience
from reports.counted import Counted
from reports.figures.status import ACTIVE, CUMULATIVE
from reports.figures.suppression import SMALL, Cell, Key, Relation, Suppression, suppress
from reports.models import PublishedFigure

RESULTS = "results"
LEFT, NEW = "left", "new"
NOTHING = Suppression(frozenset(), frozenset())


@dataclass(frozen=True)
class Version:
    """The report as an audience gets it. `known` are hidden numbers that earlier public reports have told."""

    project: Project
    audience: Audience
    municipality: Municipality | None
    days: tuple[dt.date, ...]
    parts: tuple[Part, ...]
    hidden: frozenset[Key]
    known: frozenset[Key]

    def is_hidden(self, figure: Counted) -> bool:
        return (figure.figure, figure.day) in self.hidden

    @property
    def day(self) -> dt.date:
        return self.days[-1]


def version(
    project: Project,
    days: Sequence[dt.date],
    audience: Audience,
    municipality: Municipality | None = None,
) -> Version:
    """The report of the days for an audience; a payer's is of the residents of one municipality."""
    of = residents(project, municipality) if audience == Audience.PAYER and municipality else None
    built = parts(project, days, of=of, is_public=audience == Audience.PUBLIC)
    found = hide(built, *_published(project)) if audience == Audience.PUBLIC else NOTHING
    return Version(
        project, audience, municipality, tuple(sorted(set(days))), built, found.hidden, found.exposed
    )


def counted(version: Version) -> Iterator[Counted]:
    """The figures as they are sealed: nobody's key is in a public report, and no hidden number."""
    for each in _figures(version.parts):
        if version.audience != Audience.PUBLIC:
            yield each
        else:
            yield replace(each, value=None if version.is_hidden(each) else each.value, keys=())


def payers(project: Project) -> list[Municipality]:
    """The municipalities whose residents a payer's report can be of: the project's area, and those in its shares."""
    paying = Q(areas__project=project) | Q(cofinancing__key__project=project)
    return list(Municipality.objects.filter(paying).distinct())


def hide(built: Sequence[Part], shown: Collection[Key] = (), hidden: Collection[Key] = ()) -> Suppression:
    """What the public isn't told, seeing what earlier public reports have shown and what they have hidden."""
    cells, relations = sums(built)
    found = suppress(cells, relations, shown_before=shown, hidden_before=hidden)
    of_results = {key for part in built if part.key == RESULTS for key in _small_results(part, hidden)}
    return replace(found, hidden=found.hidden | of_results)


def sums(built: Sequence[Part]) -> tuple[list[Cell], list[Relation]]:
    """The cells of the tables and how they add up: what every reader knows. Results add up to nothing."""
    status, *splits = [part for part in built if part.key != RESULTS]
    told = {_key(each): each.value for each in _figures([status, *splits])}
    cells = {key: Cell(key, value) for key, value in told.items() if value is not None}
    relations = [*_status_sums(status, cells), *_split_sums(splits)]
    return list(cells.values()), relations


def _status_sums(status: Part, cells: dict[Key, Cell]) -> Iterator[Relation]:
    """The rows come to the active; with those who have left to all clients, who are never fewer than before.

    Those who have left and the new aren't printed, but everybody knows that they aren't less than none.
    """
    before: Key | None = None
    for day in [each.day for each in status.lines[0].figures]:
        active, everybody, left, new = (ACTIVE, day), (CUMULATIVE, day), (LEFT, day), (NEW, day)
        rows = [key for key in cells if key[1] == day and _is_row(status, key)]
        yield dict.fromkeys(rows, 1) | {active: -1}
        cells[left] = Cell(left, cells[everybody].value - cells[active].value, is_printed=False)
        yield {active: 1, left: 1, everybody: -1}
        if before is not None:
            cells[new] = Cell(new, cells[everybody].value - cells[before].value, is_printed=False)
            yield {before: 1, new: 1, everybody: -1}
        before = everybody


def _is_row(status: Part, key: Key) -> bool:
    names = {line.figures[0].figure for line in status.lines} - {ACTIVE, CUMULATIVE}
    return key[0] in names


def _split_sums(splits: Sequence[Part]) -> Iterator[Relation]:
    for part in splits:
        keys = [_key(line.figures[0]) for line in part.lines]
        yield dict.fromkeys(keys, 1) | {(ACTIVE, keys[0][1]): -1}


def _small_results(part: Part, hidden: Collection[Key]) -> Iterator[Key]:
    """Events go with their persons: few of these, or none, and both are hidden. So hidden means 0 to 4 people."""
    for line in part.lines:
        keys = [_key(each) for each in line.figures]
        _events, persons = line.figures
        if (persons.value or 0) < SMALL or set(keys) & set(hidden):
            yield from keys


def _published(project: Project) -> tuple[set[Key], set[Key]]:
    """The figures that some public report has shown, and those that some has hidden or left blank."""
    figures = PublishedFigure.objects.filter(
        publication__project=project, publication__audience=Audience.PUBLIC
    )
    shown: set[Key] = set()
    hidden: set[Key] = set()
    for figure, day, value in figures.values_list("figure", "as_of", "value"):
        (hidden if value is None else shown).add((figure, day))
    return shown, hidden


def _figures(built: Sequence[Part]) -> Iterator[Counted]:
    return (each for part in built for line in part.lines for each in line.figures)


def _key(figure: Counted) -> Key:
    return figure.figure, figure.day
