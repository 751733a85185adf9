import datetime as dt

import factory

from clients.choices import FollowUpKind
from clients.models import Card, CardNeed, CardType, FollowUp
from tests.factories.auditing import AuditedFactory
from tests.factories.clients import ClientFactory


class CardTypeFactory(AuditedFactory):
    class Meta:
        model = CardType

    name = factory.Sequence(lambda n: f"Kortti {n}")
    validity_months = 60


class CardFactory(AuditedFactory):
    class Meta:
        model = Card

    client = factory.SubFactory(ClientFactory)
    card_type = factory.SubFactory(CardTypeFactory)
    starts_on = dt.date(2022, 1, 1)


class CardNeedFactory(AuditedFactory):
    class Meta:
        model = CardNeed

    client = factory.SubFactory(ClientFactory)
    card_type = factory.SubFactory(CardTypeFactory)
    starts_on = dt.date(2022, 1, 1)


class FollowUpFactory(AuditedFactory):
    class Meta:
        model = FollowUp

    client = factory.SubFactory(ClientFactory)
    kind = FollowUpKind.AFTER_3_MONTHS
    due_on = dt.date(2022, 5, 1)
