import pytest
from django.core.exceptions import ValidationError

from clients.models import FamilyMember
from tests.factories.appointments import FamilyFactory, FamilyMemberFactory
from tests.factories.clients import ClientFactory
from tests.refusals import assert_database_refuses, assert_refused, assert_stands

pytestmark = pytest.mark.django_db


def test_relation_is_one_of_the_choices():
    family, client = FamilyFactory(), ClientFactory()
    assert_refused(
        FamilyMember(family=family, client=client, relation="cousin"), "clients_familymember_relation_known"
    )
    assert_stands(FamilyMember(family=family, client=client, relation="child"))


def test_client_belongs_to_one_family():
    member = FamilyMemberFactory()
    again = FamilyMember(family=FamilyFactory(), client=member.client, relation="adult")
    with pytest.raises(ValidationError):
        again.validate_unique()
    assert_database_refuses(again.save, "clients_familymember_client_id_key")


def test_family_without_a_name_is_told_by_its_key():
    family = FamilyFactory()
    assert (str(family), str(FamilyFactory(name="Warsame"))) == (f"#{family.pk}", "Warsame")
