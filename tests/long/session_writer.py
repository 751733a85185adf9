"""What the processes do that log sessions while their database is killed: no session is given up."""

import datetime as dt
import uuid
from typing import Any

from django.db import InterfaceError, OperationalError, connection

from clients.models import Enrolment
from coaching import sessions
from coaching.models import CoachingSession
from ohjaamo import database
from staff.models import User
from tests.factories.clients import EnrolmentFactory
from tests.factories.staff import UserFactory

DAY = dt.date(2022, 4, 30)


def prepare() -> None:
    """A client of a project, and a coach."""
    EnrolmentFactory()
    UserFactory()


def write() -> None:
    """Log session after session until told to end; the key of each is said once it is acknowledged."""
    enrolment, coach = Enrolment.objects.select_related("project", "client").get(), User.objects.get()
    facts = {"project": enrolment.project, "client": enrolment.client, "coach": coach, "by": coach}
    while True:
        submission = uuid.uuid4()
        insist(**facts, submission=submission)
        print(submission, flush=True)


def insist(**facts: Any) -> CoachingSession:
    """Log the session, sending it again with its key after every failure of the database."""
    while True:
        try:
            return sessions.log(**facts, kind="meeting", held_on=DAY, minutes=30, today=DAY)
        except (OperationalError, InterfaceError):
            connection.close()
            database.start()
