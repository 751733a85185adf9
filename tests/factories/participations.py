import datetime as dt

import factory

from clients.choices import LabourStatus
from clients.models import Participation
from reports.choices import IndicatorKind
from reports.models import Indicator
from tests.factories.auditing import AuditedFactory
from tests.factories.clients import ClientFactory
from tests.factories.projects import ProjectFactory


class ParticipationFactory(AuditedFactory):
    """Somebody unemployed with upper secondary education, outside education."""

    class Meta:
        model = Participation

    client = factory.SubFactory(ClientFactory)
    project = factory.SubFactory(ProjectFactory)
    labour_status = LabourStatus.UNEMPLOYED
    is_in_education = False
    education_level = 3


class IndicatorFactory(AuditedFactory):
    class Meta:
        model = Indicator

    programme_period = "2021-2027"
    code = factory.Sequence(lambda n: f"EECO{n:02d}")
    position = factory.Sequence(int)
    kind = IndicatorKind.ENTRY
    name_fi = "Osoitin"
    name_en = "Indicator"
    rule = "participant"
    source = "Asetus"
    starts_on = dt.date(2021, 1, 1)
