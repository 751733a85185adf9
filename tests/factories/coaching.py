import datetime as dt
import uuid

import factory
from django.utils import timezone

from coaching.choices import SessionKind
from coaching.models import Attendance, CoachingSession, Goal, SessionTopic, Stage, Step, Topic
from tests.factories.auditing import AuditedFactory
from tests.factories.clients import ClientFactory, EnrolmentFactory
from tests.factories.projects import ProjectFactory
from tests.factories.staff import UserFactory


class TopicFactory(AuditedFactory):
    class Meta:
        model = Topic

    project = factory.SubFactory(ProjectFactory)
    name = factory.Sequence(lambda n: f"Aihe {n}")


class SessionFactory(AuditedFactory):
    class Meta:
        model = CoachingSession

    project = factory.SubFactory(ProjectFactory)
    coach = factory.SubFactory(UserFactory)
    kind = SessionKind.MEETING
    held_on = dt.date(2022, 4, 1)
    minutes = 30
    submission = factory.LazyFunction(uuid.uuid4)
    logged_at = factory.LazyFunction(timezone.now)
    logged_by = factory.SelfAttribute("coach")


class SessionTopicFactory(AuditedFactory):
    class Meta:
        model = SessionTopic

    session = factory.SubFactory(SessionFactory)
    topic = factory.SubFactory(TopicFactory)


class AttendanceFactory(AuditedFactory):
    class Meta:
        model = Attendance

    session = factory.SubFactory(SessionFactory)
    client = factory.SubFactory(ClientFactory)


class StageFactory(AuditedFactory):
    class Meta:
        model = Stage

    enrolment = factory.SubFactory(EnrolmentFactory)
    name = "Valmennus"
    starts_on = dt.date(2022, 1, 1)


class GoalFactory(AuditedFactory):
    class Meta:
        model = Goal

    enrolment = factory.SubFactory(EnrolmentFactory)
    text = "Töihin siivousalalle"
    set_on = dt.date(2022, 2, 1)


class StepFactory(AuditedFactory):
    class Meta:
        model = Step

    enrolment = factory.SubFactory(EnrolmentFactory)
    text = "CV valmiiksi"
    due_on = dt.date(2022, 5, 14)
    owner = factory.SubFactory(UserFactory)
