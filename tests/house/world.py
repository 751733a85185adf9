"""The little world in which the matrix is walked: two projects, each role in both, and one client in the first."""

import copy
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.test import Client as Browser
from django.urls import reverse

from projects.models import Project
from staff import auditing
from staff.models import User
from tests.factories.clients import AssignmentFactory, EnrolmentFactory
from tests.factories.coaching import StepFactory
from tests.factories.projects import MembershipFactory, ProjectFactory
from tests.factories.staff import UserFactory
from tests.house.matrix import PEOPLE, ROLES, Row


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
    own, other = ProjectFactory(), ProjectFactory()
    users = {role: _member(own, role) for role in ROLES}
    users |= {f"{role} elsewhere": _member(other, role) for role in ROLES}
    users |= {"stranger": UserFactory(), "administrator": UserFactory(is_administrator=True)}
    browsers = {person: Browser() for person in (*PEOPLE, *users)}
    with auditing.act(by="sign-in"):
        for person, user in users.items():
            browsers[person].force_login(user)
    return World(browsers, _things(own, users["coach"]))


def _member(project: Project, role: str) -> User:
    return MembershipFactory(project=project, roles=[role]).user


def _things(project: Project, coach: User) -> dict[str, object]:
    """What arguments of addresses stand for, by name."""
    enrolment = EnrolmentFactory(project=project)
    AssignmentFactory(client=enrolment.client, coach=coach)
    return {
        "client": enrolment.client.pk,
        "enrolment": enrolment.pk,
        "step": StepFactory(enrolment=enrolment).pk,
        "project": project.pk,
        "user": coach.pk,
        "code": project.code,
        "day": enrolment.starts_on.isoformat(),
        "cell": "active",
        "figure": "employment",
        "key": "no-such-key",
        "uidb36": "0",
    }
