"""Months as people write them: "11/2022", "1.11.2022", "2022-11", "marraskuu 2022"."""

import datetime as dt
import re

from django.utils.translation import gettext as _

from ohjaamo.reference import plain

# In Finnish a month is its stem and "kuu"; without accents, as `plain` leaves them.
STEMS = (
    "tammi",
    "helmi",
    "maalis",
    "huhti",
    "touko",
    "kesa",
    "heina",
    "elo",
    "syys",
    "loka",
    "marras",
    "joulu",
)
YEARS = range(1900, 2101)
SHAPES = (
    re.compile(r"(?:[0-3]?\d[./])?(?P<month>[01]?\d)[./](?P<year>\d{4})", re.ASCII),
    re.compile(r"(?P<year>\d{4})-(?P<month>\d\d)(?:-\d\d(?:[t ]00:00(?::00)?)?)?", re.ASCII),
    re.compile(rf"(?P<stem>{'|'.join(STEMS)})(?:kuu)?n?\s+(?P<year>\d{{4}})", re.ASCII),
)


def read(text: str) -> dt.date:
    """The first day of the month in a text. ValueError in a sentence for anything else."""
    for shape in SHAPES:
        if found := shape.fullmatch(plain(text)):
            said = found.groupdict()
            number = STEMS.index(said["stem"]) + 1 if "stem" in said else int(said["month"])
            if 1 <= number <= 12 and int(said["year"]) in YEARS:
                return dt.date(int(said["year"]), number, 1)
    raise ValueError(_("Write a month, as in 11/2022."))


def written(month: dt.date) -> str:
    """11/2022"""
    return f"{month.month}/{month.year}"
