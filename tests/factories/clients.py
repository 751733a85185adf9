import datetime as dt

import factory

from clients import records
from clients.choices import OutcomeKind
from clients.models import Activity, Assignment, Client, Enrolment, Outcome
from projects.choices import ActivityKind
from tests.factories.auditing import AuditedFactory
from tests.factories.projects import ProjectFactory
from tests.factories.staff import UserFactory


class ClientFactory(AuditedFactory):
    """Taken in by the rule, so that the name is indexed as in life. Everybody here is invented."""

    class Meta:
        model = Client

    client_number = factory.Sequence(lambda n: f"T-{n:04d}")
    first_names = factory.Sequence(lambda n: f"Amina{n}")
    last_name = "Warsame"
    born_on = dt.date(1990, 5, 17)

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        return records.register(by="cli", **kwargs)


class EnrolmentFactory(AuditedFactory):
    class Meta:
        model = Enrolment

    client = factory.SubFactory(ClientFactory)
    project = factory.SubFactory(ProjectFactory)
    starts_on = dt.date(2021, 1, 1)


class ActivityFactory(AuditedFactory):
    class Meta:
        model = Activity

    client = factory.SubFactory(ClientFactory)
    kind = ActivityKind.WORK
    starts_on = dt.date(2021, 1, 1)


class OutcomeFactory(AuditedFactory):
    class Meta:
        model = Outcome

    client = factory.SubFactory(ClientFactory)
    project = factory.SubFactory(ProjectFactory)
    kind = OutcomeKind.EMPLOYMENT
    happened_on = dt.date(2021, 6, 1)


class AssignmentFactory(AuditedFactory):
    class Meta:
        model = Assignment

    client = factory.SubFactory(ClientFactory)
    coach = factory.SubFactory(UserFactory)
    starts_on = dt.date(2021, 1, 1)
