from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from projects import funding
from projects.choices import FundingKind
from tests.factories.projects import ProjectFactory

pytestmark = pytest.mark.django_db


def test_part_of_the_funding_is_written_down_once():
    project = ProjectFactory()
    facts = {"project": project, "funder": "STEA", "kind": FundingKind.STATE_AID, "by": "cli"}
    source = funding.agree(**facts, agreed=Decimal("66499"))
    assert (source.agreed, source.realised) == (Decimal("66499"), None)
    with pytest.raises(ValidationError, match="jo kirjattu"):
        funding.agree(**facts, agreed=Decimal("1"))


def test_part_of_the_funding_without_an_amount_is_refused():
    with pytest.raises(ValidationError, match="summa"):
        funding.agree(project=ProjectFactory(), funder="STEA", kind=FundingKind.STATE_AID, by="cli")
