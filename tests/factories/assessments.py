import datetime as dt

import factory

from clients.choices import (
    CefrLevel,
    ConfirmationSource,
    ConsentKind,
    ObstacleKind,
    PlanKind,
    ShowcaseUse,
    SkillSource,
)
from clients.models import (
    Consent,
    LanguageSkill,
    Obstacle,
    PastJob,
    Schooling,
    Showcase,
    Skill,
    StatutoryPlan,
)
from coaching.choices import SituationMoment
from coaching.models import Answer, Instrument, InstrumentBand, InstrumentItem, Measurement, Situation
from tests.factories.auditing import AuditedFactory
from tests.factories.clients import ClientFactory, EnrolmentFactory
from tests.factories.staff import UserFactory


class FindingFactory(AuditedFactory):
    class Meta:
        abstract = True

    client = factory.SubFactory(ClientFactory)


class LanguageSkillFactory(FindingFactory):
    class Meta:
        model = LanguageSkill

    language = "fin"
    level = CefrLevel.A1
    assessed_on = dt.date(2022, 1, 3)
    source = ConfirmationSource.CLIENT


class SchoolingFactory(FindingFactory):
    class Meta:
        model = Schooling

    name = "Peruskoulu"


class PastJobFactory(FindingFactory):
    class Meta:
        model = PastJob

    title = "Kokki"


class SkillFactory(FindingFactory):
    class Meta:
        model = Skill

    name = "Kassatyö"
    source = SkillSource.TOLD
    shown_on = dt.date(2022, 2, 1)


class ObstacleFactory(FindingFactory):
    class Meta:
        model = Obstacle

    kind = ObstacleKind.CHILDCARE
    starts_on = dt.date(2022, 2, 1)


class PlanFactory(FindingFactory):
    class Meta:
        model = StatutoryPlan

    kind = PlanKind.INTEGRATION_PLAN
    made_on = dt.date(2022, 1, 10)


class ShowcaseFactory(FindingFactory):
    class Meta:
        model = Showcase

    use = ShowcaseUse.INTRODUCED
    happened_on = dt.date(2022, 3, 1)


class HealthConsentFactory(FindingFactory):
    class Meta:
        model = Consent

    kind = ConsentKind.SPECIAL_DATA
    starts_on = dt.date(2022, 1, 1)


class InstrumentFactory(AuditedFactory):
    """Two questions on a scale from 0 to 10, the lower half named."""

    class Meta:
        model = Instrument

    name = factory.Sequence(lambda n: f"Asteikko {n}")
    version = "1"
    starts_on = dt.date(2021, 1, 1)

    @factory.post_generation
    def questions(self, create, extracted, **kwargs):
        for position, text in enumerate(("Kuinka lähellä?", "Kuinka varma?"), start=1):
            InstrumentItemFactory(instrument=self, position=position, text=text)

    @factory.post_generation
    def band(self, create, extracted, **kwargs):
        InstrumentBandFactory(instrument=self)


class InstrumentItemFactory(AuditedFactory):
    class Meta:
        model = InstrumentItem

    instrument = factory.SubFactory(InstrumentFactory)
    position = 3
    text = "Kuinka hyvin?"


class InstrumentBandFactory(AuditedFactory):
    class Meta:
        model = InstrumentBand

    instrument = factory.SubFactory(InstrumentFactory)
    name = "Alussa"
    lowest = 0
    highest = 5


class MeasurementFactory(AuditedFactory):
    """Answered by the `values` given, by place; else without any answer."""

    class Meta:
        model = Measurement

    enrolment = factory.SubFactory(EnrolmentFactory)
    instrument = factory.SubFactory(InstrumentFactory)
    measured_on = dt.date(2022, 2, 1)
    measured_by = factory.SubFactory(UserFactory)

    @factory.post_generation
    def values(self, create, extracted, **kwargs):
        for position, value in (extracted or {}).items():
            AnswerFactory(measurement=self, position=position, value=value)


class AnswerFactory(AuditedFactory):
    class Meta:
        model = Answer

    measurement = factory.SubFactory(MeasurementFactory)
    position = 1
    value = 5


class SituationFactory(AuditedFactory):
    class Meta:
        model = Situation

    enrolment = factory.SubFactory(EnrolmentFactory)
    moment = SituationMoment.ENTRY
    recorded_on = dt.date(2021, 1, 5)
    recorded_by = factory.SubFactory(UserFactory)
