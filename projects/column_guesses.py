"""What columns mean whose titles say nothing to us: by what stands in them, and only where it can hardly be else.

A guess needs values: two different ones at least, and four in five of them must be read. What fits two meanings alike
is left to the person. Plain text is never guessed, nor a plain yes or no: it may be about anything.
"""

import datetime as dt
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import islice

from ohjaamo.books import Cell
from ohjaamo.reference import plain
from projects.book_columns import truths
from projects.book_resources import BookResource
from staff import cells, day_orders

LOOKED_AT = 100
ENOUGH_READ = 0.8
ENOUGH_DIFFERENT = 2
YEAR = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])")
# Nobody younger comes to us, and clients aren't all of one age; what else has a day has it within a few years.
YOUNGEST, AGES_APART = 14, 10
FIRST_AND_LAST = ("starts_on", "ends_on")

# A column's place, and what stands in it where anything does.
Columns = Mapping[int, Sequence[Cell]]


def guess_columns(taker: BookResource, columns: Columns, given: Collection[str]) -> dict[int, str]:
    """What these columns mean, by their places, of the meanings not yet given; those that can't be told are left."""
    filled = {place: _filled(column) for place, column in columns.items()}
    told = {
        place: found
        for place, found in filled.items()
        if len({plain(cell.text) for cell in found}) >= ENOUGH_DIFFERENT
    }
    guesses = _guess_days(taker, columns, [place for place in told if _are_days(told[place])], given)
    others = {place: found for place, found in told.items() if not _are_days(found)}
    return guesses | _guess_words(taker, others, given)


def share_read(taker: BookResource, name: str, column: Iterable[Cell]) -> float:
    """Of what stands in the column, how much is read as a value of that meaning."""
    filled = _filled(column)
    return sum(_is_read(taker, name, cell) for cell in filled) / len(filled) if filled else 0


def _filled(column: Iterable[Cell]) -> list[Cell]:
    filled = (cell for cell in column if cell.text.strip() not in cells.NOTHING)
    return list(islice(filled, LOOKED_AT))


def _guess_words(taker: BookResource, columns: Columns, given: Collection[str]) -> dict[int, str]:
    """By how values look, or by the words they are."""
    names = [name for name in taker.fields if name not in given and _can_be_told(taker, name)]
    shares = {
        (place, name): share
        for place, column in columns.items()
        for name in names
        if (share := share_read(taker, name, column)) >= ENOUGH_READ
    }
    guesses: dict[int, str] = {}
    for place in columns:
        if name := _best(taker, {name: share for (at, name), share in shares.items() if at == place}):
            guesses[place] = name
    wanted = list(guesses.values())
    return {place: name for place, name in guesses.items() if wanted.count(name) == 1}


def _can_be_told(taker: BookResource, name: str) -> bool:
    field = taker.field_of(name)
    return field.shape is not None or (field.choices is not None and field.choices is not truths)


def _best(taker: BookResource, shares: Mapping[str, float]) -> str:
    """The meaning that reads most; nothing when several do, unless they share their words: then the first of them."""
    best = [name for name, share in shares.items() if share == max(shares.values())]
    words = {taker.field_of(name).choices for name in best}
    return best[0] if best and len(words) == 1 else ""


def _is_read(taker: BookResource, name: str, cell: Cell) -> bool:
    field = taker.field_of(name)
    if field.shape is not None:
        return bool(field.shape.fullmatch(cell.text.strip()))
    # A number alone may stand for anything.
    if field.choices is not None and not any(letter.isalpha() for letter in cell.text):
        return False
    try:
        taker.read(name, cell)
    except ValueError:
        return False
    return True


def _guess_days(
    taker: BookResource, columns: Columns, places: Sequence[int], given: Collection[str]
) -> dict[int, str]:
    """Birth dates by the years they lie in; of other days the one each row needs, or a first and a last day."""
    names = [name for name, field in taker.fields.items() if field.is_day and name not in given]
    births = [place for place in places if _are_birth_dates(_filled(columns[place]), taker.today)]
    others = [place for place in places if place not in births]
    born = [name for name in names if taker.fields[name].is_birth_date]
    needed = [name for group in taker.needs for name in group if name in names and name not in born]
    guesses = dict(zip(births, born, strict=True)) if len(births) == len(born) else {}
    if len(others) == 1 and len(needed) == 1:
        guesses[others[0]] = needed[0]
    elif len(others) == 2 and set(FIRST_AND_LAST) <= set(names):
        order = _order(columns[others[0]], columns[others[1]])
        guesses |= dict(zip(others[::order], FIRST_AND_LAST, strict=True)) if order else {}
    return guesses


def _are_days(column: Sequence[Cell]) -> bool:
    found = [cell for cell in column if _is_day(cell)]
    return bool(column) and len(found) >= ENOUGH_READ * len(column)


def _is_day(cell: Cell) -> bool:
    """Whether it is a day, be it one that can be read in more than one way."""
    written = day_orders.written(cell.text)
    return _day(cell) is not None or bool(written and (written.has_year or written.separator == "."))


def _day(cell: Cell) -> dt.date | None:
    try:
        return cells.day(cell)
    except ValueError:
        return None


def _are_birth_dates(column: Sequence[Cell], today: dt.date) -> bool:
    """Long ago, and years apart. A day that can be read in two ways has its year all the same."""
    years = [int(found[0]) for cell in column if (found := YEAR.search(cell.text))]
    if len(years) < len(column) * ENOUGH_READ:
        return False
    return max(years) <= today.year - YOUNGEST and max(years) - min(years) >= AGES_APART


def _order(one: Sequence[Cell], other: Sequence[Cell]) -> int:
    """1 when no day of the first column comes after the other's in its row, -1 when none before; 0 when mixed."""
    pairs = [
        (first, last) for first, last in zip(map(_day, one), map(_day, other), strict=True) if first and last
    ]
    if len(pairs) < ENOUGH_DIFFERENT:
        return 0
    is_before, is_after = all(a <= b for a, b in pairs), all(a >= b for a, b in pairs)
    return is_before - is_after
