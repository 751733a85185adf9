"""The little world in which the matrix is walked: two projects, each role in both, and one client in the first."""

import copy
import datetime as dt
from dataclasses import dataclass
from uuid import uuid4

from django.conf import settings
from django.db import transaction
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone

from clients import exports
from clients.models import Client, Enrolment, Merge
from ohjaamo.periods import today
from projects.choices import RateKind
from projects.models import Project
from staff import auditing, devices
from staff.models import User
from tests.factories.appointments import AppointmentFactory, FamilyMemberFactory, SubstitutionFactory
from tests.factories.arrivals import ConsentFactory, TargetGroupFactory, TargetGroupMemberFactory
from tests.factories.assessments import MeasurementFactory, ObstacleFactory
from tests.factories.clients import ActivityFactory, AssignmentFactory, EnrolmentFactory, OutcomeFactory
from tests.factories.coaching import (
    AttendanceFactory,
    GoalFactory,
    SessionFactory,
    StageFactory,
    StepFactory,
    TopicFactory,
)
from tests.factories.groups import GroupFactory, GroupMeetingFactory, GroupMemberFactory
from tests.factories.imports import staged_batch
from tests.factories.money import (
    ActualCostFactory,
    BudgetPeriodFactory,
    BudgetRateFactory,
    ClaimPeriodFactory,
    FundingSourceFactory,
    InvoiceFactory,
)
from tests.factories.projects import (
    MembershipFactory,
    PartnerFactory,
    ProjectFactory,
    ServiceLanguageFactory,
)
from tests.factories.publications import PublicationReaderFactory, PublishedMemberFactory
from tests.factories.reports import ExplanationFactory, PromiseFactory, ReportPartFactory
from tests.factories.results import CardFactory, CardNeedFactory, FollowUpFactory
from tests.factories.staff import UserFactory
from tests.factories.trays import GiftFactory, OfferFactory
from tests.house.matrix import PEOPLE, ROLES, Row

# Arguments of addresses that are words of ours.
WORDS = {
    "card": "contact",
    "cell": "active",
    "audience": "public",
    "figure": "kinds.employment.persons",
    "part": "outcomes",
    "key": "no-such-key",
    "uidb36": "0",
    "form": "session",
    "worklist": "steps",
    "token": "nobody-knows",
}


@dataclass
class World:
    """Who can come, signed in already, and what the arguments of an address stand for."""

    browsers: dict[str, Browser]
    things: dict[str, object]

    def address(self, row: Row, arguments: tuple[str, ...]) -> str:
        """The address of a line, filled in: `pk` from what the line is of, anything else by its own name."""
        values = {name: self.things[row.of if name == "pk" else name] for name in arguments}
        return reverse(row.url, kwargs=values)

    def answer(self, person: str, method: str, address: str) -> str:
        """What a person gets there; whatever it changes is taken back."""
        browser = self.browsers[person]
        cookies = copy.deepcopy(browser.cookies)
        with transaction.atomic():
            response = browser.generic(method, address)
            transaction.set_rollback(True)
        browser.cookies = cookies
        to = response.headers.get("Location", "")
        is_sign_in = response.status_code == 302 and to.startswith(reverse(settings.LOGIN_URL))
        return "login" if is_sign_in else str(response.status_code)


def build() -> World:
    """Makes the world's rows and signs everybody in."""
    own = ProjectFactory(programme_period="2021-2027", reporting_dates=[dt.date(2098, 12, 31)])
    other = ProjectFactory()
    users = {role: _member(own, role) for role in ROLES}
    users |= {f"{role} elsewhere": _member(other, role) for role in ROLES}
    users |= {"stranger": UserFactory(), "administrator": UserFactory(is_administrator=True)}
    browsers = {person: Browser() for person in (*PEOPLE, *users)}
    with auditing.act(by="sign-in"):
        for person, user in users.items():
            browsers[person].force_login(user)
    things = _things(own, users["coach"])
    return World(browsers, things | _published(own, things["client"], users["auditor"]))


def _member(project: Project, role: str) -> User:
    return MembershipFactory(project=project, roles=[role]).user


def _things(project: Project, coach: User) -> dict[str, object]:
    """What arguments of addresses stand for, by name."""
    enrolment = EnrolmentFactory(project=project)
    assignment = AssignmentFactory(client=enrolment.client, coach=coach)
    double = EnrolmentFactory(project=project).client
    return {
        **WORDS,
        "client": enrolment.client.pk,
        **_doubles(double),
        **_book(project, coach),
        "enrolment": enrolment.pk,
        **_results(enrolment),
        **_group(enrolment, coach),
        **_tray(enrolment),
        **_path(enrolment),
        **_settings(project),
        **_of_the_fund(coach),
        **_plans(project),
        **_spending(project),
        "export": _export(coach),
        **_funder_report(project),
        "consent": ConsentFactory(client=enrolment.client).pk,
        "tgmember": TargetGroupMemberFactory(enrolment=enrolment).pk,
        "partner": PartnerFactory().pk,
        "project": project.pk,
        "user": coach.pk,
        "device": devices.enrol(name="Puhelin", moment=timezone.now(), today=today(), by=coach).device.pk,
        "code": project.code,
        "day": enrolment.starts_on.isoformat(),
        **_breakdowns(project),
        "promise": PromiseFactory(project=project).pk,
        "session": _session(enrolment, coach),
        "assignment": assignment.pk,
        "substitution": SubstitutionFactory(coach=coach, ends_on=dt.date(2999, 1, 1)).pk,
        "appointment": AppointmentFactory(project=project, client=enrolment.client, coach=coach).pk,
        "member": FamilyMemberFactory(client=enrolment.client).pk,
        **_assessment(enrolment),
    }


