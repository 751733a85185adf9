import datetime as dt

import factory

from coaching.choices import OfferState, ServiceCategory
from coaching.models import Material, MaterialGift, OfferTurn, Phrase, Service, ServiceOffer
from tests.factories.auditing import AuditedFactory
from tests.factories.clients import ClientFactory, EnrolmentFactory
from tests.factories.projects import ProjectFactory
from tests.factories.staff import UserFactory


class ServiceFactory(AuditedFactory):
    class Meta:
        model = Service

    project = factory.SubFactory(ProjectFactory)
    name = factory.Sequence(lambda n: f"Palvelu {n}")
    category = ServiceCategory.WORK
    starts_on = dt.date(2019, 1, 15)


class OfferFactory(AuditedFactory):
    """Offered and, if `states` says so, moved on, all on one day."""

    class Meta:
        model = ServiceOffer

    enrolment = factory.SubFactory(EnrolmentFactory)
    service = factory.LazyAttribute(lambda made: ServiceFactory(project=made.enrolment.project))

    @factory.post_generation
    def states(self, create, extracted, **facts):
        for state in (OfferState.OFFERED, *(extracted or ())):
            TurnFactory(offer=self, state=state, **facts)


class TurnFactory(AuditedFactory):
    class Meta:
        model = OfferTurn

    offer = factory.SubFactory(OfferFactory)
    state = OfferState.PICKED
    turned_on = dt.date(2022, 4, 1)
    turned_by = factory.SubFactory(UserFactory)
    reason = factory.LazyAttribute(lambda made: "Ei ehdi" if made.state == OfferState.DECLINED else "")


class MaterialFactory(AuditedFactory):
    class Meta:
        model = Material

    name = factory.Sequence(lambda n: f"Opas {n}")
    languages = ["fin", "eng"]


class GiftFactory(AuditedFactory):
    class Meta:
        model = MaterialGift

    material = factory.SubFactory(MaterialFactory)
    client = factory.SubFactory(ClientFactory)
    language = "fin"
    given_on = dt.date(2022, 4, 1)
    given_by = factory.SubFactory(UserFactory)


class PhraseFactory(AuditedFactory):
    class Meta:
        model = Phrase

    key = "title"
    language = "ara"
    text = "طريقي"
