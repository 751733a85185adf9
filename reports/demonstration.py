"""What the trial shows: the association's old books come in by the importer, and one person per role signs in."""

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from uuid import NAMESPACE_OID, uuid5

from django.db.models import Count

from clients import activities, assignments, enrolments
from clients.models import Client, Enrolment
from coaching import sessions, stages, steps
from coaching.choices import SessionKind
from coaching.models import Topic
from projects import memberships
from projects.choices import DEFAULT_STAGES, ActivityKind
from projects.models import ActivityCategory, CategoryValidity, Project, ProjectArea
from reports import (
    money_demonstration,
    participation_demonstration,
    publication_demonstration,
    rehearsals,
)
from staff import auditing, users
from staff.models import User
from staff.permissions import Role

BOOKS = Path(__file__).parent / "data" / "old_books"
# In the order the secretary kept them: who came, what they did, what came of it.
OLD_BOOKS = (
    ("asiakkaat_2019.xls", "clients"),
    ("asiakkaat_2020.ods", "clients"),
    ("asiakkaat_2021-2022.csv", "clients"),
    ("toiminta_2019-2022.xlsx", "activities"),
    ("tulokset_2019-2022.xlsx", "outcomes"),
)
BOOKS_PROJECT = "S21588"
RUNNING_PROJECT = "DEMO"
PASSWORD = "meri lumi kuusi lakka"  # noqa: S105 - everybody may know it: it opens the trial only
CLIENTS_NOW = 18
NEXT_STEPS = (
    "CV valmiiksi",
    "Soitto oppilaitokseen",
    "Hygieniapassin harjoituskoe",
    "Hakemus lähetetään yhdessä",
)
MONTHS_BACK = dt.timedelta(days=200)


@dataclass(frozen=True)
class Person:
    """Somebody who signs in to the trial; everybody here is invented."""

    email: str
    first_name: str
    last_name: str
    roles: tuple[Role, ...]
    is_administrator: bool = False


PEOPLE = (
    Person("valmentaja@ohjaamo.example", "Liisa", "Valmentaja", (Role.COACH,)),
    Person("koordinaattori@ohjaamo.example", "Kaisa", "Koordinaattori", (Role.COORDINATOR,)),
    Person("paallikko@ohjaamo.example", "Pirjo", "Päällikkö", (Role.MANAGER,)),
    Person("sihteeri@ohjaamo.example", "Sari", "Sihteeri", (Role.SECRETARY,)),
    Person("osatoteuttaja@ohjaamo.example", "Olli", "Osatoteuttaja", (Role.PARTNER,)),
    Person("tarkastaja@ohjaamo.example", "Taina", "Tarkastaja", (Role.AUDITOR,)),
    Person("yllapito@ohjaamo.example", "Ylermi", "Ylläpito", (), is_administrator=True),
)


def open_doors(today: dt.date) -> None:
    """Make the people who sign in, and their memberships in every project, where they aren't there yet."""
    with auditing.act(by="cli"):
        _running_project(today)
        for person in PEOPLE:
            user = _user(person)
            for project in Project.objects.filter(code__in=[BOOKS_PROJECT, RUNNING_PROJECT]):
                if person.roles and not user.memberships.filter(project=project).exists():
                    memberships.join(
                        project=project,
                        user=user,
                        roles=list(person.roles),
                        starts_on=project.starts_on,
                        by="cli",
                    )


def bring_to_life(today: dt.date) -> None:
    """Give the coach clients of her own in a project that runs now: some of those in the old books return."""
    coach = User.objects.get(email=PEOPLE[0].email)
    project = Project.objects.get(code=RUNNING_PROJECT)
    if not project.enrolments.exists():
        _begin(project, coach, today)
    rehearsals.fill_the_day(project, coach, today)
    participation_demonstration.tell_the_fund(project=project, today=today, by=coach)


def show_money() -> None:
    """Give the manager the money of all projects, and the new one costs and claims."""
    money_demonstration.show_money(User.objects.get(email=PEOPLE[2].email))


