"""The people behind a number of the indicators, and why each of them is counted."""

import datetime as dt
from collections.abc import Callable

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from clients.choices import EducationLevel, Gender, LabourStatus, LeavingStatus
from clients.models import Client
from ohjaamo.formats import day as in_words
from projects.models import Project
from reports.figures.indicators import (
    COMPLETE,
    EVERYONE,
    INCOMPLETE,
    LEFT,
    OTHERWISE,
    UNTOLD,
    behind,
    in_force,
)
from reports.figures.participants import Participant, participants
from reports.people import Figure

GROUPS = {
    EVERYONE: gettext_lazy("All participants"),
    COMPLETE: gettext_lazy("Participants with complete facts"),
    INCOMPLETE: gettext_lazy("Participants with incomplete facts"),
    LEFT: gettext_lazy("Participants who left"),
}
# The entry facts by the names that a participant misses them by.
FACTS = {
    "gender": gettext_lazy("gender"),
    "born_on": gettext_lazy("birth date"),
    "labour_status": gettext_lazy("labour market status"),
    "education_level": gettext_lazy("education"),
}


def of_indicators(project: Project, day: dt.date, figure: str) -> Figure:
    """The figure of the indicators. Raises UnknownIndicator when there is no such one."""
    keys = behind(project, day, figure)
    return Figure(f"{_label(project, day, figure)} {in_words(day)}", keys)


def with_facts(
    figure: Figure, project: Project, day: dt.date
) -> tuple[QuerySet[Client], Callable[[Client], list[str]]]:
    """The clients of the figure, and what tells of each why they are counted."""
    known = {each.key: each for each in participants(project, day, figure.keys)}
    clients = figure.clients.select_related("municipality")
    return clients, lambda client: why(known[client.pk])


def why(each: Participant) -> list[str]:
    """The facts that the fund looks at, those that are missing too; never the municipality."""
    lines = [_entered(each)]
    if each.missing:
        lines.append(_("Missing: %(facts)s") % {"facts": missing_in_words(each)})
    if each.left_on:
        left_as = LeavingStatus(each.left_as).label if each.left_as else _("situation not told")
        lines.append(_("Left %(day)s: %(situation)s") % {"day": in_words(each.left_on), "situation": left_as})
    if each.later_on and each.later_as:
        situation = LeavingStatus(each.later_as).label
        day = in_words(each.later_on)
        lines.append(_("Six months after, %(day)s: %(situation)s") % {"day": day, "situation": situation})
    return lines


def missing_in_words(each: Participant) -> str:
    """The entry facts without which the participant counts in the grand total only."""
    return ", ".join(str(FACTS[name]) for name in each.missing)


def column_name(column: str) -> str:
    """What a column of the indicators is called."""
    columns = {UNTOLD: _("Not told"), OTHERWISE: _("by the other programme period's definition")}
    return columns.get(column) or str(Gender(column).label)


def _entered(each: Participant) -> str:
    told = [str(LabourStatus(each.labour_status).label)] if each.labour_status else []
    if each.age is not None:
        told.append(_("%(age)s years") % {"age": each.age})
    if each.education_level is not None:
        told.append(str(EducationLevel(each.education_level).label))
    entered = _("Entered %(day)s") % {"day": in_words(each.entered_on)}
    return " · ".join([entered, *told])


def _label(project: Project, day: dt.date, figure: str) -> str:
    if figure in GROUPS:
        return str(GROUPS[figure])
    code, _colon, column = figure.partition(":")
    indicator = next(each for each in in_force(project, day) if each.code == code)
    name = f"{code} {indicator.name}"
    return f"{name}, {column_name(column).lower()}" if column else name
