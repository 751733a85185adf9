"""What is copied to EURA of a participant: fact by fact in the order of its forms, as it is typed there."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from clients.choices import EducationLevel, LabourStatus, LeavingStatus
from ohjaamo.formats import day as in_words
from projects.models import Project
from reports.figures.participants import Participant


@dataclass(frozen=True)
class Fact:
    """A question of the form and its answer; empty where it isn't known."""

    label: str
    typed: str


@dataclass(frozen=True)
class Sheet:
    """The questions asked together."""

    title: str
    facts: tuple[Fact, ...]


def sheets(project: Project, each: Participant) -> list[Sheet]:
    """The start data; and the end data of whoever has left."""
    found = [Sheet(_("Start data"), tuple(_start(project, each)))]
    if each.has_left:
        found.append(Sheet(_("End data"), tuple(_end(each))))
    return found


def _start(project: Project, each: Participant) -> Iterator[Fact]:
    yield Fact(_("Project code"), project.code)
    yield Fact(_("Day of entry"), in_words(each.entered_on))
    education = EducationLevel(each.education_level).label if each.education_level is not None else ""
    yield Fact(_("Highest completed education"), str(education))
    yield Fact(_("Labour market status"), _label(LabourStatus, each.labour_status))
    yield Fact(_("Unemployed since"), _day(each.unemployed_since_on))


def _end(each: Participant) -> Iterator[Fact]:
    yield Fact(_("Day of leaving"), _day(each.left_on))
    yield Fact(_("Situation"), _label(LeavingStatus, each.left_as))
    qualified = {True: _("Yes"), False: _("No"), None: ""}[each.has_qualified if each.left_as else None]
    yield Fact(_("A qualification or proof of skills thanks to the project"), qualified)


def _label(choices: type[LabourStatus] | type[LeavingStatus], value: str) -> str:
    return str(choices(value).label) if value else ""


def _day(day: dt.date | None) -> str:
    return in_words(day) if day else ""