def show_reports(today: dt.date) -> None:
    """Publish the old project's status table for its auditor, and begin its final report.

    Refused (ValidationError) where no PDF can be made; the report is begun all the same.
    """
    manager, auditor = (User.objects.get(email=PEOPLE[place].email) for place in (2, 5))
    project = Project.objects.get(code=BOOKS_PROJECT)
    publication_demonstration.begin_final_report(project=project, by=manager)
    publication_demonstration.publish(project=project, auditor=auditor, today=today, by=manager)


def _begin(project: Project, coach: User, today: dt.date) -> None:
    returning = list(
        Client.objects.annotate(stays=Count("enrolments")).order_by("-stays", "pk")[:CLIENTS_NOW]
    )
    with auditing.act(by=coach):
        rehearsals.furnish(project=project, by=coach)
        for place, client in enumerate(returning):
            starts_on = today - MONTHS_BACK + dt.timedelta(days=7 * place)
            enrolment = enrolments.start(client=client, project=project, starts_on=starts_on, by=coach)
            assignments.assign(client=client, coach=coach, starts_on=starts_on, by=coach)
            _lead_along_the_path(enrolment, coach, place, today)
            _meet(enrolment, coach, place, today)
            rehearsals.get_to_know(enrolment, coach, place, today)
        rehearsals.bring_together(project, coach, returning, today)


def _user(person: Person) -> User:
    known = User.objects.filter(email=person.email).first()
    return known or users.add(
        email=person.email,
        first_name=person.first_name,
        last_name=person.last_name,
        password=PASSWORD,
        is_administrator=person.is_administrator,
        by="cli",
    )


def _running_project(today: dt.date) -> Project:
    model = Project.objects.get(code=BOOKS_PROJECT)
    starts_on = dt.date(today.year - 1, 1, 1)
    project, made = Project.objects.get_or_create(
        code=RUNNING_PROJECT,
        defaults={
            "name": "Ohjaamo Meri-Lappi (esittely)",
            "lead_implementer": model.lead_implementer,
            "programme_period": "2021-2027",
            "starts_on": starts_on,
            "ends_on": dt.date(today.year + 2, 12, 31),
            "reporting_dates": [
                dt.date(today.year + years, month, last)
                for years in (-1, 0, 1)
                for month, last in ((4, 30), (8, 31), (12, 31))
            ],
        },
    )
    if made:
        _furnish(project, model)
    return project


def _furnish(project: Project, model: Project) -> None:
    for area in model.areas.all():
        ProjectArea.objects.create(project=project, municipality=area.municipality)
    for place, kind in enumerate(ActivityKind, start=1):
        category = ActivityCategory.objects.create(project=project, kind=kind, precedence=place)
        CategoryValidity.objects.create(category=category, starts_on=project.starts_on)
    for topic in model.topics.all():
        Topic.objects.create(project=project, name=topic.name, position=topic.position)


def _lead_along_the_path(enrolment: Enrolment, coach: User, place: int, today: dt.date) -> None:
    kind = (ActivityKind.INTEGRATION, ActivityKind.UNEMPLOYED, ActivityKind.WORK, ActivityKind.VOCATIONAL)[
        place % 4
    ]
    activities.start(
        client=enrolment.client,
        kind=kind,
        starts_on=enrolment.starts_on,
        place="" if kind == ActivityKind.UNEMPLOYED else "Meri-Lapin Testi Oy",
        by=coach,
    )
    stages.move(enrolment=enrolment, name=DEFAULT_STAGES[1 + place % 4], day=enrolment.starts_on, by=coach)
    if place % 3:
        steps.add(
            enrolment=enrolment,
            text=NEXT_STEPS[place % len(NEXT_STEPS)],
            due_on=today + dt.timedelta(days=place),
            owner=coach,
            by=coach,
        )


def _meet(enrolment: Enrolment, coach: User, place: int, today: dt.date) -> None:
    topics = list(enrolment.project.topics.all())
    for time in range(1, 1 + place % 4):
        sessions.log(
            project=enrolment.project,
            client=enrolment.client,
            coach=coach,
            kind=SessionKind.MEETING,
            held_on=today - dt.timedelta(days=9 * time + place),
            minutes=(30, 45, 60)[time % 3],
            language="fin",
            topics=topics[:time],
            submission=uuid5(NAMESPACE_OID, f"demo {enrolment.pk} {time}"),
            today=today,
            by=coach,
        )
