"""The clients of a day told apart, moved between two days, and how well their status is known: as tables to be read."""

import datetime as dt
from collections.abc import Callable, Sequence

from django.utils.translation import gettext as _

from clients.choices import ConfirmationSource, Gender
from ohjaamo.formats import day as in_words
from ohjaamo.reference import language_name
from projects.categories import Category
from projects.choices import ActivityKind
from projects.models import Municipality
from reports.choices import SplitBy
from reports.figures import confirmations as known
from reports.figures import matrix as moves
from reports.figures import split as splits
from reports.figures.confirmations import Confirmation
from reports.figures.matrix import Matrix
from reports.figures.split import Split
from reports.figures.status import ACTIVE, UNCLASSIFIED
from reports.grids import Grid, Named, grid
from staff.models import User

Address = Callable[[str, str], str]
TOTAL = "total"
# Values that are no value; they come last.
LAST = (splits.SEVERAL, splits.WITHHELD, splits.UNKNOWN)


def cells(categories: Sequence[Category]) -> list[Named]:
    """The columns of every split: all, what they mainly do, and whom no row has."""
    kinds = [(each.kind.value, str(each.kind.label)) for each in categories]
    return [(ACTIVE, _("Active clients")), *kinds, (UNCLASSIFIED, _("Unclassified"))]


def split_grid(found: Split, categories: Sequence[Category], address: Address) -> Grid:
    """A split: a row per value with its people, and what they add up to."""
    rows = values(found)

    def count(value: str, cell: str) -> int:
        return found.total(cell) if value == TOTAL else found.count(value, cell)

    def opened(value: str, cell: str) -> str:
        return "" if value == TOTAL else address(value, cell)

    title = _("%(by)s, %(day)s") % {"by": found.by.label, "day": in_words(found.day)}
    total = [(TOTAL, _("Together"))] if rows else []
    return grid(
        title, str(found.by.label), [*rows, *total], cells(categories),
        count=count, address=opened, total=TOTAL,
    )  # fmt: skip


def values(found: Split) -> list[Named]:
    """The values of a split by name: in their own order, or the largest first; unknown ones last."""
    names = _names(found)
    if found.by in (SplitBy.GENDER, SplitBy.AGE):
        order = list(names)
        return [(value, names[value]) for value in sorted(found.values, key=order.index)]
    by_size = sorted(
        found.values,
        key=lambda value: (
            LAST.index(value) if value in LAST else -1, -found.count(value, ACTIVE), names[value]
        ),
    )  # fmt: skip
    return [(value, names[value]) for value in by_size]


def matrix_grid(found: Matrix, categories: Sequence[Category], address: Address) -> Grid:
    """The moves: from the rows to the columns, and what each adds up to."""
    kinds = [(each.kind.value, str(each.kind.label)) for each in categories]
    kinds.append((UNCLASSIFIED, _("Unclassified")))
    rows = [*kinds, (moves.AWAY, _("Was away")), (moves.NOT_YET, _("Not yet a client"))]
    columns = [*kinds, (moves.LEFT, _("No longer a client"))]

    def count(was: str, now: str) -> int:
        if was == TOTAL:
            every = [row for row, _label in rows]
            return sum(count(row, now) for row in every)
        return found.count_from(was) if now == TOTAL else found.count(was, now)

    def opened(was: str, now: str) -> str:
        return "" if TOTAL in (was, now) else address(was, now)

    title = _("From %(before)s to %(day)s") % {
        "before": in_words(found.before),
        "day": in_words(found.day),
    }
    together = (TOTAL, _("Together"))
    return grid(
        title, in_words(found.before), [*rows, together], [*columns, together],
        count=count, address=opened, total=TOTAL,
    )  # fmt: skip


def ages() -> list[Named]:
    """How old a confirmation may be."""
    return [
        (known.FRESH, _("At most 90 days old")),
        (known.OLDER, _("91–180 days old")),
        (known.OLD, _("Older")),
        (known.NEVER, _("Not confirmed")),
    ]


def ages_grid(
    found: Sequence[Confirmation], day: dt.date, categories: Sequence[Category], address: Address
) -> Grid:
    """How old the confirmations of the day are, by what the clients mainly do."""

    def count(cell: str, age: str) -> int:
        return len(confirmed(found, day, cell, age))

    rows = cells(categories)
    return grid(
        _("How old the confirmation is"), _("Mainly"), rows, ages(),
        count=count, address=address, total=ACTIVE,
    )  # fmt: skip


def sources_grid(
    found: Sequence[Confirmation], day: dt.date, categories: Sequence[Category], address: Address
) -> Grid:
    """From what the statuses are known, by what the clients mainly do."""
    sources = [(each.value, str(each.label)) for each in ConfirmationSource]

    def count(cell: str, source: str) -> int:
        return len(confirmed(found, day, cell, source))

    return grid(
        _("From what it is known"), _("Mainly"), cells(categories), sources,
        count=count, address=address, total=ACTIVE,
    )  # fmt: skip


def confirmed(found: Sequence[Confirmation], day: dt.date, cell: str, how: str) -> list[int]:
    """The keys of the clients of a cell whose confirmation is of that age or from that source."""
    return [
        each.key
        for each in found
        if cell in (ACTIVE, each.kind.value if each.kind else UNCLASSIFIED)
        and how in (each.age(day), each.source)
    ]


def cell_label(cell: str) -> str:
    """What a cell of these tables is called."""
    named = {ACTIVE: _("Active clients"), UNCLASSIFIED: _("Unclassified")}
    named |= {moves.AWAY: _("Was away"), moves.NOT_YET: _("Not yet a client")}
    named |= {moves.LEFT: _("No longer a client")} | dict(ages())
    named |= {each.value: str(each.label) for each in (*ActivityKind, *ConfirmationSource)}
    return named.get(cell, cell)


def _names(found: Split) -> dict[str, str]:
    """The names of the values, in the order of their kind."""
    last = {
        splits.SEVERAL: _("Several"),
        splits.WITHHELD: _("Withheld"),
        splits.UNKNOWN: _("Unknown"),
    }
    keys = [value for value in found.values if value not in LAST]
    return {**_named(found.by, keys), **last}


def _named(by: SplitBy, keys: Sequence[str]) -> dict[str, str]:
    if by == SplitBy.GENDER:
        return {each.value: str(each.label) for each in Gender}
    if by == SplitBy.AGE:
        return {
            splits.UNDER_18: _("Under 18"),
            splits.TO_29: "18–29",
            splits.TO_54: "30–54",
            splits.FROM_55: _("55 or over"),
        }
    if by == SplitBy.MUNICIPALITY:
        return {each.code: str(each) for each in Municipality.objects.filter(code__in=keys)}
    if by == SplitBy.NATIONALITY:
        return {splits.EU: _("EU country"), splits.OUTSIDE_EU: _("Country outside the EU")}
    if by == SplitBy.LANGUAGE:
        return {key: language_name(key) for key in keys}
    return {str(each.pk): str(each) for each in User.objects.filter(pk__in=keys)}
