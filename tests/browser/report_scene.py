"""A project of which there is something on every page of its reports, and who read them."""

import datetime as dt
from dataclasses import dataclass

from clients.choices import Gender, OutcomeKind
from clients.models import Client, Enrolment
from ohjaamo.periods import today
from projects.choices import ActivityKind
from projects.models import Municipality, Project
from reports import funder_reports, indicator_seeds, sealing
from reports.choices import FunderReportKind, ReportLanguage
from reports.models import FunderReport, Publication, PublishedFigure
from staff import auditing
from staff.models import User
from staff.permissions import Role
from tests.factories.clients import (
    ActivityFactory,
    AssignmentFactory,
    ClientFactory,
    EnrolmentFactory,
    OutcomeFactory,
)
from tests.factories.participations import ParticipationFactory
from tests.factories.projects import (
    MembershipFactory,
    MunicipalityFactory,
    ProjectAreaFactory,
    ProjectFactory,
)
from tests.factories.publications import PublicationReaderFactory
from tests.factories.reports import ExplanationFactory, PromiseFactory
from tests.factories.staff import UserFactory

CODE = "S30001"
BEFORE, DAY = dt.date(2022, 1, 5), dt.date(2022, 4, 30)
ENTERED, LATE = dt.date(2021, 3, 1), dt.date(2022, 3, 1)
WEEK = dt.timedelta(days=7)
KINDS = (ActivityKind.WORK, ActivityKind.VOCATIONAL, ActivityKind.INTEGRATION, ActivityKind.UNEMPLOYED)
CLIENTS = 9


@dataclass(frozen=True)
class Scene:
    """The project with its clients, of whom the last does nothing, and whoever signs in."""

    project: Project
    clients: list[Client]
    manager: User
    coach: User
    auditor: User

    def address(self, page: str) -> str:
        """Of a page of the project's reports."""
        return f"/reports/{self.project.code}/{page}"


def build() -> Scene:
    """The scene, before anything of it is published."""
    indicator_seeds.load_shipped(by="cli")
    project = ProjectFactory(
        code=CODE,
        name="Ohjaamo Meri-Lappi",
        programme_period="2021-2027",
        reporting_dates=[BEFORE, DAY, today() + WEEK],
    )
    people = {
        role: _member(project, role, name)
        for role, name in [(Role.MANAGER, "Pirjo"), (Role.COACH, "Liisa"), (Role.AUDITOR, "Taina")]
    }
    town = MunicipalityFactory(code="240", name_fi="Kemi")
    ProjectAreaFactory(project=project, municipality=town)
    coach = people[Role.COACH]
    clients = [_client(project, coach, town, place) for place in range(CLIENTS)]
    PromiseFactory(project=project, target=10, due_on=DAY)
    PromiseFactory(project=project, kind="adoption", municipality=town)
    return Scene(project, clients, people[Role.MANAGER], coach, people[Role.AUDITOR])


def published(scene: Scene) -> Publication:
    """The snapshot of the two dates, its deviation explained, sealed, and open to the auditor this week."""
    ExplanationFactory(
        project=scene.project, as_of=DAY, client_keys=[scene.clients[-1].pk], explained_by=scene.manager
    )
    publication = sealing.publish(
        project=scene.project, kind="snapshot", days=[BEFORE, DAY], today=today(), by=scene.manager
    )
    PublicationReaderFactory(
        publication=publication, user=scene.auditor, starts_on=today() - WEEK, ends_on=today() + WEEK
    )
    return publication


def active(publication: Publication) -> PublishedFigure:
    """Its figure of the active clients of the last day."""
    return publication.figures.get(figure="active", as_of=publication.as_of)


def correct(scene: Scene) -> Enrolment:
    """The first client's stay turns out to have ended before the last day."""
    stay = scene.clients[0].enrolments.get()
    with auditing.act(by=scene.coach):
        stay.ends_on = BEFORE
        stay.save()
    return stay


def funder_report(scene: Scene) -> FunderReport:
    """An interim report of the usual parts."""
    return funder_reports.begin(
        project=scene.project,
        kind=FunderReportKind.INTERIM,
        language=ReportLanguage.FINNISH,
        title="Väliraportti 2022",
        starts_on=BEFORE,
        ends_on=DAY,
        by=scene.manager,
    )


def _member(project: Project, role: Role, name: str) -> User:
    user = UserFactory(first_name=name)
    MembershipFactory(project=project, user=user, roles=[role])
    return user


def _client(project: Project, coach: User, town: Municipality, place: int) -> Client:
    facts = {"gender": Gender.FEMALE if place % 2 else Gender.MALE, "nationalities": ["SO"]}
    client = ClientFactory(municipality=town if place % 3 else None, **facts)
    is_last = place == CLIENTS - 1
    EnrolmentFactory(client=client, project=project, starts_on=LATE if is_last else ENTERED)
    AssignmentFactory(client=client, coach=coach)
    ParticipationFactory(client=client, project=project, start_given_on=ENTERED)
    if not is_last:
        ActivityFactory(client=client, kind=KINDS[place % len(KINDS)], starts_on=ENTERED)
        OutcomeFactory(client=client, project=project, kind=list(OutcomeKind)[place % 3])
    return client