def _breakdowns(project: Project) -> dict[str, object]:
    """A rule and an explanation, and the cells of a split, of moves and of confirmations."""
    return {
        "rule": "gaps",
        "explanation": ExplanationFactory(project=project).pk,
        "by": "gender",
        "value": "unknown",
        "since": "2020-12-31",
        "was": "not_yet",
        "now": "unclassified",
        "how": "never",
    }


def _published(project: Project, client: object, auditor: User) -> dict[str, object]:
    """A publication that the project's auditor is named for, and a figure of it that counts the client."""
    member = PublishedMemberFactory(figure__publication__project=project, client_key=client)
    publication = member.figure.publication
    reader = PublicationReaderFactory(publication=publication, user=auditor)
    return {"publication": publication.pk, "published": member.figure.pk, "reader": reader.pk}


def _funder_report(project: Project) -> dict[str, object]:
    """A report to the funder, one of its parts, and a way to move it."""
    part = ReportPartFactory(report__project=project)
    return {"freport": part.report_id, "rpart": part.pk, "way": "up"}


def _export(coach: User) -> int:
    return exports.ask(grain="person", format="csv", columns=["client_number"], narrowed="", by=coach).pk


def _path(enrolment: Enrolment) -> dict[str, object]:
    """A step, a goal and a stage of the client's path."""
    return {
        "step": StepFactory(enrolment=enrolment).pk,
        "goal": GoalFactory(enrolment=enrolment).pk,
        "stage": StageFactory(enrolment=enrolment).pk,
    }


def _doubles(double: Client) -> dict[str, object]:
    """A client's likely double, and another that was merged."""
    return {"other": double.pk, "merge": _merge(double)}


def _book(project: Project, coach: User) -> dict[str, object]:
    """A book in the making, one of its rows and a cell, and a kind of book."""
    return {"batch": staged_batch(project, by=coach).pk, "row": 2, "kind": "clients"}


def _assessment(enrolment: Enrolment) -> dict[str, object]:
    """What has been found out with the client, and an instrument she has answered."""
    measurement = MeasurementFactory(enrolment=enrolment, values={1: 3})
    return {
        "finding": "obstacles",
        "obstacle": ObstacleFactory(client=enrolment.client).pk,
        "measurement": measurement.pk,
        "instrument": measurement.instrument_id,
        "band": measurement.instrument.bands.get().pk,
        "moment": "entry",
    }


def _of_the_fund(coach: User) -> dict[str, object]:
    """An indicator, a part of what the fund asks, and what a coach lacks before a reporting date."""
    return {"indicator": "participants", "telling": "exit", "coach": str(coach.pk), "gap": "any"}


def _settings(project: Project) -> dict[str, object]:
    """What the settings of the project keep."""
    return {
        "place": 1,
        "topic": TopicFactory(project=project).pk,
        "target_group": TargetGroupFactory(project=project).pk,
        "served": ServiceLanguageFactory(project=project).pk,
    }


def _plans(project: Project) -> dict[str, object]:
    """A part of the project's funding, and a version of its budget with its rates."""
    days = {"starts_on": project.starts_on, "ends_on": project.ends_on}
    version = BudgetPeriodFactory(
        version__project=project, version__dated_on=project.starts_on, **days
    ).version
    for kind in RateKind:
        BudgetRateFactory(version=version, kind=kind, starts_on=project.starts_on)
    return {"source": FundingSourceFactory(project=project).pk, "budget": version.pk}


def _spending(project: Project) -> dict[str, object]:
    """A cost of the project, the claim that waits for it, and an invoice."""
    claim = ClaimPeriodFactory(project=project, starts_on=project.starts_on, ends_on=project.ends_on)
    return {
        "cost": ActualCostFactory(project=project, month_starts_on=project.starts_on.replace(day=1)).pk,
        "claim": claim.pk,
        "invoice": InvoiceFactory(claim=claim).pk,
    }


def _session(enrolment: Enrolment, coach: User) -> int:
    session = SessionFactory(project=enrolment.project, coach=coach)
    return AttendanceFactory(session=session, client=enrolment.client).session.pk


def _group(enrolment: Enrolment, coach: User) -> dict[str, object]:
    """A group that the client is registered for, and a meeting of it that has been."""
    group = GroupFactory(project=enrolment.project)
    member = GroupMemberFactory(group=group, client=enrolment.client)
    return {
        "group": group.pk,
        "group_member": member.pk,
        "meeting": GroupMeetingFactory(group=group, coach=coach).pk,
    }


def _results(enrolment: Enrolment) -> dict[str, object]:
    """What the client does and what came of it."""
    client = enrolment.client
    return {
        "activity": ActivityFactory(client=client).pk,
        "outcome": OutcomeFactory(client=client, project=enrolment.project).pk,
        "follow_up": FollowUpFactory(client=client).pk,
        "card_held": CardFactory(client=client).pk,
        "card_need": CardNeedFactory(client=client).pk,
    }


def _merge(client: Client) -> int:
    """A merge that has been done, of which history knows nothing: it can't be taken apart, only asked."""
    with auditing.act(by="cli"):
        return Merge.objects.create(
            client=client, gone_number="T-GONE", gone_key=0, context=uuid4(), merged_on=client.born_on
        ).pk


def _tray(enrolment: Enrolment) -> dict[str, object]:
    """A service that was offered to the client, a material that was given, and a text of the printouts."""
    gift = GiftFactory(client=enrolment.client)
    offer = OfferFactory(enrolment=enrolment)
    return {
        "offer": offer.pk,
        "service": offer.service.pk,
        "gift": gift.pk,
        "material": gift.material.pk,
        "phrase": "title",
        "language": "fin",
    }
