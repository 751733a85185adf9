"""What the trial's running project is full of: groups, a tray, appointments, goals. Everything goes in by the rules."""

import datetime as dt
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from clients import families, language_skills, obstacles, skills, target_groups
from clients.choices import CefrLevel, ConfirmationSource, FamilyRelation, ObstacleKind, SkillSource
from clients.models import Client, Enrolment
from coaching import (
    appointments,
    attendances,
    catalogues,
    goals,
    groups,
    materials,
    measurements,
    registrations,
    trays,
)
from coaching.choices import AttendanceState, GroupKind, OfferState
from coaching.models import Appointment, Instrument, Material, Service
from projects import projects
from projects import target_groups as project_target_groups
from projects.choices import TargetGroupKind
from projects.models import Project
from staff.models import User

LANGUAGES = ("fin", "eng", "som", "ara", "rus", "ckb", "tur")
GOALS = ("Vakituinen työ siivousalalla", "Lähihoitajan tutkinto", "Suomen kieli tasolle B1", "Oma kahvila")
WEEK = dt.timedelta(days=7)
MEMBERS = 12


def furnish(*, project: Project, by: User) -> None:
    """What the project offers: its languages, the services of the tray, and a pilot."""
    for language in LANGUAGES:
        projects.serve_in(project=project, language=language, starts_on=project.starts_on, by=by)
    catalogues.load_shipped(project=project, by=by)
    project_target_groups.add(
        project=project,
        name="Kansainvälisten opiskelijoiden pilotti",
        kind=TargetGroupKind.PILOT,
        starts_on=project.starts_on,
        by=by,
    )


def get_to_know(enrolment: Enrolment, coach: User, place: int, today: dt.date) -> None:
    """What a coach has found out with a client and offered: goals, languages, obstacles, services, a measurement."""
    client, first = enrolment.client, enrolment.starts_on
    goals.set(enrolment=enrolment, text=GOALS[place % len(GOALS)], day=first, by=coach)
    levels = list(CefrLevel)[place % 3 : place % 3 + 2]
    for level, day in zip(levels, (first, today - WEEK), strict=True):
        _speaks(client, level, day, coach, today)
    facts: dict[str, Any] = {"client": client, "today": today, "by": coach}
    kind = (ObstacleKind.CHILDCARE, ObstacleKind.LANGUAGE, ObstacleKind.TRANSPORT)[place % 3]
    obstacles.add(kind=kind, starts_on=first, ends_on=today - WEEK if place % 2 else None, **facts)
    skills.add(name="Siivoustyö", source=SkillSource.REFERENCE, shown_on=first, **facts)
    _offer(enrolment, coach, place, today)
    _measure(enrolment, coach, place, today)
    if place % 4 == 0:
        group = enrolment.project.target_groups.get()
        target_groups.join(enrolment=enrolment, group=group, starts_on=first, by=coach)


def bring_together(project: Project, coach: User, clients: Sequence[Client], today: dt.date) -> None:
    """A club that meets every week, with its members and what has been marked; a family."""
    first = today - 4 * WEEK
    club = groups.found(
        project=project,
        name="Suomen kielen keskusteluklubi",
        kind=GroupKind.CLUB,
        language="fin",
        place="Ohjaamon ryhmätila",
        capacity=16,
        coach=coach,
        meets_on=first,
        meets_from=dt.time(13),
        minutes=90,
        until=today + 8 * WEEK,
        by=coach,
    )
    for client in clients[:MEMBERS]:
        registrations.join(group=club, client=client, starts_on=first, by=coach)
    for place, meeting in enumerate(club.meetings.filter(meets_on__lt=today).order_by("meets_on")):
        absent = clients[place]
        attendances.mark(meeting=meeting, client=absent, state=AttendanceState.EXCUSED, today=today, by=coach)
        attendances.mark_the_rest_present(meeting=meeting, today=today, by=coach)
    for one, other in list(pairwise(clients))[:4:2]:
        families.add_relative(client=one, relative=other, relation=FamilyRelation.ADULT, by=coach)


def fill_the_day(project: Project, coach: User, today: dt.date) -> None:
    """Appointments for today and tomorrow, when none are agreed on: whoever opens the trial finds a day to log."""
    if Appointment.objects.filter(coach=coach, meets_on__gte=today).exists():
        return
    clients = Client.objects.filter(enrolments__project=project, assignments__coach=coach).order_by("pk")
    times = [(today, 9), (today, 10), (today, 14), (today + dt.timedelta(days=1), 11)]
    for client, (day, hour) in zip(clients, times, strict=False):
        appointments.agree(
            client=client,
            project=project,
            coach=coach,
            meets_on=day,
            meets_from=dt.time(hour),
            minutes=30,
            today=today,
            by=coach,
        )


def _speaks(client: Client, level: str, day: dt.date, coach: User, today: dt.date) -> None:
    language_skills.add(
        client=client,
        language="fin",
        level=level,
        assessed_on=day,
        source=ConfirmationSource.CLIENT,
        today=today,
        by=coach,
    )


def _offer(enrolment: Enrolment, coach: User, place: int, today: dt.date) -> None:
    """Three services each, the first of them picked, of some started as well."""
    services = list(Service.objects.filter(project=enrolment.project).order_by("pk"))
    chosen = [services[(place + step) % len(services)] for step in range(3)]
    day = enrolment.starts_on + WEEK
    made = trays.offer(
        enrolment=enrolment, services=chosen, state=OfferState.OFFERED, day=day, today=today, by=coach
    )
    states = [OfferState.PICKED, OfferState.STARTED, OfferState.COMPLETED][: 1 + place % 3]
    for state in states:
        trays.turn(offer=made[0], state=state, day=day, today=today, by=coach)
    guide = Material.objects.order_by("name").first()
    if guide and place % 2:
        materials.give(material=guide, client=enrolment.client, language="fin", day=day, by=coach)


def _measure(enrolment: Enrolment, coach: User, place: int, today: dt.date) -> None:
    instrument = Instrument.objects.order_by("pk").first()
    for times, day in enumerate((enrolment.starts_on, today - WEEK)):
        values = {position: min(10, 3 + place % 3 + times * 2 + position % 2) for position in (1, 2, 3)}
        if instrument and (place + times) % 2:
            measurements.record(
                enrolment=enrolment,
                instrument=instrument,
                measured_on=day,
                values=values,
                today=today,
                by=coach,
            )
