"""A client whose paper has everything that a paper may have."""

import datetime as dt

import factory

from coaching.choices import OfferState
from coaching.models import Appointment, Goal
from coaching.paths import with_stage
from tests.factories.auditing import AuditedFactory
from tests.factories.clients import AssignmentFactory, ClientFactory, EnrolmentFactory
from tests.factories.coaching import StageFactory, StepFactory
from tests.factories.projects import MunicipalityFactory
from tests.factories.staff import UserFactory
from tests.factories.trays import OfferFactory, ServiceFactory

DAY = dt.date(2022, 4, 30)


class GoalOnPaperFactory(AuditedFactory):
    class Meta:
        model = Goal

    set_on = dt.date(2022, 2, 1)


class MeetingOnPaperFactory(AuditedFactory):
    class Meta:
        model = Appointment

    meets_on = dt.date(2022, 5, 3)
    meets_from = dt.time(9, 30)
    place = "Toivola, Kemi"
    coach = factory.SubFactory(UserFactory)


def on_paper(project, **facts):
    """A stay, as the papers take it, with path, goals, steps, a meeting and a card at every place of the tray."""
    facts = {
        "first_names": "Amina Hodan",
        "last_name": "Warsame",
        "phone": "040 765 4321",
        "email": "amina@example.org",
        "address": "Salaisenkatu 5",
        "municipality": MunicipalityFactory(),
        "personal_identity_code": "170590-123X",
        "note": "Salainen huomio",
        "service_languages": ["som", "fin"],
    } | facts
    client = ClientFactory(**facts)
    stay = EnrolmentFactory(project=project, client=client)
    coach = UserFactory(first_name="Liisa", last_name="Virtanen")
    AssignmentFactory(client=client, coach=coach)
    StageFactory(enrolment=stay, name="Valmennus", starts_on=dt.date(2022, 3, 1))
    GoalOnPaperFactory(enrolment=stay, text="Haluan lähihoitajaksi")
    GoalOnPaperFactory(enrolment=stay, text="أريد أن أتعلم اللغة الفنلندية 2022")
    GoalOnPaperFactory(enrolment=stay, text="Ajokortti", reached_on=dt.date(2022, 4, 4), reached_by=coach)
    GoalOnPaperFactory(enrolment=stay, text="Luovuttu", dropped_on=DAY, dropped_by=coach)
    StepFactory(enrolment=stay, text="CV valmiiksi", due_on=dt.date(2022, 5, 14))
    StepFactory(enrolment=stay, text="Soitto Kelaan", due_on=None)
    MeetingOnPaperFactory(project=project, client=client, coach=coach)
    ways = {
        "Kielikahvila": (),
        "CV-paja": (OfferState.PICKED,),
        "Yhteiskuntaorientaatio": (OfferState.PICKED, OfferState.STARTED),
        "Työelämäinfo": (OfferState.PICKED, OfferState.STARTED, OfferState.COMPLETED),
        "Perhevalmennus": (OfferState.LATER,),
        "Yritysneuvonta": (OfferState.DECLINED,),
        "Korttitreenit": (OfferState.PICKED, OfferState.STARTED, OfferState.STOPPED),
    }
    for name, states in ways.items():
        OfferFactory(enrolment=stay, service=ServiceFactory(project=project, name=name), states=states)
    return with_stage(client.enrolments.select_related("project", "client"), DAY).get()
