import datetime as dt

import factory

from clients.models import Family, FamilyMember, Handover, Substitution
from coaching.models import Appointment
from tests.factories.auditing import AuditedFactory
from tests.factories.clients import ClientFactory
from tests.factories.projects import ProjectFactory
from tests.factories.staff import UserFactory


class AppointmentFactory(AuditedFactory):
    class Meta:
        model = Appointment

    project = factory.SubFactory(ProjectFactory)
    client = factory.SubFactory(ClientFactory)
    coach = factory.SubFactory(UserFactory)
    meets_on = dt.date(2022, 4, 30)
    meets_from = dt.time(10)
    minutes = 30


class HandoverFactory(AuditedFactory):
    class Meta:
        model = Handover

    client = factory.SubFactory(ClientFactory)
    giver = factory.SubFactory(UserFactory)
    receiver = factory.SubFactory(UserFactory)
    happened_on = dt.date(2022, 4, 1)


class SubstitutionFactory(AuditedFactory):
    class Meta:
        model = Substitution

    coach = factory.SubFactory(UserFactory)
    substitute = factory.SubFactory(UserFactory)
    starts_on = dt.date(2022, 4, 25)
    ends_on = dt.date(2022, 5, 1)


class FamilyFactory(AuditedFactory):
    class Meta:
        model = Family


class FamilyMemberFactory(AuditedFactory):
    class Meta:
        model = FamilyMember

    family = factory.SubFactory(FamilyFactory)
    client = factory.SubFactory(ClientFactory)
    relation = "adult"
