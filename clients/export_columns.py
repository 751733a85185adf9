"""What an export can tell of a client, column by column. No identity code and no free text is among them."""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from clients.choices import OutcomeKind
from clients.fact_words import fact_in_words
from clients.gaps import GAPS
from clients.models import Client, Enrolment
from ohjaamo.sheets import Cell
from projects.choices import ActivityKind

EDUCATION = (OutcomeKind.ADULT_BASIC_EDUCATION, OutcomeKind.DEGREE_EDUCATION)


@dataclass(frozen=True)
class Subject:
    """Whom a row is about: a client (see clients.exports.prepared), and the stays that the row tells of."""

    client: Any
    stays: tuple[Enrolment, ...]

    @property
    def first(self) -> Enrolment:
        return self.stays[0]

    @property
    def last(self) -> Enrolment:
        """The stay that ends last; one that is running ends after all others."""
        return max(self.stays, key=lambda stay: (stay.ends_on is None, stay.ends_on or stay.starts_on))


@dataclass(frozen=True)
class Column:
    """A column: its title, what its cells hold, and whether it is ticked beforehand.

    What tells where a client is to be found is withheld under a safety restriction.
    """

    title: Promise
    cell: Callable[[Subject], Cell]
    is_usual: bool = False
    tells_where: bool = False

    def of(self, subject: Subject) -> Cell:
        if self.tells_where and subject.client.has_safety_restriction:
            return _("Withheld")
        return self.cell(subject)


def fact(name: str, *, is_usual: bool = False, tells_where: bool = False) -> Column:
    """A fact of the client, in words; days stay days."""

    def cell(subject: Subject) -> Cell:
        value = getattr(subject.client, name)
        return value if isinstance(value, dt.date) else fact_in_words(subject.client, name)

    return Column(_title(name), cell, is_usual, tells_where)


def _title(name: str) -> Promise:
    column: Any = Client._meta.get_field(name)
    title: Promise = column.verbose_name
    return title


def _age(subject: Subject) -> Cell:
    """In whole years at the first stay's start."""
    born_on, day = subject.client.born_on, subject.first.starts_on
    if born_on is None:
        return None
    return int(day.year - born_on.year - ((day.month, day.day) < (born_on.month, born_on.day)))


def _activity(subject: Subject) -> Cell:
    kind = subject.client.primary_kind
    return str(ActivityKind(kind).label) if kind else ""


def _events(*kinds: OutcomeKind) -> Callable[[Subject], Cell]:
    def cell(subject: Subject) -> Cell:
        projects = {stay.project_id for stay in subject.stays}
        came = (each for each in subject.client.came if each.project_id in projects and each.kind in kinds)
        return sum(each.quantity for each in came)

    return cell


def _joined(texts: Iterable[object]) -> str:
    """Each text once, in the order they come in."""
    return ", ".join(dict.fromkeys(str(text) for text in texts if text))


def _missing(subject: Subject) -> Cell:
    """What is missing, as the list of clients calls it."""
    lacking = subject.client.lacking
    return _joined(label for key, (label, _condition) in GAPS.items() if key in lacking)


COLUMNS: dict[str, Column] = {
    "client_number": fact("client_number", is_usual=True),
    "last_name": fact("last_name", is_usual=True),
    "first_names": fact("first_names", is_usual=True),
    "born_on": fact("born_on"),
    "age": Column(_lazy("Age at entry"), _age, is_usual=True),
    "gender": fact("gender", is_usual=True),
    "nationalities": fact("nationalities"),
    "mother_tongue": fact("mother_tongue"),
    "service_languages": fact("service_languages"),
    "municipality": fact("municipality", is_usual=True, tells_where=True),
    "phone": fact("phone", tells_where=True),
    "email": fact("email", tells_where=True),
    "address": fact("address", tells_where=True),
    "arrived_on": fact("arrived_on"),
    "residence_basis": fact("residence_basis"),
    "education_level": fact("education_level"),
    "literacy": fact("literacy"),
    "project": Column(
        _lazy("Project"), lambda of: _joined(stay.project.code for stay in of.stays), is_usual=True
    ),
    "starts_on": Column(_lazy("First day"), lambda of: of.first.starts_on, is_usual=True),
    "ends_on": Column(_lazy("Last day"), lambda of: of.last.ends_on, is_usual=True),
    "stays": Column(_lazy("Stays"), lambda of: len(of.stays)),
    "exit_reason": Column(_lazy("Exit reason"), lambda of: of.last.get_exit_reason_display()),
    "referred_by": Column(_lazy("Referred by"), lambda of: _joined(stay.referred_by for stay in of.stays)),
    "coaches": Column(_lazy("Coach"), lambda of: _joined(each.coach for each in of.client.coaching_now)),
    "activity": Column(_lazy("Primary activity today"), _activity, is_usual=True),
    "employments": Column(_lazy("Employments (events)"), _events(OutcomeKind.EMPLOYMENT)),
    "educations": Column(_lazy("Educations (events)"), _events(*EDUCATION)),
    "cards": Column(_lazy("Card trainings (events)"), _events(OutcomeKind.CARD)),
    "missing": Column(_lazy("Missing facts"), _missing),
}
USUAL = [key for key, column in COLUMNS.items() if column.is_usual]
