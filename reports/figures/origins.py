"""Whom the project serves: nationalities, mother tongues and the languages the clients are served in."""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from clients.models import Client, Enrolment
from ohjaamo.periods import Period
from ohjaamo.reference import country_name, language_name
from projects.models import Project
from reports.figures.tally import PERSONS, UNKNOWN, Fact, Table, by_size, overlapping, split, with_bars

# Groups smaller than this share a bar.
FEWEST = 5


@dataclass(frozen=True, kw_only=True)
class Origin(Fact):
    """A client who was with the project on some day of a period."""

    nationalities: tuple[str, ...]
    mother_tongue: str
    service_languages: tuple[str, ...]


def tables(project: Project, period: Period, _today: dt.date) -> list[Table]:
    """The clients of a period by nationality and by language."""
    people = _origins(project, period)
    return [
        _by_country(people),
        _by_language("tongues", _("Mother tongue"), people, lambda each: filter(None, [each.mother_tongue])),
        _by_language("served", _("Language of service"), people, lambda each: each.service_languages),
    ]


def by_nationality(project: Project, period: Period) -> Table:
    """The clients of a period by nationality; whoever has several stands on several lines."""
    return _by_country(_origins(project, period))


def nationalities(project: Project, period: Period) -> dict[str, int]:
    """How many clients of a period have each nationality, the most frequent first."""
    lines = by_nationality(project, period).lines
    return {line.key: line.cells[0].value or 0 for line in lines if line.key != UNKNOWN}


def _origins(project: Project, period: Period) -> list[Origin]:
    stays = Enrolment.objects.filter(overlapping(period), project=project)
    rows = Client.objects.filter(pk__in=stays.values("client")).order_by("pk")
    columns = ("pk", "nationalities", "mother_tongue", "service_languages")
    return [
        Origin(
            client=key,
            event=key,
            nationalities=tuple(countries),
            mother_tongue=tongue,
            service_languages=tuple(served),
        )
        for key, countries, tongue, served in rows.values_list(*columns)
    ]


def _by_country(people: list[Origin]) -> Table:
    found = sorted({code for each in people for code in each.nationalities})
    names = {code: country_name(code) for code in found}
    table = split(
        "nationalities", _("Nationality"), people, lambda each: each.nationalities, names, (PERSONS,)
    )
    return with_bars(by_size(table), fewest=FEWEST)


def _by_language(key: str, title: str, people: list[Origin], of: Callable[[Origin], Iterable[str]]) -> Table:
    names = {code: language_name(code) for code in sorted({code for each in people for code in of(each)})}
    return with_bars(by_size(split(key, title, people, of, names, (PERSONS,))), fewest=FEWEST)
