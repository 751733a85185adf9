import datetime as dt

import factory

from clients.choices import ConsentKind
from clients.models import Consent, TargetGroupMember
from projects.models import PartnerContact, TargetGroup
from tests.factories.auditing import AuditedFactory
from tests.factories.clients import ClientFactory, EnrolmentFactory
from tests.factories.projects import PartnerFactory
from tests.factories.staff import UserFactory


class ConsentFactory(AuditedFactory):
    class Meta:
        model = Consent

    client = factory.SubFactory(ClientFactory)
    kind = ConsentKind.REGISTER
    starts_on = dt.date(2021, 1, 1)


class TargetGroupFactory(AuditedFactory):
    class Meta:
        model = TargetGroup

    name = factory.Sequence(lambda n: f"Pilotti {n}")
    starts_on = dt.date(2020, 1, 1)


class TargetGroupMemberFactory(AuditedFactory):
    class Meta:
        model = TargetGroupMember

    enrolment = factory.SubFactory(EnrolmentFactory)
    group = factory.SubFactory(TargetGroupFactory, project=factory.SelfAttribute("..enrolment.project"))
    starts_on = dt.date(2021, 1, 1)


class PartnerContactFactory(AuditedFactory):
    class Meta:
        model = PartnerContact

    partner = factory.SubFactory(PartnerFactory)
    held_on = dt.date(2021, 6, 1)
    held_by = factory.SubFactory(UserFactory)
    way = "meeting"
    summary = "Sovittiin ohjauksesta."
