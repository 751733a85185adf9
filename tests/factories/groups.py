import datetime as dt

import factory

from coaching.choices import GroupKind
from coaching.models import Group, GroupMeeting, GroupMember, Registration
from tests.factories.auditing import AuditedFactory
from tests.factories.clients import ClientFactory
from tests.factories.projects import ProjectFactory
from tests.factories.staff import UserFactory


class GroupFactory(AuditedFactory):
    class Meta:
        model = Group

    project = factory.SubFactory(ProjectFactory)
    name = factory.Sequence(lambda n: f"Keskusteluklubi {n}")
    kind = GroupKind.CLUB
    starts_on = dt.date(2022, 4, 1)


class GroupMeetingFactory(AuditedFactory):
    class Meta:
        model = GroupMeeting

    group = factory.SubFactory(GroupFactory)
    coach = factory.SubFactory(UserFactory)
    meets_on = dt.date(2022, 4, 30)
    meets_from = dt.time(13)
    minutes = 90


class GroupMemberFactory(AuditedFactory):
    class Meta:
        model = GroupMember

    group = factory.SubFactory(GroupFactory)
    client = factory.SubFactory(ClientFactory)
    starts_on = dt.date(2022, 4, 1)


class RegistrationFactory(AuditedFactory):
    class Meta:
        model = Registration

    meeting = factory.SubFactory(GroupMeetingFactory)
    client = factory.SubFactory(ClientFactory)
    registered_on = dt.date(2022, 4, 20)
